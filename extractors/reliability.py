"""The reliability diagram: accuracy over confidence, as a PNG. On the diagonal, a confidence means what it says.

A dot is a bin of fields, the larger the more; the bar from it to the diagonal is its gap. Most fields are almost sure,
so the right half shows the same from 0.9 on, ten times as large.

>>> draw([(40, 0.6, 0.5), (900, 0.99, 0.995)], "900 fields")[:4]
b'\\x89PNG'
"""

import io
from collections.abc import Callable, Sequence
from math import sqrt

from PIL import Image, ImageDraw, ImageFont

Dot = tuple[int, float, float]
"""Fields, mean confidence and accuracy of a bin."""

_SIDE, _EDGE = 520, 90
_INK, _LIGHT, _DOT, _GAP = (40, 44, 52), (222, 226, 230), (32, 100, 170), (214, 96, 77)
_PANELS = (0.0, 0.9)


def draw(dots: Sequence[Dot], title: str) -> bytes:
    """The bytes of the PNG."""
    picture = Image.new("RGB", (2 * (_SIDE + _EDGE) + _EDGE, _SIDE + 2 * _EDGE), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((_EDGE, 28), title, font=ImageFont.load_default(22), fill=_INK)
    for place, least in enumerate(_PANELS):
        left = _EDGE + place * (_SIDE + _EDGE)
        _frame(pen, left, least)
        _dots(pen, left, least, [dot for dot in dots if dot[1] >= least and dot[2] >= least])
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def _scaled(left: int, least: float) -> Callable[[float, float], tuple[float, float]]:
    def at(confidence: float, accuracy: float) -> tuple[float, float]:
        x, y = ((value - least) / (1 - least) * _SIDE for value in (confidence, accuracy))
        return left + x, _EDGE + _SIDE - y

    return at


def _frame(pen: ImageDraw.ImageDraw, left: int, least: float) -> None:
    """Ticks, grid, diagonal and names of the axes."""
    at, small = _scaled(left, least), ImageFont.load_default(15)
    for tick in range(6):
        value = least + (1 - least) * tick / 5
        pen.line((*at(value, least), *at(value, 1.0)), fill=_LIGHT)
        pen.line((*at(least, value), *at(1.0, value)), fill=_LIGHT)
        x, y = at(value, least)
        pen.text((x, y + 8), f"{value:.2f}", font=small, fill=_INK, anchor="mt")
        x, y = at(least, value)
        pen.text((x - 8, y), f"{value:.2f}", font=small, fill=_INK, anchor="rm")
    pen.line((*at(least, least), *at(1.0, 1.0)), fill=_INK, width=2)
    pen.text((left + _SIDE / 2, _EDGE + _SIDE + 48), "confidence", font=small, fill=_INK, anchor="mt")
    pen.text((left, _EDGE - 10), "share that is right", font=small, fill=_INK, anchor="ls")


def _dots(pen: ImageDraw.ImageDraw, left: int, least: float, dots: Sequence[Dot]) -> None:
    at = _scaled(left, least)
    most = max((fields for fields, _, _ in dots), default=1)
    for fields, confidence, accuracy in dots:
        x, y = at(confidence, accuracy)
        pen.line((x, y, *at(confidence, confidence)), fill=_GAP, width=4)
        radius = 4 + 14 * sqrt(fields / most)
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=_DOT, fill=None, width=3)
        pen.text((x, y + radius + 3), str(fields), font=ImageFont.load_default(13), fill=_INK, anchor="mt")
