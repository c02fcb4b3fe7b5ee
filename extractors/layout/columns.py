"""Columns of a table: from the words of its header, made as wide as what stands under them.

Headers stand in the middle of columns whose words start at the left, so what stands under one header alone shows
how far its column reaches.

>>> from storage.model.extraction import Box
>>> columns = [Column("name", Box(100, 0, 180, 20), 0, (100, 180)), Column("amount", Box(300, 0, 380, 20), 0, (300, 380))]
>>> [column.span for column in widened(columns, [[Line("一次性使用输液器", Box(20, 30, 180, 50))]])]
[(20, 180), (300, 380)]
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.layout.lines import cut, overlap
from extractors.layout.table_header import Column
from extractors.page import Line

_NUMBER = re.compile(r"^[¥¥]?-?[\d,]*\d\.\d{1,6}$|^-?\d+$")
_CJK = re.compile(r"[\u3400-\u9fff]")
_TRAILING = re.compile(r"^(.*[^\d.,\s¥-])\s*[¥¥]?(-?\d[\d,]*\.\d{2,4})$")
_FIGURES = re.compile(r"[¥]?-?\d+(?:\.\d+)?(?:\s+[¥]?-?\d[\d,]*\.\d{2,4})+")
"""A count and prices in one line: no number has a space in it."""
_MANY = 8
"""Columns from which a row is read by their order too: they are too narrow for where a text stands."""
_NUMBERED = re.compile(r"(\d{1,3})[\s.、]*(?=[\u3400-\u9fff(\[])")
"""The number of a row and the name behind it."""
_MARKED = re.compile(r"([¥¥]?-?\d[\d,]*\.\d{2,4})\s+((?!元)[\u3400-\u9fff]{1,4})")
"""An amount and the word of the cell beside it (286.00 甲类)."""
_COUNTED = re.compile(r"^(\d+(?:\.\d+)?)\s*([\u3400-\u9fff]{1,3})$")


def widened(columns: Sequence[Column], body: Sequence[Sequence[Line]]) -> tuple[Column, ...]:
    """The columns with what stands under their own header alone, up to the headers beside them."""
    spans = [column.span for column in columns]
    for line in (line for row in body for line in row):
        under = [place for place, one in enumerate(columns) if _is_under(line, one)]
        if len(under) == 1:
            place = under[0]
            others = [one.box for one in columns if one is not columns[place]]
            left = max((box.x1 for box in others if box.x1 <= columns[place].box.x0), default=line.box.x0)
            right = min((box.x0 for box in others if box.x0 >= columns[place].box.x1), default=line.box.x1)
            start, end = spans[place]
            spans[place] = (min(start, max(left, line.box.x0)), max(end, min(right, line.box.x1)))
    return _reaching(
        tuple(replace(column, span=span) for column, span in zip(columns, spans, strict=True)), body
    )


def _reaching(columns: tuple[Column, ...], body: Sequence[Sequence[Line]]) -> tuple[Column, ...]:
    """Numbers that end at one edge but stand under no header belong together to the nearest column."""
    loose = [
        line.box
        for row in body
        for line in row
        if _NUMBER.match(line.text.replace(" ", "")) and not any(_is_under(line, one) for one in columns)
    ]
    spans = [column.span for column in columns]
    for box in loose:
        beside = [one for one in loose if abs(one.x1 - box.x1) < 0.5 * box.height]
        left, right = min(one.x0 for one in beside), max(one.x1 for one in beside)
        gaps = [max(start - right, left - end) for start, end in spans]
        place = gaps.index(min(gaps))
        if len(beside) > 1 and gaps[place] < 2 * box.height and columns[place].key != "name":
            spans[place] = (min(spans[place][0], left), max(spans[place][1], right))
    return tuple(replace(column, span=span) for column, span in zip(columns, spans, strict=True))


def _is_under(line: Line, column: Column) -> bool:
    return column.box.x0 < line.box.x1 and line.box.x0 < column.box.x1


def parts_of(line: Line, columns: Sequence[Column]) -> list[Line]:
    """A line that runs over several columns, cut at its spaces and before a closing amount."""
    counted = _COUNTED.match(line.text)
    if counted and {"quantity", "unit"} <= {one.key for one in columns if _is_across(line, one)}:
        return [cut(line, *counted.span(1)), cut(line, *counted.span(2))]
    if (number := _NUMBERED.match(line.text)) and _is_numbered(line, columns):
        return [cut(line, *number.span(1)), cut(line, number.end())]
    if _FIGURES.fullmatch(line.text):
        return [cut(line, *match.span()) for match in re.finditer(r"\S+", line.text)]
    if marked := _MARKED.fullmatch(line.text):
        return [cut(line, *marked.span(1)), cut(line, *marked.span(2))]
    covered = [one for one in columns if overlap(one.box.x0, one.box.x1, line.box.x0, line.box.x1) > 0.4]
    if len(covered) < 2 and not (covered and _TRAILING.match(line.text) and covered[0].key == "name"):
        return [line]
    parts = [cut(line, *match.span()) for match in re.finditer(r"\S+", line.text)]
    found: list[Line] = []
    for part in parts:
        match = _TRAILING.match(part.text)
        if match and part.box.width > covered[0].box.width and len(parts) == 1:
            found += [cut(part, 0, match.end(1)), cut(part, match.start(2))]
        else:
            found.append(part)
    return found


def _is_numbered(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line begins under the numbers of the rows and reaches under the names."""
    name = next((one for one in columns if one.key == "name"), None)
    first = columns[0]
    return (
        name is not None
        and first.key == ""
        and columns[1] is name
        and line.box.x0 < first.box.x1 < name.box.x0 < line.box.x1
    )


def _is_across(line: Line, column: Column) -> bool:
    """Whether a line reaches well into a column."""
    return overlap(*column.span, line.box.x0, line.box.x1) > 0.25


def columns_of(parts: Sequence[Line], columns: Sequence[Column]) -> list[Column]:
    """The column of each text of a row: by where it stands, and in their order where a row fills most of many columns."""
    ordered = sorted(parts, key=lambda one: one.box.x0)
    is_one_line = all(left.box.x1 <= right.box.x0 + left.box.height for left, right in pairwise(ordered))
    is_full = len(columns) >= _MANY and 0.75 * len(columns) <= len(parts) <= len(columns)
    if not is_full or not is_one_line or columns[-1].group:
        return [column_of(part, columns) for part in parts]
    chosen = dict(zip(map(id, ordered), _in_order(ordered, columns), strict=True))
    return [chosen[id(part)] for part in parts]


def _in_order(parts: Sequence[Line], columns: Sequence[Column]) -> list[Column]:
    """One column for each text, left to right, none twice, so that all together stand nearest to theirs."""
    best: dict[int, tuple[float, list[Column]]] = {-1: (0.0, [])}
    for part in parts:
        step: dict[int, tuple[float, list[Column]]] = {}
        for place, column in enumerate(columns):
            before = [way for end, way in best.items() if end < place]
            if before:
                cost, way = min(before, key=lambda one: one[0])
                step[place] = (cost + max(0.0, _distance(part, column)), [*way, column])
        best = step
    return min(best.values(), key=lambda one: one[0])[1]


def column_of(line: Line, columns: Sequence[Column]) -> Column:
    """The column a text stands under: most overlap, else nearest; numbers never in names, words never in amounts.

    Words between the numbers of the rows and the header of the names are names: that header may stand in the middle.
    """
    under = [one for one in columns if _is_under(line, one)]
    if under and _CJK.search(line.text) and under[0].key == "name":
        return under[0]
    if not under and _CJK.search(line.text):
        for number, name in pairwise(columns):
            if (number.key, name.key) == ("", "name") and number.box.x1 < line.box.centre[0] < name.box.x0:
                return name
    return min(columns, key=lambda column: _distance(line, column))


def _distance(line: Line, column: Column) -> float:
    """How far a text stands from a column, and further where it is of another kind."""
    is_number = bool(_NUMBER.match(line.text.replace(" ", "")))
    gap = max(column.span[0] - line.box.x1, line.box.x0 - column.span[1])
    centre = abs(column.box.centre[0] - line.box.centre[0]) / 1000
    is_odd = (is_number and column.key in ("name", "category", "unit", "note")) or (
        bool(_CJK.search(line.text)) and column.key in ("unit_price", "amount")
    )
    return gap + centre + (3 * line.box.height if is_odd else 0)
