"""A row of quantity, price and amount in which one digit was misread: the one repair after which they multiply.

>>> one_repair({"quantity": "7", "unit_price": "12.80", "amount": "12.80"}, sure="amount")
('quantity', '1')
>>> one_repair({"quantity": "2", "unit_price": "72.80", "amount": "25.60"}, sure="amount")
('unit_price', '12.80')

Two repairs are none; so is one that changes more than a digit.

>>> one_repair({"quantity": "7", "unit_price": "12.80", "amount": "12.80"}) is None
False
>>> one_repair({"quantity": "2", "unit_price": "72.80", "amount": "25.60"}, sure="quantity") is None
False
>>> one_repair({"quantity": "3", "unit_price": "10.00", "amount": "50.00"}), one_repair({"quantity": "3"})
(None, None)
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

PARTS = ("quantity", "unit_price", "amount")
_FEN = Decimal("0.01")
_MOST = Decimal(10) ** 12


def one_repair(shown: Mapping[str, str], *, sure: str = "") -> tuple[str, str] | None:
    """The part and its right value; None where no or several parts may be wrong. `sure` names a part that is right."""
    numbers = [_number(shown.get(part)) for part in PARTS]
    quantity, price, amount = numbers
    if quantity is None or price is None or amount is None or not quantity or not price:
        return None
    found = [(part, value) for part, value in _options(quantity, price, amount) if part != sure]
    near = [(part, value) for part, value in found if _is_slip(shown[part], value)]
    return near[0] if len(near) == 1 else None


def _options(quantity: Decimal, price: Decimal, amount: Decimal) -> Iterator[tuple[str, str]]:
    """For each part what it must be if the others are right, with as many places as are printed."""
    yield "amount", f"{_rounded(quantity * price):f}"
    for part, one, other in (("quantity", quantity, price), ("unit_price", price, quantity)):
        value = (amount / other).quantize(Decimal(1).scaleb(_exponent(one)), ROUND_HALF_UP)
        if _rounded(value * other) == amount:
            yield part, f"{value:f}"


def _is_slip(shown: str, value: str) -> bool:
    """Whether a single digit makes the whole difference."""
    return len(shown) == len(value) and sum(a != b for a, b in zip(shown, value, strict=True)) == 1


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_FEN, ROUND_HALF_UP)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _number(text: str | None) -> Decimal | None:
    try:
        found = Decimal(text) if text is not None else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() and abs(found) < _MOST else None
