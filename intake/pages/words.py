"""The sentences of the claimant's page, as data by locale, with gentler ones where somebody died or is gravely ill.

>>> page_words("zh-CN").say("files.number", number=3)
'第 3 份'
>>> page_words("zh-CN").gentle().say("state.complete_more")
'接下来由我们来办，您不用再做什么。请多保重。'
"""

import datetime as dt
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from validators.errors import WordingInvalid
from validators.wording import Wording, load_wording
from validators.wording.check import BASE, Source, faults_in

_FOLDER = Path(__file__).parent / "words"
_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class PageWords:
    """Sentences by dotted key; a key that is not there is an error of ours."""

    wording: Wording
    is_gentle: bool = False

    @property
    def locale(self) -> str:
        return self.wording.locale

    @property
    def message(self) -> Wording:
        """What the messages of the same locale say: names of papers and of claims, dates, labels."""
        return load_wording(self.locale)

    def gentle(self) -> "PageWords":
        """The same, with the gentler sentence wherever there is one."""
        return replace(self, is_gentle=True)

    def say(self, key: str, **values: object) -> str:
        """The sentence, filled in."""
        softer = f"gentle.{key}"
        section, _, name = key.partition(".")
        is_softer = self.is_gentle and name in self.wording.words["gentle"].get(section, {})
        return self.wording.say(softer if is_softer else key, **values)

    def said(self, key: str) -> str | None:
        """What is said after that was done; None where nothing is."""
        return self.say(f"said.{key}") if key in self.wording.words["said"] else None

    def trouble(self, code: str) -> str:
        """What is said of an error with that code."""
        return self.say(f"trouble.{code if code in self.wording.words['trouble'] else 'any'}")

    def lines(self, key: str) -> tuple[str, ...]:
        """A list of sentences."""
        section, _, name = key.partition(".")
        return tuple(self.wording.words[section][name])

    def clock(self, at: dt.datetime) -> str:
        """Day and time as on the wall, `11月25日 16:05`."""
        local = at.astimezone(_ZONE)
        date = self.message.date(local.date().isoformat(), "short")
        return self.say("clock", date=date, hour=f"{local.hour}", minute=f"{local.minute:02}")


def today(now: dt.datetime) -> dt.date:
    """The day it is where the claimants live."""
    return now.astimezone(_ZONE).date()


@cache
def page_words(locale: str) -> PageWords:
    """The words of that locale, or of the first one where it has none. WordingInvalid names the first fault."""
    known = locale if locale in locales() else BASE
    for fault in faults_of(known):
        raise fault
    return PageWords(Wording(known, tomllib.loads(_text(known))))


def locale_asked(header: str) -> str:
    """The first locale that a browser asks for (`Accept-Language`) and that there is, else the first of ours.

    >>> locale_asked("fr-FR, en-GB;q=0.8")
    'en'
    """
    tags = [part.partition(";")[0].strip().lower() for part in header.split(",")]
    known = {locale.lower(): locale for locale in locales()}
    found = (known.get(tag) or known.get(tag.partition("-")[0]) for tag in tags)
    return next((locale for locale in found if locale), BASE)


def faults_of(locale: str) -> tuple[WordingInvalid, ...]:
    """What a locale lacks or has too much beside zh-CN."""
    text = _text(locale)
    source = Source(f"intake/pages/words/{locale}.toml", text)
    return faults_in(tomllib.loads(text), tomllib.loads(_text(BASE)), source)


def locales() -> tuple[str, ...]:
    """Every locale that has words for the page."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def _text(locale: str) -> str:
    return (_FOLDER / f"{locale}.toml").read_text(encoding="utf-8")
