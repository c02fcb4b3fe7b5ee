"""The short text: every item by its short name in at most three segments, nothing private.

Mainland segments: 70 characters in one, 67 each in several. Where the names do not fit, the count, the first three
names and the whole list in the full text.

>>> segments("好" * 70), segments("好" * 71), segments("好" * 201)
(1, 2, 3)
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from validators.facts.load import Facts
from validators.message.audience import Audience
from validators.wording import Wording

MAX_SEGMENTS = 3
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the short text speaks of."""

    asks: tuple[str, ...]
    received: int
    questions: int
    review: int


def compose_sms(counts: Counts, facts: Facts, audience: Audience, words: Wording) -> str:
    """The whole text with every name, or with the first three where it would be too long."""
    full = _text(counts, facts, audience, words, is_short=False)
    return full if segments(full) <= MAX_SEGMENTS else _text(counts, facts, audience, words, is_short=True)


def segments(text: str) -> int:
    """How many segments a mainland gateway bills."""
    return 1 if len(text) <= 70 else math.ceil(len(text) / 67)


def _text(counts: Counts, facts: Facts, audience: Audience, words: Wording, *, is_short: bool) -> str:
    insurer, link = facts.text("product.insurer_name"), facts.text("product.upload_link")
    phone, days = facts.text("product.service_phone"), facts.integer("product.reply_working_days")
    sex = audience.sex if audience.surname else "unknown"
    parts = [
        words.say("sms.signature", insurer=insurer) if insurer else "",
        words.say(f"sms_greeting.{sex}", surname=audience.surname),
        _body(counts, words, is_short=is_short),
        _link(counts, link, words),
        words.say("sms.next" if counts.asks else "sms.next_other", days=days),
        words.say("sms.phone", phone=phone) if phone else "",
    ]
    return "".join(parts)


def _body(counts: Counts, words: Wording, *, is_short: bool) -> str:
    number = len(counts.asks)
    if counts.asks:
        key = "sms.received" if counts.received else "sms.asks"
        start = words.say(key, received=counts.received, asks=number)
        names = _shortened(counts.asks, words) if is_short else _numbered(counts.asks, words)
        extra = words.say("sms.questions", questions=counts.questions) if counts.questions else ""
        return start + names + words.say("sms.stop") + extra
    if counts.questions:
        return words.say("sms.only_questions", questions=counts.questions)
    return words.say("sms.review", review=counts.review) if counts.review else words.say("sms.complete")


def _numbered(names: Sequence[str], words: Wording) -> str:
    if len(names) == 1:
        return names[0]
    marks = [_MARKS[at] if at < len(_MARKS) else f"({at + 1})" for at in range(len(names))]
    entries = [words.say("sms.entry", mark=mark, name=name) for mark, name in zip(marks, names, strict=True)]
    return words.say("sms.joint").join(entries)


def _shortened(names: Sequence[str], words: Wording) -> str:
    first = words.say("list_joint").join(names[:3])
    return words.say("sms.shortened", names=first, asks=len(names))


def _link(counts: Counts, link: str | None, words: Wording) -> str:
    if not link:
        return ""
    return words.say("sms.link" if counts.asks else "sms.link_plain", link=link)
