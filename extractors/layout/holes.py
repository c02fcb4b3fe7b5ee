"""The holes at the sides of endless paper: the engine reads each as a round letter, and none is text.

They stand one below another at the edge of the page, and nothing else stands there or further out. A column of zeros
has its header above it.

>>> from storage.model.extraction import Box
>>> holes = [Line("O", Box(2, y, 22, y + 20)) for y in range(0, 320, 80)]
>>> [line.text for line in without_holes([*holes, Line("金额", Box(40, 0, 80, 20))])]
['金额']
>>> len(without_holes([*holes, Line("数", Box(4, 330, 24, 350))]))
5
"""

from collections.abc import Sequence
from statistics import linear_regression

from extractors.layout.lines import squash
from extractors.page import Line

_ROUND = frozenset("OoQDC0○〇。°")
_FEWEST = 4
_OFF = 1.0
"""How far from its column a hole may stand, in widths."""


def without_holes(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page without those that are holes at its left or right edge."""
    marks = [line for line in lines if squash(line.text) in _ROUND]
    if len(marks) < _FEWEST:
        return list(lines)
    middle = sum(line.box.centre[0] for line in lines) / len(lines)
    left = [line for line in marks if line.box.centre[0] < middle]
    right = [line for line in marks if line.box.centre[0] >= middle]
    holes = {id(line) for side, sign in ((left, 1), (right, -1)) for line in _holes(side, lines, sign)}
    return [line for line in lines if id(line) not in holes]


def _holes(marks: Sequence[Line], lines: Sequence[Line], sign: int) -> list[Line]:
    """The marks, if they stand in one column and all other lines further in; `sign` is 1 at the left edge, else -1."""
    heights = {line.box.centre[1] for line in marks}
    if len(marks) < _FEWEST or len(heights) < _FEWEST:
        return []
    slope, start = linear_regression(
        [line.box.centre[1] for line in marks], [line.box.centre[0] for line in marks]
    )
    width = sorted(line.box.width for line in marks)[len(marks) // 2]
    own = {id(line) for line in marks}

    def inwards(line: Line, edge: float) -> float:
        return sign * (edge - start - slope * line.box.centre[1])

    is_column = all(abs(inwards(line, line.box.centre[0])) < _OFF * width for line in marks)
    inner = [line for line in lines if id(line) not in own]
    is_outside = all(inwards(line, line.box.x0 if sign > 0 else line.box.x1) > 0.5 * width for line in inner)
    return list(marks) if is_column and is_outside else []
