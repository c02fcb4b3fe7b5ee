"""Words that stand on end in or beside a table.

The engine reads a column of units (次, 盒, 次, 袋) as one word written downwards: it becomes one line a character again,
each for a look, beside the prices of its rows, without those that another line has read too and those that are no
units. Other such words are print at the margin (第二联收据) and belong to no row.

>>> from storage.model.extraction import Box
>>> lines = [Line("次盒", Box(0, 0, 20, 80)), Line("第二联收据", Box(90, 0, 110, 200)), Line("金额", Box(200, 0, 240, 20))]
>>> [(line.text, line.box.y0) for line in laid_down(lines)]
[('金额', 0), ('次', 0), ('盒', 40)]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.layout.lines import overlap, squash
from extractors.page import Line
from storage.model.extraction import Box

UNITS = "次盒袋支瓶片日天项套个只张粒卷根副台包组份块条贴板枚件管罐剂付丸例双对"
"""Characters of units."""
_PRICE = re.compile(r"[¥¥]?\d[\d,]*\.\d{2,4}")
_LEAST = 3
"""Characters from which other words count as standing: a narrow single one may be high."""
_STANDING = 3
"""So many times as high as wide no line lies, however close its characters are set."""
_UNSURE = 0.85
_BESIDE = (0.5, 0.25)
"""The part of a price's height that stands beside a pile that holds its unit; less where half leaves too few."""
_TWICE = 0.5
"""The part of a character's height from which another line that holds it has read it too."""


def laid_down(lines: Sequence[Line]) -> list[Line]:
    """The lines with words of units taken apart and other standing words left out."""
    ordered = sorted(lines, key=lambda line: (_is_pile(line), line.box.y0))
    found: list[Line] = []
    for line in ordered:
        parts = list(_parts(line, lines))
        found += [part for part in parts if len(parts) < 2 or not any(_is_within(part, one) for one in found)]
    return found


def _is_pile(line: Line) -> bool:
    """Whether a line is units, one below another, at most one of many misread: lying down it is wider than high."""
    text = squash(line.text)
    others = sum(char not in UNITS for char in text)
    return len(text) > 1 and others <= len(text) // _LEAST and line.box.height > line.box.width


def _is_within(part: Line, line: Line) -> bool:
    shared = _shared(part.box, line.box)
    is_below = overlap(part.box.x0, part.box.x1, line.box.x0, line.box.x1) > 0.5
    return is_below and shared > _TWICE * part.box.height


def _parts(line: Line, lines: Sequence[Line]) -> Iterator[Line]:
    text = squash(line.text)
    is_pile = _is_pile(line)
    if not is_pile and (len(text) < 2 or line.box.height <= min(len(text) - 0.5, _STANDING) * line.box.width):
        yield line
    elif is_pile:
        for char, box in zip(text, _boxes(line.box, len(text), lines), strict=True):
            if char in UNITS:
                yield replace(line, text=char, box=box, score=min(line.score, _UNSURE))
    elif len(text) < _LEAST:
        yield line


def _boxes(pile: Box, count: int, lines: Sequence[Line]) -> Iterator[Box]:
    """Where the characters of a pile stand: each beside the price of a row if as many are there, else evenly."""
    prices = [line.box for line in lines if line.box.x0 > pile.x0 and _PRICE.fullmatch(squash(line.text))]
    for least in _BESIDE:
        beside = [box for box in prices if _shared(box, pile) > least * box.height]
        for first in beside:
            column = [box for box in beside if overlap(box.x0, box.x1, first.x0, first.x1) > 0.5]
            if len(column) == count:
                yield from (Box(pile.x0, box.y0, pile.x1, box.y1) for box in sorted(column, key=_top))
                return
    step = pile.height / count
    for place in range(count):
        top = pile.y0 + round(place * step)
        yield Box(pile.x0, top, pile.x1, top + round(step))


def _shared(one: Box, other: Box) -> int:
    """The height that two boxes share; negative where there is room between them."""
    return min(one.y1, other.y1) - max(one.y0, other.y0)


def _top(box: Box) -> int:
    return box.y0
