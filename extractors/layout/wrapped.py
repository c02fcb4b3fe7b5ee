"""Labels that wrap in their cell (户主或与 above 户主关系) are one label again, in the middle of both lines.

>>> lines = [Line("户主或与", Box(0, 0, 80, 20)), Line("孙女", Box(100, 12, 140, 32)), Line("户主关系", Box(0, 24, 80, 44))]
>>> [(line.text, line.box.y0) for line in unwrapped(lines, ["户主或与户主关系"])]
[('户主或与户主关系', 12), ('孙女', 12)]
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.layout.lines import overlap, squash
from extractors.page import Line
from storage.model.extraction import Box

_LEAST = 4
"""The characters of the shortest label that wraps."""
_GAP = 1.0


def unwrapped(lines: Sequence[Line], spellings: Iterable[str]) -> list[Line]:
    """The lines, both halves of a wrapped label joined in the place of the first."""
    found = list(lines)
    for spelling in spellings:
        for cut in range(2, len(spelling) - 1) if len(spelling) >= _LEAST else ():
            head, tail = spelling[:cut], spelling[cut:]
            for line in [one for one in found if squash(one.text) == head]:
                below = next((one for one in found if squash(one.text) == tail and _is_under(line, one)), None)
                if below is not None:
                    found[found.index(line)] = _one(line, below, spelling)
                    found.remove(below)
    return found


def _is_under(line: Line, other: Line) -> bool:
    gap = other.box.y0 - line.box.y1
    aligned = overlap(line.box.x0, line.box.x1, other.box.x0, other.box.x1) > 0.5
    return aligned and -0.5 * line.box.height < gap <= _GAP * line.box.height


def _one(line: Line, below: Line, text: str) -> Line:
    """As one line of usual height, where the value beside it stands."""
    box = line.box.union(below.box)
    top = round(box.centre[1] - line.box.height / 2)
    place = Box(box.x0, top, box.x1, top + line.box.height)
    return replace(line, text=text, box=place, score=min(line.score, below.score))
