"""The items of a table from its rows of cells: names that run over lines put together, headings of groups kept apart.

An item is where an amount stands. A text without one is the rest of the name above it, the beginning of the one below
it (cells set in the middle of a name of several lines), or the heading of a group.

>>> from storage.model.extraction import Box
>>> def cells(**texts): return {0: {key: [Line(text, Box(0, y, 9, y + 20))] for key, (text, y) in texts.items()}}
>>> rows = [cells(name=("西药费", 0)), cells(name=("布洛芬", 30), amount=("9.00", 30)), cells(name=("缓释胶囊", 52))]
>>> [(item.text("name"), joined(item.heading)) for item in items_of(rows, 0)]
[('布洛芬缓释胶囊', '西药费')]
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from extractors.layout.lines import cut, joined, squash
from extractors.page import Line

Row = Mapping[str, list[Line]]
Cells = dict[int, dict[str, list[Line]]]
"""The cells of a row by group of columns and column."""
_SUM = r"(?:[(]?(?:合计|小计|金额|共)?:?[¥¥]?[\d,]+\.\d{2}元?[)]?)?"
_KIND = rf"(?:[一二三四五六七八九十\d]{{1,2}}[、.)])?(?:.{{1,8}}[费类]|(?:西|中成|中草?|草)药):?{_SUM}"
_HEADING = re.compile(
    rf"[◆◇●○■□▲△★☆※*#]*(?:[【\[<《].*[】\]>》]|\(.*[费类]\)|{_KIND})(?:[(]?续(?:上页|前页|表)?[)]?)?"
)
_KIND_LABEL = re.compile(r"\s*(?:费用|项目|收费|发票|票据)?(?:类别|类型|分类|费别)\s*[::]\s*")
_LABELLED = re.compile(r"[\u3400-\u9fff]{2,6}:.+")
"""A line of the form around the table (操作员:4387), no part of any name."""
_MONEY = re.compile(r"\d\.\d{2}(?!\d)")
_CENTRED = 2
"""Names of two lines around their figures that show that all cells of a table are set in the middle."""
_NEARER = 0.6
"""The share of the gap above a text that the one below it has at most where it begins the name below."""


@dataclass(slots=True, eq=False)
class TableRow:
    """The cells of one item in a row of the body; `heading` is the group heading above it, if any."""

    cells: dict[str, list[Line]] = field(default_factory=dict)
    heading: list[Line] = field(default_factory=list)
    place: int = 0

    def text(self, key: str) -> str:
        return joined(self.cells.get(key, []))

    @property
    def bottom(self) -> int:
        return max(line.box.y1 for lines in self.cells.values() for line in lines)


def items_of(found: Sequence[Cells], group: int) -> list[TableRow]:
    """The items of one group of columns, from top to bottom."""
    rows: list[Row] = [_named(row.get(group, {})) for row in found]
    is_centred = sum(_is_around(rows, place) for place in range(len(rows))) >= _CENTRED
    items: list[TableRow] = []
    loose: list[Row] = []
    heading: list[Line] = []
    for place, cells in enumerate(rows):
        below = rows[place + 1] if place + 1 < len(rows) else {}
        last = items[-1] if items and not loose else None
        if not cells:
            loose = []
        elif "amount" in cells and ("name" in cells or loose):
            if loose and "name" in cells and not _begins(loose[-1], cells, below):
                heading = loose[-1]["name"]
                loose = []
            items.append(TableRow(_merged([*loose, cells]), heading, place))
            loose = []
        elif last is not None and _is_rest(last, cells, below) and not (is_centred and _is_whole(last, cells)):
            _append(last, cells)
        elif "name" in cells and set(cells) <= {"name", "spec", ""}:
            loose += _loose(cells, is_after_item=last is not None)
    return items


def heading_below(found: Sequence[Cells], group: int) -> list[Line]:
    """The heading of a group that stands below all items: its own follow on the next page, or in the next panel."""
    rows = [_named(row.get(group, {})) for row in reversed(found)]
    last = next((row for row in rows if row and (_is_kind(row) or not _is_of_form(row))), {})
    name = last.get("name", [])
    if name and "amount" not in last and (label := _KIND_LABEL.match(name[0].text)):
        return [cut(name[0], label.end()), *name[1:]]
    is_heading = bool(name) and "amount" not in last and _HEADING.fullmatch(squash(joined(name))) is not None
    return name if is_heading else []


def _named(cells: Row) -> Row:
    """A row; the heading of a group that begins under the numbers of the rows is a text among the names.

    What stands under the amounts with a label of its own (打印时间:2026-04-05) is none.
    """
    amount = squash(joined(cells.get("amount", [])))
    if _LABELLED.fullmatch(amount) and not _MONEY.search(amount):
        return {key: lines for key, lines in cells.items() if key != "amount"}
    is_heading = set(cells) == {""} and _HEADING.fullmatch(squash(joined(cells[""]))) is not None
    return {"name": cells[""]} if is_heading else cells


def _is_kind(cells: Row) -> bool:
    """Whether a row is a labelled kind of charge (费用类别:西药费)."""
    return "name" in cells and _KIND_LABEL.match(cells["name"][0].text) is not None


def _is_of_form(cells: Row) -> bool:
    """Whether a row is a line of the form around the table."""
    text = squash(joined(cells.get("name", [])))
    return _LABELLED.fullmatch(text) is not None and _HEADING.fullmatch(text) is None


def _loose(cells: Row, *, is_after_item: bool) -> list[Row]:
    """A text that waits for the row below; of a labelled kind its value, of another labelled line nothing."""
    first = cells["name"][0]
    if label := _KIND_LABEL.match(first.text):
        return [{"name": [cut(first, label.end()), *cells["name"][1:]]}]
    return [] if is_after_item and _is_of_form(cells) else [cells]


def _begins(above: Row, cells: Row, below: Row) -> bool:
    """Whether a text above a row that has a name is the beginning of it: set in the middle of three, or close above."""
    lines, own = above["name"], cells["name"]
    if _is_apart(lines):
        return False
    height = max(line.box.height for line in lines)
    gap = _top(own) - _bottom(lines)
    if _is_open(lines) and not _is_open(own) and gap < 0.5 * height:
        return True
    is_middle = set(below) <= {"name", "spec", ""} and "name" in below and not _is_apart(below["name"])
    return is_middle and gap < 0.5 * height and _top(below["name"]) - _bottom(own) < 0.5 * height


def _is_open(lines: Sequence[Line]) -> bool:
    """Whether a text opens more brackets than it closes."""
    text = squash(joined(lines))
    return text.count("(") > text.count(")")


def _is_rest(item: TableRow, cells: Row, below: Row) -> bool:
    """Whether a text without an amount is the rest of the item above it: close below, and no name of a group."""
    if not set(cells) <= {"name", "spec", ""} or not {"name", "spec"} & set(cells):
        return False
    lines = cells.get("name") or cells["spec"]
    is_apart = _is_apart(lines) and not item.text("name").endswith("(")
    gap = _top(lines) - item.bottom
    is_close = gap < 0.9 * max(line.box.height for line in lines)
    return is_close and not (is_apart or _is_nearer(lines, gap, below))


def _is_nearer(lines: Sequence[Line], gap: int, below: Row) -> bool:
    """Whether a text stands nearer to the row with an amount below it than to the item above, or reaches into it."""
    if "amount" not in below:
        return False
    height = max(line.box.height for line in lines)
    room = _top([line for cell in below.values() for line in cell]) - _bottom(lines)
    reaches = room < -0.3 * height and _top(below.get("name", lines)) - _bottom(lines) < gap
    return (gap > 0.3 * height and room < _NEARER * gap) or (gap > 0.1 * height and reaches)


def _is_around(rows: list[Row], place: int) -> bool:
    """Whether a name of two lines stands around its figures: cells are set in the middle."""
    cells = rows[place]
    beside = rows[max(0, place - 1) : place] + rows[place + 1 : place + 2]
    lines = cells.get("name") or [line for row in beside for line in row.get("name", []) if "amount" not in row]
    if "amount" not in cells or len(lines) != 2:
        return False
    upper, lower = sorted((line.box for line in lines), key=lambda box: box.centre[1])
    reach = 0.25 * min(upper.height, lower.height)
    is_close = lower.y0 - upper.y1 < reach and lower.centre[1] - upper.centre[1] > 2 * reach
    return is_close and upper.centre[1] + reach < _middle(cells) < lower.centre[1] - reach


def _is_whole(item: TableRow, cells: Row) -> bool:
    """Whether the middle of a name, or of its specification, is that of its figures, so that no line is lacking below."""
    lines = item.cells.get("name" if "name" in cells else "spec", [])
    if not lines:
        return False
    middle = (_top(lines) + _bottom(lines)) / 2
    return middle > _middle(item.cells) - 0.25 * lines[0].box.height


def _middle(cells: Row) -> float:
    """The height on the page of the cells beside a name."""
    return median(
        line.box.centre[1] for key, lines in cells.items() if key not in ("name", "spec") for line in lines
    )


def _is_apart(lines: Sequence[Line]) -> bool:
    """Whether a text is the heading of a group or a labelled line, and no part of a name."""
    text = squash(joined(lines))
    return _HEADING.fullmatch(text) is not None or _LABELLED.fullmatch(text) is not None


def _top(lines: Sequence[Line]) -> int:
    return min(line.box.y0 for line in lines)


def _bottom(lines: Sequence[Line]) -> int:
    return max(line.box.y1 for line in lines)


def _merged(rows: Sequence[Row]) -> dict[str, list[Line]]:
    """The cells of an item that begins above the row of its amount."""
    found: dict[str, list[Line]] = {}
    for row in rows:
        for key, lines in row.items():
            found.setdefault(key, []).extend(lines)
    return found


def _append(item: TableRow, cells: Row) -> None:
    for key, lines in cells.items():
        item.cells.setdefault(key, []).extend(lines)
