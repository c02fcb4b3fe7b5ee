"""How far the columns of a photographed table drift sideways from row to row, on a page whose rows are level.

Measured where it shows: at the right ends of the amounts that close the rows and at the left ends of what opens them.

>>> from storage.model.extraction import Box
>>> body = [[Line("甲", Box(y // 20, y, 40, y + 20)), Line("9.00", Box(200, y, 300 + y // 20, y + 20))]
...         for y in range(0, 900, 100)]
>>> round(drift(body), 2)
0.05
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from statistics import median

from extractors.page import Line
from storage.model.extraction import Box

_AMOUNT = re.compile(r"[¥¥]?-?\d[\d,]*\.\d{2}")
_FEWEST = 5
Point = tuple[float, float]


def drift(body: Sequence[Sequence[Line]]) -> float:
    """Pixels to the right for every pixel down; 0 where no straight edge shows."""
    closed = [row for row in body if len(row) > 1 and _AMOUNT.fullmatch(row[-1].text)]
    ends, starts = [row[-1].box for row in closed], [row[0].box for row in closed]
    height = median([box.height for box in ends]) if ends else 0
    slopes = (
        _slope([(box.centre[1], box.x1) for box in ends], height),
        _slope([(box.centre[1], box.x0) for box in starts], height),
    )
    known = [slope for slope in slopes if slope is not None]
    return sum(known) / len(known) if known else 0.0


def moved(line: Line, slope: float, origin: int, *, back: bool = False) -> Line:
    """The line where it would stand if nothing drifted below `origin`, or back again."""
    by = round(slope * (line.box.centre[1] - origin)) * (1 if back else -1)
    box = line.box
    return replace(line, box=Box(box.x0 + by, box.y0, box.x1 + by, box.y1)) if by else line


def _slope(points: Sequence[Point], height: float) -> float | None:
    """The usual slope between points, if nearly all lie on one line."""
    if len(points) < _FEWEST:
        return None
    slope = median(_between(points, 2 * height))
    offsets = [x - slope * y for y, x in points]
    middle = median(offsets)
    is_straight = median([abs(one - middle) for one in offsets]) < 0.4 * height
    return slope if is_straight and abs(slope) < 0.15 else None


def _between(points: Sequence[Point], apart: float) -> Iterable[float]:
    pairs = combinations(points[:60], 2)
    return [
        (right[1] - left[1]) / (right[0] - left[0]) for left, right in pairs if right[0] - left[0] > apart
    ] or [0.0]
