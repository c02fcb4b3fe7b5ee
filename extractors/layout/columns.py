"""Columns of a table: from the words of its header, made as wide as what stands under them.

Headers stand in the middle of columns whose words start at the left, so what stands under one header alone shows
how far its column reaches.

>>> spec = TableSpec({"name": ("项目名称",), "amount": ("金额",)})
>>> head = (Line("项目名称", Box(100, 0, 180, 20)), Line("金额(元)", Box(300, 0, 380, 20)))
>>> spec.key("金额(元)"), [column.key for column in header([head], spec)[1]]
('amount', ['name', 'amount'])
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.layout.lines import cut, overlap, squash
from extractors.layout.script import simplified
from extractors.page import Line
from storage.model.extraction import Box

_NUMBER = re.compile(r"^[¥¥]?-?[\d,]*\d\.\d{1,6}$|^-?\d+$")
_CJK = re.compile(r"[\u3400-\u9fff]")
_TRAILING = re.compile(r"^(.*[^\d.,\s¥-])\s*[¥¥]?(-?\d[\d,]*\.\d{2,4})$")
_MANY = 8
"""Columns from which a row is read by their order too: they are too narrow for where a text stands."""
_COUNTED = re.compile(r"^(\d+(?:\.\d+)?)\s*([\u3400-\u9fff]{1,3})$")


@dataclass(frozen=True, slots=True)
class TableSpec:
    """The header words of each column ("" for columns nobody needs) and the words that end or interrupt a table."""

    columns: Mapping[str, Sequence[str]]
    ends: Sequence[str] = ("合计", "总计")
    skips: Sequence[str] = ("小计",)
    needs: Sequence[str] = ("name", "amount")

    def key(self, text: str) -> str | None:
        """The column that a header word names; None if it is no header word."""
        shown = re.sub(r"\(.*?\)|[::*]", "", simplified(squash(text)))
        return next((key for key, words in self.columns.items() if shown in words), None)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, the ink of its header, which group of columns it belongs to, and what it takes of the width."""

    key: str
    box: Box
    group: int
    span: tuple[int, int]


Head = list[tuple[str | None, Line]]
_DEEPEST = 3


def header(seen: Sequence[tuple[Line, ...]], spec: TableSpec) -> tuple[int, tuple[Column, ...]]:
    """The index of the first row below the header, and the columns; 0 and nothing where no header is found."""
    for place in range(len(seen)):
        if any(_head(seen[place : place + depth], spec) for depth in range(1, _DEEPEST + 1)):
            spans = [
                (start, start + depth) for depth in range(1, _DEEPEST + 1) for start in range(place, place + 3)
            ]
            start, end = max(spans, key=lambda span: _known(_head(seen[span[0] : span[1]], spec)))
            return end, _columns(_head(seen[start:end], spec))
    return 0, ()


def _head(part: Sequence[tuple[Line, ...]], spec: TableSpec) -> Head:
    """The cells of a header that takes these rows; nothing where they make none."""
    if not part or not all(_is_close(upper, lower) for upper, lower in pairwise(part)):
        return []
    lines = [cell for row in part for line in row for cell in _header_cells(line, spec)]
    cells = [(spec.key(cell.text), cell) for cell in _stacked(lines)]
    keys = [key for key, _ in cells if key is not None]
    return cells if all(need in keys for need in spec.needs) and len(keys) * 2 >= len(cells) else []


def _known(cells: Head) -> int:
    """How well a header is understood."""
    return sum(1 if key is not None else -1 for key, _ in cells) if cells else -1000


def _is_close(upper: Sequence[Line], lower: Sequence[Line]) -> bool:
    """Whether two rows may be one header: their words all but touch, and neither has numbers."""
    height = min(line.box.height for line in (*upper, *lower))
    gap = min(line.box.y0 for line in lower) - max(line.box.y1 for line in upper)
    return gap < 0.3 * height and not any(re.search(r"\d", line.text) for line in (*upper, *lower))


def _stacked(lines: Sequence[Line]) -> list[Line]:
    """Words printed on several lines of one cell (单价 over (元)) as one word each, left to right."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda one: one.box.y0):
        above = next(
            (one for one in found if overlap(one.box.x0, one.box.x1, line.box.x0, line.box.x1) > 0.5), None
        )
        if above is None:
            found.append(line)
        else:
            whole = replace(above, text=above.text + line.text, box=above.box.union(line.box))
            found[found.index(above)] = whole
    return sorted(found, key=lambda one: one.box.x0)


def _header_cells(line: Line, spec: TableSpec) -> list[Line]:
    """A header line cut at its words, where OCR found several as one."""
    if spec.key(line.text) is not None:
        return [line]
    words = sorted((word for many in spec.columns.values() for word in many), key=len, reverse=True)
    body = "|".join(r"\s*".join(re.escape(char) for char in word) for word in words)
    pattern = re.compile(rf"\s*((?:{body})\s*(?:[((][^()()]*[))])?)[\s/|]*")
    found, place = [], 0
    while place < len(line.text):
        match = pattern.match(line.text, place)
        if match is None:
            return [line]
        found.append(cut(line, match.start(1), match.end(1)))
        place = match.end()
    return found


def _columns(cells: Sequence[tuple[str | None, Line]]) -> tuple[Column, ...]:
    found: list[Column] = []
    group, seen = 0, set[str]()
    for key, line in cells:
        if key and key in seen and key == "name":
            group, seen = group + 1, set()
        if key in seen:
            key = ""
        seen.add(key or "")
        found.append(Column(key or "", line.box, group, (line.box.x0, line.box.x1)))
    return tuple(found)


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
    """The column a text stands under: most overlap, else nearest; numbers never in names, words never in amounts."""
    under = [one for one in columns if _is_under(line, one)]
    if under and _CJK.search(line.text) and under[0].key == "name":
        return under[0]
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
