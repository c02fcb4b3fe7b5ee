"""The short text: every item by its short name, nothing private, never cut off.

A text of the GSM 7-bit alphabet has 160 places in one segment, 153 each in several, and some signs take two; any other
text has 70 and 67, as mainland gateways count all. Gateways take at most 500 characters: only a list that is longer
still is told by its count, its first three names and the whole list in the full text.

>>> segments("好" * 70), segments("好" * 71), segments("好" * 201)
(1, 2, 3)
>>> segments("a" * 160), segments("a" * 161), segments("[" * 81)
(1, 2, 2)
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from validators.facts.load import Facts
from validators.message.audience import Audience
from validators.wording import Wording

MOST_CHARACTERS = 500
_TWO_PLACES = frozenset("^{}\\[~]|€\f")
_GSM = _TWO_PLACES | frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the short texts speak of; `asks` by names that anybody may see."""

    asks: tuple[str, ...]
    received: int
    questions: int
    review: int


def compose_sms(counts: Counts, facts: Facts, audience: Audience, words: Wording) -> str:
    """The whole text with every name; with the first three only where no gateway would take it."""
    full = _text(counts, facts, audience, words, is_short=False)
    return full if len(full) <= MOST_CHARACTERS else _text(counts, facts, audience, words, is_short=True)


def segments(text: str) -> int:
    """How many segments a gateway bills."""
    if set(text) <= _GSM:
        return _count(len(text) + sum(char in _TWO_PLACES for char in text), 160, 153)
    return _count(len(text.encode("utf-16-le")) // 2, 70, 67)


def _count(places: int, alone: int, each: int) -> int:
    return 1 if places <= alone else math.ceil(places / each)


def _text(counts: Counts, facts: Facts, audience: Audience, words: Wording, *, is_short: bool) -> str:
    insurer, link = facts.text("product.insurer_name"), facts.text("product.upload_link")
    phone, days = facts.text("product.service_phone"), facts.integer("product.reply_working_days")
    sex = audience.sex if audience.surname else "unknown"
    start = words.say("sms.signature", insurer=insurer) if insurer else ""
    start += words.say(f"sms_greeting.{sex}", surname=audience.surname)
    parts = [
        start + _body(counts, words, is_short=is_short),
        _link(counts, link, words),
        words.say("sms.next" if counts.asks else "sms.next_other", days=days),
        words.say("sms.phone", phone=phone) if phone else "",
    ]
    return words.say("sentence_joint").join(part for part in parts if part)


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
    entries = [
        words.say("sms.entry", mark=_MARKS[at] if at < len(_MARKS) else f"({at + 1})", number=at + 1, name=name)
        for at, name in enumerate(names)
    ]
    return words.say("sms.joint").join(entries)


def _shortened(names: Sequence[str], words: Wording) -> str:
    first = words.say("list_joint").join(names[:3])
    return words.say("sms.shortened", names=first, asks=len(names))


def _link(counts: Counts, link: str | None, words: Wording) -> str:
    if not link:
        return ""
    return words.say("sms.link" if counts.asks else "sms.link_plain", link=link)
