"""The words of one locale, from its TOML file.

>>> words = load_wording("zh-CN")
>>> words.say("closing.contact_phone", phone="95000")
'有不清楚的，请打电话给我们：95000。'
>>> words.date("2026-04-12")
'2026年4月12日'
"""

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from validators.errors import UsageError, WordingInvalid
from validators.wording.check import BASE, Source, faults_in

_FOLDER = Path(__file__).parent


class _Filling(string.Formatter):
    """`{count:document|documents}` is the word for that many."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, more = format_spec.partition("|")
        if bar:
            return one if str(value) == "1" else more
        return str(super().format_field(value, format_spec))


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with its gaps filled.

    >>> filled("{asks} {asks:document|documents}", {"asks": 1}), filled("{asks:document|documents}", {"asks": 2})
    ('1 document', 'documents')
    """
    return _Filling().vformat(text, (), values) if "|" in text else text.format_map(values)


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences by dotted key; a key that is not there is an error of ours."""

    locale: str
    words: Mapping[str, Any]

    def say(self, key: str, **values: object) -> str:
        """The sentence, filled in."""
        node: Any = self.words
        for part in key.split("."):
            node = node[part]
        return filled(str(node), values)

    def part(self, section: str, key: str) -> Mapping[str, Any]:
        """One entry of a section, empty if it is not there."""
        found: Mapping[str, Any] = self.words[section].get(key, {})
        return found

    def date(self, iso: str, length: str = "long") -> str:
        """A day of the calendar as people write it; `length`: long (with the year) or short."""
        year, month, day = (int(part) for part in iso.split("-"))
        name = self.words["months"][month - 1]
        return self.say(f"{length}_date", year=year, month=month, month_name=name, day=day)

    def sentence(self, text: str) -> str:
        """The text with a capital at its start, where the script has capitals."""
        return text[:1].upper() + text[1:]


def locales() -> tuple[str, ...]:
    """Every locale that has words."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def check_locale(locale: str) -> None:
    """UsageError unless there are words for it."""
    if locale not in locales():
        raise UsageError(f"There are no words for '{locale}' yet.", f"Use one of: {', '.join(locales())}.")


@cache
def load_wording(locale: str) -> Wording:
    """The words of that locale; UsageError names those there are, WordingInvalid the first fault with its line."""
    check_locale(locale)
    for fault in faults_of(locale):
        raise fault
    return Wording(locale, tomllib.loads(_text(locale)))


def faults_of(locale: str) -> tuple[WordingInvalid, ...]:
    """What a locale lacks or has too much beside zh-CN."""
    text = _text(locale)
    source = Source(f"validators/wording/{locale}.toml", text)
    return faults_in(tomllib.loads(text), tomllib.loads(_text(BASE)), source)


def _text(locale: str) -> str:
    return (_FOLDER / f"{locale}.toml").read_text(encoding="utf-8")
