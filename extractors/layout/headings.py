"""Headings that no list names: what stands where a paper's headings stand, as they stand, is one and ends the text above.

A word with a colon alone on its line (入院时主要症状体征:) counts at the headings' edge, where the line above it ended. A
word without a colon counts where the known headings have none, and is set off from the line above as they are. Where
text hangs (none of its lines begins at the headings' edge) every word at that edge is a heading.

>>> from storage.model.extraction import Box
>>> def row(text, x, y): return Piece(Line(text, Box(x, y, x + 20 * len(text), y + 20)))
>>> known = Label("orders", "出院医嘱", 0, True, False)
>>> head = [Piece(Line("出院医嘱:", Box(0, y, 100, y + 20)), known) for y in (0, 90)]
>>> page = [[head[0]], [row("不适随诊。", 40, 30)], [row("病人去向:回家", 0, 60)], [head[1]]]
>>> [(piece.line.text, piece.label is not None) for piece in headed(page)[2]]
[('病人去向:', True), ('回家', False)]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.labels import KIND_OF_DIAGNOSIS, Label, Piece
from extractors.layout.lines import cut
from extractors.page import Line

_WORDS = r"[\u3400-\u9fff][\u3400-\u9fff()/、]{1,13}"
_ALONE = re.compile(rf"{_WORDS}\s*:")
_VITALS = re.compile(r"(?:体温|T)\s*:?\s*\d{2}(?:\.\d)?.{0,6}(?:脉搏|心率|P|HR|R)\s*:?\s*\d", re.IGNORECASE)
"""What was measured, on a line of its own: an examination without its word."""
_BARE = re.compile(r"[\u3400-\u9fff]{2,8}")
_LEADING = re.compile(rf"({_WORDS})\s*:")
_LEADS_ON = re.compile(rf"(?:{KIND_OF_DIAGNOSIS}|如下|包括|为|有|及|和|与|予|予以|给予)\s*:?$")
"""Words that lead on to a list, or to a part of one, in the midst of a text."""
_ENDED = re.compile(r"[。;!?:.]$")
_NEAR = 0.8
_SHORT = 2
_SET_OFF = 1.3
_LEAST = 2


def headed(rows: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The rows, with such words made labels of no field."""
    page = _Page.of(rows)
    return [page.marked(place) for place in range(len(rows))]


@dataclass(frozen=True, slots=True)
class _Page:
    """The rows of a page, its known headings, and how its text stands to them."""

    rows: Sequence[Sequence[Piece]]
    known: Sequence[int]
    is_hanging: bool
    right: int

    @classmethod
    def of(cls, rows: Sequence[Sequence[Piece]]) -> "_Page":
        known = [place for place, row in enumerate(rows) if row and _heads(row[0])]
        right = max((piece.line.box.x1 for row in rows for piece in row), default=0)
        page = cls(rows, known, False, right)
        return cls(rows, known, page._hangs(), right)

    def marked(self, place: int) -> list[Piece]:
        row = list(self.rows[place])
        is_below = bool(self.known) and place > self.known[0]
        if not is_below or not row or row[0].label is not None or not self._is_at_edge(row[0].line):
            return row
        line = row[0].line
        if _VITALS.match(line.text) and self._has_ended(place - 1):
            return [_heading(line), *row[1:]]
        leading = _LEADING.match(line.text)
        if leading and _LEADS_ON.search(leading[1]):
            return row
        hangs = self.is_hanging and self._hangs_here(place)
        if leading and (hangs or (leading.end() == len(line.text) and self._begins(place))):
            rest = cut(line, leading.end())
            return [_heading(cut(line, 0, leading.end())), *([Piece(rest)] if rest.text else []), *row[1:]]
        is_heading = (hangs and self._has_text(place)) or (len(row) == 1 and self._is_set_off(place))
        return [_heading(line), *row[1:]] if _BARE.fullmatch(line.text) and is_heading else row

    def _is_at_edge(self, line: Line) -> bool:
        return any(_is_near(self.rows[place][0].line, line) for place in self.known)

    def _hangs(self) -> bool:
        """Whether lines of text stand below headings, and none but words begins at the headings' edge."""
        below = self.rows[self.known[0] :] if self.known else ()
        texts = [row[0].line for row in below if row and row[0].label is None]
        edges = [self.rows[place][0].line for place in self.known]
        right = [line for line in texts if all(line.box.x0 > one.box.x0 + line.box.height for one in edges)]
        rest = [line.text for line in texts if line not in right]
        is_words = all(_LEADING.match(text) or _BARE.fullmatch(text) for text in rest)
        return len(edges) >= _LEAST and bool(right) and is_words

    def _hangs_here(self, place: int) -> bool:
        """Whether the text under the last known heading hangs: where it begins at the edge itself, it goes on there."""
        last = max(one for one in self.known if one < place)
        is_alone = len(self.rows[last]) == 1 and last + 1 < len(self.rows)
        if is_alone and self.rows[last + 1] and self._is_at_edge(self.rows[last + 1][0].line):
            return False
        return len(self.rows[place]) > 1 or self._has_ended(place - 1)

    def _has_text(self, place: int) -> bool:
        """Whether text hangs beside a word, or right below it."""
        if len(self.rows[place]) > 1:
            return True
        below = self.rows[place + 1] if place + 1 < len(self.rows) else ()
        return bool(below) and below[0].label is None and not self._is_at_edge(below[0].line)

    def _begins(self, place: int) -> bool:
        """Whether headings stand alone on their lines here, and the line above is text that came to its end."""
        alone = [one for one in self.known if len(self.rows[one]) == 1]
        is_first = place - 1 in self.known and len(self.rows[place - 1]) == 1
        return len(alone) >= _LEAST and not is_first and self._has_ended(place - 1)

    def _has_ended(self, place: int) -> bool:
        line = self.rows[place][-1].line
        return line.box.x1 < self.right - _SHORT * line.box.height or _ENDED.search(line.text) is not None

    def _is_set_off(self, place: int) -> bool:
        """Whether a word stands apart from the line above and near the one below, as bare headings here do."""
        bare = [
            one for one in self.known if len(self.rows[one]) == 1 and ":" not in self.rows[one][0].line.text
        ]
        known = [gap for one in bare if (gap := self._gaps(one)) is not None]
        own = self._gaps(place)
        if own is None or len([gap for gap in known if gap[0] > _SET_OFF * gap[1]]) < _LEAST:
            return False
        return own[0] > _SET_OFF * own[1] and own[0] >= _NEAR * min(gap[0] for gap in known)

    def _gaps(self, place: int) -> tuple[int, int] | None:
        """The room above and below a row."""
        if not 0 < place < len(self.rows) - 1 or not self.rows[place - 1] or not self.rows[place + 1]:
            return None
        above, own, below = (self.rows[one][0].line.box for one in (place - 1, place, place + 1))
        return own.y0 - above.y1, max(below.y0 - own.y1, 1)


def _heads(piece: Piece) -> bool:
    return piece.label is not None and piece.label.is_prose


def _is_near(one: Line, other: Line) -> bool:
    """Whether two lines begin at one place; a label that stands on end is no taller than it is wide."""
    size = max(min(line.box.height, line.box.width) for line in (one, other))
    return abs(one.box.x0 - other.box.x0) <= _NEAR * size


def _heading(line: Line) -> Piece:
    return Piece(line, Label("", line.text.rstrip(": "), 99, True, False))
