"""The face of an identity card with the photo: name, sex, ethnicity, birth, address, number.

Where things stand follows the printed card (GA 448): five rows of labels at the left, the number at the foot. Values
are found by label, else by their place on the card, so a label that OCR dropped does no harm.

>>> from storage.model.extraction import Box, Source
>>> lines = (Line("姓名张悦", Box(40, 40, 160, 64)), Line("性别女民族汉", Box(40, 84, 250, 106)),
...          Line("出生1990年3月7日", Box(40, 128, 270, 150)), Line("公民身份号码", Box(40, 280, 190, 304)))
>>> page = ReadPage(number=1, width=500, height=330, turn=0, source=Source.OCR, lines=lines)
>>> sorted(slots := find(page).slots), slots["name"][0].text
(['birth', 'ethnicity', 'name', 'sex'], '张悦')
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.cards.grid import Grid, Place, Seen, alone, fit, start_of
from extractors.cards.labels import Piece, cut_at_labels, plain
from extractors.layout.lines import cut
from extractors.page import Line, ReadPage
from storage.model.extraction import Box

PLACES: dict[str, Place] = {
    "name": (0, 0),
    "sex": (0, 1),
    "ethnicity": (2.9, 1),
    "birth": (0, 2),
    "address": (0, 3),
    "number": (0, 5.6),
}
ROWS = {
    "name": (-0.5, 0.5),
    "sex": (0.5, 1.5),
    "birth": (1.5, 2.5),
    "address": (2.5, 4.95),
    "number": (4.95, 6.4),
}
VALUES_FROM, VALUES_TO = 0.75, 6.6
"""Between the column of labels and the photo, in row pitches."""
WATERMARK = re.compile(
    r"仅供|仅用|他用|复印|无效|理赔|保险|使用|办理|样本|示例|水印|[Ss]pecimen|SPECIMEN|SAMPLE"
)
_NUMBER = re.compile(r"\d{17}[\dXx]")
_NUMBER_PLACE: Place = (3.5, 5.6)


@dataclass(frozen=True, slots=True)
class Portrait:
    """The lines that carry each value, the labels seen, and the grid of the card."""

    slots: Mapping[str, Sequence[Line]]
    labels: Mapping[str, Line]
    grid: Grid
    page: ReadPage
    marks: Sequence[Line] = ()

    def is_marked(self, slot: str) -> bool:
        """Whether a watermark runs over the value's place, so that a part of it may be lost."""
        top, bottom = ROWS[slot]
        place = self.grid.box(VALUES_FROM, top, VALUES_TO, bottom)
        return any(mark.box.meets(place) for mark in self.marks)

    def expected(self, slot: str) -> Line | None:
        """Where a value must stand though nothing was read there; None where that is outside the picture."""
        top, bottom = ROWS["sex" if slot == "ethnicity" else slot]
        left = 3.6 if slot in ("ethnicity", "number") else 1.3
        box = self.grid.box(left, top, left + 2.5, bottom)
        width, height = self.page.upright_size
        x, y = box.centre
        if not (0 <= x < width and 0 <= y < height):
            return None
        inside = Box(max(0, box.x0), max(0, box.y0), min(width, box.x1), min(height, box.y1))
        return Line("", inside, 0.0, self.page.source, self.page.number)


def find(page: ReadPage) -> Portrait | None:
    """The portrait on the page; None where too little of one is seen."""
    pieces = [piece for line in plain(page.lines) for piece in cut_at_labels(line)]
    labelled = [piece for piece in pieces if piece.key in PLACES]
    grid = _grid(labelled, pieces)
    if grid is None:
        return None
    own = [piece for piece in labelled if _is_at_its_place(piece, grid)]
    slots = _slots(pieces, own, grid)
    _part_sex_from_ethnicity(slots)
    marks = [line for line in page.lines if WATERMARK.search(line.text)]
    return Portrait(slots, {piece.key or "": piece.ink for piece in own}, grid, page, marks)


def _slots(pieces: Sequence[Piece], own: Sequence[Piece], grid: Grid) -> dict[str, list[Line]]:
    """The lines of each value: by label, else by place; at last by a label or a shape that stands elsewhere."""
    slots: dict[str, list[Line]] = {}
    strays: list[tuple[str, Line]] = []
    for piece in pieces:
        is_own = piece in own
        line = piece.value if is_own else _whole(piece)
        if line is None or (piece.key and piece.key not in PLACES) or WATERMARK.search(line.text):
            continue
        key = piece.key if is_own else _slot(line, grid)
        if key:
            part = _right_of_labels(line, grid)
            slots.setdefault(key, []).extend([part] if part.text else [])
        elif piece.value and piece.key:
            strays.append((piece.key, piece.value))
        elif _NUMBER.fullmatch(line.text):
            strays.append(("number", line))
    found = {key: lines for key, lines in slots.items() if lines}
    for key, line in strays:
        found.setdefault(key, [line])
    return found


def _grid(labelled: Sequence[Piece], pieces: Sequence[Piece]) -> Grid | None:
    seen = [Seen(piece.key or "", start_of(piece.ink)) for piece in labelled]
    numbers = [piece.ink for piece in pieces if piece.key is None and _NUMBER.fullmatch(piece.ink.text)]
    seen += [Seen("digits", start_of(line)) for line in numbers]
    grid = fit(seen, {**PLACES, "digits": _NUMBER_PLACE})
    if grid is not None or not labelled:
        return grid
    keys = {piece.key for piece in labelled}
    only = labelled[0]
    return alone(only.ink, PLACES[only.key or ""]) if len(keys) >= 2 or "number" in keys else None


def _is_at_its_place(piece: Piece, grid: Grid) -> bool:
    u, v = grid.place(*start_of(piece.ink))
    x, y = PLACES[piece.key or ""]
    return abs(u - x) <= 1.0 and abs(v - y) <= 0.6


def _whole(piece: Piece) -> Line:
    """A line that only looked as if it began with a label is taken as a whole."""
    if piece.key is None or piece.value is None:
        return piece.ink
    return replace(piece.ink, text=piece.ink.text + piece.value.text, box=piece.ink.box.union(piece.value.box))


def _slot(line: Line, grid: Grid) -> str | None:
    """The value that is printed at the line's place."""
    u, v = grid.place(*start_of(line))
    end = grid.place(line.box.x1, line.box.centre[1])[0]
    if line.box.height > 1.2 * grid.pitch:
        return None
    is_value = VALUES_FROM <= u < VALUES_TO or (0.2 <= u < VALUES_FROM and end >= 1.5)
    for key, (top, bottom) in ROWS.items():
        if top <= v < bottom and is_value:
            return "ethnicity" if key == "sex" and u > 2.4 else key
    return None


def _right_of_labels(line: Line, grid: Grid) -> Line:
    """Without what stands in the column of labels: the rest of a label that OCR took for a part of the value."""
    place = 0
    while place < len(line.text) and grid.place(*start_of(cut(line, place)))[0] < VALUES_FROM:
        place += 1
    return cut(line, place)


def _part_sex_from_ethnicity(slots: dict[str, list[Line]]) -> None:
    """`男 汉` in one line, where OCR dropped the label between."""
    for line in slots.get("sex", ()):
        match = re.match(r"[男女]\W*(?:民?[族旅放]\W*)?(?=[\u3400-\u9fff])", line.text)
        if match and "ethnicity" not in slots:
            box = line.box
            split = box.x0 + box.width // 2
            rest = Line(
                line.text[match.end() :], Box(split, box.y0, box.x1, box.y1), line.score, line.source, line.page
            )
            slots["ethnicity"] = [rest]
