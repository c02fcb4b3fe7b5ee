"""Holds a claim against its lists, once a revision, and leaves what must follow: the message when it is due.

What is not read yet counts as what a person of ours looks at, so it is never asked for: neither on the claimant's page
while we read, nor in a message that may wait no longer.

>>> import inspect
>>> list(inspect.signature(assess_claim).parameters)
['services', 'claim_id', 'trace']
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from storage.model.audit import Detail
from storage.model.checklist import Assessment
from storage.model.claim import Claim, ClaimState
from storage.model.reading import Reading
from storage.model.records import Cannot, StoredReading
from validators.assess import assess
from validators.facts.known import facts_from
from validators.facts.lookups import Found, awaited, with_look_ups
from validators.rules.sightings import with_sightings
from workers.bootstrap import Services
from workers.clocks import after_news, due_at
from workers.steps import look_ups
from workers.steps.answered import note_answered
from workers.steps.case import Case, keep_state
from workers.steps.elsewhere import sightings_in
from workers.steps.late import drop_held
from workers.steps.news import is_news
from workers.steps.settle import UNREAD, stand_in

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Papers:
    """What is judged, as it was at one moment."""

    claim: Claim
    at: dt.datetime
    readings: Sequence[Reading]
    stored: Sequence[StoredReading]
    cannots: Sequence[Cannot]
    found: Sequence[Found]


def assess_claim(services: Services, claim_id: str, trace: str) -> None:
    """One assessment of the claim's revision, if there is none; whoever changed the claim meanwhile asked for another.

    Raises PermanentError (unknown facts, a list that is missing), TransientError.
    """
    with services.store.read() as uow:
        case = Case.load(uow, claim_id)
        if case.claim.state.is_ended or case.current is not None:
            return
        papers = _papers(services, uow, case)
    sightings = sightings_in(services, claim_id, papers.stored)
    assessment = with_sightings(_assessed(services, papers), sightings)
    with services.store.write() as uow:
        if uow.claims.get(claim_id).revision != papers.claim.revision:
            return
        if uow.assessments.add(claim_id, papers.claim.revision, assessment, papers.at) is None:
            return
        _record(services, uow, claim_id, assessment)
        look_ups.enter(services, uow, papers.claim, awaited(assessment.items), trace)
        _go_on(services, uow, claim_id, trace)


def _papers(services: Services, uow: "UnitOfWork", case: Case) -> _Papers:
    stored = uow.readings.of_claim(case.claim.id)
    read = {one.original.id: one.reading for one in stored}
    return _Papers(
        claim=case.claim,
        at=uow.now,
        readings=[read.get(original.id) or stand_in(original, UNREAD) for original in case.originals],
        stored=stored,
        cannots=uow.cannots.of_claim(case.claim.id),
        found=look_ups.known_of(services, uow, case.claim),
    )


def _assessed(services: Services, papers: _Papers) -> Assessment:
    return assess(
        papers.readings,
        claim_types=papers.claim.claim_types,
        facts=with_look_ups(facts_from(papers.claim.facts), papers.found),
        today=services.today(),
        locale=papers.claim.locale,
        cannot=[(cannot.key, cannot.person, cannot.scope) for cannot in papers.cannots],
        lists_of=services.day_of(papers.claim.opened_at),
    )


def _record(services: Services, uow: "UnitOfWork", claim_id: str, assessment: Assessment) -> None:
    stored = uow.assessments.latest(claim_id)
    assert stored is not None
    told: dict[str, Detail] = {
        "number": stored.number,
        "revision": stored.revision,
        "fingerprint": assessment.message.fingerprint,
        "complete": assessment.is_complete,
    }
    uow.audit.append(claim_id, services.actor, "claim.assessed", stored.id, told)
    uow.events.add(claim_id, "assessment.changed", {"assessment": stored.id, **told})
    note_answered(uow, uow.claims.get(claim_id), stored)
    drop_held(uow, stored)
    _log.info("claim.assessed", claim=claim_id, number=stored.number, revision=stored.revision)


def _go_on(services: Services, uow: "UnitOfWork", claim_id: str, trace: str) -> None:
    """The claim's state, and the message: now or when the clocks say so."""
    before = uow.claims.get(claim_id).state
    if keep_state(uow, claim_id) is ClaimState.COMPLETE is not before:
        uow.events.add(claim_id, "claim.complete", {})
    case = Case.load(uow, claim_id)
    if case.message is not None and is_news(uow, case):
        uow.claims.save(after_news(case.claim, uow.now))
        case = Case.load(uow, claim_id)
    due = due_at(case.standing(uow), services.pace)
    if due is not None and not case.claim.state.is_ended:
        uow.outbox.add("compose_message", claim_id, trace, max(due, uow.now))
