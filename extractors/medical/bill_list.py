"""Charges of a bill as phones show it: below the one word 收费项目 a name at the left, its amount at the right edge.

How many it was stands in small print below the name (数量 1次). A name belongs to the amount nearest to its height: on a
photo of a screen their rows are not level, so the small print may stand nearer to the amount of a row than its name.

>>> from storage.model.extraction import Box
>>> page = [Line("收费项目", Box(0, 0, 80, 20)), Line("手术费", Box(0, 40, 60, 60)), Line("¥41.94", Box(240, 48, 300, 68)),
...         Line("数量 2次", Box(0, 64, 60, 80))]
>>> [{key: cell.value for key, cell in row.items()} for row in listed(page, TableSpec({"name": ("收费项目",)}))]
[{'name': '手术费', 'amount': '41.94', 'quantity': '2'}]
"""

import re
from collections.abc import Sequence

from extractors import values
from extractors.fields import make
from extractors.layout.lines import cut, squash
from extractors.layout.script import simplified
from extractors.layout.table_header import TableSpec
from extractors.page import Line
from storage.model.extraction import Field, Row

_AMOUNT = re.compile(r"^[¥¥]?\s*-?\d[\d,]*\.\d{2}元?$")
_GLUED = re.compile(r"^(.*[\u3400-\u9fff)）])\s*([¥¥]?\s*-?\d[\d,]*\.\d{2}元?)$")
_COUNT = re.compile(
    r"^(?:数\s*量\s*[::]?\s*[xX×*]?|[xX×*])\s*(\d+(?:\.\d+)?)\s*(?:/?\s*[\u3400-\u9fff]{1,3})?$"
)
_CAPTION = re.compile(r"^(?:数\s*量|单\s*价|规\s*格|单\s*位|[xX×*]\s*\d)")


def listed(lines: Sequence[Line], spec: TableSpec) -> list[Row]:
    """The charges below a header that stands alone in its row, up to a word that ends the table."""
    heads = [line for line in lines if spec.key(line.text) == "name" and _is_alone(line, lines)]
    if not heads:
        return []
    parts = [part for line in _below(heads[0], lines, spec) for part in _parts(line)]
    amounts = [part for part in parts if _AMOUNT.match(part.text)]
    names = [part for part in parts if _is_name(part, heads[0])]
    pairs = _pairs(names, amounts)
    return [_row(name, amount, _captions(name, names, parts)) for name, amount in pairs]


def _is_alone(head: Line, lines: Sequence[Line]) -> bool:
    """Whether nothing else stands at the height of a header."""
    top, bottom = head.box.y0, head.box.y1
    return not any(
        top < one.box.centre[1] < bottom for one in lines if one is not head and one.page == head.page
    )


def _below(head: Line, lines: Sequence[Line], spec: TableSpec) -> list[Line]:
    below = [line for line in lines if line.page == head.page and line.box.centre[1] > head.box.y1]
    ends = [
        line.box.y0 for line in below if simplified(squash(line.text)).lstrip("(").startswith(tuple(spec.ends))
    ]
    return [line for line in below if line.box.centre[1] < min(ends, default=line.box.y1 + 1)]


def _parts(line: Line) -> list[Line]:
    match = _GLUED.match(line.text)
    return [cut(line, *match.span(1)), cut(line, *match.span(2))] if match else [line]


def _is_name(line: Line, head: Line) -> bool:
    """Whether a line begins where the header does and is no small print."""
    is_left = abs(line.box.x0 - head.box.x0) < 1.5 * head.box.height
    return is_left and bool(re.search(r"[\u3400-\u9fff]", line.text)) and not _CAPTION.match(line.text)


def _pairs(names: Sequence[Line], amounts: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Each amount with the name nearest to its height, no name twice and none further off than its own height."""
    found: list[tuple[Line, Line]] = []
    for amount in amounts:
        near = [one for one in names if _off(one, amount) < one.box.height and one.box.x1 <= amount.box.x0]
        name = min(near, key=lambda one: _off(one, amount), default=None)
        if name is not None and name not in [one for one, _ in found]:
            found.append((name, amount))
    return sorted(found, key=lambda pair: pair[0].box.y0)


def _off(one: Line, other: Line) -> float:
    return abs(one.box.centre[1] - other.box.centre[1])


def _captions(name: Line, names: Sequence[Line], parts: Sequence[Line]) -> list[Line]:
    """The small print between a name and the next one."""
    end = min(
        (one.box.y0 for one in names if one.box.y0 > name.box.y0), default=name.box.y1 + 3 * name.box.height
    )
    return [part for part in parts if _CAPTION.match(part.text) and name.box.y0 < part.box.centre[1] < end]


def _row(name: Line, amount: Line, captions: Sequence[Line]) -> Row:
    row: dict[str, Field] = {"name": make(name.text.rstrip(":"), [name])}
    row["amount"] = make(values.money(amount.text), [amount])
    for caption in captions:
        if match := _COUNT.match(caption.text):
            row.setdefault("quantity", make(match[1], [caption]))
    return row
