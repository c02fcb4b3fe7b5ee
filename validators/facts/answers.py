"""What a customer answers becomes facts: labels as offered, codes, dates, names, words of one's own.

>>> facts_from_answers({"event.cause": "意外受伤:在楼梯上摔了一跤", "insured.birth": "2018年3月1日"}, "zh-CN")
{'event.cause': 'accident', 'insured.birth': '2018-03-01', 'event.account': '在楼梯上摔了一跤'}
>>> facts_from_answers({"si.settled": "不知道"}, "zh-CN")
Traceback (most recent call last):
    ...
validators.errors.UsageError: The answer to 'si.settled' is none that it takes. Answer with one of: 用过, 没有用.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from validators.errors import UsageError
from validators.facts.known import catalogue
from validators.facts.offers import UNCHANGED, UNKNOWN, Offer, offers
from validators.facts.values import FactValue, ValueUnknown, read_value

ACCOUNT = "event.account"
MOST_TEXT, MOST_NAME = 2000, 60
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?|(\d{4})(\d{2})(\d{2})")
_FIRST_YEAR = 1900
_SEPARATORS = " \n\t,.;:(、。\uff0c\uff1b\uff1a\uff08"
"""What may stand between an answer and words of one's own, in half and full width."""


def facts_from_answers(answers: Mapping[str, str], locale: str) -> dict[str, Any]:
    """Facts in JSON's types; None takes a fact back. Raises UsageError, which names the question and what it takes.

    `event.account` may be given beside any other answer, or follow the label of one that asks for it.
    """
    offered = offers(locale)
    facts: dict[str, Any] = {}
    accounts: list[str] = []
    for key, text in answers.items():
        if key not in offered:
            raise UsageError(f"There is no question '{key}'.", f"Answer one of: {', '.join(offered)}.")
        value, account = _read(offered[key], _clean(text))
        facts |= {} if value == UNCHANGED else {key: None if value == UNKNOWN else _data(value)}
        accounts.extend([account] if account else [])
    if accounts and ACCOUNT not in answers:
        facts[ACCOUNT] = "\n".join(dict.fromkeys(accounts))
    return facts


def _read(offer: Offer, text: str) -> tuple[FactValue, str]:
    """The value, and what was said beside it."""
    for label, rest in _labels(offer, text):
        return offer.values[label], rest[:MOST_TEXT]
    for value in offer.values.values():
        if str(value).lower() == text.lower() and value not in (UNCHANGED, UNKNOWN):
            return value, ""
    try:
        return _free(offer, text), ""
    except ValueUnknown as error:
        raise UsageError(f"The answer to '{offer.key}' is none that it takes.", error.remedy) from error


def _labels(offer: Offer, text: str) -> Iterator[tuple[str, str]]:
    """The label that was chosen, with what follows it."""
    plain = unicodedata.normalize("NFKC", text)
    for label in sorted(offer.labels, key=len, reverse=True):
        if plain == unicodedata.normalize("NFKC", label):
            yield label, ""
        elif offer.has_account and text.startswith(label) and text[len(label)] in _SEPARATORS:
            yield label, text[len(label) :].lstrip(_SEPARATORS)


def _free(offer: Offer, text: str) -> FactValue:
    """What was not chosen but written. Raises ValueUnknown."""
    kind = catalogue()[offer.key]
    if kind.kind == "date":
        return _date(text)
    if kind.kind == "text":
        return _name(text) if offer.key.endswith(".name") else _text(text)
    if kind.kind in ("choice", "boolean"):
        raise ValueUnknown(text, f"Answer with one of: {', '.join(offer.labels)}.")
    try:
        return read_value(kind.kind, text, kind.values, kind.columns)
    except ValueUnknown as error:
        raise ValueUnknown(text, f"Answer with one of: {', '.join(offer.labels)}. {error.remedy}") from error


def _date(text: str) -> dt.date:
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text))
    try:
        year, month, day = (int(part) for part in found.groups() if part) if found else (0, 0, 0)
        if year >= _FIRST_YEAR:
            return dt.date(year, month, day)
    except ValueError:
        pass
    raise ValueUnknown(text, "Answer with a date like 2018-03-01 or 2018年3月1日.")


def _name(text: str) -> str:
    """A name as people write it: letters of any script, with dots and spaces between them."""
    name = " ".join(unicodedata.normalize("NFKC", text).rstrip(_SEPARATORS).split())
    if not name or len(name) > MOST_NAME or not all(char.isalpha() or char in " ·.-'’" for char in name):
        raise ValueUnknown(text, f"Answer with a name of at most {MOST_NAME} letters.")
    return name


def _text(text: str) -> str:
    if not text or len(text) > MOST_TEXT:
        raise ValueUnknown(text, f"Answer with a text of at most {MOST_TEXT} characters.")
    return text


def _clean(text: str) -> str:
    return "".join(char for char in text.strip() if char.isprintable() or char == "\n")


def _data(value: FactValue) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
