"""No code, id or word of another language reaches a claimant; no word that hurts either (domain 6.1)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from extractors.errors import REFUSALS, refused
from intake.pages.rows import Rows
from intake.pages.show import Notice, draw_alone
from intake.pages.words import locales, page_words
from storage.model.checklist import Tone
from storage.model.claim import ClaimType
from tests.intake.pages.made_up import assessment, claim, document, mixed, reading, states, verdicts
from tests.intake.pages.seen import drawn, raw_codes, seen
from validators.wording import filled, load_wording

BANNED = (
    *(
        "补件通知",
        "逾期视为放弃",
        "否则不予受理",
        "请尽快",
        "恭喜",
        "温馨提示",
        "被保险人死亡",
        "不合格",
        "造假",
    ),
    *("骗保", "拒赔", "系统识别失败"),
)
LOUD = ("!", chr(0xFF01), "🎉", "~")
CODES = "values"
"""Where the words say what an answer means: the one thing in them that nobody is shown."""
STATES = states()


def in_chinese(rows: Rows) -> Rows:
    """With file names that a Chinese phone gives."""
    return replace(rows, originals=tuple(replace(one, name=f"照片{one.number}") for one in rows.originals))


def text_of(rows: Rows, *notices: Notice) -> str:
    return seen(drawn(in_chinese(rows), *notices)).text


def check(text: str) -> None:
    assert raw_codes(text) == []
    assert [word for word in (*BANNED, *LOUD) if word in text] == []


@pytest.mark.parametrize("rows", STATES.values(), ids=STATES.keys())
def test_every_state_is_free_of_codes_and_of_words_that_hurt(rows: Rows) -> None:
    check(text_of(rows))


@pytest.mark.parametrize("claim_type", ClaimType)
def test_every_claim_type_has_a_name_and_a_fitting_tone(claim_type: ClaimType) -> None:
    for rows in STATES.values():
        check(text_of(replace(rows, claim=replace(rows.claim, claim_types=(claim_type,)))))


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_has_a_word(tone: Tone) -> None:
    paper = document(1)
    told = assessment(verdicts=verdicts((paper, (tone.value, "这张看过了。", "请看这里。"))))
    check(text_of(mixed(assessment=told)))


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_is_said_in_words(code: str) -> None:
    text = text_of(mixed(readings=(reading(5, refused(code).refusal),)))
    check(text)
    assert refused(code).message in text and refused(code).remedy in text


def test_every_reason_item_and_question_is_said_in_words() -> None:
    asks = [
        {"key": "bill", "person": "insured", "scope": f"visit:{number}", "name": text, "lines": [text]}
        for number, text in enumerate(sentences(load_wording("zh-CN").words))
    ]
    assert len(asks) > 300
    check(text_of(mixed(data={"deficiencies": asks})))


def test_everything_that_is_said_after_an_act_is_in_words() -> None:
    words = page_words("zh-CN").wording.words
    told = [*words["said"].values(), *words["trouble"].values()]
    check(text_of(mixed(), *(Notice(text) for text in told)))


@pytest.mark.parametrize("section", ["closed_link", "sorry"])
def test_pages_without_a_claim_are_in_words(section: str) -> None:
    check(seen(draw_alone(section, page_words("zh-CN"))).text)


@pytest.mark.parametrize("locale", locales())
def test_the_words_themselves_hold_no_banned_word(locale: str) -> None:
    told = "\n".join(sentences(page_words(locale).wording.words))
    assert [word for word in (*BANNED, *LOUD) if word in told] == []


def test_a_claim_without_a_reference_shows_the_end_of_its_own() -> None:
    text = text_of(mixed(claim=claim(external_ref=None)))
    assert "尾号 PQRS" in text
    assert raw_codes(text.replace("PQRS", "")) == []


def sentences(words: Any) -> Iterator[str]:
    """Every sentence of a table, filled with something."""
    if isinstance(words, str):
        yield filled(words, defaultdict(lambda: "某某"))
    elif isinstance(words, dict):
        for key, inner in words.items():
            if key != CODES:
                yield from sentences(inner)
    elif isinstance(words, list):
        for inner in words:
            yield from sentences(inner)
