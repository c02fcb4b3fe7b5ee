"""The one message: all that is still needed, said once, with care, in plain words (domain 6, rules W1-W15).

Every sentence comes from the wording file and a structured reason; nothing is made up here, no phone number or
link that the insurer has not set, no promise of payment.

>>> from validators.facts.load import Facts
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> compose((), (), dossier, (), (), load_wording("zh-CN")).message.subject
'材料已收齐，不用再交'
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from storage.model.checklist import ChecklistItem, Deficiency, Question, Verdict
from storage.model.claim import ClaimType
from storage.model.message import Message
from storage.model.reading import Reading
from validators.claim.dossier import Dossier
from validators.message.audience import Audience, audience_of
from validators.message.fingerprint import fingerprint
from validators.message.phrases import Phrase, phrase
from validators.message.received import notes, received
from validators.message.review import Review, review_of
from validators.message.sms import Counts, compose_sms
from validators.message.verdicts import verdicts_of
from validators.wording import Wording, load_wording

__all__ = ["compose", "load_wording"]

_GENTLE = frozenset(
    {
        ClaimType.CRITICAL_ILLNESS,
        ClaimType.DISABILITY,
        ClaimType.DEATH_ILLNESS,
        ClaimType.DEATH_ACCIDENT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The message and its parts: what is asked, in its order; what is in; what a person of ours looks at; and what is
    said beside each document."""

    message: Message
    deficiencies: tuple[Deficiency, ...]
    received: tuple[str, ...]
    under_review: tuple[str, ...]
    verdicts: Mapping[str, Verdict]


def compose(
    items: Sequence[ChecklistItem],
    questions: Sequence[Question],
    dossier: Dossier,
    readings: Sequence[Reading],
    claim_types: Sequence[ClaimType],
    words: Wording,
) -> Composed:
    """Subject, full text and short text, with the fingerprint of what is asked."""
    draft = _Draft(items, questions, dossier, readings, claim_types, words)
    message = Message(
        locale=words.locale,
        tone=draft.tone,
        subject=draft.subject(),
        text=draft.text(),
        sms=draft.sms(),
        fingerprint=fingerprint(items, [question.key for question in questions]),
    )
    asked = zip((item for item in items if item.state.is_ask), draft.asks, strict=True)
    return Composed(
        message=message,
        deficiencies=tuple(_deficiency(item, said) for item, said in asked),
        received=draft.received,
        under_review=draft.review.all_names,
        verdicts=verdicts_of(items, dossier, draft.audience, words),
    )


def _deficiency(item: ChecklistItem, said: Phrase) -> Deficiency:
    return Deficiency(
        key=item.key, person=item.person, scope=item.scope, name=said.name, lines=said.lines_below
    )


class _Draft:
    """The parts of one message, gathered before they are written."""

    def __init__(
        self,
        items: Sequence[ChecklistItem],
        questions: Sequence[Question],
        dossier: Dossier,
        readings: Sequence[Reading],
        claim_types: Sequence[ClaimType],
        words: Wording,
    ) -> None:
        self.words, self.dossier, self.questions = words, dossier, questions
        self.audience: Audience = audience_of(dossier)
        self.asks = tuple(self._phrase(item) for item in items if item.state.is_ask)
        self.review: Review = review_of(items, dossier, self.audience, words)
        self.received = received(items, dossier, self.audience, words)
        self.is_complete = not (self.asks or self.review.all_names or questions)
        self.notes = notes(items, readings, dossier, words)
        is_gentle = bool(_GENTLE & set(claim_types)) or dossier.facts.get("insured.is_dead") is True
        self.tone = "gentle" if is_gentle else "standard"
        self.claim = words.say("list_joint").join(kind.label for kind in claim_types)

    def _phrase(self, item: ChecklistItem) -> Phrase:
        return phrase(item, self.dossier, self.audience, self.words)

    def subject(self) -> str:
        key = "asks_questions" if self.asks and self.questions else self._kind()
        return self.words.say(f"subject.{key}", asks=len(self.asks), questions=len(self.questions))

    def _kind(self) -> str:
        if self.asks:
            return "asks"
        if self.questions:
            return "questions"
        return "complete" if self.is_complete else "review"

    def text(self) -> str:
        blocks = (
            self._opening(),
            self._block(
                "received", [self.words.say("list_joint").join(self.received)] if self.received else []
            ),
            self._block("asks", list(self._entries())),
            self._block("questions", list(self._questions())),
            self._block("review", list(self.review.lines(self.words))),
            self._block("notes", list(self.notes)),
            list(self._closing()),
        )
        return "\n\n".join("\n".join(block) for block in blocks if block)

    def _opening(self) -> list[str]:
        words, audience = self.words, self.audience
        sex = audience.sex if audience.surname else "unknown"
        greeting = words.say(f"greeting.{sex}", surname=audience.surname)
        key = "complete" if self.is_complete else "received" if self.dossier.papers else "nothing_yet"
        opening = words.say(f"opening.{key}", claim=self.claim)
        return [greeting, words.say(f"care.{self.tone}.{self._care()}") + opening]

    def _care(self) -> str:
        facts = self.dossier.facts
        if self.audience.role == "agent":
            return "agent"
        if facts.get("insured.is_dead") is True:
            return "death"
        is_accident = facts.get("event.cause") == "accident"
        if facts.get("insured.is_minor") is True:
            return "child_accident" if is_accident else "child"
        return "accident" if is_accident else "disease" if facts.get("event.cause") else "unknown"

    def _block(self, heading: str, lines: Sequence[str]) -> list[str]:
        return [self.words.say(f"heading.{heading}", asks=len(self.asks)), *lines] if lines else []

    def _entries(self) -> Iterator[str]:
        for number, ask in enumerate(self.asks, 1):
            name, *below = ask.lines
            yield f"{number}. {name}"
            yield from (f"   {line}" for line in below)

    def _questions(self) -> Iterator[str]:
        for number, question in enumerate(self.questions, 1):
            joined = self.words.say("list_joint").join(question.answers)
            answers = self.words.say("label.answers", answers=joined) if joined else ""
            yield f"{number}. {question.text}{answers}"

    def _closing(self) -> Iterator[str]:
        words, facts = self.words, self.dossier.facts
        days = facts.integer("product.reply_working_days") or 1
        if self.asks:
            yield words.say("label.hand_in") + self._hand_in()
            yield words.say("label.when") + words.say("closing.when", date=self._suggested())
        yield words.say("label.next") + words.say(f"closing.next_{self._kind()}", days=days)
        if facts.get("product.need_paper_original") is True:
            yield words.say("closing.original")
        if self.asks:
            yield words.say("closing.cannot")
        yield self._contact()
        insurer = facts.text("product.insurer_name")
        if insurer:
            yield words.say("closing.signature", insurer=insurer)

    def _hand_in(self) -> str:
        link = self.dossier.facts.text("product.upload_link")
        return self.words.say("closing.hand_in_link", link=link) if link else self.words.say("closing.hand_in")

    def _suggested(self) -> str:
        days = self.dossier.facts.integer("product.suggested_days") or 10
        day = self.dossier.today + dt.timedelta(days=days)
        return self.words.date(day.isoformat(), "short")

    def _contact(self) -> str:
        person = self.dossier.facts.text("product.contact_person")
        phone = self.dossier.facts.text("product.service_phone")
        key = "both" if person and phone else "phone" if phone else "person" if person else "none"
        return self.words.say(f"closing.contact_{key}", person=person, phone=phone)

    def sms(self) -> str:
        counts = Counts(
            asks=tuple(ask.short for ask in self.asks),
            received=len(self.received),
            questions=len(self.questions),
            review=len(self.review.all_names),
        )
        return compose_sms(counts, self.dossier.facts, self.audience, self.words)
