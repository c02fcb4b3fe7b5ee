"""The total of a list in the row that closes it, where each column has its own sum: 合计 0.00 2.25 92.25 94.50.

The total is the sum that stands under the amounts. Where no column says which of several sums it is, nobody can tell.

>>> from storage.model.extraction import Box
>>> from extractors.layout.table_header import Column
>>> heads = [Column(key, Box(x, 0, x + 60, 20), 0, (x, x + 60)) for key, x in (("name", 0), ("", 200), ("amount", 400))]
>>> row = [Line("合计", Box(0, 60, 60, 80)), Line("2.25", Box(205, 60, 250, 80)), Line("94.50", Box(405, 60, 460, 80))]
>>> found = total_below([Table(rows=(), columns=tuple(heads), top=0, bottom=60)], row)
>>> found and found.value
'94.50'
"""

import re
from collections.abc import Sequence

from extractors import values
from extractors.fields import make
from extractors.layout.columns import column_of
from extractors.layout.lines import cut, in_row, squash
from extractors.layout.script import simplified
from extractors.layout.tables import Table
from extractors.medical.total_words import TOTAL_WORDS
from extractors.page import Line
from storage.model.extraction import Field

_WORDS = re.compile(rf"(?:{TOTAL_WORDS}):?")
_SUM = re.compile(r"[¥]?-?\d[\d,]*\.\d{2,4}元?")


def total_below(tables: Sequence[Table], lines: Sequence[Line]) -> Field | None:
    """The sum under the amounts in the row that closes the last table; None where that row has one sum or words."""
    last = tables[-1] if tables else None
    sums = sums_of(lines, last.bottom) if last is not None else []
    if last is None or len(sums) < 2 or len({column.group for column in last.columns}) > 1:
        return None
    under = [one for one in sums if column_of(one, last.columns).key == "amount"]
    return make(values.money(under[0].text), under) if len(under) == 1 else None


def sums_of(lines: Sequence[Line], top: int) -> list[Line]:
    """The sums behind the word for the total in the row that begins at this height, left to right."""
    first = next((line for line in lines if line.box.y0 == top), None)
    row = [one for one in lines if first is not None and one.page == first.page and in_row(one.box, first.box)]
    parts = [cut(one, *match.span()) for one in row for match in re.finditer(r"\S+", one.text)]
    parts.sort(key=lambda one: one.box.x0)
    rest = parts[1:]
    is_total = bool(parts) and _WORDS.fullmatch(simplified(squash(parts[0].text))) is not None
    return rest if is_total and all(_SUM.fullmatch(squash(one.text)) for one in rest) else []
