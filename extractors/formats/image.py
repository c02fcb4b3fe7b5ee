"""JPEG and PNG to plain pixels, in the frame of the original after its EXIF turn.

The size is checked before a pixel is decoded. A picture that breaks off is decoded as far as it goes and marked;
where less than a quarter is there, it is damaged. Sources: Exif 2.3 (tag 0x0112, orientation), ISO/IEC 10918-1.

>>> from extractors.limits import Limits
>>> buffer = io.BytesIO()
>>> Image.new("RGB", (40, 30), "white").save(buffer, "PNG")
>>> page = next(decode_image(buffer.getvalue(), media.PNG, Limits.default()).pages)
>>> page.width, page.height, page.pixels.shape
(40, 30, (30, 40, 3))
"""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from math import ceil

import numpy as np
from PIL import Image, ImageFile

from extractors.errors import refused
from extractors.formats import media
from extractors.formats.decoded import DecodedFile
from extractors.limits import Limits
from extractors.page import DecodedPage, Pixels

_FORMATS = {media.JPEG: "JPEG", media.PNG: "PNG"}
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    EOFError,
    struct.error,
    zlib.error,
)
_ORIENTATION = 0x0112
_USEFUL_SHARE = 0.25


def decode_image(content: bytes, kind: str, limits: Limits, *, longest: int | None = None) -> DecodedFile:
    """A file of one page. Raises `RefusedFile`: `too_many_pixels` or `damaged_file`.

    Where `longest` pixels are enough for the longer edge, a JPEG is decoded no larger than it must be.
    """
    with _open(content, kind) as image:
        if image.width * image.height > limits.page_pixels:
            raise refused("too_many_pixels", f"({image.width}×{image.height})")
    return DecodedFile(media_type=kind, page_count=1, pages=_pages(content, kind, longest))


def _pages(content: bytes, kind: str, longest: int | None) -> Iterator[DecodedPage]:
    pixels, is_truncated = _load(content, kind, longest)
    height, width = pixels.shape[:2]
    yield DecodedPage(number=1, width=width, height=height, pixels=pixels, is_truncated=is_truncated)


def _open(content: bytes, kind: str) -> ImageFile.ImageFile:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.filterwarnings("ignore", category=UserWarning)
        try:
            image = Image.open(io.BytesIO(content), formats=[_FORMATS[kind]])
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise refused("too_many_pixels") from None
        except _BROKEN:
            raise refused("damaged_file") from None
    return image


def _load(content: bytes, kind: str, longest: int | None) -> tuple[Pixels, bool]:
    try:
        return _decoded(content, kind, longest), False
    except _BROKEN:
        pass
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        pixels = _decoded(content, kind, longest)
    except _BROKEN:
        raise refused("damaged_file") from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    if filled_share(pixels) < _USEFUL_SHARE:
        raise refused("damaged_file")
    return pixels, True


def _decoded(content: bytes, kind: str, longest: int | None) -> Pixels:
    with _open(content, kind) as image:
        if longest is not None:
            share = min(1.0, longest / max(image.size))
            image.draft(None, (ceil(image.width * share), ceil(image.height * share)))
        image.load()
        orientation = _orientation(image)
        pixels = np.asarray(_as_rgb(image))[:, :, ::-1]
    return np.ascontiguousarray(_turned(pixels, orientation))


def _as_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        return _from_deep(image).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("RGB")
    return image.convert("RGB")


def _from_deep(image: Image.Image) -> Image.Image:
    values = np.asarray(image, dtype=np.float64)
    return Image.fromarray(np.clip(values / 257.0, 0, 255).astype(np.uint8), "L")


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _BROKEN:
        return 1


def _turned(pixels: Pixels, orientation: int) -> Pixels:
    match orientation:
        case 2:
            return pixels[:, ::-1]
        case 3:
            return pixels[::-1, ::-1]
        case 4:
            return pixels[::-1]
        case 5:
            return pixels.transpose(1, 0, 2)
        case 6:
            return np.rot90(pixels, -1)
        case 7:
            return np.rot90(pixels, 2).transpose(1, 0, 2)
        case 8:
            return np.rot90(pixels, 1)
        case _:
            return pixels


def filled_share(pixels: Pixels) -> float:
    """The share of rows above the flat area at the bottom that a decoder leaves when the bytes end.

    >>> flat = np.full((100, 50, 3), 128, np.uint8)
    >>> flat[:30, ::2] = 0
    >>> filled_share(flat)
    0.3
    """
    differs = (pixels != pixels[-1, -1]).any(axis=(1, 2))
    rows = np.flatnonzero(differs)
    return float(rows[-1] + 1) / len(pixels) if len(rows) else 0.0
