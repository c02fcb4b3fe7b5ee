"""What is kept beside the nouns themselves: rows as other packages see them.

>>> MessageState.SENT.is_out, MessageState.COMPOSED.is_out
(True, False)
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from storage.model.document import Document
from storage.model.message import Message
from storage.model.reading import Reading
from storage.model.submission import Original


class MessageState(StrEnum):
    """How far a message is on its way to the customer. `held`: it does not leave before a person gives a reason."""

    COMPOSED = "composed"
    HELD = "held"
    SENT = "sent"
    DELIVERED = "delivered"
    SUPERSEDED = "superseded"
    FAILED = "failed"

    @property
    def is_out(self) -> bool:
        """The customer may have it."""
        return self in (MessageState.SENT, MessageState.DELIVERED)


class MessageCause(StrEnum):
    """Why a message was composed: it is the first; what was asked was answered in part or whole; something is known that
    was not; or something is asked that could have been asked before."""

    FIRST = "first"
    FOLLOW_UP = "follow_up"
    NEW_FACT = "new_fact"
    OUR_MISS = "our_miss"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document of an original. Its own `id` is the one the outside knows (`doc_…`)."""

    id: str
    claim_id: str
    original_id: str
    document: Document
    withdrawn_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredReading:
    """An original and what was read from it, without the documents that were withdrawn."""

    original: Original
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAssessment:
    """`data` is the assessment as JSON; `number` counts the assessments of the claim from 1."""

    id: str
    claim_id: str
    number: int
    revision: int
    at: dt.datetime
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """What of a message is kept in clear. `number` counts the messages of the claim from 1, `asks` the items and
    questions that it puts. `delivered_at`: its delivery is proven; `answered_at`: all that it asked for had arrived;
    `released_at`, `released_by`: when and by whom it was let go although it had been held. Messages of before these were
    kept have neither cause nor asks.
    """

    id: str
    claim_id: str
    number: int
    assessment_id: str
    state: MessageState
    cause: MessageCause | None = None
    asks: int | None = None
    composed_at: dt.datetime
    sent_at: dt.datetime | None = None
    delivered_at: dt.datetime | None = None
    answered_at: dt.datetime | None = None
    released_at: dt.datetime | None = None
    released_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMessage(MessageRow):
    """A message with its words."""

    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """A clock of a claim as it was last seen. `lane`: the claim's most pressing one. `told`: what has been said of it,
    `near` or `over`."""

    claim_id: str
    clock: str
    lane: str | None
    near_at: dt.datetime
    due_at: dt.datetime
    is_paused: bool
    stopped_at: dt.datetime | None
    told: str | None = None

    def state_at(self, now: dt.datetime) -> str:
        """One of `ClockState`; the end of a paused one moves on, so it is not over by the day that was kept."""
        if self.stopped_at is not None:
            return "met" if self.stopped_at <= self.due_at else "missed"
        if self.is_paused:
            return "paused"
        return "over" if self.due_at < now else "near" if self.near_at <= now else "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Given before the first upload, to one version of the text."""

    claim_id: str
    version: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cannot:
    """The customer cannot get what an item asks for. No person or scope means every item of that key."""

    claim_id: str
    key: str
    person: str | None
    scope: str | None
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpRow:
    """What the insurer's own systems said under that name. `source` is the way to them; `about` what was asked about;
    `facts` what they told, in JSON's types. `next_at`: when it is asked again, None once the state is the last one.
    """

    claim_id: str
    name: str
    source: str
    state: str
    attempts: int
    asked_at: dt.datetime
    next_at: dt.datetime | None = None
    about: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A step to be taken for a subject, once the transaction that asked for it is safe."""

    id: int
    step: str
    subject: str
    trace: str
    not_before: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, by a cursor that only grows. `data` holds ids, codes and counts."""

    seq: int
    claim_id: str
    kind: str
    at: dt.datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A worker's last sign of life."""

    worker: str
    at: dt.datetime
    details: Mapping[str, Any] = field(default_factory=dict)
