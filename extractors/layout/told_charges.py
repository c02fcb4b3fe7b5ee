"""Charges on a telephone's screen that say of each figure what it is, or stand as in a shop's order.

There is no header, and the figures come in any order, one or several a row (单价 47.50; 数量:5盒; ¥47.50 … ×5, 小计 ¥237.50).
A charge is complete once price times count is an amount; the next name opens the next one.

>>> from storage.model.extraction import Box
>>> texts = [(0, "布洛芬片"), (30, "单价:4.00 数量:2盒"), (60, "金额:8.00"), (120, "二级护理"), (150, "单价:21.00 数量:2日"), (180, "金额:42.00")]
>>> seen = [[Line(text, Box(0, y, 150, y + 20))] for y, text in texts]
>>> [{key: [line.text for line in lines] for key, lines in one.cells.items()} for one in told_charges(seen)][1]
{'name': ['二级护理'], 'unit_price': ['21.00'], 'quantity': ['2日'], 'amount': ['42.00']}
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.layout.lines import cut, squash
from extractors.layout.strips import COUNT, HEADING, SIZE, Charge
from extractors.page import Line

_KEYS = {
    "name": r"(?:收费)?项目名称|收费项目|药品名称|费用名称|名称|项目",
    "unit_price": r"单价",
    "quantity": r"数量",
    "amount": r"金额|小计|总价|费用",
    "spec": r"规格型号|规格|型号",
    "unit": r"(?:计价)?单位",
    "category": r"(?:费用|项目|收费)?(?:类别|类型|分类)",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{key}>(?:{words})(?:\(元\))?)" for key, words in _KEYS.items()),
)
_LABELLED = re.compile(rf"(?:^|(?<=[\s,;|，；]))(?:{_LABEL.pattern})\s*[::]\s*")
_MONEY = re.compile(r"[¥¥]?\s*(?P<money>\d[\d,]*\.\d{2,4})\s*元?(?:\s*/\s*(?P<unit>[\u3400-\u9fff]{1,3}))?")
_COUNTED = re.compile(rf"[×xX*✕]\s*(?P<quantity>{COUNT})")
_PRICED = re.compile(rf"(?P<price>.+?)\s*(?P<count>[×xX*✕]\s*{COUNT})")
_BAR = re.compile(r"[^|｜]+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FEN = 0.011
"""What rounding makes of price times count."""
_CLOSE = 1.2
"""The most space between the lines of one charge, in heights of a line."""
_LEAST = 2
"""Charges that make a list: one alone may be chance."""


@dataclass(slots=True)
class _Open:
    """A charge that is being read."""

    cells: dict[str, list[Line]] = field(default_factory=dict)
    money: list[Line] = field(default_factory=list)
    last: Line | None = None

    def is_far(self, line: Line) -> bool:
        return self.last is not None and line.box.y0 - self.last.box.y1 > _CLOSE * max(
            line.box.height, self.last.box.height
        )

    def closed(self) -> dict[str, list[Line]] | None:
        """Its cells once it has a name, and a price times a count that is an amount; else None."""
        counts, known = self.cells.get("quantity", []), self.cells
        if not counts or "name" not in known:
            return None
        prices = known.get("unit_price", []) or self.money
        amounts = known.get("amount", []) or self.money
        for price in prices:
            for amount in amounts:
                if price is not amount and abs(_number(price) * _number(counts[0]) - _number(amount)) < _FEN:
                    return {**known, "unit_price": [price], "amount": [amount]}
        return None


def told_charges(seen: Sequence[Sequence[Line]]) -> list[Charge]:
    """The charges of a level page from its rows; none where fewer than two, or many that do not fit."""
    found: list[Charge] = []
    heading: list[Line] = []
    current, counts = _Open(), 0
    for key, line in (piece for row in seen for piece in _pieces(row)):
        counts += key == "quantity"
        if key in ("name", "text"):
            if (cells := current.closed()) is not None:
                found.append(Charge(cells, heading, len(found)))
                current = _Open()
            elif current.is_far(line) or key == "name":
                current = _Open()
            if key == "text" and HEADING.fullmatch(squash(line.text)) and not current.cells:
                heading = [line]
                continue
        _add(current, key, line)
    if (cells := current.closed()) is not None:
        found.append(Charge(cells, heading, len(found)))
    return found if len(found) >= _LEAST and len(found) * 4 >= counts * 3 else []


def _add(current: _Open, key: str, line: Line) -> None:
    current.last = line
    if key == "money":
        current.money.append(line)
    elif key == "text":
        is_tag = "name" in current.cells and HEADING.fullmatch(squash(line.text))
        is_free = not current.money and len(current.cells.keys() - {"name", "category"}) == 0
        if is_tag:
            current.cells.setdefault("category", [line])
        elif is_free:
            current.cells.setdefault("name", []).append(line)
    else:
        current.cells.setdefault(key, [line])


def _pieces(row: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """What a row says, from left to right, and of what."""
    place = 0
    while place < len(row):
        line = row[place]
        label = _LABEL.fullmatch(squash(line.text).rstrip(":"))
        if label and label.lastgroup and place + 1 < len(row):
            yield label.lastgroup, row[place + 1]
            place += 2
            continue
        yield from _parts(line)
        place += 1


def _parts(line: Line) -> Iterator[tuple[str, Line]]:
    """The labelled parts of a line; the figure, the size or the words that it is."""
    labels = list(_LABELLED.finditer(line.text))
    if not labels:
        for bar in _BAR.finditer(line.text):
            yield from _unlabelled(cut(line, *bar.span()))
        return
    ends = [*(one.start() for one in labels[1:]), len(line.text)]
    for label, end in zip(labels, ends, strict=True):
        if label.lastgroup and line.text[label.end() : end].strip():
            yield label.lastgroup, cut(line, label.end(), end)


def _unlabelled(line: Line) -> Iterator[tuple[str, Line]]:
    text = line.text.strip()
    priced = _PRICED.fullmatch(line.text.rstrip())
    if priced and _MONEY.fullmatch(priced["price"].strip()):
        yield from _unlabelled(cut(line, *priced.span("price")))
        yield from _unlabelled(cut(line, *priced.span("count")))
    elif match := _MONEY.fullmatch(text) or _COUNTED.fullmatch(text):
        for key, value in match.groupdict().items():
            if value:
                yield key, cut(line, *match.span(key))
    elif SIZE.fullmatch(text):
        yield "spec", line
    elif text:
        yield "text", line


def _number(line: Line) -> float:
    match = _NUMBER.search(line.text)
    return float(match[0].replace(",", "")) if match else 0.0
