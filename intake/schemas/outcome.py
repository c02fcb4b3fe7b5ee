"""What was found: the checklist, the questions, the messages, the events and the audit chain.

>>> ChecklistTold(claim_id="clm_1", complete=False).items
()
"""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from intake.schemas.base import Asked, Told
from storage.model.records import MessageCause, MessageState


class ChecklistTold(Told):
    """The latest assessment. `is_current`: nothing has changed since that could change what is asked."""

    claim_id: str
    number: int | None = None
    assessed_at: dt.datetime | None = None
    is_current: bool = False
    complete: bool
    items: Sequence[dict[str, Any]] = ()
    deficiencies: Sequence[dict[str, Any]] = ()
    received: Sequence[str] = ()
    under_review: Sequence[str] = ()


class QuestionTold(Told):
    """`answers` are offered; none means free text or a date."""

    key: str
    text: str
    answers: list[str]


class QuestionsTold(Told):
    claim_id: str
    questions: list[QuestionTold]


class MessageTold(Told):
    """`number` counts the messages of the claim; `fingerprint` is equal exactly when what is asked is equal.
    `cause`: why it was composed; one of `our_miss` is `held` until somebody releases it with a reason. `delivered_at`: its
    delivery is proven. `sms_segments`, `html`, `wechat` and `email` are empty for messages of before there were any."""

    id: str
    claim_id: str
    number: int
    state: MessageState
    locale: str
    tone: str
    subject: str
    text: str
    sms: str
    sms_segments: int = 0
    html: str = ""
    wechat: dict[str, str] = Field(default_factory=dict)
    email: dict[str, str] = Field(default_factory=dict)
    fingerprint: str
    composed_at: dt.datetime
    sent_at: dt.datetime | None
    delivered_at: dt.datetime | None = None
    released_at: dt.datetime | None = None
    cause: MessageCause | None = None


class MessagesTold(Told):
    claim_id: str
    messages: list[MessageTold]


class ReleaseAsked(Asked):
    """Why this is asked only now."""

    reason: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]


class EventTold(Told):
    """`seq` is the cursor; `data` holds ids, codes and counts."""

    seq: int
    claim_id: str
    kind: str
    at: dt.datetime
    data: dict[str, Any]


class EventPage(Told):
    """`next` is the cursor to go on from, also when nothing came."""

    events: list[EventTold]
    next: int


class EntryTold(Told):
    """An entry of the audit chain, exactly as its digest was made."""

    claim_id: str
    seq: int
    at: str
    actor: str
    action: str
    subject: str
    details: dict[str, str | int | bool | None]
    previous: str
    digest: str


class ChainTold(Told):
    claim_id: str
    entries: list[EntryTold]
