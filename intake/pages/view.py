"""The whole page as data: a pure function of stored rows, so that every state can be drawn and tested.

>>> Stage("consent").value
'consent'
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from intake.pages.file_rows import FileRow, file_rows, folded
from intake.pages.headline import Headline, headline
from intake.pages.list_rows import AskRow, QuestionRow, ask_rows, question_rows
from intake.pages.message_card import MessageCard, message_card
from intake.pages.rows import Rows
from intake.pages.words import PageWords, today
from storage.model.claim import ClaimType
from validators.claim.derive import age_at

_GENTLE = frozenset(
    {ClaimType.CRITICAL_ILLNESS, ClaimType.DISABILITY, ClaimType.DEATH_ILLNESS, ClaimType.DEATH_ACCIDENT}
)
_OF_AGE = 18
WHOSE = ("adult", "child", "unknown")
"""Whose claim it is, as far as the consent has a text of its own for it."""


class Stage(StrEnum):
    """What can be done on the page."""

    CONSENT = "consent"
    OPEN = "open"
    COMPLETE = "complete"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a claimant typed that could not be taken: answers by question, and which of them were at fault."""

    answers: Mapping[str, str] = field(default_factory=dict)
    faulty: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """`whose` names the text that was consented to, where it is one of this version's."""

    time: str
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """All that the templates need. `whose` is one of `WHOSE`."""

    stage: Stage
    insurer: str
    title: str
    tail: str
    whose: str
    headline: Headline
    message: MessageCard | None
    files: tuple[FileRow, ...]
    older_files: tuple[FileRow, ...]
    asks: tuple[AskRow, ...]
    questions: tuple[QuestionRow, ...]
    received: tuple[str, ...]
    under_review: tuple[str, ...]
    is_reading: bool
    can_finish: bool
    finished: str
    contact: str
    consent: ConsentGiven | None


def words_for(rows: Rows, words: PageWords) -> PageWords:
    """Gentler words where somebody died or is gravely ill."""
    is_gentle = bool(_GENTLE & set(rows.claim.claim_types)) or rows.claim.facts.get("insured.is_dead") is True
    return words.gentle() if is_gentle else words


def page_view(rows: Rows, words: PageWords, typed: Typed | None = None) -> PageView:
    """What the claimant sees now."""
    data = rows.assessment.data if rows.assessment else {}
    said = typed or Typed()
    asks = ask_rows(rows)
    questions = question_rows(rows, said.answers, said.faulty)
    stage = _stage(rows)
    files, older_files = folded(file_rows(rows, words))
    return PageView(
        stage=stage,
        insurer=str(rows.claim.facts.get("product.insurer_name") or ""),
        title=words.say("page.claim", types=_types(rows, words)),
        tail=words.say("page.tail", tail=(rows.claim.external_ref or rows.claim.id)[-4:].upper()),
        whose=_whose(rows),
        headline=headline(rows, words, asks=sum(not ask.is_said for ask in asks), questions=len(questions)),
        message=message_card(rows, words),
        files=files,
        older_files=older_files,
        asks=asks,
        questions=questions,
        received=tuple(data.get("received", ())),
        under_review=tuple(data.get("under_review", ())),
        is_reading=bool(rows.originals) and not rows.is_current,
        can_finish=stage is Stage.OPEN and bool(rows.originals) and _may_finish(rows),
        finished=_finished(rows, words),
        contact=_contact(rows, words),
        consent=_consent(rows, words),
    )


def _stage(rows: Rows) -> Stage:
    if rows.claim.state.is_ended:
        return Stage.ENDED
    if rows.consent is None:
        return Stage.CONSENT
    is_complete = rows.is_current and rows.assessment is not None and rows.assessment.data["complete"]
    return Stage.COMPLETE if is_complete else Stage.OPEN


def _types(rows: Rows, words: PageWords) -> str:
    names = [words.message.say(f"claim_type.{kind}") for kind in rows.claim.claim_types]
    return words.say("page.types_joint").join(dict.fromkeys(names))


def _whose(rows: Rows) -> str:
    birth = rows.claim.facts.get("insured.birth")
    if not isinstance(birth, str):
        return "unknown"
    age = age_at(dt.date.fromisoformat(birth), today(rows.now))
    return "child" if age < _OF_AGE else "adult"


def _may_finish(rows: Rows) -> bool:
    """Not while the claimant said so already, nor where the message says just what it would say again."""
    card, is_finished = rows.message, rows.claim.finished_at is not None
    if is_finished or card is None or rows.assessment is None or not rows.is_current:
        return not is_finished
    return bool(rows.assessment.data["message"]["fingerprint"] != card.message.fingerprint)


def _consent(rows: Rows, words: PageWords) -> ConsentGiven | None:
    if rows.consent is None:
        return None
    version = rows.consent.version
    shown = (whose for whose in WHOSE if words.say(f"consent.version_{whose}") == version)
    return ConsentGiven(words.clock(rows.consent.at), next(shown, ""))


def _finished(rows: Rows, words: PageWords) -> str:
    at = rows.claim.finished_at
    return words.say("finish.done", time=words.clock(at)) if at and not rows.claim.state.is_ended else ""


def _contact(rows: Rows, words: PageWords) -> str:
    facts = rows.claim.facts
    person, phone = facts.get("product.contact_person"), facts.get("product.service_phone")
    key = "both" if person and phone else "phone" if phone else "person" if person else "none"
    return words.say(f"contact.{key}", person=person, phone=phone)
