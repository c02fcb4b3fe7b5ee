"""Claims: how one is opened, and what is told of it.

>>> ClaimAsked(claim_type=["outpatient_medical"]).locale
'zh-CN'
"""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from intake.schemas.base import Asked, Told
from storage.model.claim import ClaimState
from storage.model.document_type import DocumentType
from storage.model.records import MessageCause
from validators.clocks.clock import ClockName, ClockState
from validators.clocks.lanes import LaneName

PERSON = r"^(insured|claimant|guardian|payee|policyholder|agent|beneficiary:[1-9][0-9]?)$"
_NO_NAME = (DocumentType.OTHER, DocumentType.IRRELEVANT, DocumentType.UNREADABLE)


def is_nameable(kind: DocumentType) -> DocumentType:
    """A customer can be asked for it by name.

    >>> is_nameable(DocumentType.RX).value
    'rx'
    """
    if kind in _NO_NAME:
        raise ValueError("a type of paper that a customer knows by name")
    return kind


Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]


class ChannelAsked(Asked):
    """How the customer is reached: `console`, `sms`, `email` …, and where."""

    kind: Code = "console"
    address: Annotated[str, Field(min_length=1, max_length=320)] | None = None


class ClaimAsked(Asked):
    """`facts` as in a facts file: flat keys with dots, or nested."""

    claim_type: Annotated[list[str], Field(min_length=1, max_length=20)]
    external_ref: Annotated[str, Field(min_length=1, max_length=128)] | None = None
    locale: str = "zh-CN"
    channel: ChannelAsked = ChannelAsked()
    facts: dict[str, Any] = Field(default_factory=dict)


class ClaimOpened(Told):
    """`upload_url` is the claimant's page; the last part of its path is the token that opens this claim in the API too."""

    id: str
    state: ClaimState
    upload_url: str
    expires_at: dt.datetime


class ClockTold(Told):
    """`clock`: first_feedback, decision, decision_complex. `due_at` ends it; while it is paused, that is the end if it went
    on now. `is_sure`: false where a year's working days are not known yet."""

    clock: ClockName
    state: ClockState
    started_at: dt.datetime
    near_at: dt.datetime
    due_at: dt.datetime
    stopped_at: dt.datetime | None
    is_sure: bool


class LaneTold(Told):
    """Why the claim comes before others: `reason` is the code of the claim type or fact that says so."""

    lane: LaneName
    reason: str


class RequestTold(Told):
    """A message that asked for something. `deducts`: the time from `delivered_at`, when its delivery was proven, to
    `answered_at`, when all of it had arrived, does not count."""

    message_id: str
    number: int
    cause: MessageCause | None
    asks: int
    sent_at: dt.datetime
    delivered_at: dt.datetime | None
    answered_at: dt.datetime | None
    deducts: bool


class Clocks(Told):
    """`message_due_at`: when the message is composed if nothing else happens; null while there is nothing to say.
    `received_at`: the first papers; `complete_at`: since when nothing is lacking; `ended_at`: closed or withdrawn."""

    first_upload_at: dt.datetime | None
    last_upload_at: dt.datetime | None
    finished_at: dt.datetime | None
    message_due_at: dt.datetime | None
    received_at: dt.datetime | None
    complete_at: dt.datetime | None
    ended_at: dt.datetime | None
    lanes: list[LaneTold]
    clocks: list[ClockTold]
    requests: list[RequestTold]


class Counts(Told):
    """Originals by state; documents that count; messages ever; what the latest assessment asks and has open."""

    submissions: int
    originals: dict[str, int]
    documents: int
    messages: int
    asks: int
    questions: int


class ClaimBrief(Told):
    """A claim in a list. `revision` counts what could change what is asked."""

    id: str
    claim_type: list[str]
    external_ref: str | None
    state: ClaimState
    locale: str
    revision: int
    opened_at: dt.datetime


class ClaimTold(ClaimBrief):
    """One claim."""

    channel: str
    facts: dict[str, Any]
    list_version: str
    clocks: Clocks
    counts: Counts


class ClaimPage(Told):
    """`next` is the cursor of the next page, null on the last."""

    claims: list[ClaimBrief]
    next: str | None


class ConsentAsked(Asked):
    """The version of the text that was consented to."""

    version: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]


class ConsentTold(Told):
    claim_id: str
    version: str
    at: dt.datetime


class CannotAsked(Asked):
    """Why it cannot be got; whose, and of which stay or visit, where the item stands more than once."""

    reason: Annotated[str, Field(min_length=1, max_length=1000)]
    person: Annotated[str, Field(max_length=64)] | None = None
    scope: Annotated[str, Field(max_length=64)] | None = None


class FurtherAsked(Asked):
    """A paper that a person of ours needs beyond the lists, and why. `cause`: `new_fact` where something has come to light
    since, `our_miss` where it could have been asked the first time."""

    type: Annotated[DocumentType, AfterValidator(is_nameable)]
    reason: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]
    cause: Literal[MessageCause.NEW_FACT, MessageCause.OUR_MISS]
    person: Annotated[str, Field(pattern=PERSON)] = "insured"


class AnswersAsked(Asked):
    """By question key: the text of an offered answer, a code, a date or free text."""

    answers: Annotated[dict[str, Annotated[str, Field(max_length=2000)]], Field(min_length=1, max_length=100)]
