"""The words of the page: complete in every locale, gentle where they must be, and consent bound to its version."""

import hashlib
import re
from pathlib import Path

import pytest

import intake.pages
from intake.pages.view import WHOSE
from intake.pages.words import locales, page_words
from storage.model.checklist import Tone

FOLDER = Path(intake.pages.__file__).parent
NOT_CONSENTED_TO = ("given", "reread")
CONSENTED = {"2026-11-1": "209d543631d8", "2026-11-2": "89f60288a1b9", "2026-11-3": "d021dff6fcf7"}
every_locale = pytest.mark.parametrize("locale", locales())


def digest(whose: str) -> str:
    """Of all that stands on the page when this consent is given."""
    said = page_words("zh-CN").wording.words["consent"]
    tick = "tick_child" if whose == "child" else "tick"
    of_others = {*WHOSE, "tick", "tick_child", *NOT_CONSENTED_TO} - {whose, tick}
    text = [said[key] for key in sorted(said) if key not in of_others and not key.startswith("version")]
    return hashlib.sha256("\n".join(text).encode()).hexdigest()[:12]


def test_another_text_of_the_consent_needs_another_version() -> None:
    """Change a version in the words together with its text, and both here."""
    said = page_words("zh-CN")
    known = {said.say(f"consent.version_{whose}"): digest(whose) for whose in WHOSE}
    assert known == CONSENTED


@every_locale
def test_every_tone_of_a_paper_has_a_word(locale: str) -> None:
    words = page_words(locale)
    assert all(words.say(f"tone.{tone}") for tone in (*Tone, "aside"))


@every_locale
def test_gentle_words_stand_for_words_that_there_are(locale: str) -> None:
    words = page_words(locale).wording.words
    for section, softer in words["gentle"].items():
        assert set(softer) <= set(words[section])


@every_locale
def test_gentle_words_take_the_same_values(locale: str) -> None:
    words = page_words(locale).wording.words
    for section, softer in words["gentle"].items():
        for key, text in softer.items():
            assert set(re.findall(r"\{\w+\}", text)) <= set(re.findall(r"\{\w+\}", words[section][key]))


def test_an_unknown_locale_gets_the_first_words() -> None:
    assert page_words("en").locale == "zh-CN"


def test_an_unknown_error_is_said_too() -> None:
    words = page_words("zh-CN")
    assert words.trouble("no_such_code") == words.trouble("any")
    assert words.said("no_such_thing") is None and words.said("") is None
