"""Pictures to plain pixels, in the frame of the original after its EXIF turn: JPEG, PNG, WebP, AVIF, BMP, GIF, a page of TIFF.

Of a moving picture the first frame counts. The size is checked before a pixel is decoded. A picture that breaks off
is decoded as far as it goes and marked; where less than a quarter is there, it is damaged. Each type is opened by its
own decoder only. Sources: Exif 2.3 (tag 0x0112, orientation), ISO/IEC 10918-1.

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
from contextlib import contextmanager
from math import ceil

import numpy as np
from PIL import Image, ImageFile

from extractors.errors import refused
from extractors.formats import media
from extractors.formats.colours import blue_green_red
from extractors.formats.decoded import DecodedFile
from extractors.limits import Limits
from extractors.page import DecodedPage, Pixels

_FORMATS = {
    media.JPEG: "JPEG",
    media.PNG: "PNG",
    media.WEBP: "WEBP",
    media.BMP: "BMP",
    media.GIF: "GIF",
    media.TIFF: "TIFF",
    media.AVIF: "AVIF",
}
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)
_ORIENTATION = 0x0112
_USEFUL_SHARE = 0.25


def decode_image(content: bytes, kind: str, limits: Limits, *, longest: int | None = None) -> DecodedFile:
    """A file of one page. Raises `RefusedFile`: `too_many_pixels` or `damaged_file`.

    Where `longest` pixels are enough for the longer edge, a JPEG is decoded no larger than it must be.
    """
    with _watched(), _open(content, kind, limits):
        pass
    return DecodedFile(media_type=kind, page_count=1, pages=_pages(content, kind, limits, longest))


def decode_picture(
    content: bytes, kind: str, limits: Limits, *, number: int = 1, longest: int | None = None
) -> DecodedPage:
    """The one picture of these bytes as the page of that number. Raises `RefusedFile` as `decode_image` does."""
    with _watched():
        pixels, is_truncated = _load(content, kind, limits, longest)
    height, width = pixels.shape[:2]
    return DecodedPage(number=number, width=width, height=height, pixels=pixels, is_truncated=is_truncated)


def _pages(content: bytes, kind: str, limits: Limits, longest: int | None) -> Iterator[DecodedPage]:
    yield decode_picture(content, kind, limits, longest=longest)


@contextmanager
def _watched() -> Iterator[None]:
    """Pillow warns of a bomb where it should refuse one."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning)
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise refused("too_many_pixels") from None


def _open(content: bytes, kind: str, limits: Limits) -> ImageFile.ImageFile:
    try:
        image = Image.open(io.BytesIO(content), formats=[_FORMATS[kind]])
    except _BROKEN:
        raise refused("damaged_file") from None
    if image.width * image.height > limits.page_pixels:
        raise refused("too_many_pixels", f"({image.width}×{image.height})")
    return image


def _load(content: bytes, kind: str, limits: Limits, longest: int | None) -> tuple[Pixels, bool]:
    try:
        return _turned(*_decoded(_open(content, kind, limits), longest)), False
    except _BROKEN:
        pass
    pixels, orientation = _as_far_as_it_goes(content, kind, limits, longest)
    # A bitmap is stored from its foot to its head.
    if filled_share(pixels[::-1] if kind == media.BMP else pixels) < _USEFUL_SHARE:
        raise refused("damaged_file")
    return _turned(pixels, orientation), True


def _as_far_as_it_goes(content: bytes, kind: str, limits: Limits, longest: int | None) -> tuple[Pixels, int]:
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        return _decoded(_open(content, kind, limits), longest, is_partial=True)
    except _BROKEN:
        raise refused("damaged_file") from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def _decoded(
    image: ImageFile.ImageFile, longest: int | None, *, is_partial: bool = False
) -> tuple[Pixels, int]:
    """The pixels as stored, and the EXIF turn that is still to be made."""
    with image:
        if longest is not None:
            share = min(1.0, longest / max(image.size))
            image.draft(None, (ceil(image.width * share), ceil(image.height * share)))
        try:
            image.load()
        except OSError:
            # The TIFF decoder complains after it has kept what it could decode.
            if not is_partial or image.tile:
                raise
        return blue_green_red(image), _orientation(image)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _BROKEN:
        return 1


def _turned(pixels: Pixels, orientation: int) -> Pixels:
    match orientation:
        case 2:
            pixels = pixels[:, ::-1]
        case 3:
            pixels = pixels[::-1, ::-1]
        case 4:
            pixels = pixels[::-1]
        case 5:
            pixels = pixels.transpose(1, 0, 2)
        case 6:
            pixels = np.rot90(pixels, -1)
        case 7:
            pixels = np.rot90(pixels, 2).transpose(1, 0, 2)
        case 8:
            pixels = np.rot90(pixels, 1)
    return np.ascontiguousarray(pixels)


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
