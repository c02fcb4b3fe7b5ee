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
from dataclasses import dataclass
from itertools import pairwise

from extractors.layout.columns import columns_of, parts_of, widened
from extractors.layout.drift import drift, moved
from extractors.layout.holes import without_holes
from extractors.layout.labels import plain
from extractors.layout.lines import mended, overlap, rows, squash
from extractors.layout.script import simplified
from extractors.layout.strips import charges
from extractors.layout.table_header import Column, TableSpec, header
from extractors.layout.table_items import Cells, items_of
from extractors.layout.table_items import TableRow as TableRow
from extractors.layout.upright import laid_down
from extractors.page import Line


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
        seen = rows([plain(line) for line in laid_down(without_holes(lines))])
        start, columns = header(seen, spec)
        if not columns:
            columns = before.columns if before else ()
        if not columns:
            return cls()
        body, bottom = _body(seen[start:], spec)
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
        items = _in_order([items_of(found, group) for group in range(columns[-1].group + 1)])
        return cls(tuple(items), columns, top, bottom)


def _body(seen: Sequence[tuple[Line, ...]], spec: TableSpec) -> tuple[list[tuple[Line, ...]], int]:
    """The rows up to the one that ends the table, and where that one begins."""
    body: list[tuple[Line, ...]] = []
    for row in seen:
        text = simplified(squash("".join(line.text for line in row))).lstrip("*#|")
        first = mended(row, spec.ends)[:2]
        if any(simplified(squash(line.text)).startswith(tuple(spec.ends)) for line in first):
            return body, min(line.box.y0 for line in row)
        if any(word in text for word in spec.skips) or (spec.skipped and re.fullmatch(spec.skipped, text)):
            body.append(())
        elif not re.fullmatch(r"[-_=.—·\s]*", text):
            body.append(row)
    return body, max((line.box.y1 for row in body for line in row), default=0)


def _cells(row: Sequence[Line], columns: Sequence[Column], restored: Callable[[Line], Line]) -> Cells:
    """The texts of a row by group and column, where they stand on the page."""
    found: Cells = {}
    parts = [part for line in row for part in parts_of(line, columns)]
    for part, column in zip(parts, columns_of(parts, columns), strict=True):
        found.setdefault(column.group, {}).setdefault(column.key, []).append(restored(part))
    return {group: {key: _read_down(lines) for key, lines in cells.items()} for group, cells in found.items()}


def _read_down(lines: list[Line]) -> list[Line]:
    """The lines of a cell in reading order: those that stand one above the other from the top."""
    is_stacked = any(
        overlap(one.box.x0, one.box.x1, other.box.x0, other.box.x1) > 0.5 for one, other in pairwise(lines)
    )
    return sorted(lines, key=lambda line: line.box.centre[1]) if is_stacked else lines


def _in_order(groups: Sequence[list[TableRow]]) -> list[TableRow]:
    """Items side by side are read row by row, unless the first group was filled before the next was begun."""
    places = sorted({item.place for items in groups for item in items})
    ends = [places.index(items[-1].place) if items else -1 for items in groups]
    found = [item for items in groups for item in items]
    is_by_row = bool(ends) and ends[0] - min(ends) <= 1
    return sorted(found, key=lambda item: item.place) if is_by_row else found
