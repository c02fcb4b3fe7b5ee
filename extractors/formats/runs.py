"""Placed characters become lines of text: what both digital formats (PDF, OFD) have in common.

Characters come in the order in which they were drawn. Neighbours on one baseline are a run; runs that touch are
one line; a wide gap stays a gap, so that the cells of a table remain lines of their own. Characters drawn twice
at one spot (a common way to fake bold type) count once.

>>> drawn = [Glyph("金", 0, 0, 20, 20), Glyph("额", 21, 0, 41, 20), Glyph("5", 90, 0, 100, 20)]
>>> [line.text for line in join(drawn, source=Source.OFD, page=1)]
['金额', '5']
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.page import Line
from storage.model.extraction import Box, Source

_IN_RUN = (-0.6, 0.45)
"""The gaps, in heights of a character, within which the next character continues a run."""
_BETWEEN_RUNS = (-0.7, 0.22)
_WORD_GAP = 0.28
_HALF_BLANK = frozenset(":：;；,，、。）)")
"""Full-width marks whose right half is blank: the next text often begins inside it."""
_OVERLAP = -0.2


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box in pixels of the page at 200 dpi. `group` is the drawing operation it came with."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    group: int = 0


@dataclass(slots=True)
class _Run:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    group: int
    gap: bool = field(default=False)

    @property
    def height(self) -> float:
        return max(1.0, self.y1 - self.y0)

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    def take(self, other: "Glyph | _Run", joint: str) -> None:
        self.text += joint + other.text
        self.x0, self.x1 = min(self.x0, other.x0), max(self.x1, other.x1)
        self.y0, self.y1 = min(self.y0, other.y0), max(self.y1, other.y1)


def join(glyphs: Iterable[Glyph], *, source: Source, page: int) -> tuple[Line, ...]:
    """Lines from top to bottom, each row from left to right."""
    found = _merged(_runs(_once(glyphs)))
    lines = [_line(run, source, page) for run in found if run.text.strip()]
    return tuple(sorted(lines, key=lambda line: (line.box.centre[1], line.box.x0)))


def _once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    seen: set[tuple[str, float, int, int]] = set()
    kept = []
    for glyph in glyphs:
        step = round(max(1.0, (glyph.y1 - glyph.y0) * 0.3), 1)
        key = (glyph.text, step, round(glyph.x0 / step), round(glyph.y0 / step))
        if glyph.text.isspace() or key not in seen:
            seen.add(key)
            kept.append(glyph)
    return kept


def _runs(glyphs: Sequence[Glyph]) -> list[_Run]:
    runs: list[_Run] = []
    for glyph in glyphs:
        last = runs[-1] if runs else None
        if glyph.text.isspace():
            if last is not None:
                last.gap = True
            continue
        if last is not None and _continues(last, glyph):
            wide = last.gap or (glyph.x0 - last.x1) > _WORD_GAP * last.height
            last.take(glyph, " " if wide else "")
            last.gap = False
        else:
            runs.append(_Run(glyph.text, glyph.x0, glyph.y0, glyph.x1, glyph.y1, glyph.group))
    return runs


def _continues(run: _Run, glyph: Glyph) -> bool:
    if run.group != glyph.group:
        return False
    reach = _IN_RUN[1] + (0.35 if run.gap else 0)
    gap = (glyph.x0 - run.x1) / run.height
    return _level(run, glyph) and _IN_RUN[0] <= gap <= reach and glyph.x1 > run.x0


def _level(a: "_Run | Glyph", b: "_Run | Glyph") -> bool:
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    return shared > 0.55 * max(1e-6, min(a.y1 - a.y0, b.y1 - b.y0))


def _merged(runs: Sequence[_Run]) -> list[_Run]:
    """Runs of several drawing operations that touch: a mark before an amount, a label and its value."""
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda one: one.middle):
        row = next((row for row in reversed(rows[-3:]) if _same_row(row[0], run)), None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    return [run for row in rows for run in _merged_row(sorted(row, key=lambda one: one.x0))]


def _same_row(first: _Run, run: _Run) -> bool:
    return abs(first.middle - run.middle) < 0.4 * min(first.height, run.height)


def _merged_row(row: Sequence[_Run]) -> list[_Run]:
    merged: list[_Run] = []
    for run in row:
        last = merged[-1] if merged else None
        if last is not None and _touches(last, run):
            last.take(run, "")
            last.gap = run.gap
        elif last is not None and last.gap and _is_a_space_away(last, run):
            last.take(run, " ")
            last.gap = run.gap
        else:
            merged.append(run)
    return merged


def _touches(last: _Run, run: _Run) -> bool:
    gap = (run.x0 - last.x1) / min(last.height, run.height)
    if last.text[-1:].isascii() and last.text[-1:].isalnum() and run.text[:1].isdigit():
        return -0.1 <= gap <= 0.12
    least = _BETWEEN_RUNS[0] if last.text[-1:] in _HALF_BLANK else _OVERLAP
    return least <= gap <= _BETWEEN_RUNS[1]


def _is_a_space_away(last: _Run, run: _Run) -> bool:
    """After a drawn space: the next word, not the next cell."""
    return 0 <= (run.x0 - last.x1) / min(last.height, run.height) < 0.65


def _line(run: _Run, source: Source, page: int) -> Line:
    x0, y0 = math.floor(run.x0), math.floor(run.y0)
    box = Box(x0, y0, max(x0 + 1, math.ceil(run.x1)), max(y0 + 1, math.ceil(run.y1)))
    return Line(run.text.strip(), box, source=source, page=page)
