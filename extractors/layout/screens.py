"""Charges on the screen of a telephone: the name, the size below it, price and count below that, the amount at the right.

There is no header. What opens each charge is found from what closes it: its price and count, in one piece or two
(¥42.00 × 11床日; ¥47.50/盒 and ×5). A row with the sum of a group has the group's name; a tag beside the name is the
kind of charge. Price times count must be the amount for nearly all charges.

>>> from storage.model.extraction import Box
>>> seen = [[Line("二级护理", Box(0, 0, 90, 20))], [Line("¥42.00", Box(400, 12, 460, 32))],
...         [Line("¥21.00 × 2日", Box(0, 24, 80, 44))]]
>>> [{key: [line.text for line in lines] for key, lines in one.cells.items()} for one in shown(seen)]
[{'name': ['二级护理'], 'unit_price': ['21.00'], 'quantity': ['2日'], 'amount': ['¥42.00']}]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.fields import union
from extractors.layout.lines import cut, in_row, joined, rows, squash
from extractors.layout.strips import COUNT, HEADING, SIZE, Charge
from extractors.page import Line
from storage.model.extraction import Box

_PRICED = re.compile(
    rf"(?:单价\s*[::]?\s*)?[¥¥]?\s*(?P<unit_price>\d[\d,]*\.\d{{2,4}})\s*元?"
    rf"\s*(?:[×xX*✕]|[,，;|]?\s*数量\s*[::]?)\s*(?P<quantity>{COUNT})"
)
_PRICE = re.compile(
    r"(?:单价\s*[::]?\s*)?[¥¥]?\s*(?P<unit_price>\d[\d,]*\.\d{2,4})\s*元?(?:\s*/\s*(?P<unit>[\u3400-\u9fff]{1,3}))?"
)
_COUNTED = re.compile(rf"(?:[×xX*✕]|数量\s*[::]?)\s*(?P<quantity>{COUNT})")
_AMOUNT = re.compile(r"[¥¥]?-?\d[\d,]*\.\d{2}元?")
_SUM = re.compile(r"小计|合计")
_TOTAL = re.compile(r"总|合计|共计")
_SIZE_LABEL = re.compile(r"\s*(?:规格|型号|规格型号)\s*[::]\s*")
_CLOSE = 1.2
"""The most space between the lines of one charge, in heights of a line."""
_ALIGNED = 1.5
"""How far from the left edge of its price a line of the same charge begins, in heights of a line."""
_FEN = 0.011
"""What rounding makes of price times count."""


@dataclass(frozen=True, slots=True)
class _Closing:
    """The price and the count at the foot of a charge."""

    lines: tuple[Line, ...]
    cells: dict[str, list[Line]]

    @property
    def box(self) -> Box:
        return union(line.box for line in self.lines)


def shown(seen: Sequence[Sequence[Line]]) -> list[Charge]:
    """The charges of a level page from its rows; none where the prices and counts do not make the amounts."""
    lines = [line for row in seen for line in row]
    priced = _closings(lines)
    found: list[Charge] = []
    top = min((line.box.y0 for line in lines), default=0)
    heading: list[Line] = []
    for place, closing in enumerate(priced):
        bottom = closing.box.y1
        between = [one for one in lines if one not in closing.lines and top < one.box.centre[1] < bottom]
        if charge := _charge(between, closing, heading, place):
            heading = charge.heading
            found.append(charge)
        top = bottom
    right = sum(map(_is_right, found))
    return found if right and right * 4 >= len(priced) * 3 else []


def _closings(lines: Sequence[Line]) -> list[_Closing]:
    """Prices with their counts, from top to bottom."""
    found = [
        _Closing((line,), _cells(line, match)) for line in lines if (match := _PRICED.fullmatch(line.text))
    ]
    for row in rows(lines):
        for price, count in pairwise(row):
            first, second = _PRICE.fullmatch(price.text), _COUNTED.fullmatch(count.text)
            if first and second:
                found.append(_Closing((price, count), _cells(price, first) | _cells(count, second)))
    return sorted(found, key=lambda one: one.box.y0)


def _cells(line: Line, match: re.Match[str]) -> dict[str, list[Line]]:
    return {key: [cut(line, *match.span(key))] for key, text in match.groupdict().items() if text}


def _charge(lines: Sequence[Line], closing: _Closing, heading: list[Line], place: int) -> Charge | None:
    """The charge that a price and a count close; None where it has no name or no one amount.

    `heading` is that of the charge above.
    """
    names = _above(lines, closing.lines[0])
    if not names:
        return None
    top = names[0].box.y0
    heading = _heading([one for one in lines if one.box.centre[1] < top]) or heading
    if len(names) > 1 and HEADING.fullmatch(squash(names[0].text)) and not _is_size(names[1]):
        heading, names = [names[0]], names[1:]
    amounts = [
        one
        for one in lines
        if one.box.centre[1] > names[0].box.y0 and one.box.x0 > closing.box.x1 and _is_amount(one)
    ]
    if len(amounts) != 1:
        return None
    level = [one for one in lines if one is not names[0] and in_row(one.box, names[0].box)]
    tags = [one for one in level if HEADING.fullmatch(squash(one.text))]
    tagged = {"category": tags[:1]} if tags else {}
    return Charge({**_named(names), **tagged, **closing.cells, "amount": amounts}, heading, place)


def _heading(above: Sequence[Line]) -> list[Line]:
    """The name of a group, by itself or with its sum in its row."""
    for row in reversed(rows(above)):
        text = squash(row[-1].text)
        if len(row) == 1 and HEADING.fullmatch(text):
            return [row[0]]
        if len(row) > 1 and not _TOTAL.search(row[0].text) and (_SUM.match(text) or _is_amount(row[-1])):
            return [row[0]]
    return []


def _above(lines: Sequence[Line], priced: Line) -> list[Line]:
    """The lines right above a price that begin where it does, from top to bottom, up to the head of the group."""
    found: list[Line] = []
    last = priced
    for line in sorted(lines, key=lambda one: -one.box.centre[1]):
        height = max(line.box.height, last.box.height)
        if abs(line.box.x0 - priced.box.x0) > _ALIGNED * height or line.box.y0 >= last.box.y0:
            continue
        beside = [
            one for one in lines if one is not line and abs(one.box.centre[1] - line.box.centre[1]) < height / 2
        ]
        if last.box.y0 - line.box.y1 > _CLOSE * height or any(_SUM.match(squash(one.text)) for one in beside):
            break
        found.insert(0, line)
        last = line
    return found


def _named(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Name and size of a charge."""
    found: dict[str, list[Line]] = {"name": [lines[0]]}
    for line in lines[1:]:
        label = _SIZE_LABEL.match(line.text)
        key = "spec" if _is_size(line) else "name"
        found.setdefault(key, []).append(cut(line, label.end()) if label else line)
    return found


def _is_size(line: Line) -> bool:
    return bool(_SIZE_LABEL.match(line.text) or SIZE.fullmatch(line.text.strip()))


def _is_amount(line: Line) -> bool:
    return _AMOUNT.fullmatch(squash(line.text)) is not None


def _is_right(charge: Charge) -> bool:
    """Whether price times count is the amount."""
    numbers = [re.sub(r"[^\d.]", "", joined(charge.cells[key])) for key in ("unit_price", "quantity", "amount")]
    price, count, amount = map(float, numbers)
    return abs(price * count - amount) < _FEN
