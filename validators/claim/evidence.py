"""What a condition's names stand for: facts of the claim, and what the bills of a visit show.

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> truth_of(None, dossier, None).value, look_up("bill.is_itemised", dossier, None)
(True, False)
"""

from collections.abc import Iterable, Sequence

from storage.model.document_type import DocumentType
from validators.claim.derive import is_self_paid
from validators.claim.dossier import Dossier
from validators.facts.conditions import Condition, Truth
from validators.papers.bills import is_itemised, names_imaging, names_laboratory, row_names
from validators.papers.paper import Paper
from validators.papers.visits import Visit


def truth_of(condition: Condition | None, dossier: Dossier, visit: Visit | None) -> Truth:
    """Whether the condition holds; no condition always does."""
    if condition is None:
        return Truth(True)
    return condition.evaluate(lambda name: look_up(name, dossier, visit))


def look_up(name: str, dossier: Dossier, visit: Visit | None) -> object:
    """The value behind a name, None when unknown."""
    bills = visit.bills if visit else ()
    if name == "bill.is_itemised":
        return _all(is_itemised(bill) for bill in bills) if bills else False
    if name == "bill.names_imaging":
        return any(names_imaging(row) for row in _rows(bills, dossier, visit))
    if name == "bill.names_laboratory":
        return any(names_laboratory(row) for row in _rows(bills, dossier, visit))
    if name == "si.settled" and bills and dossier.given.get(name) is None:
        return _settled(bills, dossier)
    return dossier.facts.get(name)


def _all(answers: Iterable[bool | None]) -> bool | None:
    known = list(answers)
    return None if None in known else all(known)


def _rows(bills: Sequence[Paper], dossier: Dossier, visit: Visit | None) -> tuple[str, ...]:
    lists = [paper for paper in dossier.of_type(DocumentType.FEE_LIST) if visit is None or visit.is_of(paper)]
    return row_names((*bills, *lists))


def _settled(bills: Sequence[Paper], dossier: Dossier) -> bool | None:
    """By these bills themselves, else by what is known of the whole claim unless another bill told it."""
    paid = [bill.money("pool_paid") for bill in bills]
    if any(amount is not None and amount > 0 for amount in paid):
        return True
    if all(amount == 0 or is_self_paid(bill) for bill, amount in zip(bills, paid, strict=True)):
        return False
    known = dossier.facts.get("si.settled")
    return known if isinstance(known, bool) else None
