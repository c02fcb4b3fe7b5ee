"""A list of labels and values that stands right of a table, as settlements and bills print who paid what.

It shares its rows with the table and is no part of it: what begins right of where its labels begin belongs to the form.

>>> from storage.model.extraction import Box
>>> spec = TableSpec({"name": ("收费项目",), "amount": ("金额",)})
>>> texts = {(0, 0): "收费项目", (200, 0): "金额", (0, 40): "检查费", (200, 40): "12.00", (400, 40): "统筹支付", (600, 40): "8.00",
...          (0, 80): "西药费", (200, 80): "3.00", (400, 80): "现金支付", (600, 80): "7.00", (400, 120): "起付线", (600, 120): "1.00"}
>>> page = [Line(text, Box(x, y, x + 60, y + 20)) for (x, y), text in texts.items()]
>>> labels = Labels.of(short={"pool_paid": ["统筹支付"], "cash_paid": ["现金支付"], "deductible": ["起付线"]})
>>> table, beside = table_and_beside(page, spec, labels)
>>> [row.text("name") for row in table.rows], [line.text for line in beside][:2]
(['检查费', '西药费'], ['统筹支付', '8.00'])
"""

from collections.abc import Sequence

from extractors.layout.labels import Labels, plain
from extractors.layout.table_header import TableSpec
from extractors.layout.tables import Table
from extractors.page import Line

_LEAST = 3
"""Labels of different fields below one another that make a list of their own; the notes of a table repeat one or two."""
_ROW = 2
"""The height of a row, in heights of its header."""


def table_and_beside(
    lines: Sequence[Line], spec: TableSpec, labels: Labels, before: Table | None = None
) -> tuple[Table, tuple[Line, ...]]:
    """The table of a level page without the list beside it, and that list's lines; none where there is no such list.

    A line of the list may stand between two rows of the table and end it, so the list is sought until it grows no more.
    """
    table = Table.of(lines, spec, before)
    beside: tuple[Line, ...] = ()
    while (found := _beside(lines, table, labels)) and len(found) > len(beside):
        rest = Table.of([line for line in lines if line not in found], spec, before)
        if not rest.rows:
            break
        table, beside = rest, found
    return table, beside


def _beside(lines: Sequence[Line], table: Table, labels: Labels) -> tuple[Line, ...]:
    if not table.rows:
        return ()
    names = table.columns[0].box
    below, bottom = names.y1 - names.height // 2, table.bottom + _ROW * names.height
    right = [line for line in lines if line.box.x0 > names.x1 and table.top <= line.box.centre[1] < bottom]
    heads = {line: key for line in right if below <= line.box.y0 < table.bottom and (key := _key(line, labels))}
    left = min((line.box.x0 for line in heads), default=0) - names.height
    is_list = len(set(heads.values())) >= _LEAST
    return tuple(line for line in right if line.box.x0 >= left) if is_list else ()


def _key(line: Line, labels: Labels) -> str:
    """The field whose label a line is, by itself or with the value behind a colon."""
    text = plain(line).text
    hits = labels.find(text)
    if not hits or hits[0].start != 0:
        return ""
    is_whole = len(hits) == 1 and hits[0].end >= len(text)
    return hits[0].label.key if is_whole or ":" in text[hits[0].start : hits[0].end + 1] else ""
