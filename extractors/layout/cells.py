"""Cells of free text below a row of headings, as boxed forms have them: 入院诊断 | 出院诊断, their values one row below.

The headings stand in the middle of their cells and the values at their left edges, so a value may begin left of its
own heading. Two cells part where no line crosses the room between two headings; where several such places are left,
or none, what stands below is looked at.

>>> from extractors.layout.labels import Label
>>> from storage.model.extraction import Box
>>> def piece(text, x, y, label=None): return Piece(Line(text, Box(x, y, x + 20 * len(text), y + 20)), label)
>>> def heading(text, x, y): return piece(text, x, y, Label("", text, 99, True, False))
>>> page = [[heading("入院诊断", 160, 0), heading("出院诊断", 560, 0)], [piece("肺炎", 4, 30), piece("1.肺炎", 404, 30)],
...         [piece("2.贫血", 404, 60)]]
>>> [[one.line.text for one in row] for row in below_headings(page, 0)[0]]
[['入院诊断'], ['肺炎'], ['出院诊断'], ['1.肺炎'], ['2.贫血']]
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.layout.labels import Piece
from extractors.page import Line

_LEAST = 0.8
"""In heights of a heading: the room that parts two cells at least."""
_NEXT = 4
"""In heights of a heading: how far below one another the lines of a cell stand at most."""
_DOUBTED = 0.85
"""What the score of a line is lowered to: below what is used without a look."""
_Row = list[Piece]
_Span = tuple[int, int]


def below_headings(rows: Sequence[Sequence[Piece]], place: int) -> tuple[list[_Row], int]:
    """The cells of the headings in that row one after the other, and the place behind them; nothing where there are none."""
    heads = [piece.line for piece in rows[place]]
    block = list(_block(rows, place))
    if not block:
        return [], place
    end = place + 1 + len(block)
    found = [_gutter(left, right, block) for left, right in pairwise(heads)]
    gutters = [gutter for gutter, _ in found if gutter is not None]
    if len(gutters) < len(found):
        return [list(rows[place]), *map(_doubted, block)], end
    kept = block if all(is_sure for _, is_sure in found) else [_doubted(row) for row in block]
    edges = [-1, *gutters, 10**9]
    cells = []
    for head, span in zip(rows[place], pairwise(edges), strict=True):
        cells += [[head], *([piece for piece in row if span[0] <= piece.line.box.x0 < span[1]] for row in kept)]
    return [row for row in cells if row], end


def _block(rows: Sequence[Sequence[Piece]], place: int) -> Iterator[Sequence[Piece]]:
    """The rows of text below headings, down to the next label or a wide gap."""
    bottom, reach = rows[place][0].line.box.y1, _NEXT * rows[place][0].line.box.height
    for row in rows[place + 1 :]:
        is_far = not row or min(piece.line.box.y0 for piece in row) - bottom > reach
        if is_far or any(piece.label is not None or piece.is_foreign for piece in row):
            return
        bottom = max(piece.line.box.y1 for piece in row)
        yield row


def _gutter(left: Line, right: Line, block: Sequence[Sequence[Piece]]) -> tuple[int | None, bool]:
    """Where the cells of two headings part, and whether nowhere else may be meant."""
    lines = [piece.line for row in block for piece in row]
    free = _free(left, right, lines)
    beside = [one for one in free if any(_parts([piece.line for piece in row], one) for row in block)]
    beside = beside or [one for one in free if _parts(lines, one)] or free
    middle = (left.box.centre[0] + right.box.centre[0]) / 2
    chosen = min(beside, key=lambda one: max(one[0] - middle, middle - one[1], 0), default=None)
    if chosen is None:
        return None, False
    fits = all(_fits(line, left) for line in lines if line.box.x1 <= chosen[0])
    return (chosen[0] + chosen[1]) // 2, fits and len(beside) == 1


def _free(left: Line, right: Line, lines: Sequence[Line]) -> list[_Span]:
    """The room between two headings that no line below them reaches into."""
    found, start = [], left.box.x1
    for box in sorted((line.box for line in lines), key=lambda box: box.x0):
        found.append((start, min(box.x0, right.box.x0)))
        start = max(start, box.x1)
    found.append((start, right.box.x0))
    return [one for one in found if one[1] - one[0] >= _LEAST * left.box.height]


def _parts(lines: Sequence[Line], span: _Span) -> bool:
    """Whether there is text on both sides."""
    return any(line.box.x1 <= span[0] for line in lines) and any(line.box.x0 >= span[1] for line in lines)


def _fits(line: Line, heading: Line) -> bool:
    """Whether a line ends within the cell that has the heading in its middle, if it begins well before the heading."""
    begin, size = heading.box.x0 - line.box.x0, heading.box.height
    return begin <= size or line.box.x1 - heading.box.x1 <= begin + 2 * size


def _doubted(row: Sequence[Piece]) -> _Row:
    return [replace(one, line=replace(one.line, score=min(one.line.score, _DOUBTED))) for one in row]
