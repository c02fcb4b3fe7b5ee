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

from validators.wording import Wording

_FOLDER = Path(__file__).parent / "words"
_FIRST = "zh-CN"
_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class PageWords:
    """Sentences by dotted key; a key that is not there is an error of ours."""

    wording: Wording
    is_gentle: bool = False

    @property
    def locale(self) -> str:
        return self.wording.locale

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
        return self.say(
            "clock", month=local.month, day=local.day, hour=f"{local.hour}", minute=f"{local.minute:02}"
        )


def today(now: dt.datetime) -> dt.date:
    """The day it is where the claimants live."""
    return now.astimezone(_ZONE).date()


@cache
def page_words(locale: str) -> PageWords:
    """The words of that locale, or of the first one while it has none."""
    path = _FOLDER / f"{locale if locale in locales() else _FIRST}.toml"
    return PageWords(Wording(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))))


def locales() -> tuple[str, ...]:
    """Every locale that has words for the page."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
