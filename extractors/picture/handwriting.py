"""Which values of a paper are written with a pen: print stands upright and level, a hand does not, and many pens are blue.

Of each line the share of its straight edges that run within a few degrees of upright or of level is measured, however
the paper was turned a little. A paper counts as filled by hand where its values run clearly less straight than its
print does (titles, labels), or are bluer. Engines read handwriting worse than their scores tell, so that such values
have a table of their own in `extractors.confidence`.

>>> letters = np.full((60, 400, 3), 250, np.uint8)
>>> letters[10:50, 10:390:20] = letters[14:18, 10:390] = 20
>>> stands = strokes(letters, Box(0, 0, 400, 60)).upright
>>> leans = strokes(cv2.warpAffine(letters, np.float32([[1, -0.5, 10], [0, 1, 0]]), (400, 60), borderValue=(250,) * 3), Box(0, 0, 400, 60))
>>> stands > leans.upright
True
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Line, Pixels, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Cell, Field, Fields, Source

Place = tuple[int, Box | None]
"""A page's number and where on it."""
_Plane = NDArray[np.float32]
_HEIGHT = 40
_BINS = 60
_TURN = 4
"""How many bins of three degrees a line may run off the level of its page."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """`upright`: a share of 0 to 1; `blue`: how much bluer than its paper the ink is; `width` of the line in pixels."""

    upright: float
    blue: float
    width: int


def written(type: DocumentType, fields: Fields, pages: Sequence[ReadPage]) -> frozenset[Place]:
    """Where the values stand that were written by hand; nowhere on papers that nobody fills with a pen."""
    if type.value not in _limits()["types"]:
        return frozenset()
    return frozenset(place for page in pages for place in _on_page(page, fields))


def _on_page(page: ReadPage, fields: Fields) -> list[Place]:
    if page.pixels is None or page.source is not Source.OCR:
        return []
    limits = _limits()
    values = [field for field in _values(fields) if field.page == page.number and field.box is not None]
    looks = [(field, look) for field in values if (look := _joined(_looks(page.pixels, _lines(field, page))))]
    lines = [line.box for line in page.lines if line.score >= 0.9 and len(line.text) > 1]
    print_looks = _looks(page.pixels, lines[: limits["most_lines"]])
    if len(looks) < limits["least_values"] or not print_looks:
        return []
    straight = float(np.percentile([look.upright for look in print_looks], 80))
    if not _is_by_hand([look for _, look in looks], straight, print_looks):
        return []
    return [(field.page, field.box) for field, look in looks if look.upright < limits["own_share"] * straight]


def _is_by_hand(looks: Sequence[Strokes], straight: float, others: Sequence[Strokes]) -> bool:
    limits = _limits()
    whole, print_ink = _joined(looks), _joined(others)
    if whole is None or print_ink is None:
        return False
    if whole.blue - print_ink.blue > limits["bluer"] and whole.upright < limits["blue_upright"]:
        return True
    return bool(whole.upright < min(limits["upright"], limits["share"] * straight))


def strokes(pixels: Pixels, box: Box) -> Strokes | None:
    """How the ink in a box looks, seals and rules left out; None where there is too little of it."""
    crop = pixels[max(0, box.y0) : box.y1, max(0, box.x0) : box.x1]
    if min(crop.shape[:2]) < 8 or crop.shape[1] * _HEIGHT < 20 * crop.shape[0]:
        return None
    scale = _HEIGHT / crop.shape[0]
    mode = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=mode)
    light, red, yellow = cv2.split(cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(np.float32))
    paper, dark = float(np.percentile(light, 80)), float(np.percentile(light, 3))
    ink = ((light < paper - 0.45 * (paper - dark)) & (red - np.median(red) <= 18)).astype(np.uint8)
    rules = _rules(ink)
    ink[rules > 0] = 0
    if paper - dark < 25 or int(ink.sum()) < 30:
        return None
    near = (cv2.dilate(ink, np.ones((3, 3), np.uint8)) > 0) & (rules == 0)
    blue = float(np.median(yellow[light > paper - 5]) - np.median(yellow[ink > 0]))
    return Strokes(_upright(np.asarray(light, np.float32), near), blue, box.width)


def _rules(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Underlines and the sides of cells."""
    flat = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, 48), np.uint8))
    tall = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_HEIGHT - 4, 1), np.uint8))
    return np.asarray(cv2.dilate(cv2.max(flat, tall), np.ones((5, 5), np.uint8)), np.uint8)


def _upright(light: _Plane, near: NDArray[np.bool_]) -> float:
    """The share of straight edges in the best nine degrees around upright, and around level."""
    across, down = cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1)
    xx, xy, yy = (cv2.GaussianBlur(part, (0, 0), 1) for part in (across**2, across * down, down**2))
    apart, both = np.sqrt((xx - yy) ** 2 + 4 * xy**2), xx + yy
    is_straight = near & (apart > 0.8 * both)
    angles = np.degrees(0.5 * np.arctan2(2 * xy, xx - yy))[is_straight] % 180
    weights = np.sqrt(np.maximum(both, 0))[is_straight]
    shares = np.histogram(angles, bins=_BINS, range=(0, 180), weights=weights)[0]
    near_by = np.roll(shares, -1) + shares + np.roll(shares, 1)
    turned = np.roll(near_by, _TURN) / max(1e-6, float(weights.sum()))
    level = _BINS // 2 + _TURN
    return float(turned[: 2 * _TURN + 1].max() + turned[level - _TURN : level + _TURN + 1].max())


def _looks(pixels: Pixels, boxes: Sequence[Box]) -> list[Strokes]:
    return [look for box in boxes if (look := strokes(pixels, box)) is not None]


def _joined(looks: Sequence[Strokes]) -> Strokes | None:
    """Their mean, the longer the weightier."""
    width = sum(look.width for look in looks)
    if not width:
        return None
    upright = sum(look.upright * look.width for look in looks) / width
    return Strokes(upright, sum(look.blue * look.width for look in looks) / width, width)


def _lines(field: Field, page: ReadPage) -> list[Box]:
    """The field's box, or the part of each line within it where it has several."""
    box = field.box
    assert box is not None
    inside = [line for line in page.lines if _is_inside(line, box)]
    if not inside or box.height < 1.5 * min(line.box.height for line in inside):
        return [box]
    return [Box(max(box.x0, one.box.x0), one.box.y0, min(box.x1, one.box.x1), one.box.y1) for one in inside]


def _is_inside(line: Line, box: Box) -> bool:
    return line.box.x0 < box.x1 and box.x0 < line.box.x1 and box.y0 <= line.box.centre[1] <= box.y1


def _values(fields: Fields) -> Iterator[Field]:
    for name, cell in fields.items():
        if name not in _limits()["printed"]:
            yield from inner_fields(cell)


def inner_fields(cell: Cell) -> Iterator[Field]:
    """The field itself, those of a list, those of a table's rows."""
    for one in (cell,) if isinstance(cell, Field) else cell:
        yield from (one,) if isinstance(one, Field) else one.values()


@cache
def _limits() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
