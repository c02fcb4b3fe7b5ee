"""A page of an OFD file that is one picture: its pixels, drawn into the page's frame at 200 dpi.

Source: GB/T 33190-2016, 10 (images) and 7.9 (multimedia resources).
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

import cv2
import numpy as np

from extractors.errors import RefusedFile
from extractors.formats import media, ofd_text
from extractors.formats.image import decode_image
from extractors.formats.ofd_package import Parts, child, child_text, children, local
from extractors.limits import Limits
from extractors.page import DecodedPage, Pixels

_LEAST_SHARE = 0.4


def page_picture(
    parts: Parts, resources: tuple[str, ...], root: ET.Element, size: tuple[int, int], limits: Limits
) -> Pixels | None:
    """None where no picture covers the page, or where it cannot be decoded."""
    width, height = size
    for box, resource in placed(root):
        if box.width * box.height * ofd_text.SCALE**2 < _LEAST_SHARE * width * height:
            continue
        pixels = picture_of(parts, resources, resource, limits)
        if pixels is not None:
            return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return None


def placed(root: ET.Element) -> Iterator[tuple[ofd_text.Frame, str]]:
    """Where pictures stand on the page, in millimetres, and which."""
    for item in root.iter():
        box = ofd_text.frame_of_path(item.get("Boundary")) if local(item) == "ImageObject" else None
        if box is not None:
            yield box, (item.get("ResourceID") or "").strip()


def picture_of(parts: Parts, resources: tuple[str, ...], wanted: str, limits: Limits) -> Pixels | None:
    """None where it is not there or cannot be decoded."""
    name = _place(parts, resources, wanted)
    return _decoded(parts.bytes(name), limits) if name is not None else None


def _place(parts: Parts, resources: tuple[str, ...], wanted: str) -> str | None:
    for resource in resources:
        root = parts.xml(resource)
        folder = (root.get("BaseLoc") or "").strip("/") if root is not None else ""
        for one in _media(root):
            if (one.get("ID") or "").strip() == wanted:
                file = child_text(one, "MediaFile")
                return parts.resolve(resource, f"{folder}/{file}") or parts.resolve(resource, file)
    return None


def _media(root: ET.Element | None) -> Iterator[ET.Element]:
    return children(child(root, "MultiMedias"), "MultiMedia")


def _decoded(content: bytes | None, limits: Limits) -> Pixels | None:
    if content is None or (kind := media.by_signature(content)) not in (media.JPEG, media.PNG):
        return None
    try:
        page = next(decode_image(content, kind or "", limits).pages)
    except (RefusedFile, StopIteration):
        return None
    return page.pixels if isinstance(page, DecodedPage) else None
