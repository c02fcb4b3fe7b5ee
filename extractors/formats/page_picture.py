"""One page of a file as a PNG for a person's eyes, in the contract's frame: EXIF turned, PDF and OFD as at 200 dpi.

Only that page is decoded, and no larger than asked for. The PNG carries nothing but pixels.

>>> from PIL import Image
>>> import io
>>> buffer = io.BytesIO()
>>> Image.new("RGB", (40, 30), "white").save(buffer, "PNG")
>>> png = page_picture(buffer.getvalue(), page=1, longest=20, limits=Limits.default())
>>> Image.open(io.BytesIO(png)).size
(20, 15)
"""

import cv2
import numpy as np

from extractors.errors import NoSuchPage, refused
from extractors.formats import media
from extractors.formats.decoded import PageDamage
from extractors.formats.heif import decode_heif
from extractors.formats.image import decode_image
from extractors.formats.ofd import draw_ofd_page
from extractors.formats.pdf import draw_pdf_page
from extractors.formats.tiff import draw_tiff_page
from extractors.limits import Limits
from extractors.page import Pixels

_QUICK = (int(cv2.IMWRITE_PNG_COMPRESSION), 1)
"""Photographs hardly get smaller with more effort, only slower."""


def page_picture(content: bytes, *, page: int, longest: int, limits: Limits) -> bytes:
    """That page, counted from 1, its longer edge at most `longest` pixels. Raises `RefusedFile` and `NoSuchPage`."""
    kind = media.sniff(content)
    match kind:
        case media.PDF:
            pixels = draw_pdf_page(content, page, longest, limits)
        case media.OFD:
            pixels = draw_ofd_page(content, page, longest, limits)
        case media.TIFF:
            pixels = draw_tiff_page(content, page, limits)
        case media.XML | media.ZIP | media.EML:
            raise NoSuchPage(page)
        case _ if page == 1:
            pixels = picture(content, kind, longest, limits)
        case _:
            raise NoSuchPage(page)
    return _png(_fitted(pixels, longest))


def picture(content: bytes, kind: str, longest: int, limits: Limits) -> Pixels:
    """The only page of a picture of that type, perhaps already no longer than `longest`. Raises `RefusedFile`."""
    if kind in (media.HEIC, media.HEIF):
        page = next(decode_heif(content, kind, limits).pages)
    else:
        page = next(decode_image(content, kind, limits, longest=longest).pages)
    if isinstance(page, PageDamage) or page.pixels is None:
        raise refused("damaged_file")
    return page.pixels


def _fitted(pixels: Pixels, longest: int) -> Pixels:
    height, width = pixels.shape[:2]
    scale = longest / max(width, height)
    if scale >= 1:
        return pixels
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _png(pixels: Pixels) -> bytes:
    return bytes(cv2.imencode(".png", pixels, _QUICK)[1])
