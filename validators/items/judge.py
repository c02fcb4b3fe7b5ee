"""One requirement held against the claim: the first state of the contract's order that holds.

>>> from validators.facts.load import Facts
>>> row = Requirement(key="poa", person="agent", accepts=(Accept(DocumentType.POA),), source=("CIV 165",))
>>> judge(row, Dossier.gather((), Facts(), dt.date(2026, 4, 10)), None).verdict.state.value
'missing'
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from storage.model.checklist import LOOKED_UP, ItemState
from storage.model.document_type import DocumentType
from validators.claim.dossier import Dossier
from validators.claim.evidence import Spot, truth_of
from validators.facts.conditions import Truth
from validators.facts.known import catalogue
from validators.facts.lookups import AWAITED, PENDING, VERIFIED
from validators.items.candidates import Candidate, candidates_for
from validators.items.checks import CHECKS
from validators.items.doubt import lookalikes, may_be_among
from validators.items.every import judge_every
from validators.items.gather import best_of, enough_of, joined
from validators.items.remarks import warning
from validators.items.verdict import Verdict, first, with_what_is_unreadable
from validators.lists.requirement import Accept, Requirement
from validators.papers.visits import Visit

TOO_EARLY = "too_early"
"""The reason why nobody is asked yet for what cannot exist before a certain day."""

_NOT_THERE = (ItemState.WRONG_SIDE_OR_PAGE, ItemState.MISSING)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, and the facts to ask for that it hung on."""

    verdict: Verdict
    questions: tuple[str, ...] = ()


def judge(row: Requirement, dossier: Dossier, visit: Visit | None) -> Judgement:
    """The steps in the contract's order: applies, known, waived, looked up, met, in doubt, asked."""
    spot = Spot(dossier, visit, row.person)
    applies = truth_of(row.when, spot)
    questions = askable(applies, dossier)
    keeper = keeper_of(applies, dossier)
    if applies.value is False or (applies.value is None and not questions and not keeper):
        return _plain(ItemState.NOT_APPLICABLE)
    if applies.value is None and not keeper:
        return _plain(ItemState.UNKNOWN_FACT, questions)
    waived = truth_of(row.waive_when, spot) if row.waive_when else Truth(False)
    if waived.value:
        return _plain(ItemState.WAIVED)
    if _is_held(row, dossier) or _looked_up(row, dossier) == VERIFIED:
        return Judgement(Verdict(state=ItemState.WAIVED, reason=LOOKED_UP))
    if row.lookup and _looked_up(row, dossier) == PENDING:
        return Judgement(_awaiting("lookup_pending", [row.lookup]))
    if row.answer and dossier.facts.get(row.answer) is not None:
        return _plain(ItemState.SATISFIED)
    is_unclear = waived.value is None and visit is not None
    judgement = _by_papers(row, dossier, visit, is_unclear)
    return _kept(judgement, keeper) if keeper else _softened(judgement, row, dossier)


def askable(truth: Truth, dossier: Dossier) -> tuple[str, ...]:
    """The facts to ask the customer for, in place of those that follow from them; not those that a person decides."""
    if not truth.unknown:
        return ()
    kinds = [catalogue()[name] for name in sorted(truth.unknown) if name in catalogue()]
    open_ones = [kind for kind in kinds if not {kind.name, kind.asks_as} & dossier.facts.torn]
    return tuple(dict.fromkeys(kind.asks_as or kind.name for kind in open_ones if kind.asked or kind.asks_as))


def keeper_of(truth: Truth, dossier: Dossier) -> Verdict | None:
    """Who knows what the row hangs on, if it is not the customer: a look-up under way, or a person of ours."""
    if truth.value is not None:
        return None
    kinds = [catalogue()[name] for name in sorted(truth.unknown) if name in catalogue()]
    if any({kind.name, kind.asks_as} & dossier.facts.torn for kind in kinds):
        return Verdict(state=ItemState.IN_REVIEW, reason="fact_torn")
    sources = [kind.known_from for kind in kinds if kind.known_from]
    if not sources:
        return None
    pending = [source for source in sources if dossier.facts.get(f"lookup.{source}") == PENDING]
    if pending:
        return _awaiting("fact_looked_up", pending)
    return Verdict(state=ItemState.IN_REVIEW, reason="fact_looked_up")


def accepted(row: Requirement, dossier: Dossier, visit: Visit | None) -> Iterator[tuple[Accept, Truth]]:
    """The types that may serve alone, with whether their condition holds."""
    spot = Spot(dossier, visit, row.person)
    for accept in row.accepts:
        truth = truth_of(accept.when, spot)
        if truth.value is not False:
            yield accept, truth


def accepted_types(row: Requirement, dossier: Dossier, visit: Visit | None) -> tuple[DocumentType, ...]:
    """The types of which any one will do: those that serve alone, and the last that a set still lacks."""
    if not row.together and not any(accept.when for accept in row.accepts):
        return row.types
    alone = [accept.type for accept, _ in accepted(row, dossier, visit)]
    for group in row.together:
        bests = [(part.type, best_of(list(_judged(part, row, dossier, visit)))) for part in group]
        lacking = [kind for kind, verdict in bests if verdict.state.is_ask]
        alone += lacking if len(lacking) == 1 < len(group) else []
    return tuple(dict.fromkeys(alone))


def _awaiting(reason: str, look_ups: Sequence[str]) -> Verdict:
    details = {AWAITED: ",".join(dict.fromkeys(look_ups))}
    return Verdict(state=ItemState.LOOKUP_PENDING, reason=reason, details=details)


@cache
def _plain(state: ItemState, questions: tuple[str, ...] = ()) -> Judgement:
    """The same for every claim: most rows of a list come to this."""
    return Judgement(Verdict(state=state, reason=state.value), questions)


def _kept(judgement: Judgement, keeper: Verdict) -> Judgement:
    """Nothing is asked for before it is known whether the row applies; what is in counts."""
    return judgement if judgement.verdict.is_good else Judgement(keeper)


def _softened(judgement: Judgement, row: Requirement, dossier: Dossier) -> Judgement:
    """What nobody can have yet is not asked for; a row that nobody confirmed warns only."""
    verdict = judgement.verdict
    if not verdict.state.is_ask:
        return judgement
    if row.is_only_a_warning:
        return Judgement(Verdict(state=ItemState.SATISFIED_WITH_WARNING, reason="only_a_warning"))
    if row.wait and verdict.state is ItemState.MISSING:
        since = dossier.facts.date(row.wait.since)
        if since is None:
            return _plain(ItemState.UNKNOWN_FACT, (row.wait.since,))
        day = since + dt.timedelta(days=row.wait.days)
        if day > dossier.today:
            details = {"date": day.isoformat()}
            return Judgement(Verdict(state=ItemState.IN_REVIEW, reason=TOO_EARLY, details=details))
    return judgement


def _by_papers(row: Requirement, dossier: Dossier, visit: Visit | None, is_unclear: bool) -> Judgement:
    judged: list[tuple[Candidate, Verdict]] = []
    questions: tuple[str, ...] = ()
    for accept, truth in accepted(row, dossier, visit):
        for pair in _judged(accept, row, dossier, visit):
            candidate, verdict = pair
            if truth.value is None and verdict.is_good:
                verdict, questions = replace(verdict, state=ItemState.UNKNOWN_FACT), askable(truth, dossier)
            judged.append((candidate, verdict))
    best = judge_every(judged) if row.every else enough_of(judged, row.at_least)
    best = _or_together(best, row, dossier, visit)
    if best.state is ItemState.UNKNOWN_FACT:
        return _plain(best.state, questions)
    if row.answer and best.state.is_ask:
        return _unanswered(row.answer, dossier)
    return Judgement(_missing(best, row, dossier, is_unclear) if best.state in _NOT_THERE else best)


def _unanswered(fact: str, dossier: Dossier) -> Judgement:
    """Its question is put, unless it was answered in words that only a person understands."""
    if fact in dossier.facts.torn:
        return Judgement(Verdict(state=ItemState.IN_REVIEW, reason="fact_torn"))
    return _plain(ItemState.UNKNOWN_FACT, (fact,))


def _judged(
    accept: Accept, row: Requirement, dossier: Dossier, visit: Visit | None
) -> Iterator[tuple[Candidate, Verdict]]:
    for candidate in candidates_for(row, accept, dossier, visit):
        yield candidate, _verdict(candidate, row, dossier, visit)


def _or_together(best: Verdict, row: Requirement, dossier: Dossier, visit: Visit | None) -> Verdict:
    """Papers that serve together, where no single one does."""
    if best.is_good:
        return best
    sets = [
        joined([best_of(list(_judged(part, row, dossier, visit))) for part in group]) for group in row.together
    ]
    serving = [verdict for verdict in sets if not verdict.state.is_ask]
    return min((best, *serving), key=lambda verdict: verdict.order) if serving else best


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
