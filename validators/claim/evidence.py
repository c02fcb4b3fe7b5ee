"""What a condition's names stand for: facts of the claim, and what the papers and people of a row show.

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> truth_of(None, Spot(dossier)).value, look_up("bill.is_itemised", Spot(dossier))
(True, False)
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from storage.model.document_type import DocumentType
from validators.claim.derive import is_self_paid
from validators.claim.dossier import Dossier
from validators.claim.heirs import is_young
from validators.claim.people import beneficiary_record
from validators.facts.conditions import Condition, Truth
from validators.papers.bills import (
    drug_line,
    is_itemised,
    names_imaging,
    names_intensive_care,
    names_laboratory,
    names_surgery,
    row_names,
)
from validators.papers.paper import Paper
from validators.papers.visits import Visit

_ALWAYS = Truth(True)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a condition is asked: the claim, and the visit or stay and the person that its row speaks of."""

    dossier: Dossier
    visit: Visit | None = None
    person: str = ""

    @property
    def bills(self) -> Sequence[Paper]:
        return self.visit.bills if self.visit else ()

    @property
    def scope(self) -> str:
        return self.visit.scope if self.visit else "claim"


def truth_of(condition: Condition | None, spot: Spot) -> Truth:
    """Whether the condition holds; no condition always does."""
    if condition is None:
        return _ALWAYS
    return condition.evaluate(lambda name: look_up(name, spot))


def look_up(name: str, spot: Spot) -> object:
    """The value behind a name, None when unknown; what papers show is worked out once for each spot."""
    shown = _EVIDENCE.get(name)
    if shown:
        return spot.dossier.once((name, spot.scope, spot.person), lambda: shown(spot))
    return spot.dossier.facts.get(name)


def _is_itemised(spot: Spot) -> bool | None:
    return _all(is_itemised(bill) for bill in spot.bills) if spot.bills else False


def _all(answers: Iterable[bool | None]) -> bool | None:
    known = list(answers)
    return None if None in known else all(known)


def _names(tells: Callable[[str], bool]) -> Callable[[Spot], bool]:
    return lambda spot: any(tells(row) for row in _rows(spot))


def _rows(spot: Spot) -> tuple[str, ...]:
    return spot.dossier.once(
        ("rows", spot.scope), lambda: row_names((*spot.bills, *_of_spot(spot, DocumentType.FEE_LIST)))
    )


def _of_spot(spot: Spot, kind: DocumentType) -> list[Paper]:
    return [paper for paper in spot.dossier.of_type(kind) if spot.visit is None or spot.visit.is_of(paper)]


def _drug_line(spot: Spot) -> Decimal:
    return max((drug_line(bill) for bill in spot.bills), default=Decimal(0))


def _names_intensive_care(spot: Spot) -> bool:
    """A row of costs or the summary of the stay speaks of it; in long texts a word is sure where the whole is not."""
    summaries = [*spot.bills, *_of_spot(spot, DocumentType.DISCHARGE)]
    texts = [str(paper.value(name) or "") for paper in summaries for name in ("department", "orders")]
    return any(names_intensive_care(text) for text in (*_rows(spot), *texts))


def _is_unstamped(spot: Spot) -> bool:
    """A clear picture shows that no stamp is there (A5), on every summary of the stay."""
    summaries = _of_spot(spot, DocumentType.DISCHARGE)
    return bool(summaries) and all(paper.auto("stamped") is False for paper in summaries)


def _is_minor(spot: Spot) -> bool:
    """By what the claim tells or a paper shows; who is not said to be a child acts for himself."""
    record = beneficiary_record(spot.dossier.facts, spot.person)
    return is_young(record, spot.dossier.papers, spot.dossier.today)


def _are_parents(spot: Spot) -> bool:
    """A child has died: it has no other heirs of the first order."""
    return spot.dossier.facts.get("insured.is_minor") is True


def _are_named(spot: Spot) -> bool:
    return bool(spot.dossier.facts.records("beneficiaries"))


def _settled(spot: Spot) -> object:
    """As given; by these bills themselves; else by what is known of the claim unless another bill told it."""
    known = spot.dossier.facts.get("si.settled")
    if not spot.bills or spot.dossier.given.get("si.settled") is not None:
        return known
    paid = [bill.money("pool_paid") for bill in spot.bills]
    if any(amount is not None and amount > 0 for amount in paid):
        return True
    if all(amount == 0 or is_self_paid(bill) for bill, amount in zip(spot.bills, paid, strict=True)):
        return False
    return known if isinstance(known, bool) else None


_EVIDENCE: Mapping[str, Callable[[Spot], object]] = {
    "bill.is_itemised": _is_itemised,
    "bill.names_imaging": _names(names_imaging),
    "bill.names_laboratory": _names(names_laboratory),
    "bill.names_surgery": _names(names_surgery),
    "bill.drug_line": _drug_line,
    "stay.names_intensive_care": _names_intensive_care,
    "discharge.is_unstamped": _is_unstamped,
    "beneficiary.is_minor": _is_minor,
    "beneficiary.are_named": _are_named,
    "heirs.are_parents": _are_parents,
    "si.settled": _settled,
}
