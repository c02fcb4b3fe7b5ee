"""One page, written in every format of pictures that people send. Each way names the colours that survive it.

>>> page = Image.new("RGB", (8, 6), "white")
>>> EXACT["tiff lzw"](page)[:2], EXACT["bmp"](page)[:2]
(b'II', b'BM')
"""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image

from tests.specimens.heic import heic

Write = Callable[[Image.Image], bytes]


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def _tiff(mode: str = "RGB", **options: Any) -> Write:
    return lambda page: saved(page.convert(mode), "TIFF", **options)


def _deep(page: Image.Image) -> bytes:
    grey = np.asarray(page.convert("L"), dtype=np.uint16) * 257
    return saved(Image.fromarray(grey), "TIFF", compression="tiff_lzw")


EXACT: dict[str, Write] = {
    "bmp": lambda page: saved(page, "BMP"),
    "webp lossless": lambda page: saved(page, "WEBP", lossless=True),
    "tiff raw": _tiff(),
    "tiff big": _tiff(big_tiff=True),
    "tiff lzw": _tiff(compression="tiff_lzw"),
    "tiff deflate": _tiff(compression="tiff_adobe_deflate"),
    "tiff packbits": _tiff(compression="packbits"),
    "tiff cmyk": _tiff("CMYK", compression="tiff_lzw"),
}
"""Every pixel of the page comes back as it was."""

GREY: dict[str, Write] = {
    "gif": lambda page: saved(page.convert("L"), "GIF"),
    "tiff grey": _tiff("L"),
    "tiff 16 bit": _deep,
    "tiff palette": lambda page: saved(page.convert("L").convert("P"), "TIFF", compression="tiff_lzw"),
    "tiff palette raw": lambda page: saved(page.convert("L").convert("P"), "TIFF"),
}
"""Every pixel of the grey page comes back."""

TWO_TONES: dict[str, Write] = {
    "bmp 1 bit": lambda page: saved(page.convert("1"), "BMP"),
    "tiff 1 bit": _tiff("1"),
    "tiff group 3": _tiff("1", compression="group3"),
    "tiff group 4": _tiff("1", compression="group4"),
}
"""Every pixel of the page in black and white comes back."""

LOSSY: dict[str, Write] = {
    "webp": lambda page: saved(page, "WEBP", quality=95),
    "tiff jpeg": _tiff(compression="jpeg", quality=95),
    "avif": lambda page: saved(page, "AVIF", quality=90),
    "heic": heic,
}
"""Looks the same."""


def tiff_of(*pages: Image.Image, **options: Any) -> bytes:
    return saved(pages[0], "TIFF", save_all=True, append_images=list(pages[1:]), **options)
