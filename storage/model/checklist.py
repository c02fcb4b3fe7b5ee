"""What a claim still needs: items with states, open questions, and the whole in one assessment.

>>> ItemState.UNREADABLE.is_ask, ItemState.IN_REVIEW.is_ask
(True, False)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from storage.model.claim import ClaimType
from storage.model.document_type import DocumentType
from storage.model.finding import Finding
from storage.model.message import Message


class ItemState(StrEnum):
    """In the order of the contract: the first that holds wins."""

    NOT_APPLICABLE = "not_applicable"
    UNKNOWN_FACT = "unknown_fact"
    WAIVED = "waived"
    LOOKUP_PENDING = "lookup_pending"
    SATISFIED = "satisfied"
    SATISFIED_WITH_WARNING = "satisfied_with_warning"
    IN_REVIEW = "in_review"
    WRONG_PERSON = "wrong_person"
    EXPIRED = "expired"
    WRONG_SIDE_OR_PAGE = "wrong_side_or_page"
    UNREADABLE = "unreadable"
    MISSING = "missing"

    @property
    def is_ask(self) -> bool:
        """The customer must act."""
        return self in _ASKS

    @property
    def is_done(self) -> bool:
        """Nothing more is needed for this item."""
        return self in _DONE


_ASKS = frozenset(list(ItemState)[-5:])
_DONE = frozenset(
    {
        ItemState.NOT_APPLICABLE,
        ItemState.WAIVED,
        ItemState.SATISFIED,
        ItemState.SATISFIED_WITH_WARNING,
    }
)


LOOKED_UP = "looked_up"
"""The reason of an item that is waived because the insurer knows or has what it wants."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Narrows an item: which sides, which page numbers, which documents to take again."""

    sides: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """A requirement applied to a claim. `reason` is a wording key with the facts that fill it in `details`."""

    key: str
    state: ItemState
    person: str
    scope: str
    accepts: tuple[DocumentType, ...]
    claim_types: tuple[ClaimType, ...]
    documents: tuple[str, ...] = ()
    ask: Ask = Ask()
    reason: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """An unknown fact put to the customer. `key` is the fact's name."""

    key: str
    text: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deficiency:
    """An item that the message asks for, in the customer's words: its name, then why, how and where, a line each."""

    key: str
    person: str
    scope: str
    name: str
    lines: tuple[str, ...] = ()


class Tone(StrEnum):
    """What a claimant is told of one paper: it is fine, take it again, we look at it, it is not needed, not opened."""

    FINE = "fine"
    AGAIN = "again"
    CHECKING = "checking"
    UNNEEDED = "unneeded"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a claimant sees beside a paper: a short sentence, and how to mend it where it must be mended."""

    tone: Tone
    text: str
    tip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The whole claim held against its lists at one moment.

    `deficiencies` are the items asked for, `received` and `under_review` the names of what is in and of what a person
    of ours looks at, all in the message's words; `verdicts` go by document id. `basis` is what the asks hang on, as JSON.
    """

    claim_types: tuple[ClaimType, ...]
    is_complete: bool
    items: tuple[ChecklistItem, ...]
    questions: tuple[Question, ...]
    message: Message
    findings: tuple[Finding, ...]
    totals: Mapping[str, Any]
    deficiencies: tuple[Deficiency, ...] = ()
    received: tuple[str, ...] = ()
    under_review: tuple[str, ...] = ()
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    basis: Mapping[str, Any] = field(default_factory=dict)
