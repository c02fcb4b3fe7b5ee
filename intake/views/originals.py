"""What became of an original: its state, and the verdict on each paper in it in the customer's words.

>>> import inspect
>>> list(inspect.signature(original_told).parameters)
['uow', 'original']
"""

from collections.abc import Mapping
from typing import Any

from intake.pages.words import page_words
from intake.schemas.submissions import OriginalTold, QuarantinedTold, VerdictTold
from storage.model.checklist import Tone
from storage.model.document import Document
from storage.model.reading import Reading
from storage.model.records import StoredDocument
from storage.model.serial import document_to_data
from storage.model.submission import Original
from storage.unit_of_work import UnitOfWork


def original_told(uow: UnitOfWork, original: Original) -> OriginalTold:
    stored = uow.readings.of_original(original.id)
    reading = stored.reading if stored else None
    reason = reading.reason if reading else None
    return OriginalTold(
        id=original.id,
        claim_id=original.claim_id,
        submission_id=original.submission_id,
        number=original.number,
        name=original.name,
        parent_id=original.parent_id,
        sha256=original.sha256,
        size=original.size,
        media_type=original.media_type,
        received_at=original.received_at,
        state=original.state,
        reason={"code": reason.code, "message": reason.message, "remedy": reason.remedy} if reason else None,
        verdicts=_verdicts(uow, original.claim_id, reading) if reading else [],
    )


def quarantined_told(original: Original) -> QuarantinedTold:
    return QuarantinedTold(
        id=original.id,
        claim_id=original.claim_id,
        sha256=original.sha256,
        size=original.size,
        attempts=original.attempts,
        received_at=original.received_at,
    )


def document_told(document: StoredDocument) -> dict[str, Any]:
    """The contract's document, and where it comes from."""
    at = document.withdrawn_at
    return document_to_data(document.document) | {
        "claim_id": document.claim_id,
        "original_id": document.original_id,
        "withdrawn_at": at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None,
    }


def _verdicts(uow: UnitOfWork, claim_id: str, reading: Reading) -> list[VerdictTold]:
    """Those of the latest assessment; a paper that none has seen yet has none."""
    if not reading.documents:
        return [*_opened(uow, claim_id, reading), *_refused(reading)]
    latest = uow.assessments.latest(claim_id)
    known = latest.data.get("verdicts", {}) if latest else {}
    return [_verdict(document, known[document.id]) for document in reading.documents if document.id in known]


def _opened(uow: UnitOfWork, claim_id: str, reading: Reading) -> list[VerdictTold]:
    """Of an archive or a mail: how many files were in it; each of them is told of by itself."""
    if not reading.members:
        return []
    text = page_words(uow.claims.get(claim_id).locale).say("files.opened", count=len(reading.members))
    return [VerdictTold(document_id=None, type=None, tone=Tone.FINE, text=text, tip="")]


def _refused(reading: Reading) -> list[VerdictTold]:
    if reading.reason is None:
        return []
    text, tip = reading.reason.message, reading.reason.remedy
    return [VerdictTold(document_id=None, type=None, tone=Tone.REFUSED, text=text, tip=tip)]


def _verdict(document: Document, said: Mapping[str, Any]) -> VerdictTold:
    return VerdictTold(document_id=document.id, type=document.type.value, **said)
