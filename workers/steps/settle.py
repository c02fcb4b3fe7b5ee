"""How an attempt to read an original ends, each way in one transaction: read, quarantined, or given back.

>>> original = Original(id="org_1", tenant="main", claim_id="clm_1", submission_id="sub_1", number=3, sha256="", size=1,
...                     media_type="", name="bill.jpg", received_at=dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
>>> [(paper.id, paper.findings[0].rule) for paper in stand_in(original, UNREAD).documents]
[('f3.d1', 'unread')]
"""

import datetime as dt
import importlib.metadata
from typing import TYPE_CHECKING

import structlog

from storage.model.audit import Detail
from storage.model.document import Document, Page
from storage.model.document_type import DocumentType
from storage.model.finding import Finding, Outcome
from storage.model.reading import Reading, ReadingStatus
from storage.model.submission import Original, OriginalState
from workers.bootstrap import Services
from workers.steps.leases import Lease

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

QUARANTINED, UNREAD = "quarantined", "unread"
_log = structlog.get_logger()


def settle_read(services: Services, lease: Lease, reading: Reading, trace: str) -> bool:
    """Keeps what was read. False when the lease was lost meanwhile: then nothing is kept. Raises TransientError."""
    with services.store.write() as uow:
        return enter_read(services, uow, lease, (reading, trace))


def enter_read(services: Services, uow: "UnitOfWork", lease: Lease, result: tuple[Reading, str]) -> bool:
    """The same within a transaction that does more. `result`: the reading, and the trace."""
    original, (reading, trace) = lease.original, result
    state, media_type = OriginalState.READ, reading.media_type
    if not uow.originals.settle(original.id, lease.owner, state, reading, media_type):
        return False
    told: dict[str, Detail] = {
        "status": reading.status.value,
        "code": reading.reason.code if reading.reason else None,
        "documents": len(reading.documents),
        **({"members": len(reading.members)} if reading.members else {}),
    }
    details: dict[str, Detail] = {
        **told,
        "attempt": original.attempts,
        "version": importlib.metadata.version("claims-intake"),
    }
    uow.audit.append(original.claim_id, services.actor, "original.read", original.id, details)
    uow.events.add(original.claim_id, "document.read", {"original": original.id, **told})
    _go_on(uow, original, trace)
    return True


def quarantine(services: Services, original: Original, owner: str | None, *, code: str, trace: str) -> bool:
    """A person must look: the customer is neither told nor asked. False when another is quicker."""
    reading = stand_in(original, QUARANTINED)
    with services.store.write() as uow:
        state, media_type = OriginalState.QUARANTINED, original.media_type
        if not uow.originals.settle(original.id, owner, state, reading, media_type):
            return False
        details: dict[str, Detail] = {"code": code, "attempt": original.attempts}
        uow.audit.append(original.claim_id, services.actor, "original.quarantined", original.id, details)
        told = {"original": original.id, "status": QUARANTINED, "code": code, "documents": 1}
        uow.events.add(original.claim_id, "document.read", told)
        _go_on(uow, original, trace)
    _log.error("original.quarantined", original=original.id, claim=original.claim_id, code=code)
    return True


def give_back(services: Services, lease: Lease, trace: str, *, is_counted: bool, wait: float = 0.0) -> bool:
    """Somebody reads it again, after so many seconds. False when the lease was lost: somebody does already."""
    original = lease.original
    with services.store.write() as uow:
        if not uow.originals.give_back(original.id, lease.owner, counted=is_counted):
            return False
        not_before = uow.now + dt.timedelta(seconds=wait) if wait else None
        uow.outbox.add("read_original", original.id, trace, not_before)
    return True


def stand_in(original: Original, rule: str) -> Reading:
    """What counts for a file that nobody has read: a paper of unknown kind that a person looks at.

    So no item that it may be is asked for. `rule` says why: `QUARANTINED` or `UNREAD`.
    """
    paper = Document(
        id=f"f{original.number}.d1",
        type=DocumentType.OTHER,
        confidence=0.0,
        pages=(Page(page=1, width=0, height=0),),
        findings=(Finding(rule=rule, outcome=Outcome.HUMAN, field=None, detail=""),),
    )
    return Reading(
        file=original.name,
        sha256=original.sha256,
        media_type=original.media_type,
        status=ReadingStatus.READ,
        documents=(paper,),
    )


def _go_on(uow: "UnitOfWork", original: Original, trace: str) -> None:
    uow.claims.bump(original.claim_id)
    uow.outbox.add("assess_claim", original.claim_id, trace)
