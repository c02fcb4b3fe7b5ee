"""Sums of the accepted bills, as decimal strings, with what could not be summed.

A value that a person still has to look at is named, not summed. Foreign currency is no part of these sums.

>>> totals_of(())
{}
"""

from collections.abc import Sequence
from decimal import Decimal

from validators.papers.paper import Paper, as_money

AMOUNTS = (
    "total",
    "pool_paid",
    "other_paid",
    "account_paid",
    "cash_paid",
    "self_pay",
    "self_funded",
)


def totals_of(bills: Sequence[Paper]) -> dict[str, str]:
    """Each sum over the bills that print it, the count of bills, and `not_summed` where anything is left out."""
    if not bills:
        return {}
    left_out = sorted(f"{bill.id}.{name}" for bill in bills for name in AMOUNTS if why_not_summed(bill, name))
    totals = summed(bills)
    return {**totals, "not_summed": ",".join(left_out)} if left_out else totals


def summed(bills: Sequence[Paper]) -> dict[str, str]:
    """The sums alone, and the count of bills."""
    sums = {name: _sum(bills, name) for name in AMOUNTS}
    totals = {name: str(amount) for name, amount in sums.items() if amount is not None}
    return {**totals, "bill_count": str(len(bills))}


def sum_of(bills: Sequence[Paper]) -> Decimal | None:
    """The sum of all totals, None unless every bill's was surely read."""
    amounts = [yuan(bill, "total") for bill in bills]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal("0.00")) if bills and len(known) == len(bills) else None


def _sum(bills: Sequence[Paper], name: str) -> Decimal | None:
    amounts = [amount for bill in bills if (amount := yuan(bill, name)) is not None]
    return sum(amounts, Decimal("0.00")) if amounts else None


def why_not_summed(bill: Paper, name: str) -> str | None:
    """`missing`, `unread`, `to_check` or `currency`; None where it is summed, or not printed and not needed.

    >>> from storage.model.document import Document
    >>> from storage.model.document_type import DocumentType
    >>> bare = Paper(Document(id="f1.d1", type=DocumentType.INV_OUTPATIENT, confidence=1, pages=()), 0)
    >>> why_not_summed(bare, "total"), why_not_summed(bare, "pool_paid")
    ('missing', None)
    """
    field = bill.field(name)
    if field is None:
        return "missing" if name == "total" else None
    if yuan(bill, name) is not None:
        return None
    if field.value is None:
        return "unread"
    return "to_check" if not field.is_auto else "currency"


def yuan(bill: Paper, name: str) -> Decimal | None:
    """One of its `AMOUNTS`; None for a bill that names another currency: European invoices do."""
    return bill.once("yuan", _in_yuan).get(name)


def _in_yuan(bill: Paper) -> dict[str, Decimal | None]:
    """Once a bill: its sums stand in those of the claim, of its visit and of itself."""
    is_yuan = bill.value("currency") in (None, "CNY")
    return {name: as_money(bill.auto(name)) for name in AMOUNTS if is_yuan}
