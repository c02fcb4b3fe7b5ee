"""Tables of goods and charges: columns from the words of the header, rows from the lines below it.

Works with and without ruled lines. Several groups of columns may stand side by side (bills print two items a row);
a header that is missing on a later page is that of the page before. A name may run over lines above and below the
line that has its amount.

>>> spec = TableSpec({"name": ("项目名称",), "amount": ("金额",)})
>>> page = [Line("项目名称", Box(0, 0, 80, 20)), Line("金额(元)", Box(200, 0, 280, 20)),
...         Line("西药费", Box(0, 30, 60, 50)), Line("12.50", Box(220, 30, 270, 50)), Line("合计", Box(0, 60, 40, 80))]
>>> [row.text("name") + " " + row.text("amount") for row in Table.of(page, spec).rows]
['西药费 12.50']
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.layout.labels import plain
from extractors.layout.lines import cut, joined, overlap, rows, squash
from extractors.page import Line
from storage.model.extraction import Box

_NUMBER = re.compile(r"^[¥¥]?-?[\d,]*\d\.\d{1,6}$|^-?\d+$")
_CJK = re.compile(r"[\u3400-\u9fff]")
_TRAILING = re.compile(r"^(.*[^\d.,\s¥-])\s*[¥¥]?(-?\d[\d,]*\.\d{2,4})$")
_NUMERIC = frozenset({"quantity", "unit_price", "amount"})


@dataclass(frozen=True, slots=True)
class TableSpec:
    """The header words of each column ("" for columns nobody needs) and the words that end or interrupt a table."""

    columns: Mapping[str, Sequence[str]]
    ends: Sequence[str] = ("合计", "总计")
    skips: Sequence[str] = ("小计",)
    needs: Sequence[str] = ("name", "amount")

    def key(self, text: str) -> str | None:
        """The column that a header word names; None if it is no header word."""
        shown = re.sub(r"\(.*?\)|[::*]", "", squash(text))
        return next((key for key, words in self.columns.items() if shown in words), None)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, the ink of its header, and which group of columns it belongs to."""

    key: str
    box: Box
    group: int


@dataclass(slots=True, eq=False)
class TableRow:
    """The cells of one item; `heading` is the group heading above it, if any."""

    cells: dict[str, list[Line]] = field(default_factory=dict)
    heading: list[Line] = field(default_factory=list)

    def text(self, key: str) -> str:
        return joined(self.cells.get(key, []))

    @property
    def top(self) -> int:
        return min(line.box.y0 for lines in self.cells.values() for line in lines)

    @property
    def bottom(self) -> int:
        return max(line.box.y1 for lines in self.cells.values() for line in lines)


@dataclass(frozen=True, slots=True)
class Table:
    """The items of a page, its columns (for the next page) and the height on the page that it takes."""

    rows: tuple[TableRow, ...] = ()
    columns: tuple[Column, ...] = ()
    top: int = 0
    bottom: int = 0

    @classmethod
    def of(cls, lines: Sequence[Line], spec: TableSpec, before: "Table | None" = None) -> "Table":
        """The table on a level page; `before` is the table of the page before."""
        seen = rows([plain(line) for line in lines])
        start, columns = _header(seen, spec)
        if not columns:
            columns = before.columns if before else ()
        if not columns:
            return cls()
        body, bottom = _body(seen[start:], spec)
        found = [_cells(row, columns) for row in body]
        items = [item for group in range(columns[-1].group + 1) for item in _items(found, group, spec)]
        top = min(column.box.y0 for column in columns) if start else 0
        return cls(tuple(items), columns, top, bottom)


def _header(seen: Sequence[tuple[Line, ...]], spec: TableSpec) -> tuple[int, tuple[Column, ...]]:
    """The index of the first row below the header, and the columns; 0 and nothing where no header is found."""
    for place, row in enumerate(seen):
        cells = [(spec.key(cell.text), cell) for line in row for cell in _header_cells(line, spec)]
        keys = [key for key, _ in cells if key is not None]
        if all(need in keys for need in spec.needs) and len(keys) * 2 >= len(cells):
            return place + 1, _columns(cells)
    return 0, ()


def _header_cells(line: Line, spec: TableSpec) -> list[Line]:
    """A header line cut at its words, where OCR found several as one."""
    if spec.key(line.text) is not None:
        return [line]
    words = sorted((word for many in spec.columns.values() for word in many), key=len, reverse=True)
    body = "|".join(r"\s*".join(re.escape(char) for char in word) for word in words)
    pattern = re.compile(rf"\s*((?:{body})\s*(?:[((][^()()]*[))])?)[\s/|]*")
    found, place = [], 0
    while place < len(line.text):
        match = pattern.match(line.text, place)
        if match is None:
            return [line]
        found.append(cut(line, match.start(1), match.end(1)))
        place = match.end()
    return found


def _columns(cells: Sequence[tuple[str | None, Line]]) -> tuple[Column, ...]:
    found: list[Column] = []
    group, seen = 0, set[str]()
    for key, line in cells:
        if key and key in seen and key == "name":
            group, seen = group + 1, set()
        if key in seen:
            key = ""
        seen.add(key or "")
        found.append(Column(key or "", line.box, group))
    return tuple(found)


def _body(seen: Sequence[tuple[Line, ...]], spec: TableSpec) -> tuple[list[tuple[Line, ...]], int]:
    """The rows up to the one that ends the table, and where that one begins."""
    body: list[tuple[Line, ...]] = []
    for row in seen:
        text = squash("".join(line.text for line in row)).lstrip("*#|")
        if any(squash(line.text).startswith(tuple(spec.ends)) for line in row[:2]):
            return body, min(line.box.y0 for line in row)
        if any(word in text for word in spec.skips):
            body.append(())
        elif not re.fullmatch(r"[-_=.—·\s]*", text):
            body.append(row)
    return body, max((line.box.y1 for row in body for line in row), default=0)


Cells = dict[int, dict[str, list[Line]]]


def _cells(row: Sequence[Line], columns: Sequence[Column]) -> Cells:
    """The texts of a row by group and column."""
    found: Cells = {}
    for line in row:
        for part in _parts(line, columns):
            column = _column(part, columns)
            found.setdefault(column.group, {}).setdefault(column.key, []).append(part)
    return found


def _parts(line: Line, columns: Sequence[Column]) -> list[Line]:
    """A line that runs over several columns, cut at its spaces and before a closing amount."""
    covered = [one for one in columns if overlap(one.box.x0, one.box.x1, line.box.x0, line.box.x1) > 0.4]
    if len(covered) < 2 and not (covered and _TRAILING.match(line.text) and covered[0].key == "name"):
        return [line]
    parts = [cut(line, *match.span()) for match in re.finditer(r"\S+", line.text)]
    found: list[Line] = []
    for part in parts:
        match = _TRAILING.match(part.text)
        if match and part.box.width > covered[0].box.width and len(parts) == 1:
            found += [cut(part, 0, match.end(1)), cut(part, match.start(2))]
        else:
            found.append(part)
    return found


def _column(line: Line, columns: Sequence[Column]) -> Column:
    """The column a text stands under: most overlap, else nearest; numbers never in names, words never in amounts."""
    is_number = bool(_NUMBER.match(line.text.replace(" ", "")))
    has_words = bool(_CJK.search(line.text))

    def distance(column: Column) -> float:
        gap = max(column.box.x0 - line.box.x1, line.box.x0 - column.box.x1)
        centre = abs(column.box.centre[0] - line.box.centre[0]) / 1000
        is_odd = (is_number and column.key in ("name", "category", "unit", "note")) or (
            has_words and column.key in ("unit_price", "amount")
        )
        return gap + centre + (3 * line.box.height if is_odd else 0)

    under = [one for one in columns if one.box.x0 < line.box.x1 and line.box.x0 < one.box.x1]
    if under and has_words and under[0].key == "name":
        return under[0]
    return min(columns, key=distance)


def _items(found: Sequence[Cells], group: int, spec: TableSpec) -> list[TableRow]:
    """The items of one group of columns, wrapped names put together, group headings kept apart."""
    items: list[TableRow] = []
    loose: list[list[Line]] = []
    heading: list[Line] = []
    for cells in (row.get(group, {}) for row in found):
        name, amount = cells.get("name", []), cells.get("amount", [])
        if not cells:
            loose = []
        elif amount and (name or loose):
            if not name:
                cells = {**cells, "name": [line for lines in loose for line in lines]}
            elif loose:
                heading = loose[-1]
            items.append(TableRow(dict(cells), heading))
            loose = []
        elif name and not amount and set(cells) <= {"name", "spec", ""}:
            if items and not loose and _runs_on(items[-1], name):
                _append(items[-1], cells)
            else:
                loose.append(name)
    return items


def _runs_on(item: TableRow, lines: Sequence[Line]) -> bool:
    """Whether a text without an amount is the rest of the name above it: close below, and no name of a group."""
    height = max(line.box.height for line in lines)
    text = squash(joined(lines))
    is_heading = bool(re.fullmatch(r"[【\[(].*[】\])]|.{1,8}[费类]:?", text)) and not item.text(
        "name"
    ).endswith("(")
    return not is_heading and lines[0].box.y0 - item.bottom < 0.9 * height


def _append(item: TableRow, cells: Mapping[str, list[Line]]) -> None:
    for key, lines in cells.items():
        item.cells.setdefault(key, []).extend(lines)
