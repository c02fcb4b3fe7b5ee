"""Roll invoices (卷式发票): one narrow column, parties named in full, gross amounts, one sum, no tax columns.

The seller stands before the buyer; each name and tax number belongs to the party that was named last. A name of goods
has a row of its own, its figures stand below. What is printed as 合计金额 is the gross total; a net amount is absent.
Source: 增值税普通发票(卷票), 国家税务总局公告2016年第82号.

>>> from extractors.page import ReadPage
>>> from storage.model.extraction import Box, Source
>>> texts = ["增值税普通发票(卷票)", "销售方名称:示范药房", "购买方名称:张悦", "合计金额(小写):¥12.00"]
>>> lines = tuple(Line(text, Box(40, 40 * at, 40 + 20 * len(text), 40 * at + 26)) for at, text in enumerate(texts))
>>> form = Form(ReadPage(number=1, width=600, height=900, turn=0, lines=lines, source=Source.OCR))
>>> is_roll(form), {name: field.value for name, field in roll_fields(form).items()}
(True, {'seller_name': '示范药房', 'buyer_name': '张悦', 'total': '12.00'})
"""

import re
from collections.abc import Iterator, Sequence

from extractors.fields import make
from extractors.invoices.columns import place
from extractors.invoices.form import Column, Form, Header, words
from extractors.invoices.parties import tax_id
from extractors.invoices.strips import Ink, Strip
from extractors.page import Line
from extractors.values import invoice as invoice_values
from storage.model.extraction import Field, Row

_LEAST_COLUMNS = 3
_COLUMNS = ("name", "spec", "unit", "quantity", "unit_price", "amount")
_PEOPLE = ("payee", "reviewer", "issuer")
_CODE = re.compile(r"[0-9A-Z]{15,20}")


def is_roll(form: Form) -> bool:
    """No table with tax columns, and the words of a roll: its title, or both a party in full and its own header."""
    if form.header is not None or form.is_list:
        return False
    is_titled = re.search(words()["roll"]["title"], form.text) is not None
    return is_titled or (_header(form) is not None and any(_marks(strip) for strip in form.strips))


def roll_fields(form: Form) -> dict[str, Field]:
    """Parties, people and sums."""
    return {**_parties(form), **_people(form), **_sums(form)}


def roll_items(form: Form) -> tuple[Row, ...]:
    """A row for each amount; names above it, or beside it and running on below."""
    header = _header(form)
    if header is None:
        return ()
    items: list[dict[str, list[Line]]] = []
    waiting: list[Line] = []
    for strip in _body(form, header):
        placed = {name: list(lines) for name, lines in place(strip, header).items()}
        if "amount" in placed:
            own = placed.get("name", [])
            if own and waiting and items:
                items[-1]["name"] = items[-1].get("name", []) + waiting
                waiting = []
            placed["name"] = waiting + own
            items.append(placed)
            waiting = []
        else:
            waiting = waiting + placed.get("name", [])
    return tuple(row for item in items if (row := _row(item)))


def _parties(form: Form) -> dict[str, Field]:
    header = _header(form)
    rows = [one for one in form.strips if header is None or one.middle < header.box.y0]
    found: dict[str, Field] = {}
    side = ""
    for at, row in enumerate(rows):
        marks = _marks(row)
        for name, end in marks:
            side = name
            ink = _value(rows, at, end)
            if ink is not None:
                value = invoice_values.of_print("buyer_name", ink.raw)
                found.setdefault(f"{side}_name", make(value, ink.lines, raw=ink.raw))
        number = _number(rows, at) if side else None
        if number is not None:
            found.setdefault(f"{side}_tax_id", tax_id(number))
    return found


def _marks(row: Strip) -> list[tuple[str, int]]:
    """The labels of parties in a row, with the place behind them."""
    roll = words()["roll"]
    pattern = f"(?P<seller>{roll['seller']})|(?P<buyer>{roll['buyer']})"
    return [(match.lastgroup or "", match.end()) for match in re.finditer(pattern, row.text)]


def _value(rows: Sequence[Strip], at: int, end: int) -> Ink | None:
    """What stands behind a label, with the rows that it runs on into."""
    match = re.compile(words()["roll"]["value"]).match(rows[at].text, end)
    parts = [rows[at].part(*match.span(1))] if match and match[1] else []
    for before, row in zip(rows[at:], rows[at + 1 :], strict=False):
        is_near = row.box.y0 - before.box.y1 < 0.9 * row.box.height
        if not is_near or ":" in row.text or re.search(words()["roll"]["label"], row.text):
            break
        parts.append(row.part(0, len(row.text)))
    return Ink("".join(part.raw for part in parts), sum((part.lines for part in parts), ())) if parts else None


def _number(rows: Sequence[Strip], at: int) -> Ink | None:
    """The tax number in a row, or alone in the row below its label."""
    ink = rows[at].find(words()["party"]["tax_id"])
    if ink is None and re.search(r"(?:识别号|信用代码):?$", rows[at].text) and at + 1 < len(rows):
        below = rows[at + 1]
        return below.part(0, len(below.text)) if _CODE.fullmatch(below.text) else None
    return ink


def _people(form: Form) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for name in _PEOPLE:
        ink = next((one for row in form.strips if (one := row.find(words()["roll"][name])) is not None), None)
        value = invoice_values.of_print(name, ink.raw) if ink is not None else None
        if ink is not None and value is not None:
            found[name] = make(value, ink.lines, raw=ink.raw)
    return found


def _sums(form: Form) -> dict[str, Field]:
    """The gross total in figures and in capitals, each behind its label or in the row below it."""
    header = _header(form)
    rows = [one for one in form.strips if header is None or one.middle > header.box.y1]
    found: dict[str, Field] = {}
    for name, label in (("total", "figures"), ("total_cn", "capitals")):
        for at, row in enumerate(rows):
            if not re.search(words()["roll"][f"{label}_label"], row.text):
                continue
            inks = [row.find(words()["roll"][label]), *(_whole(one) for one in rows[at + 1 : at + 2])]
            ink, value = next(
                ((one, read) for one in inks if one and (read := invoice_values.of_print(name, one.raw))),
                (None, None),
            )
            if ink is not None:
                found.setdefault(name, make(value, ink.lines, raw=ink.raw))
    return found


def _whole(row: Strip) -> Ink:
    return row.part(0, len(row.text))


def _header(form: Form) -> Header | None:
    return next((found for strip in form.strips if (found := _header_of(strip)) is not None), None)


def _header_of(strip: Strip) -> Header | None:
    columns = []
    for name in _COLUMNS:
        match = re.search(words()["roll"]["columns"][name], strip.text)
        if match is not None:
            columns.append(Column(name, strip.part(*match.span()).box))
    names = {column.name for column in columns}
    if len(columns) < _LEAST_COLUMNS or "amount" not in names or re.search(r"\d|:", strip.text):
        return None
    return Header(tuple(sorted(columns, key=lambda one: one.box.x0)), strip.box)


def _body(form: Form, header: Header) -> Iterator[Strip]:
    for strip in form.strips:
        if not all(map(header.is_above, strip.lines)):
            continue
        if re.search(words()["roll"]["items_end"], strip.text):
            return
        yield strip


def _row(item: dict[str, list[Line]]) -> Row:
    cells: dict[str, Field] = {}
    for name in _COLUMNS:
        lines = item.get(name, [])
        raw = "".join(line.text for line in lines)
        value = invoice_values.of_print(name, raw, in_row=True) if raw else None
        if value is not None:
            cells[name] = make(value, lines, raw=raw)
        elif lines:
            cells[name] = make(None, lines, raw=raw)
    return cells if {"name", "amount"} <= cells.keys() else {}
