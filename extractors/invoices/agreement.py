"""What an invoice says twice: sums that OCR read and that contradict each other are looked at by a person.

The total stands in figures and in capitals, is amount plus tax, and the amount is the sum of its items; an item's amount
is its quantity times its price. A digit misread at a high score shows nowhere else. Digital text is as issued.

>>> from extractors.fields import make
>>> from extractors.page import Line
>>> from storage.model.extraction import Box
>>> ink = Line("8.00", Box(0, 0, 40, 20), 0.99)
>>> found = {"total": make("8.00", [ink]), "total_cn": make("叁圆整", [ink])}
>>> [field.grade.value for field in agreed(found).values()]
['check', 'check']
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TypeVar

from storage.model.extraction import Cell, Field, Fields, Grade, Row, Source
from storage.model.money import format_fen, parse_capitals, to_fen

Anything = TypeVar("Anything", bound=Cell)
_SUMS = ("amount", "tax", "total", "total_cn")
_PARTS = ("quantity", "unit_price", "amount")


def agreed(found: Fields) -> dict[str, Cell]:
    """The same fields; where figures contradict each other, those that nothing else confirms are doubtful."""
    sums = {name: cell for name in _SUMS if isinstance(cell := found.get(name), Field)}
    rows = _rows(found)
    sums = _mended(sums, rows)
    whole = _whole(sums, rows)
    is_met = whole is not None and sum(_fen(row.get("amount")) or 0 for row in rows) == _fen(sums[whole])
    doubtful = _contradicted(sums)
    if whole is not None and not is_met:
        doubtful.add(whole)
    doubtful -= _confirmed(sums, whole if is_met else None)
    shown = {name: _doubted(cell) if name in doubtful else cell for name, cell in {**found, **sums}.items()}
    if rows:
        shown["items"] = tuple(_checked(row, whole is not None and not is_met) for row in rows)
    return shown


def _mended(sums: Mapping[str, Field], rows: Sequence[Row]) -> dict[str, Field]:
    """Sums that lost a digit (OCR takes ¥1 for ¥), put right where items and total bear each other out."""
    net = sum(_fen(row.get("amount")) or 0 for row in rows)
    tax = sum(_fen(row.get("tax")) or 0 for row in rows)
    told = _fen(sums.get("total_cn")) or _fen(sums.get("total"))
    if not rows or told is None or net + tax != told:
        return dict(sums)
    right = {"amount": net, "tax": tax, "total": told}
    return {name: _put_right(field, right[name]) if name in right else field for name, field in sums.items()}


def _put_right(field: Field, fen: int) -> Field:
    """The sum that it must be, if one digit or the first ones make the whole difference."""
    shown, meant = str(field.value), format_fen(fen)
    is_slip = meant.endswith(shown) or (
        len(shown) == len(meant) and sum(a != b for a, b in zip(shown, meant, strict=True)) == 1
    )
    if shown == meant or not is_slip or field.source is not Source.OCR:
        return field
    return replace(field, value=meant, grade=Grade.CHECK, repaired=True)


def _whole(sums: Mapping[str, Field], rows: Sequence[Row]) -> str | None:
    """The sum that the rows add up to: the net amount; the gross total where no row names a tax."""
    if not rows or "amount" in sums:
        return "amount" if rows else None
    is_gross = not any("tax" in row or "tax_rate" in row for row in rows)
    return "total" if is_gross and "total" in sums else None


def _rows(found: Fields) -> tuple[Row, ...]:
    items = found.get("items")
    return tuple(row for row in items if isinstance(row, Mapping)) if isinstance(items, tuple) else ()


def _confirmed(sums: Mapping[str, Field], met: str | None) -> set[str]:
    """Sums that two independent prints agree on; an amount without tax is the total once more, misread alike."""
    total, capitals = _fen(sums.get("total")), _fen(sums.get("total_cn"))
    sure = {met} if met else set()
    if total is not None and total == capitals:
        sure |= {"total", "total_cn"}
    if "amount" in sums and _added(sums) == total and (sure or _fen(sums.get("tax"))):
        sure |= {"amount", "tax", "total"}
    return sure


def _contradicted(sums: Mapping[str, Field]) -> set[str]:
    total, capitals = _fen(sums.get("total")), _fen(sums.get("total_cn"))
    against: set[str] = set()
    if total is not None and "total_cn" in sums and total != capitals:
        against |= {"total", "total_cn"}
    if total is not None and "amount" in sums and _added(sums) != total:
        against |= {"amount", "tax", "total"}
    return against


def _added(sums: Mapping[str, Field]) -> int | None:
    amount, tax = _fen(sums.get("amount")), _fen(sums.get("tax"))
    return None if amount is None or ("tax" in sums and tax is None) else amount + (tax or 0)


def _checked(row: Row, is_short: bool) -> Row:
    """A row whose price does not make its amount; in a table that does not add up no other amount is sure."""
    times = [_number(row.get(name)) for name in _PARTS]
    quantity, price, amount = times
    if quantity is None or price is None or amount is None:
        return {name: _doubted(cell) if is_short and name == "amount" else cell for name, cell in row.items()}
    if _makes(quantity, price, amount):
        return row
    return {name: _doubted(cell) if name in _PARTS else cell for name, cell in row.items()}


def _makes(quantity: Decimal, price: Decimal, amount: Decimal) -> bool:
    """Within what the rounding of price and amount can do."""
    exponent = price.as_tuple().exponent
    slack = abs(quantity) * Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1) + Decimal(
        "0.01"
    )
    product = (quantity * price).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return abs(product - amount) <= slack


def _number(cell: Field | None) -> Decimal | None:
    try:
        found = Decimal(str(cell.value)) if cell is not None and cell.value is not None else None
    except InvalidOperation:
        return None
    return found if found is not None and abs(found) < Decimal(10) ** 15 else None


def _fen(cell: Field | None) -> int | None:
    if cell is None or not isinstance(cell.value, str):
        return None
    return to_fen(cell.value) if cell.value.lstrip("-")[:1].isdigit() else parse_capitals(cell.value)


def _doubted(cell: Anything) -> Anything:
    if isinstance(cell, Field) and cell.source is Source.OCR and cell.grade is Grade.AUTO:
        return replace(cell, grade=Grade.CHECK)
    return cell
