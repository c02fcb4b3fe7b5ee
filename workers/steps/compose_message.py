"""Composes the message of a claim when the clocks say that it is due and it says something new.

What asks for something that could have been asked before is composed too, but held: it leaves when a person has given
a reason, and is counted.

>>> import inspect
>>> list(inspect.signature(compose_if_due).parameters)
['services', 'claim_id', 'trace']
"""

from typing import TYPE_CHECKING

import structlog

from storage.messages import Composing
from storage.model.audit import Detail
from storage.model.checklist import ItemState
from storage.model.message import Message
from storage.model.records import StoredAssessment, StoredMessage
from workers.bootstrap import Services
from workers.clocks import Due, after_message, decide
from workers.steps.case import Case, keep_state
from workers.steps.late import cause_of, late_in
from workers.steps.news import is_news

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

_log = structlog.get_logger()


def compose_if_due(services: Services, claim_id: str, trace: str) -> None:
    """At most one message an assessment; the clocks stand still after it. What is held asks the very same as the current
    assessment, which else would have superseded it. Raises NotFound, TransientError."""
    with services.store.write() as uow:
        case = Case.load(uow, claim_id)
        if case.claim.state.is_ended:
            return
        due = decide(case.standing(uow), services.pace)
        if due is Due.ASSESS:
            _ask_for_assessment(uow, case, trace)
        elif due is Due.COMPOSE and case.current is not None:
            _compose(services, uow, case.current, trace)


def _ask_for_assessment(uow: "UnitOfWork", case: Case, trace: str) -> None:
    """Of what is there now; also once more when the time is up, for what came and is not read yet."""
    if case.current is not None:
        uow.claims.bump(case.claim.id)
    uow.outbox.add("assess_claim", case.claim.id, trace)


def _compose(services: Services, uow: "UnitOfWork", assessment: StoredAssessment, trace: str) -> None:
    claim_id = assessment.claim_id
    case = Case.load(uow, claim_id)
    uow.claims.save(after_message(case.claim))
    if not is_news(uow, case) or case.held is not None:
        _log.info("message.nothing_new", claim=claim_id, number=assessment.number)
        return
    composing = _composing(uow, assessment)
    message = Message(**assessment.data["message"])
    stored = uow.messages.add(claim_id, assessment.id, message, uow.now, composing)
    _record(services, uow, stored, assessment)
    if composing.is_held:
        _hold(services, uow, stored, assessment)
    else:
        uow.outbox.add("deliver_message", stored.id, trace)
    keep_state(uow, claim_id)
    _log.info("message.composed", claim=claim_id, message=stored.id, number=stored.number)


def _composing(uow: "UnitOfWork", assessment: StoredAssessment) -> Composing:
    late = late_in(uow, assessment)
    asks = sum(ItemState(item["state"]).is_ask for item in assessment.data["items"])
    questions = len(assessment.data["questions"])
    cause = cause_of(uow, assessment, late)
    return Composing(cause=cause, asks=asks + questions, is_held=bool(late))


def _record(services: Services, uow: "UnitOfWork", stored: StoredMessage, assessment: StoredAssessment) -> None:
    told: dict[str, Detail] = {
        "number": stored.number,
        "fingerprint": stored.message.fingerprint,
        "complete": assessment.data["complete"],
        "cause": stored.cause.value if stored.cause else None,
    }
    details = {**told, "assessment": assessment.id}
    uow.audit.append(stored.claim_id, services.actor, "message.composed", stored.id, details)
    uow.events.add(stored.claim_id, "message.composed", {"message": stored.id, **told})


def _hold(services: Services, uow: "UnitOfWork", stored: StoredMessage, assessment: StoredAssessment) -> None:
    """It asks for what could have been asked before: it does not leave until a person has given a reason."""
    details: dict[str, Detail] = {"number": stored.number, "late": late_in(uow, assessment).told}
    uow.audit.append(stored.claim_id, services.actor, "message.held", stored.id, details)
    uow.events.add(stored.claim_id, "message.held", {"message": stored.id, **details})
    _log.warning("message.held", claim=stored.claim_id, message=stored.id, number=stored.number)
