"""A certificate beside the stub that the hospital keeps: one paper, the same values twice, and only one is read.

>>> from storage.model.extraction import Box
>>> page = [Line("疾病诊断证明书(存根)", Box(0, 0, 200, 20)), Line("疾病诊断证明书", Box(400, 0, 560, 20)),
...         Line("姓名:张悦", Box(0, 40, 90, 60)), Line("姓名:张悦", Box(400, 40, 490, 60))]
>>> [line.box.x0 for line in without_stub(page)]
[400, 400]
"""

import re
from collections.abc import Sequence

from extractors.page import Line

_TITLE = re.compile(r"证\s*明")
_STUB = re.compile(r"存\s*根|留\s*存\s*联|底\s*联")


def without_stub(lines: Sequence[Line]) -> list[Line]:
    """The lines of the copy that is handed out; all of them where there is no second copy."""
    stub = next((line for line in lines if _STUB.search(line.text) and len(line.text) <= 24), None)
    title = stub and _other_title(lines, stub)
    if stub is None or title is None:
        return list(lines)
    if title.box.y0 > stub.box.y1 + 4 * stub.box.height:
        return [line for line in lines if line.box.centre[1] > _head(lines, stub, title)]
    if stub.box.y0 > title.box.y1 + 4 * title.box.height:
        return [line for line in lines if line.box.y1 < stub.box.y0]
    left, right = sorted((stub.box, title.box), key=lambda box: box.x0)
    gutter = _gutter(lines, left.centre[0], right.centre[0])
    is_left = stub.box is left
    kept = [line for line in lines if (line.box.centre[0] > gutter) == is_left]
    return [line for line in kept if line.box.height <= 3 * line.box.width or len(line.text) < 3]


def _other_title(lines: Sequence[Line], stub: Line) -> Line | None:
    titles = [
        line
        for line in lines
        if line is not stub
        and _TITLE.search(line.text)
        and len(line.text) <= 20
        and not _STUB.search(line.text)
        and not line.text.rstrip().endswith("章")
        and line.box.height > 0.75 * stub.box.height
    ]
    return max(titles, key=lambda line: line.box.height) if titles else None


def _head(lines: Sequence[Line], stub: Line, title: Line) -> float:
    """Where the copy below its stub begins: at the name of the hospital above its title."""
    above = [line for line in lines if stub.box.y1 < line.box.y0 and line.box.y1 <= title.box.y0]
    names = [
        line
        for line in above
        if re.search(r"院|中心|所$", line.text) and line.box.height > 0.8 * title.box.height
    ]
    return (names[-1] if names else title).box.y0 - 1


def _gutter(lines: Sequence[Line], left: float, right: float) -> float:
    """The place between two columns that the fewest lines cross, in the middle of the widest such gap."""
    steps = [left + (right - left) * place / 200 for place in range(10, 191)]
    wide = [line.box for line in lines if line.box.width > line.box.height]
    crossed = [sum(box.x0 <= x <= box.x1 for box in wide) for x in steps]
    least = min(crossed)
    best: tuple[int, int] = (0, 0)
    start = 0
    for place in range(len(steps) + 1):
        if place == len(steps) or crossed[place] > least:
            best = max(best, (place - start, start))
            start = place + 1
    return steps[min(best[1] + best[0] // 2, len(steps) - 1)]
