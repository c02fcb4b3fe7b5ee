"""The items of a claim: every row of its lists, for each visit it speaks of, judged; then merged.

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> [item.key for item in items_of([ClaimType.OUTPATIENT_MEDICAL], dossier).items if item.state.is_ask]
['insured_id', 'bank_card', 'bill', 'medical_record', 'fee_list']
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from storage.model.checklist import ChecklistItem
from storage.model.claim import ClaimType
from validators.claim import further
from validators.claim.dossier import Dossier
from validators.claim.evidence import Spot
from validators.claim.people import count_of_beneficiaries
from validators.items.basis import Key, Known, known_of, spot_names_of_rows
from validators.items.implied import without_implied
from validators.items.judge import accepted_types, judge
from validators.lists.checklist import load_checklist
from validators.lists.requirement import Requirement
from validators.papers.visits import Visit

Judged = tuple[ChecklistItem, tuple[str, ...]]
"""An item, and the facts to ask for that it hangs on."""
Twin = tuple[Requirement, Judged]


@dataclass(frozen=True, slots=True)
class Items:
    """The items, the facts to ask for that they hang on, and what was known for each row and occasion."""

    items: tuple[ChecklistItem, ...]
    questions: tuple[str, ...]
    known: Known


def items_of(claim_types: Sequence[ClaimType], dossier: Dossier, on: dt.date | None = None) -> Items:
    """All items in the order of the lists of that day; common ones stand once, implied ones not at all."""
    items: list[ChecklistItem] = []
    rows: list[Requirement] = []
    questions: list[str] = []
    known: dict[Key, dict[str, str]] = {}
    twins: dict[Key, Twin] = {}
    for claim_type in claim_types:
        listed, names = load_checklist(claim_type, on).requirements, spot_names_of_rows(claim_type, on)
        judged = []
        for row in _for_each_person(listed, dossier):
            for visit in _scopes(row, dossier):
                spot = Spot(dossier, visit, row.person)
                key = (row.key, row.person, spot.scope)
                judged.append(_item(row, claim_type, spot, twins.get(key)))
                twins[key] = row, judged[-1]
                known.setdefault(key, {}).update(known_of(names[row.key], spot))
        questions.extend(name for _, names in judged for name in names)
        _merge(items, [item for item, _ in judged])
        rows.extend(listed)
    _merge(items, _further(claim_types, dossier, known))
    return Items(tuple(without_implied(items, rows)), tuple(dict.fromkeys(questions)), known)


def _further(
    claim_types: Sequence[ClaimType], dossier: Dossier, known: dict[Key, dict[str, str]]
) -> list[ChecklistItem]:
    """What a person asked for beyond the lists."""
    items = []
    for row in further.rows_of(dossier.facts):
        item, _ = _item(row, claim_types[0], Spot(dossier, None, row.person), None)
        items.append(replace(item, details={**item.details, "paper": row.types[0].value}))
        known.setdefault((row.key, row.person, "claim"), {})
    return items


def _for_each_person(rows: Sequence[Requirement], dossier: Dossier) -> Iterator[Requirement]:
    """Rows of beneficiaries stand for each of them: all of the first, then all of the second."""
    count = count_of_beneficiaries(dossier.facts)
    for is_of_each, group in groupby(rows, key=lambda row: row.person == "beneficiary"):
        if not is_of_each:
            yield from group
            continue
        several = list(group)
        for number in range(1, count + 1):
            yield from (replace(row, person=f"beneficiary:{number}") for row in several)


def _scopes(row: Requirement, dossier: Dossier) -> Iterator[Visit | None]:
    if row.scope == "claim":
        yield None
    else:
        yield from dossier.occasions(row.scope)


def _item(row: Requirement, claim_type: ClaimType, spot: Spot, twin: Twin | None) -> Judged:
    """A row that another list of the claim has too is judged once."""
    if twin and twin[0] == row:
        item, questions = twin[1]
        return replace(item, claim_types=(claim_type,)), questions
    dossier, visit = spot.dossier, spot.visit
    judgement = judge(row, dossier, visit)
    verdict = judgement.verdict
    item = ChecklistItem(
        key=row.key,
        state=verdict.state,
        person=row.person,
        scope=spot.scope,
        accepts=accepted_types(row, dossier, visit),
        claim_types=(claim_type,),
        documents=verdict.documents,
        ask=verdict.ask,
        reason=verdict.reason,
        details={**verdict.details, **_day(visit, dossier)},
    )
    return item, judgement.questions


def _day(visit: Visit | None, dossier: Dossier) -> dict[str, str]:
    """The day of the visit or stay, where there are several to tell apart."""
    if visit is None or visit.start is None or len(dossier.occasions(visit.kind)) < 2:
        return {}
    return {"day": visit.start.isoformat()}


def _merge(items: list[ChecklistItem], more: Sequence[ChecklistItem]) -> None:
    """Items of two claim types that accept the same for the same person and scope are one."""
    known = {_twin_key(item): at for at, item in reversed(list(enumerate(items)))}
    for item in more:
        at = known.get(_twin_key(item))
        if at is None:
            items.append(item)
        else:
            items[at] = replace(items[at], claim_types=(*items[at].claim_types, *item.claim_types))


def _twin_key(item: ChecklistItem) -> tuple[object, ...]:
    return item.person, item.scope, item.state, frozenset(item.accepts)
