"""A list of charges over its pages: a group goes on below the head of the next page, and so may a name.

>>> from extractors.layout.tables import Table
>>> from storage.model.extraction import Box
>>> def cell(text, y): return [Line(text, Box(0, y, 90, y + 20))]
>>> first = Table((TableRow({"name": cell("导管", 0), "amount": cell("1.00", 0)}, cell("卫生材料费", -30)),))
>>> more = cell("及附件", 0)
>>> second = Table((TableRow({"name": cell("敷料", 24), "amount": cell("2.00", 24)}, more),), top=1)
>>> [(row.text("name"), row.heading[0].text) for row in over_pages([first, second])]
[('导管及附件', '卫生材料费'), ('敷料', '卫生材料费')]
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.lines import joined, squash
from extractors.layout.table_items import TableRow
from extractors.layout.tables import Table
from extractors.page import Line

KIND = re.compile(
    r"[【\[(]?(?:[一二三四五六七八九十\d]{1,2}[、.)])?.{0,10}(?:费用?|类|药|材料|饮片)\W*(?:续(?:上页|前页|表)?\W*)?(?:[\d.,元¥]*\W*)?"
)
"""The name of a kind of charge, as a heading."""
_SHORT = re.compile(
    r"床位|手术|麻醉|检查|检验|化验|放射|病理|治疗|康复|理疗|护理|监护|诊[察查]|挂号|注射|输[血氧液]|材料|耗材|药品|[西中草成]药|其[他它]"
)
"""Kinds that do not say that they are one."""
_UNSURE = 0.85
"""A score below what is used without a look."""


def over_pages(tables: Sequence[Table]) -> list[TableRow]:
    """The rows of all pages. What goes on from the page before, or may be no kind of charge, is for a look."""
    found: list[TableRow] = []
    below: Sequence[Line] = ()
    for table in tables:
        rows = list(table.rows)
        if found and table.top and rows and not below and _is_rest(rows[0]):
            _go_on(found[-1], rows)
        carried = below or (found[-1].heading if found else [])
        below = table.rest
        for row in rows:
            if not row.heading and "category" not in row.cells:
                row.heading = _unsure(carried)
            elif not is_kind(row.heading):
                row.heading = _unsure(row.heading)
        found += rows
    return found


def is_kind(heading: Sequence[Line]) -> bool:
    """Whether a heading surely names a kind of charge."""
    text = squash(joined(heading))
    return KIND.fullmatch(text) is not None or _SHORT.fullmatch(text.strip("【】[]():")) is not None


def _is_rest(first: TableRow) -> bool:
    """Whether the text above the first row of a page is close, no kind of charge and no line of the page's head."""
    heading = first.heading
    if not heading or is_kind(heading) or ":" in squash(joined(heading)):
        return False
    top = min(line.box.y0 for line in first.cells["amount"])
    return top - max(line.box.y1 for line in heading) < 0.9 * heading[0].box.height


def _go_on(last: TableRow, rows: Sequence[TableRow]) -> None:
    """The text above the first row of a page is the rest of the last name of the page before."""
    rest = rows[0].heading
    last.cells["name"] = [*last.cells.get("name", []), *_unsure(rest)]
    for row in rows:
        if row.heading is rest:
            row.heading = []


def _unsure(lines: Sequence[Line]) -> list[Line]:
    return [replace(line, score=min(line.score, _UNSURE)) for line in lines]
