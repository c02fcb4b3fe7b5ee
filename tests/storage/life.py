"""Something of everything: a claim that goes all the way, so that every repository has been used."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from storage.messages import Composing
from storage.model.access import ApiKey, Scope
from storage.model.ids import IdKind, new_id
from storage.model.records import ClockRow, LookUpRow, MessageCause, MessageState
from storage.model.sighting import Mark, MarkKind
from storage.model.submission import OriginalState, Submission
from storage.unit_of_work import UnitOfWork
from tests.storage.stores import (
    NAME,
    START,
    a_message,
    a_reading,
    an_assessment,
    put_claim,
    put_originals,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    claim: str
    submission: str
    read: str
    quarantined: str
    document: str
    message: str
    key: str


def live(uow: UnitOfWork, reference: str = "A-1") -> Life:
    """One claim with two originals, one of them quarantined, an assessment and a message that went out."""
    claim = put_claim(uow, external_ref=reference)
    read, quarantined, retried = put_originals(uow, claim.id, 3)
    _read(uow, read.id)
    uow.originals.settle(quarantined.id, None, OriginalState.QUARANTINED, a_reading(0), "image/jpeg")
    uow.originals.settle(retried.id, None, OriginalState.QUARANTINED, a_reading(1), "image/jpeg")
    uow.originals.retry(retried.id)
    document = uow.documents.of_claim(claim.id)[0]
    uow.documents.withdraw(uow.documents.of_claim(claim.id)[1].id, START)
    uow.consents.add(claim.id, "1", f"link:{claim.id}", START, {"said_by": NAME})
    uow.cannots.add(claim.id, "fee_list", "insured", None, f"{NAME}说医院不给", START)
    uow.look_ups.keep(a_look_up(claim.id))
    uow.marks.keep(claim.id, [Mark(kind=MarkKind.BILL, text="31060126|0012345678", original_id=read.id)])
    uow.claims.save(replace(claim, facts={"insured.name": NAME, "claimant.name": NAME}))
    return Life(
        claim=claim.id,
        submission=_submit(uow, claim.id),
        read=read.id,
        quarantined=quarantined.id,
        document=document.id,
        message=_tell(uow, claim.id),
        key=_open_doors(uow, claim.id),
    )


def a_look_up(claim_id: str, **more: Any) -> LookUpRow:
    """One that tells somebody's name, and is to be asked again."""
    given: dict[str, Any] = {"state": "pending", "attempts": 1, "asked_at": START, "next_at": START, **more}
    facts = {"policyholder.name": NAME}
    return LookUpRow(claim_id=claim_id, name="policy", source="folder", about=NAME, facts=facts, **given)


def _read(uow: UnitOfWork, id: str) -> None:
    until = uow.now + dt.timedelta(minutes=1)
    uow.originals.lease(id, "a", until, 2)
    uow.originals.renew(id, "a", until)
    uow.originals.give_back(id, "a", counted=False)
    uow.originals.lease(id, "b", until, 2)
    uow.originals.settle(id, "b", OriginalState.READ, a_reading(2), "image/png")


def _submit(uow: UnitOfWork, claim_id: str) -> str:
    submission = Submission(
        id=new_id(IdKind.SUBMISSION),
        tenant=uow.tenant,
        claim_id=claim_id,
        way="system",
        received_at=START,
        originals=(),
    )
    uow.submissions.add(submission, "key-1", "digest-1")
    return submission.id


def _tell(uow: UnitOfWork, claim_id: str) -> str:
    assessment = uow.assessments.add(claim_id, uow.claims.bump(claim_id), an_assessment(), START)
    assert assessment is not None
    held = Composing(cause=MessageCause.OUR_MISS, asks=1, is_held=True)
    old = uow.messages.add(claim_id, assessment, a_message("旧的"), START, held)
    uow.messages.release(old.id, "key:key_1", f"{NAME}来电话了", START)
    message = uow.messages.add(claim_id, assessment, a_message(), START)
    uow.messages.mark(message.id, MessageState.COMPOSED, MessageState.SENT, START)
    uow.clocks.keep(a_clock(claim_id))
    uow.audit.append(claim_id, "operator", "claim.opened", claim_id)
    uow.audit.append(claim_id, "worker:wrk_1", "message.sent", message.id, {"number": 2})
    uow.events.add(claim_id, "message.sent", {"message": message.id})
    uow.outbox.add("deliver_message", message.id, "trc_1")
    return message.id


def a_clock(claim_id: str, **changes: Any) -> ClockRow:
    """One that has just begun."""
    given: dict[str, Any] = {
        "claim_id": claim_id,
        "clock": "decision",
        "lane": "death",
        "near_at": START + dt.timedelta(days=4),
        "due_at": START + dt.timedelta(days=5),
        "is_paused": False,
        "stopped_at": None,
    }
    return ClockRow(**given | changes)


def _open_doors(uow: UnitOfWork, claim_id: str) -> str:
    key = ApiKey(
        id=new_id(IdKind.KEY),
        tenant=uow.tenant,
        name="claims system",
        scopes=frozenset({Scope.SYSTEM}),
        secret_sha256="ab" * 32,
        created_at=START,
    )
    uow.keys.add(key)
    uow.keys.revoke(key.id, START)
    uow.idempotency.put("POST /claims", f"key-{claim_id}", "digest", 201, NAME.encode())
    uow.beats.put("wrk_1", START, {"queue": "read"})
    return key.id


def look(uow: UnitOfWork, life: Life) -> list[object]:
    """Everything that can be found without naming one thing, and everything of the claim."""
    return [
        uow.claims.page(None, 9),
        uow.claims.by_reference("A-1"),
        uow.submissions.of_claim(life.claim),
        uow.submissions.by_key(life.claim, "key-1"),
        uow.originals.of_claim(life.claim),
        uow.originals.by_sha256(life.claim, f"{1:064x}"),
        uow.originals.stuck(uow.now + dt.timedelta(days=1), 9),
        uow.originals.in_state(OriginalState.READ, 9),
        uow.documents.of_claim(life.claim),
        uow.documents.of_original(life.read),
        uow.readings.of_claim(life.claim),
        uow.assessments.latest(life.claim),
        uow.messages.in_force(life.claim),
        uow.messages.of_claim(life.claim),
        uow.messages.in_state(MessageState.SENT, 9),
        uow.clocks.of_claims([life.claim]),
        uow.clocks.running(9),
        uow.consents.latest(life.claim),
        uow.cannots.of_claim(life.claim),
        uow.look_ups.of_claim(life.claim),
        uow.look_ups.due(uow.now + dt.timedelta(days=1), 9),
        uow.outbox.take(uow.now + dt.timedelta(days=1), 9),
        uow.audit.of_claim(life.claim),
        uow.audit.head(life.claim),
        uow.events.after(0, 9),
        uow.events.after(0, 9, life.claim),
        uow.keys.all(),
        uow.idempotency.get("POST /claims", f"key-{life.claim}"),
        uow.beats.all(),
        uow.roots.of_days(),
        uow.roots.heads(START.date()),
    ]
