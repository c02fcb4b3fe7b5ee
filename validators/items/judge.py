"""One requirement held against the claim: the first state of the contract's order that holds.

>>> from validators.facts.load import Facts
>>> from storage.model.document_type import DocumentType
>>> row = Requirement(key="poa", person="agent", accepts=(Accept(DocumentType.POA),), source=("CIV 165",))
>>> judge(row, Dossier.gather((), Facts(), dt.date(2026, 4, 10)), None).verdict.state.value
'missing'
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storage.model.checklist import ItemState
from validators.claim.dossier import Dossier
from validators.claim.evidence import truth_of
from validators.facts.conditions import Truth
from validators.facts.load import catalogue
from validators.items.candidates import Candidate, candidates_for
from validators.items.checks import CHECKS
from validators.items.doubt import lookalikes, may_be_among
from validators.items.every import judge_every
from validators.items.remarks import warning
from validators.items.verdict import Verdict, first, with_what_is_unreadable
from validators.lists.requirement import Accept, Requirement
from validators.papers.visits import Visit

_NOT_THERE = (ItemState.WRONG_SIDE_OR_PAGE, ItemState.MISSING)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, and the facts to ask for that it hung on."""

    verdict: Verdict
    questions: tuple[str, ...] = ()


def judge(row: Requirement, dossier: Dossier, visit: Visit | None) -> Judgement:
    """The steps in the contract's order: applies, known, waived, looked up, met, in doubt, asked."""
    applies = truth_of(row.when, dossier, visit)
    questions = askable(applies)
    if applies.value is False or (applies.value is None and not questions):
        return _plain(ItemState.NOT_APPLICABLE)
    if applies.value is None:
        return _plain(ItemState.UNKNOWN_FACT, questions)
    waived = truth_of(row.waive_when, dossier, visit) if row.waive_when else Truth(False)
    if waived.value or _is_held(row, dossier) or _looked_up(row, dossier) == "verified":
        return _plain(ItemState.WAIVED)
    if _looked_up(row, dossier) == "pending":
        return _plain(ItemState.LOOKUP_PENDING)
    if row.answer and dossier.facts.get(row.answer) is not None:
        return _plain(ItemState.SATISFIED)
    is_unclear = waived.value is None and visit is not None
    return _by_papers(row, dossier, visit, is_unclear)


def askable(truth: Truth) -> tuple[str, ...]:
    """The facts to ask the customer for, in place of those that follow from them."""
    kinds = [catalogue()[name] for name in sorted(truth.unknown) if name in catalogue()]
    return tuple(dict.fromkeys(kind.asks_as or kind.name for kind in kinds if kind.asked or kind.asks_as))


def accepted(row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[tuple[Accept, Truth]]:
    """The types that may serve, with whether their condition holds."""
    for accept in row.accepts:
        truth = truth_of(accept.when, dossier, visit)
        if truth.value is not False:
            yield accept, truth


def _plain(state: ItemState, questions: tuple[str, ...] = ()) -> Judgement:
    return Judgement(Verdict(state=state, reason=state.value), questions)


def _by_papers(row: Requirement, dossier: Dossier, visit: Visit | None, is_unclear: bool) -> Judgement:
    judged: list[tuple[Candidate, Verdict]] = []
    questions: tuple[str, ...] = ()
    for accept, truth in accepted(row, dossier, visit):
        for candidate in candidates_for(row, accept, dossier, visit):
            verdict = _verdict(candidate, row, dossier, visit)
            if truth.value is None and verdict.is_good:
                verdict, questions = replace(verdict, state=ItemState.UNKNOWN_FACT), askable(truth)
            judged.append((candidate, verdict))
    best = judge_every(judged) if row.every else _best(judged)
    if best.state is ItemState.UNKNOWN_FACT:
        return _plain(best.state, questions)
    if row.answer and best.state.is_ask:
        return _plain(ItemState.UNKNOWN_FACT, (row.answer,))
    return Judgement(_missing(best, row, dossier, is_unclear) if best.state in _NOT_THERE else best)


def _best(judged: Sequence[tuple[Candidate, Verdict]]) -> Verdict:
    """What serves or may serve first; else what an unknown fact holds up; else what to ask."""
    if not judged:
        return Verdict(state=ItemState.MISSING, reason="missing")
    serving = [pair for pair in judged if not (pair[1].state.is_ask or pair[1].state is ItemState.UNKNOWN_FACT)]
    return min(serving or judged, key=lambda pair: (pair[1].order, pair[0].places))[1]


def _missing(best: Verdict, row: Requirement, dossier: Dossier, is_unclear: bool) -> Verdict:
    """Missing for sure, or perhaps among papers that nobody could place; or something else came in its stead."""
    among = may_be_among(row, dossier)
    if among or is_unclear:
        documents = tuple(dict.fromkeys((*best.documents, *among)))
        return Verdict(state=ItemState.IN_REVIEW, reason="may_be_among", documents=documents)
    instead = lookalikes(row, dossier)
    if instead and best.reason == "missing":
        return replace(best, reason=instead[0].type.value, documents=tuple(paper.id for paper in instead))
    return best


def _verdict(candidate: Candidate, row: Requirement, dossier: Dossier, visit: Visit | None) -> Verdict:
    troubles = [verdict for check in CHECKS for verdict in check(candidate, row, dossier, visit)]
    if troubles:
        return with_what_is_unreadable(first(troubles), troubles)
    remark = warning(candidate, row, dossier, visit)
    state = ItemState.SATISFIED_WITH_WARNING if remark else ItemState.SATISFIED
    return Verdict(state=state, reason=remark or "satisfied", documents=candidate.ids)


def _is_held(row: Requirement, dossier: Dossier) -> bool:
    """The insurer has such a paper of that person, still valid."""
    for record in dossier.facts.records("held"):
        end = record.get("valid_to")
        is_valid = not isinstance(end, dt.date) or end >= dossier.today
        if record.get("type") in row.types and record.get("person") in (None, row.person) and is_valid:
            return True
    return False


def _looked_up(row: Requirement, dossier: Dossier) -> str:
    return str(dossier.facts.get(f"lookup.{row.lookup}")) if row.lookup else ""
