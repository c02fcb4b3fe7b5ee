"""The one transaction of an upload whose files are safe: submission, originals, audit, event, outbox.

Bytes that the claim has already are the original they were; only new ones are read, start the clocks and count as a change.
A paper that was set aside and is sent again counts again.

>>> import inspect
>>> list(inspect.signature(record_submission).parameters)
['uow', 'caller', 'upload']
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.acts.give_consent import check_consent
from intake.acts.reach import living_claim
from intake.acts.record import Deed, enter, record
from intake.caller import Caller
from intake.errors import refused
from intake.idempotency import Once
from intake.upload.receipt import NotTaken, Receipt, Taken, receipt_from_data, receipt_to_data
from storage.model.audit import Detail
from storage.model.claim import Claim
from storage.model.ids import IdKind, new_id
from storage.model.submission import Original, Submission
from storage.originals import Stored
from storage.unit_of_work import UnitOfWork
from workers.clocks import after_upload
from workers.steps.case import keep_state

_UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that is safe in the original store, under the sender's name."""

    name: str
    stored: Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What came in at one time. `once`: the idempotency key, with the digest of this upload."""

    claim_id: str
    files: Sequence[Arrived | NotTaken]
    most_originals: int
    once: Once | None = None


def record_submission(uow: UnitOfWork, caller: Caller, upload: Upload) -> Receipt:
    """The receipt; for a repeated key the one that was given before.

    Raises NotFound, Conflict, and Refused (`idempotency_key_reused`, `too_many_originals`); then nothing is recorded.
    """
    earlier = upload.once.reply(uow) if upload.once else None
    if earlier is not None:
        return receipt_from_data(json.loads(earlier[1]))
    claim = living_claim(uow, caller, upload.claim_id)
    check_consent(uow, claim.id)
    submission_id, before = new_id(IdKind.SUBMISSION), uow.originals.next_number(claim.id)
    files = tuple(_file(uow, caller, submission_id, (claim, file)) for file in upload.files)
    news = uow.originals.next_number(claim.id) - before
    if before - 1 + news > upload.most_originals:
        raise refused("too_many_originals")
    receipt = Receipt(submission_id=submission_id, claim_id=claim.id, files=files)
    _record(uow, caller, receipt, news)
    if _brought_back(uow, caller, receipt) or news:
        uow.claims.save(replace(after_upload(claim, uow.now), revision=claim.revision + 1))
        keep_state(uow, claim.id)
    if upload.once:
        upload.once.keep(uow, 202, json.dumps(receipt_to_data(receipt)).encode())
    return receipt


def _file(
    uow: UnitOfWork, caller: Caller, submission_id: str, sent: tuple[Claim, Arrived | NotTaken]
) -> Taken | NotTaken:
    claim, file = sent
    if isinstance(file, NotTaken):
        return file
    stored = file.stored
    known = uow.originals.by_sha256(claim.id, stored.sha256)
    original = known or _added(uow, claim, submission_id, file)
    if known is None:
        details: dict[str, Detail] = {"sha256": stored.sha256, "size": stored.size}
        enter(
            uow,
            caller,
            Deed(claim_id=claim.id, action="original.received", subject=original.id, details=details),
        )
        uow.outbox.add("look_at_original", original.id, caller.trace)
        uow.outbox.add("read_original", original.id, caller.trace)
    return Taken(original_id=original.id, name=file.name, sha256=stored.sha256, size=stored.size)


def _brought_back(uow: UnitOfWork, caller: Caller, receipt: Receipt) -> int:
    """How many papers had been set aside and are here again, with what follows from that."""
    sent = dict.fromkeys(file.original_id for file in receipt.files if isinstance(file, Taken))
    back = [paper for one in sent for paper in uow.documents.of_original(one) if paper.withdrawn_at]
    for paper in back:
        uow.documents.reinstate(paper.id)
        enter(uow, caller, Deed(claim_id=receipt.claim_id, action="document.reinstated", subject=paper.id))
    if back:
        uow.outbox.add("assess_claim", receipt.claim_id, caller.trace)
    return len(back)


def _added(uow: UnitOfWork, claim: Claim, submission_id: str, file: Arrived) -> Original:
    original = Original(
        id=new_id(IdKind.ORIGINAL),
        tenant=claim.tenant,
        claim_id=claim.id,
        submission_id=submission_id,
        number=uow.originals.next_number(claim.id),
        sha256=file.stored.sha256,
        size=file.stored.size,
        media_type=_UNKNOWN_TYPE,
        name=file.name,
        received_at=uow.now,
    )
    uow.originals.add(original)
    return original


def _record(uow: UnitOfWork, caller: Caller, receipt: Receipt, news: int) -> None:
    taken = [file.original_id for file in receipt.files if isinstance(file, Taken)]
    submission = Submission(
        id=receipt.submission_id,
        tenant=caller.tenant,
        claim_id=receipt.claim_id,
        way=caller.way.value,
        received_at=uow.now,
        originals=tuple(dict.fromkeys(taken)),
    )
    uow.submissions.add(submission, None, None)
    details = {"files": len(receipt.files), "originals": len(submission.originals), "new": news}
    record(
        uow,
        caller,
        Deed(claim_id=receipt.claim_id, action="submission.received", subject=submission.id, details=details),
    )
