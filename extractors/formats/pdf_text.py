"""The text layer of a PDF page: may it be trusted, and its lines in the page drawn at 200 dpi.

Not trusted: too little text; characters that PDFium cannot map (a font without a usable `ToUnicode`, ISO 32000-2
9.10); invisible text (mode 3) that some OCR laid over a scan; a page that is mostly picture; text that does not
stand upright on the displayed page. A page that is not trusted is read from its pixels.

Boxes come through PDFium's own page-to-device transform, so crop box and rotation are in them.

>>> is_garbage("\\ufffd"), is_garbage("发")
(True, False)
"""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from extractors.formats.runs import Glyph, join
from extractors.page import Line
from storage.model.extraction import Source

SCALE = 200 / 72
_GRID = 16
"""Device units per pixel: PDFium's transform answers in whole units."""
_LEAST_TEXT = 12
_MOST_GARBAGE = 0.03
_MOST_INVISIBLE = 0.3
_MOST_PICTURE = 0.5
_LEAST_UPRIGHT = 0.7
_MAX_CHARS = 200_000
_UPRIGHT = math.radians(8)


@dataclass(frozen=True, slots=True)
class _Char:
    glyph: Glyph
    is_upright: bool


def trusted_lines(page: Any) -> tuple[Line, ...]:
    """The lines of a pypdfium2 page; empty where its text layer is not to be trusted."""
    text_page = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(text_page)
        if not _LEAST_TEXT <= count <= _MAX_CHARS or _is_scan(page):
            return ()
        chars = list(_chars(page, text_page, count))
    finally:
        text_page.close()
    return _lines(chars, *page.get_size())


def is_garbage(char: str) -> bool:
    """Nothing a person could have printed: unmapped, private use, control."""
    return (
        char == "\ufffd"
        or unicodedata.category(char) in ("Co", "Cn", "Cs")
        or (char < " " and not char.isspace())
    )


def _lines(chars: list[_Char], width: float, height: float) -> tuple[Line, ...]:
    inked = [one for one in chars if not one.glyph.text.isspace()]
    upright = [one.glyph for one in chars if one.is_upright and _is_inside(one.glyph, width, height)]
    bad = sum(is_garbage(one.glyph.text) for one in inked)
    if len(inked) < _LEAST_TEXT or bad > _MOST_GARBAGE * len(inked):
        return ()
    if sum(one.is_upright for one in inked) < _LEAST_UPRIGHT * len(inked):
        return ()
    lines = join((glyph for glyph in upright if not is_garbage(glyph.text)), source=Source.PDF_TEXT, page=1)
    return lines if sum(len(line.text) for line in lines) >= _LEAST_TEXT else ()


def _is_inside(glyph: Glyph, width: float, height: float) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return 0 <= x <= width * SCALE and 0 <= y <= height * SCALE


def _is_scan(page: Any) -> bool:
    """Mostly picture, or mostly text that is not shown."""
    area = max(1.0, page.get_width() * page.get_height())
    pictures, shown, hidden = 0.0, 0, 0
    for item in page.get_objects(max_depth=4):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            pictures += max(0.0, right - left) * max(0.0, top - bottom)
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            is_hidden = raw.FPDFTextObj_GetTextRenderMode(item.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            hidden, shown = hidden + is_hidden, shown + (not is_hidden)
    return pictures > _MOST_PICTURE * area or hidden > _MOST_INVISIBLE * (shown + hidden)


def _chars(page: Any, text_page: Any, count: int) -> Iterator[_Char]:
    place = _Placer(page)
    group, last = 0, None
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        owner = ctypes.cast(raw.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value
        if raw.FPDFText_IsGenerated(text_page, index) == 1 or owner is None:
            continue
        if owner != last:
            group, last = group + 1, owner
        box = place(text_page, index)
        if box is None:
            continue
        angle = raw.FPDFText_GetCharAngle(text_page, index)
        yield _Char(Glyph(char, *box, group=group), _is_upright(angle + place.turn))


def _is_upright(angle: float) -> bool:
    turned = math.remainder(angle, 2 * math.pi)
    return abs(turned) <= _UPRIGHT


class _Placer:
    """A character's box in pixels of the displayed page."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._size = tuple(round(side * SCALE * _GRID) for side in page.get_size())
        self.turn = math.radians(page.get_rotation())

    def __call__(self, text_page: Any, index: int) -> tuple[float, float, float, float] | None:
        rect = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(text_page, index, rect):
            return None
        xs, ys = zip(self._device(rect.left, rect.top), self._device(rect.right, rect.bottom), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _device(self, x: float, y: float) -> tuple[float, float]:
        to_x, to_y = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page, 0, 0, *self._size, 0, x, y, to_x, to_y)
        return to_x.value / _GRID, to_y.value / _GRID
