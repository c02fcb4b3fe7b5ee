"""Which cell of a row stands in which column of the items table.

Titles are centred or left-aligned over their columns, texts run from the left edge, figures to the right edge, and
some programs centre everything; no rule of alignment holds for all. So the cells of a row are given to columns from
left to right in the way that costs least: the distance from the title, and a high price for a cell that cannot be
what the column holds (a name in the tax column, two amounts in one).
"""

import re
from collections.abc import Mapping, Sequence

from extractors.invoices.form import Column, Header, spans
from extractors.invoices.strips import Strip
from extractors.layout.lines import cut, squash
from extractors.page import Line
from storage.model.extraction import Box, Source

Placed = Mapping[str, list[Line]]

_MONEY = re.compile(r"[¥]?\(?-?[¥]?\d[\d,]*\.\d{2}\)?|\*{2,}|[-—–]+")
_NUMBER = re.compile(r"-?[\d,]*\.?\d+|-?[\d,]+\.")
_RATE = re.compile(
    r"\d{1,2}(?:\.\d+)?%?|0\.\d+|免税|不征税|出口零税率|普通零税率|零税率|\*{2,}|[-—–]+|免|差额.*"
)
_TEXTS = frozenset({"name", "spec", "unit", "other"})
_FIGURES = frozenset({"quantity", "unit_price", "amount", "tax_rate", "tax"})
_RUNNING_ON = ("name", "spec", "unit", "quantity", "unit_price")
_FORBIDDEN = 60.0
_MOST_CELLS = 40
"""A row with more is no row of a table of items."""
_FAR = 0.9
"""In heights of a title: how far from a column's other cells a continuing cell may stand."""
_INSIDE = re.compile(r"\s+")


def place(strip: Strip, header: Header) -> Placed:
    """The cells of a row by column name."""
    cells = [piece for line in strip.lines for piece in _pieces(line, header.columns)]
    if len(cells) > _MOST_CELLS:
        return {}
    columns = header.columns
    cells = [cell for cell in cells if not _is_misread_fill(cell, columns)]
    best = _cheapest(cells, columns, spans(header), max(1, header.box.height))
    found: dict[str, list[Line]] = {}
    for cell, index in zip(cells, best, strict=True):
        found.setdefault(columns[index].name, []).append(cell)
    return found


def place_below(strip: Strip, header: Header, above: Sequence[Placed]) -> Placed:
    """The cells of a row that continues others: under the cells that they line up with on the left, middle or right."""
    known = [
        (name, line.box)
        for placed in above
        for name in _RUNNING_ON
        for line in placed.get(name, ())
        if name in placed
    ]
    em = max(1, header.box.height)
    found: dict[str, list[Line]] = {}
    for cell in strip.lines:
        offsets = [(_offset(cell.box, box) / em, name) for name, box in known if _may_hold(cell, name)]
        offset, name = min(offsets, default=(_FAR, ""))
        if offset >= _FAR:
            return place(strip, header)
        found.setdefault(name, []).append(cell)
    return found


def _may_hold(cell: Line, name: str) -> bool:
    return name in _TEXTS or re.fullmatch(r"[\d.]+", squash(cell.text)) is not None


def _offset(cell: Box, other: Box) -> float:
    return min(abs(cell.x0 - other.x0), abs(cell.x1 - other.x1), abs(cell.centre[0] - other.centre[0]))


def _pieces(line: Line, columns: Sequence[Column]) -> list[Line]:
    """A line that runs over several cells: cut between figures, and where a word stands under a later title."""
    starts = [0, *(match.end() for match in _INSIDE.finditer(line.text))]
    ends = [*starts[1:], len(line.text)]
    if len(starts) == 1:
        return [line]
    if all(_is_figure(line.text[a:b]) for a, b in zip(starts, ends, strict=True)):
        return [cut(line, a, b) for a, b in zip(starts, ends, strict=True)]
    if line.source is not Source.OCR:
        return [line]
    cuts = [at for at in starts[1:] if _is_under_later(cut(line, 0, at).box, cut(line, at).box, columns)]
    return [cut(line, a, b) for a, b in zip([0, *cuts], [*cuts, len(line.text)], strict=True)]


def _is_misread_fill(cell: Line, columns: Sequence[Column]) -> bool:
    """Letters where only figures stand, right of the amounts: the stars of 免税 rows, as OCR sees them."""
    if cell.source is not Source.OCR or re.search(r"\d", cell.text) or _is_figure(cell.text):
        return False
    right = max((one.box.x1 for one in columns if one.name in _TEXTS or one.name == "amount"), default=0)
    return cell.box.x0 > right


def _is_under_later(before: Box, behind: Box, columns: Sequence[Column]) -> bool:
    """Whether the next words begin before a title that the words so far do not reach, and run below it."""
    return any(before.x1 <= one.box.x0 < behind.x1 and before.x0 < one.box.x0 for one in columns[1:])


def _is_figure(text: str) -> bool:
    return bool(
        _NUMBER.fullmatch(squash(text)) or _MONEY.fullmatch(squash(text)) or _RATE.fullmatch(squash(text))
    )


def _cheapest(
    cells: Sequence[Line], columns: Sequence[Column], reach: Mapping[int, tuple[float, float]], em: float
) -> list[int]:
    """Columns for the cells, rising from left to right; text cells may share one."""
    paths: list[tuple[float, list[int]]] = [(0.0, [])]
    for cell in cells:
        text = squash(cell.text)
        costs = [
            _cost(cell.box, columns, index, reach, em) + _misfit(text, columns[index].name)
            for index in range(len(columns))
        ]
        grown: dict[int, tuple[float, list[int]]] = {}
        for total, path in paths:
            first = path[-1] if path else 0
            for index in range(first, len(columns)):
                shared = bool(path) and index == first
                cost = total + costs[index] + (_shared(columns[index]) if shared else 0.0)
                if index not in grown or cost < grown[index][0]:
                    grown[index] = (cost, [*path, index])
        paths = list(grown.values())
    return min(paths, key=lambda one: one[0])[1]


def _shared(column: Column) -> float:
    return 3.0 if column.name in _TEXTS else _FORBIDDEN


def _cost(
    cell: Box, columns: Sequence[Column], index: int, reach: Mapping[int, tuple[float, float]], em: float
) -> float:
    """What it costs to stand so far from a title."""
    column = columns[index]
    distance = _distance(cell, column.box) / em
    if column.name in _FIGURES:
        left, right = reach[index]
        distance += 0.0 if left <= cell.x1 < right else 1.5
        before = columns[index - 1].box.x0 if index else 0
        distance += 0.0 if cell.x1 > before else 3.0
    return distance


def _distance(cell: Box, title: Box) -> float:
    return float(max(0, title.x0 - cell.x1, cell.x0 - title.x1))


def _misfit(text: str, name: str) -> float:
    """What it costs to take a text for something that it does not look like."""
    match name:
        case "amount" | "tax":
            return 0.0 if _MONEY.fullmatch(text) else _FORBIDDEN
        case "quantity" | "unit_price":
            return 0.0 if _NUMBER.fullmatch(text) else _FORBIDDEN
        case "tax_rate":
            return 0.0 if _RATE.fullmatch(text) else _FORBIDDEN
        case "line_no":
            return 0.0 if text.isdigit() and len(text) <= 4 else _FORBIDDEN
        case "name":
            return 8.0 if _MONEY.fullmatch(text) else 0.0
        case "unit":
            return 4.0 if _NUMBER.fullmatch(text) or len(text) > 8 else 0.0
        case _:
            return 4.0 if _MONEY.fullmatch(text) else 0.0
