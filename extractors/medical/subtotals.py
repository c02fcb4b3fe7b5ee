"""Sums that a list prints on its way: of a group, of a page, of all pages so far (小计, 本页合计, 累计, 承前页).

They are no items. One that is neither the sum of the rows since the last such line, nor that of its page, nor that of all
rows so far, puts the amounts of the rows since the last one in doubt.

>>> from extractors.fields import make
>>> from storage.model.extraction import Box
>>> def row(amount, y): return {"amount": make(amount, [Line(amount, Box(0, y, 50, y + 20))])}
>>> rows = [row("10.00", 0), row("20.00", 30), row("5.00", 90)]
>>> said = [Line("小计:30.00", Box(0, 60, 90, 80)), Line("本页合计:36.00", Box(0, 120, 90, 140))]
>>> [one["amount"].grade.value for one in subtotalled(rows, said)]
['auto', 'auto', 'check']
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors import values
from extractors.layout.lines import overlap, squash
from extractors.medical.billing import doubt
from extractors.page import Line
from storage.model.extraction import Row
from storage.model.money import to_fen

_WORD = re.compile(r"小计|本页[合总]计|类合计|页合计|累计|承前页|过次页|转下页")
_AMOUNT = re.compile(r"[¥¥]?-?\d[\d,]*\.\d{2}(?!\d)")
_TOLERANCE = 2


@dataclass(frozen=True, slots=True)
class _Said:
    """A printed sum, in fen, and where it stands."""

    fen: int
    y: float
    page: int


def subtotalled(rows: Sequence[Row], lines: Sequence[Line]) -> list[Row]:
    """The rows, those under a broken sum graded for a look. Lines and rows of stacked pages, in one frame."""
    found = list(rows)
    above = float("-inf")
    for said in sorted(_printed(lines), key=lambda one: one.y):
        group = [place for place, row in enumerate(rows) if above < _middle(row) < said.y]
        above = said.y
        if group and not _is_right(said, rows, group):
            for place in group:
                found[place] = {**found[place], "amount": doubt(found[place]["amount"])}
    return found


def _printed(lines: Sequence[Line]) -> list[_Said]:
    """Every such sum: one amount behind the word, in its line or else in its row."""
    found = []
    for line in lines:
        if _WORD.search(squash(line.text)) is None:
            continue
        beside = (one for one in lines if _is_level(one, line) and one.box.x0 >= line.box.x1)
        own = _AMOUNT.findall(line.text)
        amounts = own or [text for one in beside for text in _AMOUNT.findall(one.text)]
        fens = {fen for text in amounts if (fen := to_fen(values.money(text) or "")) is not None}
        if len(fens) == 1:
            found.append(_Said(fens.pop(), line.box.centre[1], line.page))
    return found


def _is_right(said: _Said, rows: Sequence[Row], group: Sequence[int]) -> bool:
    before = [row for row in rows if _middle(row) < said.y]
    of_page = [row for row in before if row["amount"].page == said.page]
    sums = (_sum([rows[place] for place in group]), _sum(of_page), _sum(before))
    return any(abs(one - said.fen) <= _TOLERANCE for one in sums)


def _sum(rows: Sequence[Row]) -> int:
    return sum(to_fen(str(row["amount"].value)) or 0 for row in rows)


def _middle(row: Row) -> float:
    box = row["amount"].box
    return box.centre[1] if box else float("-inf")


def _is_level(one: Line, other: Line) -> bool:
    return one.page == other.page and overlap(one.box.y0, one.box.y1, other.box.y0, other.box.y1) > 0.5
