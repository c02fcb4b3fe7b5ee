"""HEIC and HEIF, as phones store photographs: the first picture of the file, turned as the file itself says.

The container carries its own turn and mirror (irot, imir), which the decoder makes; an Exif turn beside them is a
copy and is left alone. Where the decoder (pi-heif) is not installed, the type is one that we do not read. Source:
ISO/IEC 23008-12, 6.5 (transformative properties) and annex A.2 (Exif).

>>> from extractors.limits import Limits
>>> decode_heif(b"\\0\\0\\0\\x18ftypheic", "image/heic", Limits.default())
Traceback (most recent call last):
    ...
extractors.errors.RefusedFile: ...
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from extractors.errors import refused
from extractors.formats.colours import blue_green_red
from extractors.formats.decoded import DecodedFile
from extractors.limits import Limits
from extractors.page import DecodedPage

try:
    import pi_heif  # type: ignore[import-untyped]
except ImportError:
    pi_heif = None

_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, RuntimeError, AttributeError)


def decode_heif(content: bytes, kind: str, limits: Limits) -> DecodedFile:
    """A file of one page. Raises `RefusedFile`: `unsupported_type`, `damaged_file` or `too_many_pixels`."""
    if pi_heif is None:
        raise refused("unsupported_type")
    try:
        picture = pi_heif.open_heif(content)
        width, height = picture.size
    except _BROKEN:
        raise refused("damaged_file") from None
    if width * height > limits.page_pixels:
        raise refused("too_many_pixels", f"({width}×{height})")
    return DecodedFile(media_type=kind, page_count=1, pages=_pages(picture))


def _pages(picture: Any) -> Iterator[DecodedPage]:
    try:
        pixels = np.ascontiguousarray(blue_green_red(picture.to_pillow()))
    except _BROKEN:
        raise refused("damaged_file") from None
    height, width = pixels.shape[:2]
    yield DecodedPage(number=1, width=width, height=height, pixels=pixels)
