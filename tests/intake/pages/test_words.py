"""The words of the page: complete in every locale, gentle where they must be, and consent bound to its version."""

import hashlib
import re
from pathlib import Path

import pytest

import intake.pages
import intake.pages.words
from intake.pages.view import WHOSE
from intake.pages.words import faults_of, locale_asked, locales, page_words
from storage.model.checklist import Tone
from validators.wording import locales as message_locales

FOLDER = Path(intake.pages.__file__).parent
NOT_CONSENTED_TO = ("given", "reread")
CONSENTED = {
    **{"2026-11-1": "209d543631d8", "2026-11-2": "89f60288a1b9", "2026-11-3": "d021dff6fcf7"},
    **{"2026-11-1-en": "ebaa95564791", "2026-11-2-en": "5595c412ae4a", "2026-11-3-en": "b4820b4ee2c5"},
    **{"2026-11-1-hk": "88bfae5714c7", "2026-11-2-hk": "c9dabda63753", "2026-11-3-hk": "49e149c78107"},
    **{"2026-11-1-tw": "53d1dfde97d9", "2026-11-2-tw": "365c30465985", "2026-11-3-tw": "0565b50ca151"},
}
every_locale = pytest.mark.parametrize("locale", locales())


def digest(whose: str, locale: str) -> str:
    """Of all that stands on the page when this consent is given."""
    said = page_words(locale).wording.words["consent"]
    tick = "tick_child" if whose == "child" else "tick"
    of_others = {*WHOSE, "tick", "tick_child", *NOT_CONSENTED_TO} - {whose, tick}
    text = [said[key] for key in sorted(said) if key not in of_others and not key.startswith("version")]
    return hashlib.sha256("\n".join(text).encode()).hexdigest()[:12]


def test_another_text_of_the_consent_needs_another_version() -> None:
    """Change a version in the words together with its text, and both here."""
    known = {
        page_words(locale).say(f"consent.version_{whose}"): digest(whose, locale)
        for locale in locales()
        for whose in WHOSE
    }
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


def test_the_page_speaks_every_language_of_the_messages() -> None:
    assert locales() == message_locales()
    assert page_words("fr").locale == "zh-CN"


@every_locale
def test_a_locale_has_every_sentence_and_every_gap(locale: str) -> None:
    assert faults_of(locale) == ()


def test_a_missing_sentence_and_a_foreign_gap_are_named_with_their_line(tmp_path: Path, monkeypatch) -> None:
    for path in (FOLDER / "words").glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    text = (tmp_path / "en.toml").read_text(encoding="utf-8")
    spoiled = text.replace('skip = "Skip to the content"\n', "").replace("ending {tail}", "ending {end}")
    (tmp_path / "en.toml").write_text(spoiled, encoding="utf-8")
    monkeypatch.setattr(intake.pages.words, "_FOLDER", tmp_path)
    said = [fault.message for fault in faults_of("en")]
    assert said == [
        "intake/pages/words/en.toml:5: 'page.skip' has no words.",
        "intake/pages/words/en.toml:9: 'page.tail' lacks the gap {tail}.",
        "intake/pages/words/en.toml:9: 'page.tail' has a gap {end} too many.",
    ]


@pytest.mark.parametrize(
    ("asked", "locale"),
    [
        ("zh-HK,zh;q=0.9", "zh-HK"),
        ("fr-FR, en-US;q=0.8", "en"),
        ("zh-tw", "zh-TW"),
        ("zh-CN,en", "zh-CN"),
        ("", "zh-CN"),
        ("*;q=0.1", "zh-CN"),
    ],
)
def test_who_has_no_link_is_answered_in_the_language_of_the_browser(asked: str, locale: str) -> None:
    assert locale_asked(asked) == locale


def test_an_unknown_error_is_said_too() -> None:
    words = page_words("zh-CN")
    assert words.trouble("no_such_code") == words.trouble("any")
    assert words.said("no_such_thing") is None and words.said("") is None
