"""What one message has to say, gathered from the judged claim: its asks, what is in, what is with us; then its parts.

>>> from validators.facts.load import Facts
>>> from validators.wording import load_wording
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> Draft((), (), dossier, (), (), load_wording("zh-CN")).kind
'complete'
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from storage.model.checklist import ChecklistItem, Question
from storage.model.claim import ClaimType
from storage.model.reading import Reading
from validators.claim.dossier import Dossier
from validators.message.audience import Audience, audience_of
from validators.message.parts import Block, Entry, Parts, SampleLink
from validators.message.phrases import Phrase, phrase
from validators.message.received import notes, received
from validators.message.review import Review, review_of
from validators.message.samples import address_of, sample_of
from validators.message.sms import Counts
from validators.message.tone import care_of, tone_of
from validators.wording import Wording


class Draft:
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
        asked = [item for item in items if item.state.is_ask]
        self.asks = tuple(self._phrase(item) for item in asked)
        self.samples = tuple(self._sample(item) for item in asked)
        self.review: Review = review_of(items, dossier, self.audience, words)
        self.received = received(items, dossier, self.audience, words)
        self.is_complete = not (self.asks or self.review.all_names or questions)
        self.notes = notes(items, readings, dossier, words)
        self.tone = tone_of(claim_types, dossier.facts)
        names = dict.fromkeys(words.say(f"claim_type.{kind.value}") for kind in claim_types)
        self.claim = words.say("list_joint").join(names)

    def _phrase(self, item: ChecklistItem) -> Phrase:
        return phrase(item, self.dossier, self.audience, self.words)

    def _sample(self, item: ChecklistItem) -> SampleLink | None:
        """Where the claim's page is served by us: its samples lie beside it."""
        kind = sample_of(item.accepts, self.words.locale)
        page = self.dossier.facts.text("product.upload_link") or ""
        address = address_of(kind, page) if kind else None
        return SampleLink(address, self.words.say("label.sample")) if address else None

    @property
    def kind(self) -> str:
        """What the message is for: `asks`, `questions`, `review` or `complete`."""
        if self.asks:
            return "asks"
        if self.questions:
            return "questions"
        return "complete" if self.is_complete else "review"

    def counts(self) -> Counts:
        """What the short texts speak of, in words that anybody may see."""
        return Counts(
            asks=tuple(ask.discreet for ask in self.asks),
            received=len(self.received),
            questions=len(self.questions),
            review=len(self.review.all_names),
        )

    def parts(self) -> Parts:
        """In the order agreed: thanks, what is in, what is needed, questions, what is with us, how and when."""
        joined = self.words.sentence(self.words.say("list_joint").join(self.received))
        blocks = (
            self._block("received", lines=[joined] if joined else []),
            self._block("asks", entries=list(map(_entry, self.asks, self.samples))),
            self._block("questions", entries=list(self._questions())),
            self._block("review", lines=list(self.review.lines(self.words))),
            self._block("notes", lines=list(self.notes)),
        )
        return Parts(
            locale=self.words.locale,
            subject=self._subject(),
            opening=self._opening(),
            blocks=tuple(block for block in blocks if block.lines or block.entries),
            closing=tuple(self._closing()),
            link=self.dossier.facts.text("product.upload_link") or "",
        )

    def _subject(self) -> str:
        key = "asks_questions" if self.asks and self.questions else self.kind
        return self.words.say(f"subject.{key}", asks=len(self.asks), questions=len(self.questions))

    def _opening(self) -> tuple[str, str]:
        words, audience = self.words, self.audience
        sex = audience.sex if audience.surname else "unknown"
        greeting = words.say(f"greeting.{sex}", surname=audience.surname)
        key = "complete" if self.is_complete else "received" if self.dossier.papers else "nothing_yet"
        care = words.say(f"care.{self.tone}.{care_of(audience.role, self.dossier.facts)}")
        return greeting, care + words.say("sentence_joint") + words.say(f"opening.{key}", claim=self.claim)

    def _block(self, key: str, *, lines: Sequence[str] = (), entries: Sequence[Entry] = ()) -> Block:
        heading = self.words.say(f"heading.{key}", asks=len(self.asks))
        return Block(key, heading, tuple(lines), tuple(entries))

    def _questions(self) -> Iterator[Entry]:
        """Each with its answers; what is to be known besides stands on lines of its own below."""
        for question in self.questions:
            text, *below = question.text.splitlines()
            joined = self.words.say("answers_joint").join(question.answers)
            answers = self.words.say("label.answers", answers=joined) if joined else ""
            yield Entry(text + answers, tuple(below))

    def _closing(self) -> Iterator[str]:
        words, facts = self.words, self.dossier.facts
        days = facts.integer("product.reply_working_days") or 1
        if self.asks:
            yield words.say("label.hand_in") + self._hand_in()
            yield words.say("label.when") + words.say(
                "closing.when", date=words.date(self.suggested(), "short")
            )
        yield words.say("label.next") + words.say(f"closing.next_{self.kind}", days=days)
        if facts.get("product.need_paper_original") is True:
            yield words.say("closing.original")
        yield self._contact()
        if self.asks:
            yield words.say("closing.cannot")
        insurer = facts.text("product.insurer_name")
        if insurer:
            yield words.say("closing.signature", insurer=insurer)

    def _hand_in(self) -> str:
        link = self.dossier.facts.text("product.upload_link")
        return self.words.say("closing.hand_in_link", link=link) if link else self.words.say("closing.hand_in")

    def suggested(self) -> str:
        """The day by which the papers would be welcome, as an ISO date."""
        days = self.dossier.facts.integer("product.suggested_days") or 10
        return (self.dossier.today + dt.timedelta(days=days)).isoformat()

    def _contact(self) -> str:
        person = self.dossier.facts.text("product.contact_person")
        phone = self.dossier.facts.text("product.service_phone")
        key = "both" if person and phone else "phone" if phone else "person" if person else "none"
        return self.words.say(f"closing.contact_{key}", person=person, phone=phone)


def _entry(ask: Phrase, sample: SampleLink | None) -> Entry:
    return Entry(ask.name, ask.lines_below, sample)
