"""Filled-in forms: which text belongs to which label.

A value stands right of its label up to the next label, or else below it; free text runs on below until a label
follows. Works on a level page (`skew`), with labels cut out (`labels`). Ruled bands, where known, hold values and
labels together: free text beside a label that stands in the middle of its tall cell starts above that label.

>>> labels = Labels.of(short={"patient_name": ["姓名"], "sex": ["性别"]}, prose={"chief_complaint": ["主诉"]})
>>> page = [Line("姓名:张悦 性别:女", Box(0, 0, 300, 20)), Line("主诉:咳嗽", Box(0, 40, 90, 60)),
...         Line("三天", Box(2, 66, 40, 86))]
>>> form = Form.of(page, labels)
>>> form.text("patient_name"), form.text("sex"), form.text("chief_complaint")
('张悦', '女', '咳嗽三天')
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.layout.blocks import blocks
from extractors.layout.headings import headed
from extractors.layout.items import HALF_ITEM, ITEM, is_next_item
from extractors.layout.label_rows import is_head, pieces_of
from extractors.layout.labels import Label, Labels, Piece, plain
from extractors.layout.lines import cut, in_row, interleaved, joined, overlap, rows
from extractors.layout.panels import Panel, panels
from extractors.layout.ruling import Band
from extractors.layout.side_by_side import one_after_other
from extractors.layout.tall_cells import doubted, with_first_lines
from extractors.page import Line
from storage.model.extraction import Box

_REACH_BELOW = 3.2
_PROSE_GAP = 2.6
_INDENT = 4
_APART = 2
_ENDING = re.compile(r"(?:至|到|[-~—–])\s*(?:$|\d{2,4}\s*[-年/.]\s*\d)")
"""The second day of a period: it goes on with the first, however far behind it stands."""
_DAY = re.compile(r"(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?")
_SUB_LABEL = re.compile(r"[^:\d]{2,6}:(?=.)")
_LOST = re.compile(r"\W*(?:\w\W*){1,4}")
_RULE = re.compile(r"[_\s]+")


@dataclass(slots=True, eq=False)
class Slot:
    """A label where it stands, the span of its column, and the lines that were given to it."""

    label: Label
    ink: Line
    left: int
    right: int
    lines: list[Line] = field(default_factory=list)
    is_head: bool = False
    """Whether its row is nothing but labels: then their values stand below them, wherever in their columns."""

    @property
    def bottom(self) -> int:
        return max(line.box.y1 for line in (self.ink, *self.lines))

    def spans(self, box: Box) -> bool:
        return self.left <= box.centre[0] < self.right


@dataclass(frozen=True, slots=True)
class Form:
    """The slots of a page in reading order, and the text that belongs to none of them."""

    slots: tuple[Slot, ...]
    loose: tuple[Line, ...]

    @classmethod
    def of(cls, lines: Sequence[Line], labels: Labels, bands: Sequence[Band] = ()) -> "Form":
        return _Filling(bands).run(lines, labels)

    def found(self, key: str) -> Iterator[list[Line]]:
        """The lines of every label of that field: best spelling first, then in reading order."""
        ranked = sorted(
            (slot for slot in self.slots if slot.label.key == key), key=lambda slot: slot.label.rank
        )
        yield from (slot.lines for slot in ranked if slot.lines)

    def has(self, key: str) -> bool:
        return any(slot.label.key == key for slot in self.slots)

    def text(self, key: str) -> str | None:
        return next((joined(lines) for lines in self.found(key)), None)


class _Filling:
    """Two passes over the rows: values right of their labels, then what is left goes to labels above."""

    def __init__(self, bands: Sequence[Band]) -> None:
        self._bands = list(bands)
        self._slots: list[list[Slot]] = []
        self._loose: list[Line] = []
        self._left_over: list[Line] = []

    def run(self, lines: Sequence[Line], labels: Labels) -> Form:
        left_over: list[tuple[int, Piece]] = []
        for panel in panels([plain(line) for line in lines], labels):
            self._bands += blocks(panel.lines, labels) if labels.has_prose else []
            told = _rows_of(panel, labels)
            heads = [row[0] for row in told if row and row[0].label and row[0].label.is_prose]
            for row in told:
                above = [piece.line for place, piece in left_over if place == len(self._slots)]
                row = self._items_inside(row, heads)
                pieces = _items_again(row, self._slots[-1] if self._slots else (), above)
                slots = _slots(pieces, panel)
                left_over += [(len(self._slots), piece) for piece in _fill(pieces, slots)]
                if slots:
                    self._slots.append(slots)
        self._left_over = [piece.line for _, piece in left_over]
        for place, piece in left_over:
            self._give(place, piece)
        filled = tuple(slot for row in self._slots for slot in row)
        for slot in filled:
            slot.lines = _in_order(slot.lines)
        prose = [slot for slot in filled if slot.label.is_prose]
        around = [line for slot in filled if not slot.label.is_prose for line in (slot.ink, *slot.lines)]
        texts, loose = with_first_lines([(slot.ink, slot.lines) for slot in prose], self._loose, around)
        for slot, text in zip(prose, texts, strict=True):
            slot.lines = text
        return Form(filled, tuple(loose))

    def _give(self, place: int, piece: Piece) -> None:
        """To the nearest label above whose column it stands in, or to the label in its ruled band."""
        line = piece.line
        above = next((one for row in reversed(self._slots[:place]) for one in row if one.spans(line.box)), None)
        beside = self._beside(line, above, self._slots[place:])
        if beside is not None:
            beside.lines.insert(sum(one.box.y1 <= line.box.centre[1] for one in beside.lines), line)
        elif above is not None and _takes(above, piece) and not self._is_below_rule(line, above):
            above.lines.append(doubted(line) if _asks_beside(above) else line)
        else:
            self._loose.append(line)

    def _beside(self, line: Line, above: Slot | None, below: Sequence[Sequence[Slot]]) -> Slot | None:
        """The label of free text that stands left of the line, in the same ruled band, a little further down."""
        band = self._band(line)
        if band is None or (above is not None and self._band(above.ink) == band):
            return None
        in_band = [one for row in below for one in row if self._band(one.ink) == band]
        left = [one for one in in_band if one.ink.box.x1 <= line.box.x0 + line.box.height]
        nearest = max(left, key=lambda one: one.ink.box.x1, default=None)
        if nearest is None or not nearest.label.is_prose or not self._is_alone(nearest, band):
            return None
        prose = [one.ink.box for one in left if one.label.is_prose]
        return nearest if all(in_row(box, nearest.ink.box) for box in prose) else None

    def _is_below_rule(self, line: Line, slot: Slot) -> bool:
        """Whether a line stands in a cell below that of the label, beside one whose own label was not read."""
        band, text = self._band(line), min((one.box.x0 for one in slot.lines), default=0)
        if band is None or band == self._band(slot.ink) or not slot.ink.box.x1 <= text or ":" in slot.ink.text:
            return False
        beside = [one for one in self._left_over if self._band(one) == band and one.box.x1 <= text]
        return any(_LOST.fullmatch(one.text) for one in beside)

    def _items_inside(self, row: list[Piece], heads: Sequence[Piece]) -> list[Piece]:
        """A numbered row (1.出院带药:…) beside the label of its ruled band is text, if its own label asks for no field."""
        is_item = row and row[0].label and row[0].label.key.startswith("_") and ITEM.match(row[0].line.text)
        if not is_item:
            return row
        first, band = row[0].line, self._band(row[0].line)
        is_inside = band is not None and any(
            one.line.box.x1 <= first.box.x0 + first.box.height and self._band(one.line) == band for one in heads
        )
        return [Piece(piece.line) for piece in row] if is_inside else row

    def _is_alone(self, slot: Slot, band: Band) -> bool:
        """Whether a label has its column to itself above its own line: then its cell is tall, else it heads a row."""
        above = [one.box for one in self._left_over if band[0] <= one.box.centre[1] < slot.ink.box.y0]
        return not any(box.x0 < slot.ink.box.x1 and box.x1 > slot.ink.box.x0 for box in above)

    def _band(self, line: Line) -> Band | None:
        y = line.box.centre[1]
        around = [band for band in self._bands if band[0] <= y < band[1]]
        return min(around, key=lambda band: band[1] - band[0], default=None)


def _in_order(lines: Sequence[Line]) -> list[Line]:
    """Top to bottom: two lines beside one label, half a line above and below it, were one row with it."""
    return [line for row in rows(lines) for line in row]


def _asks_beside(slot: Slot) -> bool:
    """Whether a short label ends in a colon: its value stands beside it, and what stands below may be another's.

    So it is where a machine printed all values half a row off the labels of a form.
    """
    return not slot.label.is_prose and slot.ink.text.rstrip().endswith(":")


def _takes(slot: Slot, piece: Piece) -> bool:
    line = piece.line
    gap, height = line.box.y0 - slot.bottom, max(line.box.height, 1)
    if slot.label.is_prose:
        return not piece.is_apart and gap <= _PROSE_GAP * height and _runs_on(slot, line)
    is_in_column = slot.is_head and line.box.x0 >= slot.ink.box.x0 - line.box.height
    is_under = is_in_column or overlap(slot.ink.box.x0, slot.ink.box.x1, line.box.x0, line.box.x1) > 0.3
    return not slot.lines and not piece.is_foreign and is_under and gap <= _REACH_BELOW * height


def _runs_on(slot: Slot, line: Line) -> bool:
    """Whether a line may go on with free text: it starts about where the text above does, or in its last row."""
    if not slot.lines:
        return True
    last = slot.lines[-1].box
    starts = [cut(one, match.end()) for one in slot.lines if (match := _SUB_LABEL.match(one.text))]
    indent = max(one.box.x0 for one in (*slot.lines, *starts)) + _INDENT * line.box.height
    return line.box.x0 <= indent or last.y0 <= line.box.centre[1] <= last.y1


def _items_again(row: Sequence[Piece], slots: Sequence[Slot], above: Sequence[Line]) -> list[Piece]:
    """A known word at the head of an item (2.出院带药:…) of the numbered text above is a part of that text."""
    slot = next((one for one in slots if row and one.label.is_prose and one.spans(row[0].line.box)), None)
    if slot is None or ITEM.match(slot.ink.text) or not row[0].label or not row[0].label.is_prose:
        return list(row)
    text = [*slot.lines, *above]
    left = min((line.box.x0 for line in text), default=0)
    is_left = bool(text) and row[0].line.box.x0 < left - 2 * text[-1].box.height
    if is_left or not is_next_item(row[0].line.text, joined(text)):
        return list(row)
    found: list[Piece] = []
    for piece in row:
        is_item = not found or HALF_ITEM.search(found[-1].line.text) or ITEM.match(piece.line.text)
        found.append(Piece(piece.line) if is_item else piece)
    return found


def _rows_of(panel: Panel, labels: Labels) -> list[list[Piece]]:
    """The rows of a panel as labels and texts, in reading order."""
    found = [pieces_of(row, labels) for row in interleaved(rows(panel.lines))]
    return headed(one_after_other(found)) if labels.has_prose else found


def _slots(pieces: Sequence[Piece], panel: Panel) -> list[Slot]:
    """The slots of a row; each column reaches to the next label, the first from the panel's edge, but for a short one behind text."""
    inked = [piece for piece in pieces if piece.label is not None]
    has_no_values = is_head(pieces)
    found = []
    for place, piece in enumerate(inked):
        assert piece.label is not None
        is_first = place == 0 and (piece.label.is_prose or piece is pieces[0])
        left = panel.left if is_first else piece.line.box.x0 - piece.line.box.height // 2
        right = (
            inked[place + 1].line.box.x0 - piece.line.box.height // 2 if place + 1 < len(inked) else panel.right
        )
        found.append(Slot(piece.label, piece.line, left, right, is_head=has_no_values))
    return found


def _fill(pieces: Sequence[Piece], slots: Sequence[Slot]) -> Iterator[Piece]:
    """Gives each text to the label left of it; yields what no label takes."""
    waiting = iter(slots)
    slot: Slot | None = None
    for piece in pieces:
        if piece.label is not None:
            slot = next(waiting)
        elif slot is not None and _continues(slot, piece):
            if _is_blank(slot):
                slot.lines.clear()
            slot.lines.append(piece.line)
        else:
            yield replace(piece, is_apart=slot is not None and bool(slot.lines))
            if piece.is_foreign and slot is not None and not slot.label.is_prose:
                slot = None


def _continues(slot: Slot, piece: Piece) -> bool:
    if slot.label.is_prose:
        return not (slot.lines and _DAY.fullmatch(piece.line.text) and _gap(slot, piece) > _APART)
    if piece.is_foreign:
        return False
    if not slot.lines or _is_blank(slot):
        return True
    before = slot.lines[-1].text
    if re.search(r"\d", before) and _ENDING.match(piece.line.text):
        return True
    if _DAY.fullmatch(piece.line.text):
        return re.search(r"[\d日自从由至到~—–-]\s*$", before) is not None
    shorter, taller = sorted((slot.lines[-1].box.height, piece.line.box.height))
    return _gap(slot, piece) < 1.2 and taller < 1.7 * shorter


def _is_blank(slot: Slot) -> bool:
    """Whether only the rule to write on was read behind a label."""
    return all(_RULE.fullmatch(line.text) for line in slot.lines)


def _gap(slot: Slot, piece: Piece) -> float:
    """The room between a slot's last line and a piece, in heights of the smaller one."""
    last, box = slot.lines[-1].box, piece.line.box
    return (box.x0 - last.x1) / max(min(last.height, box.height), 1)
