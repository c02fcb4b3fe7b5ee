"""Rows of an invoice as one string each, with the ink behind every character.

Issuers space the letters of a label across its cell (`名      称：`), draw values as objects of their own and split
words at will. A strip is one visual row with all spaces gone, so that a label is found however it was drawn; what
is found leads back to its lines, cut to size.

>>> row = strip_of([Line("名", Box(0, 0, 20, 20)), Line("称：张 悦", Box(90, 0, 190, 20))])
>>> row.text
'名称:张悦'
>>> row.find("名称:(.*)").raw
'张 悦'
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.layout.lines import cut, undoubled
from extractors.page import Line
from storage.model.extraction import Box, Source

_GAP = 0.3
_CELL_GAP = 0.8


@dataclass(frozen=True, slots=True)
class Ink:
    """A piece of text and the lines, cut to size, that carry it."""

    raw: str
    lines: tuple[Line, ...]

    @property
    def is_blank(self) -> bool:
        return not self.raw.strip()

    @property
    def box(self) -> Box:
        box = self.lines[0].box
        for line in self.lines[1:]:
            box = box.union(line.box)
        return box


@dataclass(frozen=True)
class Strip:
    """One visual row. `places` says for each character of `text` which line and which character it is."""

    lines: tuple[Line, ...]
    text: str
    places: tuple[tuple[int, int], ...]

    @cached_property
    def box(self) -> Box:
        return Ink("", self.lines).box

    @property
    def middle(self) -> float:
        return self.box.centre[1]

    def find(self, pattern: str, start: int = 0) -> Ink | None:
        """The first group of the first match, where it holds anything."""
        match = re.compile(pattern, re.IGNORECASE).search(self.text, start)
        if match is None or match.start(1) == match.end(1):
            return None
        return self.part(match.start(1), match.end(1))

    def all(self, pattern: str) -> list[Ink]:
        """Every match as a whole, none of which reaches from one cell into the next."""
        found = []
        for start, end in self._cells:
            matches = re.compile(pattern).finditer(self.text[start:end])
            found += [
                self.part(start + one.start(), start + one.end()) for one in matches if one.end() > one.start()
            ]
        return found

    @cached_property
    def _cells(self) -> list[tuple[int, int]]:
        """Runs of characters without a wide gap."""
        cells = [0]
        for at in range(1, len(self.places)):
            before, here = (self.lines[self.places[one][0]].box for one in (at - 1, at))
            if before is not here and here.x0 - before.x1 > _CELL_GAP * min(before.height, here.height):
                cells.append(at)
        return list(zip(cells, [*cells[1:], len(self.places)], strict=True))

    def part(self, start: int, end: int) -> Ink:
        """The ink of some characters."""
        pieces: list[Line] = []
        for index in dict.fromkeys(line for line, _ in self.places[start:end]):
            chars = [char for line, char in self.places[start:end] if line == index]
            pieces.append(cut(self.lines[index], min(chars), max(chars) + 1))
        return Ink(_joined(pieces), tuple(pieces))


def strip_of(lines: Iterable[Line]) -> Strip:
    """A strip of lines that stand on one row; a letter that two of them were read with counts once."""
    ordered = tuple(sorted(lines, key=lambda line: line.box.x0))
    if all(line.source is Source.OCR for line in ordered):
        ordered = tuple(undoubled(ordered))
    text: list[str] = []
    places: list[tuple[int, int]] = []
    for index, line in enumerate(ordered):
        shown, origins = _letters(line.text)
        text.append(shown)
        places.extend((index, at) for at in origins)
    return Strip(ordered, "".join(text), tuple(places))


@lru_cache(maxsize=4096)
def _letters(text: str) -> tuple[str, tuple[int, ...]]:
    """The text in NFKC without spaces, and for each of its characters the one it came from."""
    shown = [
        (one, at)
        for at, char in enumerate(text)
        for one in (char if char.isascii() else unicodedata.normalize("NFKC", char))
        if not one.isspace()
    ]
    return "".join(one for one, _ in shown), tuple(at for _, at in shown)


def strips(lines: Iterable[Line]) -> list[Strip]:
    """The rows of some lines from top to bottom. A line joins the row whose nearest member it is level with."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.box.centre[1]):
        if is_vertical(line):
            continue
        row = next((row for row in reversed(rows[-6:]) if _is_level(_nearest(row, line), line)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return sorted((strip_of(row) for row in rows), key=lambda strip: strip.middle)


def is_vertical(line: Line) -> bool:
    """A label written downwards and read as one line; figures are narrow, ideographs as wide as high."""
    text = line.text.strip()
    return len(text) >= 2 and line.box.height > (1.8 if re.search(r"[ -~]", text) else 1.1) * line.box.width


def _nearest(row: Sequence[Line], line: Line) -> Line:
    return min(row, key=lambda one: max(one.box.x0 - line.box.x1, line.box.x0 - one.box.x1))


def _is_level(near: Line, line: Line) -> bool:
    a, b = near.box, line.box
    low = max(1, min(a.height, b.height))
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    return shared > 0.45 * low and abs(a.centre[1] - b.centre[1]) < 0.6 * low


def _joined(pieces: Sequence[Line]) -> str:
    text = ""
    for index, piece in enumerate(pieces):
        before = pieces[index - 1].box if index else piece.box
        gap = piece.box.x0 - before.x1
        text += (" " if index and gap > _GAP * before.height else "") + piece.text
    return text
