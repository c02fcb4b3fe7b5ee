"""Uploads: what the sender is told of each file, and later of each original.

>>> FileRefused(name="a.jpg", code="too_large", message="", remedy="").code
'too_large'
"""

import datetime as dt
from typing import Any

from intake.schemas.base import Told
from storage.model.checklist import Tone
from storage.model.submission import OriginalState


class FileTaken(Told):
    """A file that is safe; `verdict_url` says what became of it."""

    original_id: str
    name: str
    sha256: str
    size: int
    verdict_url: str


class FileRefused(Told):
    """A file that was left out, in the customer's words."""

    name: str
    code: str
    message: str
    remedy: str


class SubmissionTold(Told):
    """`files` in the order in which they were sent."""

    submission_id: str
    claim_id: str
    files: list[FileTaken | FileRefused]


class VerdictTold(Told):
    """What a claimant is told of one paper. `type` is null for a file that was not opened."""

    document_id: str | None
    type: str | None
    tone: Tone
    text: str
    tip: str


class OriginalTold(Told):
    """`reason` is set when the file was refused or read in part: {code, message, remedy}. `parent_id` is the archive or
    mail that the file was in."""

    id: str
    claim_id: str
    submission_id: str
    number: int
    name: str
    parent_id: str | None
    sha256: str
    size: int
    media_type: str
    received_at: dt.datetime
    state: OriginalState
    reason: dict[str, str] | None
    verdicts: list[VerdictTold]


class QuarantinedTold(Told):
    """An original that could not be read; without its name, which is the claimant's."""

    id: str
    claim_id: str
    sha256: str
    size: int
    attempts: int
    received_at: dt.datetime


class QuarantinedPage(Told):
    originals: list[QuarantinedTold]


class DocumentWithdrawn(Told):
    id: str
    claim_id: str
    withdrawn_at: dt.datetime | None


class DocumentsTold(Told):
    """Documents as `claims read --json` writes them, with `claim_id`, `original_id` and `withdrawn_at`."""

    documents: list[dict[str, Any]]
