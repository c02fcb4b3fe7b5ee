"""The sums of a claim for the claims system: of the whole, by stay and visit, by bill, and what was left out and why.

What was billed, what the fund and the personal account paid, what the patient pays in part and in full: as printed, never
an amount that would be paid out. Only what was surely read is summed; each bill counts once, at its best picture.

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> sums_of((), Dossier.gather((), Facts(), dt.date(2026, 4, 10)))
{}
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from storage.model.checklist import ChecklistItem
from storage.model.document_type import DocumentType
from validators.claim.dossier import Dossier, is_foreign
from validators.papers.bills import best_of, is_medical, is_shade_of, same_bills
from validators.papers.kinds import BILLS
from validators.papers.paper import Paper, of_types
from validators.papers.totals import AMOUNTS, summed, totals_of, why_not_summed, yuan
from validators.papers.visits import Visit

Group = tuple[Paper, ...]


def sums_of(items: Sequence[ChecklistItem], dossier: Dossier) -> dict[str, Any]:
    """The flat sums of all bills that serve; `bills`, `scopes` and `left_out` say where each comes from."""
    groups = _counted(items, dossier)
    bills = [group[0] for group in groups]
    left_out = [*_amounts_left_out(bills), *_bills_left_out(groups, dossier)]
    if not bills:
        return {"left_out": left_out} if left_out else {}
    return {
        **totals_of(bills),
        "bills": [_bill(group, dossier) for group in groups],
        "scopes": list(_scopes(groups, dossier)),
        "left_out": left_out,
    }


def _counted(items: Sequence[ChecklistItem], dossier: Dossier) -> list[Group]:
    """The pictures of each bill that serves, the one that counts first, whatever order they came in."""
    used = {one for item in items if item.key == "bill" for one in item.documents}
    serving = used - {one for item in items for one in item.ask.documents}
    groups = [_best_first(group, serving) for group in same_bills(_bills(dossier))]
    chosen = [group for group in groups if group[0].id in serving]
    return sorted(chosen, key=lambda group: (group[0].shown, group[0].place))


def _best_first(group: Group, serving: set[str]) -> Group:
    best = best_of([paper for paper in group if paper.id in serving] or group)
    return best, *(paper for paper in group if paper is not best)


def _bill(group: Group, dossier: Dossier) -> dict[str, Any]:
    """One bill: its pictures, the one that counts first; where it belongs; what it prints."""
    bill, occasion = group[0], _occasion(group, dossier)
    return {
        "documents": [paper.id for paper in group],
        "scope": occasion.scope if occasion else "claim",
        **{name: str(amount) for name in AMOUNTS if (amount := yuan(bill, name)) is not None},
    }


def _scopes(groups: Sequence[Group], dossier: Dossier) -> Iterator[dict[str, Any]]:
    placed = [(group[0], _occasion(group, dossier)) for group in groups]  # once a bill, not once a visit too
    for occasion in (*dossier.stays, *dossier.visits):
        bills = [bill for bill, where in placed if where is occasion]
        if bills:
            days = {"from": occasion.start, "to": occasion.end}
            told = {name: day.isoformat() for name, day in days.items() if day}
            yield {"scope": occasion.scope, **told, **summed(bills)}


def _occasion(group: Group, dossier: Dossier) -> Visit | None:
    ids = {paper.id for paper in group}
    return next(
        (one for one in (*dossier.stays, *dossier.visits) if ids & {bill.id for bill in one.bills}), None
    )


def _amounts_left_out(bills: Sequence[Paper]) -> Iterator[Mapping[str, str]]:
    for bill in bills:
        for name in AMOUNTS:
            reason = why_not_summed(bill, name)
            if reason:
                yield {"document": bill.id, "field": name, "reason": reason}


def _bills_left_out(groups: Sequence[Group], dossier: Dossier) -> Iterator[Mapping[str, str]]:
    """Bills of which nothing was summed, in an order of their own."""
    counted = {paper.id for group in groups for paper in group}
    bests = [group[0] for group in groups]
    for group in groups:
        yield from ({"document": paper.id, "reason": "same_bill"} for paper in group[1:])
    rest = [paper for paper in _bills(dossier) if paper.id not in counted]
    for paper in sorted(rest, key=lambda paper: (paper.shown, paper.place)):
        yield {"document": paper.id, "reason": _why_not_counted(paper, bests, dossier)}


def _why_not_counted(paper: Paper, counted: Sequence[Paper], dossier: Dossier) -> str:
    if is_foreign(paper, dossier.people):
        is_other_trade = paper.type is DocumentType.TAX_INVOICE and is_medical(paper) is False
        return "other_trade" if is_other_trade else "other_person"
    return "same_bill" if any(is_shade_of(paper, bill) for bill in counted) else "not_accepted"


def _bills(dossier: Dossier) -> tuple[Paper, ...]:
    return of_types(dossier.papers, BILLS)
