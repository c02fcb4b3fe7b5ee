"""Charges of a bill that has no table header: names of charges, each with an amount behind it, or a row of names with
a row of as many amounts below it.

>>> from storage.model.extraction import Box
>>> row = [Line("西药费", Box(0, 0, 60, 20)), Line("100.00", Box(90, 0, 150, 20)), Line("检查费 20.00", Box(200, 0, 320, 20))]
>>> [(item["name"].value, item["amount"].value) for item in paired(row)]
[('西药费', '100.00'), ('检查费', '20.00')]
>>> cells = [Line("诊察费", Box(0, 0, 60, 20)), Line("治疗费", Box(200, 0, 260, 20))]
>>> cells += [Line("12.00", Box(0, 26, 60, 46)), Line("8.50", Box(200, 26, 260, 46))]
>>> [(item["name"].value, item["amount"].value) for item in paired(cells)]
[('诊察费', '12.00'), ('治疗费', '8.50')]
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors import values
from extractors.fields import make
from extractors.layout.lines import cut, overlap, rows
from extractors.page import Line
from storage.model.extraction import Row

_CHARGE = re.compile(
    r"^[\u3400-\u9fff()/]{1,10}(?:费|费用|药|饮片|草药|材料|耗材|检查|化验|治疗|手术|床位|护理|麻醉|诊查|诊察|挂号|输血|输氧|放射)$"
)
_AMOUNT = re.compile(r"^[¥¥]?\d[\d,]*\.\d{2}元?$")


def paired(lines: Sequence[Line]) -> list[Row]:
    """Every charge directly followed by its amount in the same row; else those whose amounts stand below them."""
    split = [[part for line in row for part in _parts(line)] for row in rows(lines)]
    beside = [pair for row in split for pair in pairwise(row)]
    below = [
        pair
        for names, amounts in pairwise(split)
        if names[0].page == amounts[0].page
        for pair in _one_above_the_other(names, amounts)
    ]
    return _charges(beside) or _charges(below)


def _one_above_the_other(names: Sequence[Line], amounts: Sequence[Line]) -> list[tuple[Line, Line]]:
    """As many amounts as names; or fewer, where some cells are empty, each below the one name that it stands under."""
    if len(names) == len(amounts):
        return list(zip(names, amounts, strict=True))
    found = [
        (name, amount)
        for amount in amounts
        for name in names
        if overlap(name.box.x0, name.box.x1, amount.box.x0, amount.box.x1) > 0.3
    ]
    is_sure = len(found) == len(amounts) < len(names) and len({name for name, _ in found}) == len(found)
    return found if is_sure else []


def _charges(pairs: Sequence[tuple[Line, Line]]) -> list[Row]:
    return [
        {"name": make(name.text.rstrip(":"), [name]), "amount": make(values.money(amount.text), [amount])}
        for name, amount in pairs
        if _CHARGE.match(name.text.rstrip(":")) and _AMOUNT.match(amount.text)
    ]


def _parts(line: Line) -> Iterator[Line]:
    """A line cut at its spaces and colons."""
    for match in re.finditer(r"[^\s:]+", line.text):
        glued = re.fullmatch(r"(\D*[\u3400-\u9fff)])(\d[\d,]*\.\d{2})", match[0])
        if glued:
            yield cut(line, match.start(), match.start() + len(glued[1]))
            yield cut(line, match.start() + len(glued[1]), match.end())
        else:
            yield cut(line, *match.span())
