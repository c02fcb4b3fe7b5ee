"""The table of items: rows under a header, over as many pages as there are.

A row is where an amount stands. Names, specifications and units run on over several rows; a discount is a row of
its own with a negative amount; `(详见销货清单)` points at list pages and is no item. Where an issuer centres the
figures beside a name of several rows, the name begins above its amount: a goods code in stars (`*餐饮服务*`)
begins a new item.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from extractors.fields import make
from extractors.invoices.columns import Placed, place, place_below
from extractors.invoices.form import Form, Header, words
from extractors.invoices.rates import signed
from extractors.invoices.strips import Strip, is_vertical, strips
from extractors.layout.lines import cut, squash
from extractors.page import Line
from extractors.values import invoice as invoice_values
from storage.model.extraction import Box, Field, Row, Source

_STARRED = re.compile(r"^\*[^*]{1,30}\*")
_UNSURE = 0.85
"""A score below what is used without a look."""
_MILLILITRES = re.compile(r"(?<=\d)m[1I|](?![0-9A-Za-z])")
_TEXTS = ("name", "spec", "unit")
_CELLS = ("name", "spec", "unit", "quantity", "unit_price", "amount", "tax_rate", "tax")


@dataclass(slots=True)
class _Item:
    """An item while its rows are gathered."""

    middle: float
    cells: dict[str, list[Line]] = field(default_factory=dict)

    def take(self, placed: Placed) -> None:
        for name, lines in placed.items():
            self.cells.setdefault(name, []).extend(lines)


def item_rows(forms: Sequence[Form]) -> tuple[Row, ...]:
    """The items of all pages in their order."""
    return tuple(row for form in forms for item in _items(form) if (row := _row(item)))


def _items(form: Form) -> list[_Item]:
    if form.header is None:
        return []
    header = form.header
    body = [(strip, place(strip, header)) for strip in _body(form, header)]
    whole = [placed for _, placed in body if "amount" in placed]
    items = [_Item(strip.middle, dict(placed)) for strip, placed in body if "amount" in placed]
    for strip, placed in body:
        if "amount" in placed:
            continue
        cells = place_below(strip, header, whole)
        owner = _owner(items, strip.middle, cells, header.columns[0].box.height)
        if owner is not None:
            _insert(owner, cells)
    _stand_up(items, form, header)
    for item in items:
        _spec_out_of_name(item, header)
        _spec_behind_name(item, header, items)
        _doubt_name(item, header)
    return [item for item in items if not _is_pointer(item)]


def _spec_out_of_name(item: _Item, header: Header) -> None:
    """A name breaks where its column ends: a word behind a space in a row that breaks is the specification."""
    lines = sorted(item.cells.get("name", []), key=lambda line: line.box.centre[1])
    if len(lines) < 2 or header.get("spec") is None or "spec" in item.cells:
        return
    first, second = lines[0], lines[1]
    match = re.fullmatch(r"(\S*[\u3400-\u9fff]\S*)\s+([^\s\u3400-\u9fff]\S*)", first.text)
    is_below = second.box.centre[1] - first.box.centre[1] > 0.5 * first.box.height
    if match is None or not is_below or second.box.x1 >= first.box.x1 or first.source is not Source.OCR:
        return
    name, spec = (replace(cut(first, *match.span(at)), score=min(first.score, _UNSURE)) for at in (1, 2))
    item.cells |= {"name": [name, *lines[1:]], "spec": [spec]}


def _spec_behind_name(item: _Item, header: Header, others: Sequence[_Item]) -> None:
    """A name that goes on below and yet reaches over the column of specifications was read as one with its own.

    Where it ends is told by where the other specifications begin, or the title where titles begin with their columns.
    """
    title, lines = header.get("spec"), sorted(item.cells.get("name", []), key=lambda line: line.box.centre[1])
    if title is None or "spec" in item.cells or len(lines) < 2 or lines[0].source is not Source.OCR:
        return
    first, second = lines[0], lines[1]
    starts = [line.box.x0 for one in others for line in one.cells.get("spec", [])]
    left = median(starts) if starts else title.x0
    is_known = bool(starts) or abs(header.columns[0].box.x0 - first.box.x0) < 0.5 * first.box.height
    if not is_known or first.box.x1 < title.centre[0] or second.box.x1 >= left or " " in first.text.strip():
        return
    edges = [abs(cut(first, at).box.x0 - left) for at in range(1, len(first.text))]
    place = edges.index(min(edges)) + 1
    name, spec = (
        replace(part, score=min(part.score, _UNSURE)) for part in (cut(first, 0, place), cut(first, place))
    )
    item.cells |= {"name": [name, *lines[1:]], "spec": [spec]}


def _doubt_name(item: _Item, header: Header) -> None:
    """A name read across the column of an absent specification may hold it."""
    spec = header.get("spec")
    if spec is None or "spec" in item.cells:
        return
    reach = max((line.box.x1 for line in item.cells.get("name", []) if line.source is Source.OCR), default=0)
    if reach > spec.centre[0]:
        lines = item.cells["name"]
        item.cells["name"] = [replace(line, score=min(line.score, _UNSURE)) for line in lines]


def _stand_up(items: Sequence[_Item], form: Form, header: Header) -> None:
    """Units of one character in rows below one another, read as one word written downwards.

    Where it has more characters than rows lack units, one of them was read in its own row too: each row takes the
    character that stands beside it, for a look.
    """
    unit = header.get("unit")
    standing = [line for line in form.lines if is_vertical(line) and line.box.y0 > header.box.y0]
    for line in standing if unit is not None else ():
        beside = [one for one in items if line.box.y0 < one.middle < line.box.y1 and "unit" not in one.cells]
        pieces = _pieces(line)
        if unit is None or not unit.x0 < line.box.centre[0] < unit.x1 or len(pieces) < len(beside):
            continue
        if len(pieces) > len(beside):
            unsure = [replace(one, score=min(one.score, _UNSURE)) for one in pieces]
            pieces = [min(unsure, key=lambda one: abs(one.box.centre[1] - item.middle)) for item in beside]
        for item, piece in zip(beside, pieces, strict=True):
            item.take({"unit": [piece]})


def _pieces(line: Line) -> list[Line]:
    """The characters of a standing word, each with its part of the height."""
    text = squash(line.text)
    tops = [round(line.box.y0 + at * line.box.height / len(text)) for at in range(len(text) + 1)]
    return [
        replace(line, text=char, box=Box(line.box.x0, top, line.box.x1, bottom))
        for char, (top, bottom) in zip(text, pairwise(tops), strict=True)
    ]


def _body(form: Form, header: Header) -> Iterator[Strip]:
    """The rows between the header and the sum, up to a table of special business."""
    bottom = form.page.upright_size[1] + 1.0
    if form.sums is not None:
        bottom = form.sums.box.y0 + 0.3 * form.sums.box.height
    elif form.total is not None:
        bottom = form.total.box.y0
    inside = [line for line in form.between(header.box.y0, bottom) if header.is_above(line)]
    for strip in strips(_off_margin(inside)):
        if len(re.findall(words()["rows"]["other_table"], strip.text)) >= 2:
            return
        yield strip


def _off_margin(lines: Sequence[Line]) -> list[Line]:
    """The lines without print at the left margin: what ends before any name with a goods code begins.

    >>> names = [Line("*餐饮服务*餐费", Box(100, 0, 240, 20))]
    >>> [line.text for line in _off_margin([Line("2", Box(40, 0, 50, 20)), *names])]
    ['*餐饮服务*餐费']
    """
    starts = [line.box for line in lines if _STARRED.match(squash(line.text))]
    left = min((box.x0 - 0.5 * box.height for box in starts), default=0)
    return [line for line in lines if line.box.x1 > left]


def _owner(items: Sequence[_Item], middle: float, placed: Placed, em: float) -> _Item | None:
    """The item that a row without an amount belongs to: the one above, unless it begins the one below."""
    above = max((item for item in items if item.middle < middle), key=lambda one: one.middle, default=None)
    below = min((item for item in items if item.middle > middle), key=lambda one: one.middle, default=None)
    if below is None or above is None:
        return above or below
    if _begins(placed) or _is_begun(above, below, middle):
        return below
    if any(
        line.box.centre[1] > middle and _STARRED.match("".join(line.text.split()))
        for line in below.cells.get("name", [])
    ):
        return above
    is_beside = below.middle - middle < min(0.9 * em, middle - above.middle)
    return below if is_beside else above


def _begins(placed: Placed) -> bool:
    return bool(placed.get("name")) and _STARRED.match("".join(placed["name"][0].text.split())) is not None


def _is_begun(above: _Item, below: _Item, middle: float) -> bool:
    """Whether a starred name that belongs to the item below has already begun above this row."""
    begun = below.cells.get("name", [])
    return any(
        above.middle < line.box.centre[1] < middle and _STARRED.match("".join(line.text.split()))
        for line in begun
    )


def _insert(item: _Item, placed: Placed) -> None:
    item.take({name: lines for name, lines in placed.items() if name in (*_TEXTS, "quantity", "unit_price")})


def _is_pointer(item: _Item) -> bool:
    text = "".join(line.text for line in item.cells.get("name", []))
    return re.search(words()["rows"]["see_list"], "".join(text.split())) is not None


def _row(item: _Item) -> Row:
    cells: dict[str, Field] = {}
    for name in _CELLS:
        lines = sorted(item.cells.get(name, []), key=lambda line: (line.box.centre[1], line.box.x0))
        raw = _text(lines)
        value = invoice_values.of_print(name, raw, in_row=True) if raw else None
        if value is not None and name == "spec" and lines[0].source is Source.OCR:
            cells[name] = make(
                _MILLILITRES.sub("ml", value), lines, raw=raw, repaired=bool(_MILLILITRES.search(value))
            )
        elif value is not None:
            whole = _starred(value) if name == "name" and lines[0].source is Source.OCR else value
            cells[name] = make(whole, lines, raw=raw, repaired=whole != value)
        elif name in ("quantity", "unit_price") and re.search(r"\d", raw):
            cells[name] = make(None, lines, raw=raw)
    return signed(cells) if {"amount", "name"} <= cells.keys() else {}


def _starred(name: str) -> str:
    """A name whose goods code lost its first star, or has a mark in its place.

    >>> _starred("医疗服务*树脂充填"), _starred("“医疗仪器器械*腋下拐杖"), _starred("*餐饮服务*午餐")
    ('*医疗服务*树脂充填', '*医疗仪器器械*腋下拐杖', '*餐饮服务*午餐')
    """
    return re.sub(r"^[^\w*(]?([\u3400-\u9fff、]{2,14}\*[^*\d][^*]*)$", r"*\1", name)


def _text(lines: Sequence[Line]) -> str:
    """Cells on one row keep their space; a cell that runs on has none where it was broken."""
    text = ""
    for index, line in enumerate(lines):
        before = lines[index - 1].box if index else line.box
        beside = index > 0 and abs(before.centre[1] - line.box.centre[1]) < 0.5 * line.box.height
        text += (" " if beside else "") + line.text
    return text
