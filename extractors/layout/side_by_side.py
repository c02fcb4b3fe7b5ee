"""Free text in two columns, each below a heading of its own: read one after the other, as it was written.

A row of two bare headings (主诉, and 体格检查 to its right) begins such a part of a page. Each column goes on by itself:
its further headings need not stand level with the other's text. The right column ends with the last line that begins
at its edge, the left one above the next heading; both end above a line that runs across. Where nothing stands at the
edge of the right heading, the columns are the cells of a box (`cells`).

>>> from extractors.layout.labels import Label
>>> from storage.model.extraction import Box
>>> def piece(text, x, y, label=None): return Piece(Line(text, Box(x, y, x + 20 * len(text), y + 20)), label)
>>> def heading(text, x, y): return piece(text, x, y, Label("", text, 99, True, False))
>>> page = [[heading("主诉", 0, 0), heading("体格检查", 300, 0)], [piece("咳嗽三天", 0, 30), piece("体温正常,", 300, 30)],
...         [heading("现病史", 0, 60), piece("咽部充血。", 300, 60)], [piece("三天前受凉", 0, 90)]]
>>> ["".join(one.line.text for one in row) for row in one_after_other(page)]
['主诉', '咳嗽三天', '现病史', '三天前受凉', '体格检查', '体温正常,', '咽部充血。']
"""

from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.cells import below_headings
from extractors.layout.labels import Piece
from extractors.page import Line

_BOTH = 2
_AT_EDGE = 1.2
"""In heights of a line: how far from the column's edge its lines begin at most."""
_NEXT = 4
"""In heights of a line: how far below one another the lines of a column stand at most."""


def one_after_other(rows: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The rows, those of two columns the left ones first."""
    found: list[list[Piece]] = []
    place = 0
    while place < len(rows):
        parted, end = _parted(rows, place) if _heads_columns(rows[place]) else ([], place)
        found += parted or [list(rows[place])]
        place = end if parted else place + 1
    return found


def _parted(rows: Sequence[Sequence[Piece]], place: int) -> tuple[list[list[Piece]], int]:
    """The columns below a row of headings, and the place behind them; nothing where nothing stands there."""
    end = _end(rows, place) if len(rows[place]) == _BOTH else place
    if end == place:
        return below_headings(rows, place)
    edge = rows[place][1].line
    both = [(_beyond(row, edge, False), _beyond(row, edge, True)) for row in rows[place:end]]
    return [left for left, _ in both if left] + [right for _, right in both if right], end


def _heads_columns(row: Sequence[Piece]) -> bool:
    """Whether a row is headings apart from one another, with nothing behind them."""
    if len(row) < _BOTH or not all(piece.label is not None and piece.label.is_prose for piece in row):
        return False
    boxes = [piece.line.box for piece in row]
    return all(right.x0 - left.x1 > 2 * max(left.height, right.height) for left, right in pairwise(boxes))


def _end(rows: Sequence[Sequence[Piece]], start: int) -> int:
    """The place behind the last row of both columns; the start where nothing stands at the right one's edge."""
    edge = last = rows[start][1].line
    end = start + 1
    for place in range(start + 1, len(rows)):
        if any(_runs_across(piece.line, edge) for piece in rows[place]):
            break
        right = _beyond(rows[place], edge, True)
        if not right:
            continue
        first = right[0].line
        is_near = abs(first.box.x0 - edge.box.x0) <= _AT_EDGE * edge.box.height
        if not is_near or first.box.y0 - last.box.y1 > _NEXT * edge.box.height:
            break
        last, end = right[-1].line, place + 1
    if last is edge:
        return start
    while end < len(rows) and _goes_on(rows[end], edge):
        end += 1
    return end


def _goes_on(row: Sequence[Piece], edge: Line) -> bool:
    """Whether a row is text of the left column."""
    is_text = all(piece.label is None and not _runs_across(piece.line, edge) for piece in row)
    return is_text and not _beyond(row, edge, True)


def _runs_across(line: Line, edge: Line) -> bool:
    reach = _AT_EDGE * edge.box.height
    return line.box.x0 < edge.box.x0 - reach and line.box.x1 > edge.box.x0 + reach


def _beyond(row: Sequence[Piece], edge: Line, is_beyond: bool) -> list[Piece]:
    """The pieces of a row right of the edge, or left of it."""
    limit = edge.box.x0 - _AT_EDGE * edge.box.height
    return [piece for piece in row if (piece.line.box.x0 >= limit) == is_beyond]
