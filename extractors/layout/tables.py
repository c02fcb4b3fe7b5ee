"""Tables of goods and charges: columns from the words of the header, rows from the lines below it.

Works with and without ruled lines. Several groups of columns may stand side by side (bills print two items a row);
a header that is missing on a later page is that of the page before. A name may run over lines above and below the
line that has its amount.

>>> from storage.model.extraction import Box
>>> spec = TableSpec({"name": ("项目名称",), "amount": ("金额",)})
>>> page = [Line("项目名称", Box(0, 0, 80, 20)), Line("金额(元)", Box(200, 0, 280, 20)),
...         Line("西药费", Box(0, 30, 60, 50)), Line("12.50", Box(220, 30, 270, 50)), Line("合计", Box(0, 60, 40, 80))]
>>> [row.text("name") + " " + row.text("amount") for row in Table.of(page, spec).rows]
['西药费 12.50']
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from extractors.layout.columns import columns_of, parts_of, widened
from extractors.layout.drift import drift, moved
from extractors.layout.holes import without_holes
from extractors.layout.labels import plain
from extractors.layout.lines import cut, interleaved, mended, overlap, rows, squash
from extractors.layout.screens import shown
from extractors.layout.script import simplified
from extractors.layout.strips import charges, formulas
from extractors.layout.table_header import Column, TableSpec, header
from extractors.layout.table_items import Cells, heading_below, items_of
from extractors.layout.table_items import TableRow as TableRow
from extractors.layout.told_charges import told_charges
from extractors.layout.upright import laid_down
from extractors.page import Line

_GROUP = re.compile(r"\s*【[^】]+】")
_KIND_SUM = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]{1,2}[、.)]+)?[\u3400-\u9fff]{1,8}(?:费用?|[药类]|材料|饮片)(?=\W*[小合]计)"
)
_FIGURE = re.compile(r"[¥]?(\d[\d,]*(?:\.\d+)?)")
_UNSURE = 0.85
"""A score below what is used without a look."""


@dataclass(frozen=True, slots=True)
class Table:
    """The items of a page, its columns (for the next page) and the height on the page that it takes.

    `rest`: the heading below them of a group whose items are on the next page; `sums_above`: whether sums of kinds of
    charges (西药费 小计:269.13) stand above their rows.
    """

    rows: tuple[TableRow, ...] = ()
    columns: tuple[Column, ...] = ()
    top: int = 0
    bottom: int = 0
    rest: tuple[Line, ...] = ()
    sums_above: bool = False

    @classmethod
    def of(cls, lines: Sequence[Line], spec: TableSpec, before: "Table | None" = None) -> "Table":
        """The table on a level page; `before` is the table of the page before."""
        seen = rows([plain(line) for line in laid_down(without_holes(lines))])
        start, columns = header(seen, spec)
        if not columns:
            columns = before.columns if before else ()
        if not columns:
            return _nameless(seen, spec)
        read = _body(seen[start:], _of_panels(spec, columns), before)
        body, bottom = read.rows, read.bottom
        slope = drift(body)
        origin = min((line.box.y0 for row in seen[max(0, start - 1) :] for line in row), default=0)
        level = [[moved(line, slope, origin) for line in row] for row in body]
        top = min(column.box.y0 for column in columns) if start else 0
        if strip := charges(body, columns):
            return cls(
                tuple(TableRow(one.cells, one.heading, one.place) for one in strip), columns, top, bottom
            )
        columns = widened(columns, level)
        found = [_cells(row, columns, lambda part: moved(part, slope, origin, back=True)) for row in level]
        groups = [items_of(found, group) for group in range(columns[-1].group + 1)]
        headings = [heading_below(found, group) for group in range(len(groups))]
        is_list = _is_list(columns)
        if is_list:
            _carry_over(groups, headings)
        items = _in_order(groups, is_list=is_list)
        return cls(tuple(items), columns, top, bottom, tuple(headings[-1]), read.sums_above)


@dataclass(frozen=True, slots=True)
class _Body:
    """The rows below a header, where the row that ends them begins, and whether sums of kinds stand above their rows."""

    rows: list[tuple[Line, ...]]
    bottom: int
    sums_above: bool = False


def _nameless(seen: Sequence[tuple[Line, ...]], spec: TableSpec) -> Table:
    """The table of a strip whose header names prices and amounts alone; the names stand above their formulas."""
    start, columns = header(seen, replace(spec, needs=("unit_price", "amount")))
    read = _body(seen[start:], spec) if columns else _Body([], 0)
    body, bottom = read.rows, read.bottom
    strip = formulas(body, columns)
    if not strip:
        return _on_screen(seen)
    top = min(column.box.y0 for column in columns)
    return Table(tuple(TableRow(one.cells, one.heading, one.place) for one in strip), columns, top, bottom)


def _on_screen(seen: Sequence[tuple[Line, ...]]) -> Table:
    """The table of a telephone's screen, which has no header."""
    items = [TableRow(one.cells, one.heading, one.place) for one in shown(seen) or told_charges(seen)]
    cells = [cell for item in items for cell in (item.heading, *item.cells.values())]
    boxes = [line.box for cell in cells for line in cell]
    top, bottom = min((box.y0 for box in boxes), default=0), max((box.y1 for box in boxes), default=0)
    return Table(tuple(items), (), top, bottom)


def _body(seen: Sequence[tuple[Line, ...]], spec: TableSpec, before: Table | None = None) -> _Body:
    """The rows up to the one that ends the table.

    Headings beside sums open their groups if one opens the table, or on a page that goes on with groups.
    """
    body: list[tuple[Line, ...]] = []
    has_groups = before is not None and (bool(before.rest) or any(row.heading for row in before.rows))
    sums_above = before is not None and before.sums_above
    for place, row in enumerate(seen):
        text = simplified(squash("".join(line.text for line in row))).lstrip("*#|")
        is_end = any(spec.is_end(line.text) for line in mended(row, spec.ends)[:2])
        if is_end and not (spec.ended and any(_is_product(below) for below in seen[place + 1 :])):
            end = _whole_end(body, row)
            return _Body(body, min(line.box.y0 for line in end), sums_above)
        if is_end or any(word in text for word in spec.skips) or _is_skipped(text, spec):
            bracket, kind = _heading(row), _kind_of_sum(row)
            sums_above = sums_above or (bool(kind) and not any(body))
            has_groups = has_groups or (bool(bracket) and not any(body))
            body.append((bracket if has_groups else ()) or (kind if sums_above else ()))
        elif not re.fullmatch(r"[-_=.—·\s]*", text):
            body.append(row)
    return _Body(body, max((line.box.y1 for row in body for line in row), default=0), sums_above)


def _whole_end(body: list[tuple[Line, ...]], row: tuple[Line, ...]) -> tuple[Line, ...]:
    """The row that ends the table, with values that a machine printed a little above its labels taken from the items."""
    whole = interleaved([body[-1], row]) if body and body[-1] else [row]
    if len(whole) == 1 and len(whole[0]) > len(row):
        body.pop()
    return whole[-1]


def _of_panels(spec: TableSpec, columns: Sequence[Column]) -> TableSpec:
    """Kinds with their sums in one row (床位费 500.00 护理费 200.00) are items where each pair has its own header."""
    is_pairs = columns[-1].group > 0 and {one.key for one in columns} <= {"name", "amount", ""}
    return replace(spec, skipped=None) if is_pairs else spec


def _is_skipped(text: str, spec: TableSpec) -> bool:
    return bool(spec.skipped and re.fullmatch(spec.skipped, text))


def _is_product(row: Sequence[Line]) -> bool:
    """Whether a row is surely an item: a name, and three figures of which the last is the product of the others."""
    parts = [part for line in row for part in line.text.split()]
    found = [match for part in parts if (match := _FIGURE.fullmatch(part))]
    if len(found) < 3 or not re.search(r"[\u3400-\u9fff]", parts[0]):
        return False
    *_, price, count, amount = (float(one[1].replace(",", "")) for one in found)
    return amount > 0 and abs(price * count - amount) < 0.011


def _heading(row: Sequence[Line]) -> tuple[Line, ...]:
    """The heading of a group in a row that has its sum too (【西药费】 小计:269.13); nothing of other rows."""
    match = _GROUP.match(row[0].text) if row else None
    return (cut(row[0], 0, match.end()),) if match else ()


def _kind_of_sum(row: Sequence[Line]) -> tuple[Line, ...]:
    """The kind of charge before the word of its sum (西药费 小计:269.13)."""
    match = _KIND_SUM.match(squash("".join(line.text for line in row)))
    return (cut(row[0], 0, match.end()),) if match and match.end() <= len(row[0].text) else ()


def _cells(row: Sequence[Line], columns: Sequence[Column], restored: Callable[[Line], Line]) -> Cells:
    """The texts of a row by group and column, where they stand on the page."""
    found: Cells = {}
    parts = [part for line in row for part in parts_of(line, columns)]
    for part, column in zip(parts, columns_of(parts, columns), strict=True):
        found.setdefault(column.group, {}).setdefault(column.key, []).append(restored(part))
    return {group: {key: _read_down(lines) for key, lines in cells.items()} for group, cells in found.items()}


def _read_down(lines: list[Line]) -> list[Line]:
    """The lines of a cell in reading order: those that stand one above the other from the top."""
    boxes = [(one.box, other.box) for one, other in pairwise(lines)]
    if any(overlap(one.x0, one.x1, other.x0, other.x1) > 0.5 for one, other in boxes):
        return sorted(lines, key=lambda line: line.box.centre[1])
    is_lower = any(overlap(one.y0, one.y1, other.y0, other.y1) < 0.3 for one, other in boxes)
    return [line for row in rows(lines) for line in row] if is_lower else lines


def _is_list(columns: Sequence[Column]) -> bool:
    """Whether each group of columns is a list of its own: with counts and prices, not names and amounts alone."""
    own = {one.key for one in columns if one.group == columns[-1].group}
    return {"name", "quantity", "unit_price", "amount"} <= own


def _carry_over(groups: Sequence[list[TableRow]], headings: Sequence[list[Line]]) -> None:
    """A group of charges goes on at the top of the next panel, for a look."""
    for (above, items), heading in zip(pairwise(groups), headings, strict=False):
        carried = heading or (above[-1].heading if above else [])
        doubted = [replace(line, score=min(line.score, _UNSURE)) for line in carried]
        for item in takewhile(lambda one: not one.heading, items):
            item.heading = doubted


def _in_order(groups: Sequence[list[TableRow]], *, is_list: bool = False) -> list[TableRow]:
    """Items side by side are read row by row, unless the first group is a list or was filled before the next."""
    places = sorted({item.place for items in groups for item in items})
    ends = [places.index(items[-1].place) if items else -1 for items in groups]
    found = [item for items in groups for item in items]
    is_by_row = not is_list and bool(ends) and ends[0] - min(ends) <= 1
    return sorted(found, key=lambda item: item.place) if is_by_row else found
