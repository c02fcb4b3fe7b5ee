"""The items of a claim: every row of its lists, for each visit it speaks of, judged; then merged.

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> [item.key for item in items_of([ClaimType.OUTPATIENT_MEDICAL], dossier).items if item.state.is_ask]
['insured_id', 'bank_card', 'bill', 'medical_record', 'fee_list']
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storage.model.checklist import ChecklistItem
from storage.model.claim import ClaimType
from validators.claim.dossier import Dossier
from validators.items.judge import accepted, judge
from validators.lists.checklist import load_checklist
from validators.lists.requirement import Requirement
from validators.papers.visits import Visit


@dataclass(frozen=True, slots=True)
class Items:
    """The items, and the facts to ask for that they hang on."""

    items: tuple[ChecklistItem, ...]
    questions: tuple[str, ...]


def items_of(claim_types: Sequence[ClaimType], dossier: Dossier) -> Items:
    """All items in the order of the lists; common ones stand once, implied ones not at all."""
    items: list[ChecklistItem] = []
    questions: list[str] = []
    for claim_type in claim_types:
        rows = load_checklist(claim_type).requirements
        judged = [_item(row, claim_type, dossier, visit) for row in rows for visit in _scopes(row, dossier)]
        questions.extend(name for _, names in judged for name in names)
        _merge(items, _without_implied([item for item, _ in judged], rows))
    return Items(tuple(items), tuple(dict.fromkeys(questions)))


def _scopes(row: Requirement, dossier: Dossier) -> Iterator[Visit | None]:
    if row.scope == "claim":
        yield None
    else:
        yield from (visit for visit in dossier.visits if visit.bills or row.scope == "visit")


def _item(
    row: Requirement, claim_type: ClaimType, dossier: Dossier, visit: Visit | None
) -> tuple[ChecklistItem, tuple[str, ...]]:
    judgement = judge(row, dossier, visit)
    verdict = judgement.verdict
    item = ChecklistItem(
        key=row.key,
        state=verdict.state,
        person=row.person,
        scope=visit.scope if visit else "claim",
        accepts=tuple(dict.fromkeys(accept.type for accept, _ in accepted(row, dossier, visit))),
        claim_types=(claim_type,),
        documents=verdict.documents,
        ask=verdict.ask,
        reason=verdict.reason,
        details={**verdict.details, **_day(visit, dossier)},
    )
    return item, judgement.questions


def _day(visit: Visit | None, dossier: Dossier) -> dict[str, str]:
    """The day of the visit, where there are several to tell apart."""
    return {"day": visit.start.isoformat()} if visit and visit.start and len(dossier.visits) > 1 else {}


def _without_implied(items: Sequence[ChecklistItem], rows: Sequence[Requirement]) -> list[ChecklistItem]:
    """An item that is asked for drops the open one it implies, and then asks for what meets both."""
    implied = {row.key: row.implies for row in rows if row.implies}
    by_key = {item.key: item for item in items}
    dropped: set[str] = set()
    kept: list[ChecklistItem] = []
    for item in items:
        weaker = by_key.get(implied.get(item.key, ""))
        if weaker and item.state.is_ask and weaker.state.is_ask:
            dropped.add(weaker.key)
            both = tuple(kind for kind in item.accepts if kind in weaker.accepts)
            item = replace(item, accepts=both or item.accepts)
        kept.append(item)
    return [item for item in kept if item.key not in dropped]


def _merge(items: list[ChecklistItem], more: Sequence[ChecklistItem]) -> None:
    """Items of two claim types that accept the same for the same person and scope are one."""
    for item in more:
        for at, other in enumerate(items):
            if _is_twin(item, other):
                items[at] = replace(other, claim_types=(*other.claim_types, *item.claim_types))
                break
        else:
            items.append(item)


def _is_twin(item: ChecklistItem, other: ChecklistItem) -> bool:
    is_same = (set(item.accepts), item.person, item.scope) == (set(other.accepts), other.person, other.scope)
    return is_same and item.state is other.state and not set(item.claim_types) & set(other.claim_types)
