"""The same claim in every locale: what is asked is equal, and nothing of another language is left in the words."""

import re

import pytest

from storage.model.document_type import DocumentType
from tests.validators.builders import judge
from tests.validators.message.test_compose import CLAIMS
from tests.validators.scenarios.reading import scenarios
from validators.message.sms import segments
from validators.wording import locales
from validators.wording.plain import hard_words, long_sentences

OTHERS = [locale for locale in locales() if locale != "zh-CN"]
ALL = list(scenarios())
# Names and files of made-up customers, as they came.
OF_CUSTOMERS = re.compile(r"[“「][^”」]*[”」]|[张王李刘陈赵周孙吴马][*]+|Dear M[rs]s? .|示范保险|陈敏")
UNMIXED = {
    "en": r"[\u3400-\u9fff]",
    "zh-TW": r"[这们时请门该费续图单险证]",
    "zh-HK": r"[您这们时请门该费续图单险证]",
}


@pytest.mark.parametrize("locale", OTHERS)
@pytest.mark.parametrize("scenario", ALL, ids=lambda one: one.name)
def test_a_scenario_is_told_plainly_in_every_locale(locale, scenario):
    for step in range(len(scenario.steps)):
        args = {"facts": scenario.facts, "claim_types": scenario.claim_types}
        home = judge(scenario.readings(step), **args)
        there = judge(scenario.readings(step), **args, locale=locale)
        message = there.message
        assert message.fingerprint == home.message.fingerprint
        assert [(one.key, one.scope) for one in there.deficiencies] == [
            (one.key, one.scope) for one in home.deficiencies
        ]
        for text in (message.subject, message.text, message.sms):
            assert hard_words(text, locale) == ()
            assert not re.search(r"\d{7,}|None|[{}]|  ", text.replace("\n   ", "\n"))
        assert long_sentences(re.sub("[,、，]", "\n", message.text), locale) == ()
        assert message.sms_segments == segments(message.sms)
        assert all(len(value) <= 20 for name, value in message.wechat.items() if name != "link")


@pytest.mark.parametrize("name", CLAIMS)
def test_an_english_short_text_is_of_the_small_alphabet(name):
    readings, facts = CLAIMS[name]
    plain = {key: value for key, value in facts.items() if not key.startswith("product.")}
    sms = judge(readings, plain, locale="en").message.sms
    assert sms.isascii()
    assert "1 documents" not in sms and "1 questions" not in sms and "1 working days" not in sms


def test_one_is_singular_and_several_are_plural():
    one = judge(*CLAIMS["one_missing"], locale="en").message
    many = judge(*CLAIMS["many"], locale="en").message
    assert one.subject == "1 document to go, then we can continue"
    assert many.subject == "5 documents to go, then we can continue"


def test_terms_are_those_of_the_place():
    asked = {locale: judge([], locale=locale).message.text for locale in OTHERS}
    assert "身分證" in asked["zh-TW"] and "醫療費用收據" in asked["zh-TW"] and "存摺封面" in asked["zh-TW"]
    assert "身份證" in asked["zh-HK"] and "醫療收據" in asked["zh-HK"] and "出世紙" in asked["zh-HK"]
    assert "household register" in asked["en"]


@pytest.mark.parametrize("locale", sorted(set(OTHERS) & set(UNMIXED)))
@pytest.mark.parametrize("name", CLAIMS)
def test_no_other_script_is_left(locale, name):
    message = judge(*CLAIMS[name], locale=locale).message
    said = OF_CUSTOMERS.sub("", message.subject + message.text + message.sms)
    assert not re.findall(UNMIXED[locale], said)
    assert not [code for code in DocumentType if "_" in code and code in said]
