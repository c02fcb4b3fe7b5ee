"""What was found of a claim: the latest assessment, the messages, the events, the chain.

>>> import inspect
>>> list(inspect.signature(checklist_told).parameters)
['uow', 'claim', 'caller']
"""

from dataclasses import asdict

from intake.caller import Caller, Way
from intake.errors import refused
from intake.schemas.outcome import (
    ChecklistTold,
    EntryTold,
    EventTold,
    MessagesTold,
    MessageTold,
    QuestionsTold,
    QuestionTold,
)
from intake.shown import may_claimant_see, shown_to_claimant
from storage.model.audit import AuditEntry
from storage.model.claim import Claim
from storage.model.records import Event, StoredAssessment, StoredMessage
from storage.unit_of_work import UnitOfWork


def checklist_told(uow: UnitOfWork, claim: Claim, caller: Caller) -> ChecklistTold:
    """The list as last assessed, as far as the caller may see it; empty before the first time."""
    latest = _seen_by(uow, claim, caller)
    if latest is None:
        return ChecklistTold(claim_id=claim.id, complete=False)
    found = latest.data
    return ChecklistTold(
        claim_id=claim.id,
        number=latest.number,
        assessed_at=latest.at,
        is_current=latest.revision == claim.revision,
        complete=found["complete"],
        items=found["items"],
        deficiencies=found["deficiencies"],
        received=found["received"],
        under_review=found["under_review"],
    )


def questions_told(uow: UnitOfWork, claim: Claim, caller: Caller) -> QuestionsTold:
    """What is open by the latest assessment and not answered since, as far as the caller may see it."""
    latest = _seen_by(uow, claim, caller)
    put = latest.data["questions"] if latest else []
    questions = [QuestionTold(**question) for question in put if claim.facts.get(question["key"]) is None]
    return QuestionsTold(claim_id=claim.id, questions=questions)


def _seen_by(uow: UnitOfWork, claim: Claim, caller: Caller) -> StoredAssessment | None:
    latest = uow.assessments.latest(claim.id)
    return shown_to_claimant(uow, latest) if caller.way is Way.LINK else latest


def message_in_force(uow: UnitOfWork, claim: Claim) -> MessageTold:
    """The newest one that may leave. Raises Refused `no_message_yet`."""
    latest = uow.messages.in_force(claim.id)
    if latest is None:
        raise refused("no_message_yet")
    return message_told(latest)


def messages_told(uow: UnitOfWork, claim: Claim, caller: Caller) -> MessagesTold:
    """All of them, the oldest first; a claimant hears of none that is held."""
    found = uow.messages.of_claim(claim.id)
    seen = [one for one in found if caller.way is not Way.LINK or may_claimant_see(one)]
    return MessagesTold(claim_id=claim.id, messages=[message_told(one) for one in seen])


def message_told(stored: StoredMessage) -> MessageTold:
    return MessageTold(
        id=stored.id,
        claim_id=stored.claim_id,
        number=stored.number,
        state=stored.state,
        composed_at=stored.composed_at,
        sent_at=stored.sent_at,
        delivered_at=stored.delivered_at,
        released_at=stored.released_at,
        cause=stored.cause,
        **asdict(stored.message),
    )


def event_told(event: Event) -> EventTold:
    return EventTold(
        seq=event.seq, claim_id=event.claim_id, kind=event.kind, at=event.at, data=dict(event.data)
    )


def entry_told(entry: AuditEntry) -> EntryTold:
    return EntryTold(**asdict(entry))
