"""What was sent, when, and what became of each file: submissions and originals.

>>> OriginalState.QUARANTINED.is_settled, OriginalState.READING.is_settled
(True, False)
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class OriginalState(StrEnum):
    """How far the reading of an original is. A file that was refused for what it is has been read too."""

    RECEIVED = "received"
    READING = "reading"
    READ = "read"
    QUARANTINED = "quarantined"

    @property
    def is_settled(self) -> bool:
        """No reading is under way or to come, unless somebody asks for one."""
        return self in (OriginalState.READ, OriginalState.QUARANTINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file exactly as it was received. `number` counts the originals of the claim from 1; `name` is the sender's.

    The same bytes in one claim are one original, however often they are sent. `attempts` counts readings that were
    begun, before they begin; `lease_until` is when a reader that fell silent is given up. `parent_id` is the original
    it came in: an archive or a mail.
    """

    id: str
    tenant: str
    claim_id: str
    submission_id: str
    number: int
    sha256: str
    size: int
    media_type: str
    name: str
    received_at: dt.datetime
    state: OriginalState = OriginalState.RECEIVED
    attempts: int = 0
    lease_owner: str | None = None
    lease_until: dt.datetime | None = None
    parent_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One delivery of files for a claim, at one time, by one way in (`link`, `system`, `staff`)."""

    id: str
    tenant: str
    claim_id: str
    way: str
    received_at: dt.datetime
    originals: tuple[str, ...]
