"""The one message: all that is still needed, said once, with care, in plain words (domain 6, rules W1-W15).

Every sentence comes from the wording file and a structured reason; nothing is made up here, no phone number or
link that the insurer has not set, no promise of payment.

>>> from validators.facts.load import Facts
>>> import datetime as dt
>>> dossier = Dossier.gather((), Facts(), dt.date(2026, 4, 10))
>>> compose((), (), dossier, (), (), load_wording("zh-CN")).message.subject
'材料已收齐，不用再交'
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.model.checklist import ChecklistItem, Deficiency, Question, Verdict
from storage.model.claim import ClaimType
from storage.model.message import Message
from storage.model.reading import Reading
from validators.claim.dossier import Dossier
from validators.message.draft import Draft
from validators.message.email import email_of
from validators.message.fingerprint import fingerprint
from validators.message.html import as_html
from validators.message.phrases import Phrase
from validators.message.sms import compose_sms, segments
from validators.message.verdicts import verdicts_of
from validators.message.wechat import wechat_fields
from validators.wording import Wording, load_wording

__all__ = ["compose", "load_wording"]


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
    """The message in all its renderings, with the fingerprint of what is asked."""
    draft = Draft(items, questions, dossier, readings, claim_types, words)
    asked = zip((item for item in items if item.state.is_ask), draft.asks, strict=True)
    return Composed(
        message=_message(draft, fingerprint(items, [question.key for question in questions])),
        deficiencies=tuple(_deficiency(item, said) for item, said in asked),
        received=draft.received,
        under_review=draft.review.all_names,
        verdicts=verdicts_of(items, dossier, draft.audience, words),
    )


def _message(draft: Draft, asked: str) -> Message:
    parts = draft.parts()
    sms = compose_sms(draft.counts(), draft.dossier.facts, draft.audience, draft.words)
    return Message(
        locale=draft.words.locale,
        tone=draft.tone,
        subject=parts.subject,
        text=parts.text,
        sms=sms,
        fingerprint=asked,
        sms_segments=segments(sms),
        html=as_html(parts),
        wechat=wechat_fields(draft),
        email=email_of(parts),
    )


def _deficiency(item: ChecklistItem, said: Phrase) -> Deficiency:
    return Deficiency(
        key=item.key, person=item.person, scope=item.scope, name=said.name, lines=said.lines_below
    )
