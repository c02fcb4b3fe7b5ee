"""Sums that a list prints on its way: of a group, of a page, of all pages so far (小计, 本页合计, 累计, 承前页).

They are no items. One that is the sum of none of the rows it may speak of does not fit the rows since the last such
line. Which rows a word means differs from program to program, so each of them is tried. A running total of a list whose
first pages lie elsewhere tells nothing.

>>> from extractors.fields import make
>>> from storage.model.extraction import Box
>>> def row(amount, y): return {"amount": make(amount, [Line(amount, Box(0, y, 50, y + 20))])}
>>> rows = [row("10.00", 0), row("20.00", 30), row("5.00", 90)]
>>> said = [Line("小计:30.00", Box(0, 60, 90, 80)), Line("本页合计:36.00", Box(0, 120, 90, 140))]
>>> [(one.words, one.fen, one.places, one.made) for one in unfitting(rows, said)]
[('本页合计', 3600, (2,), 500)]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractors import values
from extractors.layout.lines import is_level, squash
from extractors.medical.broken_sums import TOLERANCE, Broken, made_of
from extractors.page import Line
from storage.model.extraction import Row
from storage.model.money import to_fen

_CARRIED = re.compile(r"承前页|承上页|接上页|接前页|上页结转|续上页")
_RUNNING = re.compile(r"累计|过次页|[转接续]下页|转次页")
_PAGE = re.compile(r"本页[合总小]计|页[合小总]计")
_GROUP = re.compile(r"小计|[类费药]合计")
_WORDS = (_CARRIED, _RUNNING, _PAGE, _GROUP)
_AMOUNT = re.compile(r"[¥¥]?-?\d[\d,]*\.\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Said:
    """A printed sum: its words, in fen, where it stands, and the line that has the words."""

    words: str
    fen: int
    y: float
    page: int
    line: Line


def unfitting(rows: Sequence[Row], lines: Sequence[Line], first_page: int = 1) -> list[Broken]:
    """The sums that do not fit, from top to bottom.

    Lines and rows are of stacked pages, in one frame; `first_page` is the number printed on the first of them.
    """
    printed = printed_sums(lines)
    groups = [said for said in printed if _GROUP.search(said.words)]
    is_above = bool(groups) and not _before(rows, groups[0])
    brought: int | None = 0 if first_page <= 1 else None
    above, above_group = float("-inf"), float("-inf")
    found = []
    for said in printed:
        if _CARRIED.search(said.words) and not _before(rows, said):
            brought, above = said.fen, said.y
            continue
        group = _between(rows, above, said.y)
        is_told = brought is not None or not _RUNNING.search(said.words)
        below = _below(said, rows, groups) if said in groups else []
        is_fitting = _fits(said, rows, (above, above_group), brought or 0) or _makes(rows, below, said)
        group = below if below and is_above else group
        if group and is_told and not is_fitting:
            made = made_of([rows[place] for place in group])
            found.append(Broken(said.words, said.fen, said.page, tuple(group), made))
        above = said.y
        above_group = said.y if _GROUP.search(said.words) and not _PAGE.search(said.words) else above_group
    return found


def _fits(said: Said, rows: Sequence[Row], above: tuple[float, float], brought: int) -> bool:
    """Whether it is the sum of the rows since any such line or since that of a group, of a kind, a page, or of all."""
    before = _before(rows, said)
    parts = [[rows[place] for place in _between(rows, top, said.y)] for top in above]
    parts += [_of_last_kind(before), [row for row in before if row["amount"].page == said.page], before]
    sums = [made_of(part) for part in parts]
    return any(abs(one - said.fen) <= TOLERANCE for one in (*sums, *(one + brought for one in sums[-2:])))


def _below(said: Said, rows: Sequence[Row], groups: Sequence[Said]) -> list[int]:
    """The rows of a group whose sum is printed beside its heading, above them, and again on the next page."""
    first = last = groups.index(said)
    while first and (groups[first - 1].words, groups[first - 1].fen) == (said.words, said.fen):
        first -= 1
    while last + 1 < len(groups) and (groups[last + 1].words, groups[last + 1].fen) == (said.words, said.fen):
        last += 1
    return _between(rows, groups[first].y, groups[last + 1].y if last + 1 < len(groups) else float("inf"))


def _makes(rows: Sequence[Row], places: Sequence[int], said: Said) -> bool:
    return bool(places) and abs(made_of([rows[place] for place in places]) - said.fen) <= TOLERANCE


def _before(rows: Sequence[Row], said: Said) -> list[Row]:
    return [row for row in rows if _middle(row) < said.y]


def _between(rows: Sequence[Row], top: float, bottom: float) -> list[int]:
    return [place for place, row in enumerate(rows) if top < _middle(row) < bottom]


def _of_last_kind(rows: Sequence[Row]) -> list[Row]:
    """The last rows that are of one kind of charge."""
    kind = rows[-1].get("category") if rows else None
    if kind is None:
        return []
    return list(
        takewhile(lambda row: "category" in row and row["category"].value == kind.value, reversed(rows))
    )


def printed_sums(lines: Sequence[Line]) -> list[Said]:
    """Every such sum from top to bottom: one amount behind the word, in its line or else in its row."""
    found = []
    for line in lines:
        text = squash(line.text)
        word = next((match for one in _WORDS if (match := one.search(text))), None)
        if word is None:
            continue
        beside = (one for one in lines if is_level(one, line) and one.box.x0 >= line.box.x1)
        own = _AMOUNT.findall(line.text)
        amounts = own or [text for one in beside for text in _AMOUNT.findall(one.text)]
        fens = {fen for text in amounts if (fen := to_fen(values.money(text) or "")) is not None}
        if len(fens) == 1:
            found.append(Said(word[0], fens.pop(), line.box.centre[1], line.page, line))
    return sorted(found, key=lambda said: said.y)


def _middle(row: Row) -> float:
    box = row["amount"].box
    return box.centre[1] if box else float("-inf")
