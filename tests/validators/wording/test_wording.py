"""The words are complete, plain and free of what must never be said."""

import re
import tomllib
from pathlib import Path

import pytest

import validators
from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from validators.errors import UsageError
from validators.facts.load import catalogue
from validators.lists.checklist import load_checklist, supported
from validators.papers.faults import MEASURED
from validators.wording import check_locale, faults_of, load_wording, locales
from validators.wording.check import Source, faults_in
from validators.wording.plain import hard_words, long_sentences, rules

BANNED = [*rules("zh-CN")["glossary"], *rules("zh-CN")["banned"]["words"]]
FOR_STAFF = {
    "only_a_warning",
    "relation_unsure",
    "type_unsure",
    "value_unsure",
    "name_unsure",
    "not_read",
    "other_day",
    "may_be_among",
}
ROOT = Path(validators.__file__).parent


@pytest.fixture(params=locales())
def words(request):
    return load_wording(request.param)


def texts(node):
    if isinstance(node, dict):
        return [text for key, inner in node.items() if key != "values" for text in texts(inner)]
    return [text for inner in node for text in texts(inner)] if isinstance(node, list) else [str(node)]


def test_every_row_of_every_list_has_words(words):
    rows = [row for claim_type in supported() for row in load_checklist(claim_type).requirements]
    for row in rows:
        part = words.part("item", row.key)
        assert part["short"] and part["name"] and part["why"] and part["how"]


def test_every_document_type_and_every_asked_fact_has_words(words):
    assert all(words.say(f"type.{kind.value}") for kind in DocumentType)
    assert all(words.part("question", name)["text"] for name, kind in catalogue().items() if kind.asked)


def test_every_reason_for_asking_has_words(words):
    code = "".join(
        (ROOT / "items" / name).read_text(encoding="utf-8") for name in ("checks.py", "proofs.py", "judge.py")
    )
    reasons = set(re.findall(r'reason="(\w+)"', code)) - FOR_STAFF
    assert {"bank_card_credit", "hukou_not_parent", "side_missing"} <= reasons
    reasons |= {"bank_card_other_person", "other_person", "payment_slip", "prepayment_slip", "daily_list"}
    reasons |= {QualityFault(fault).value for fault in MEASURED}
    assert reasons <= set(words.words["reason"])


def test_every_needed_field_has_a_name(words):
    from validators.papers.kinds import needs_of

    needs = {
        need.split("|")[0]
        for kind in DocumentType
        for side in ("needs", "portrait", "emblem")
        for need in needs_of(kind, side)
    }
    assert needs <= set(words.words["field"])


def test_every_role_is_spoken_of_to_every_reader(words):
    roles = {row.person for claim_type in supported() for row in load_checklist(claim_type).requirements}
    for reader in ("insured", "guardian", "carer", "agent", "family", "unknown"):
        assert all(words.say(f"whose.{reader}.{role}") for role in roles)


def test_every_sentence_is_plain_and_short(words):
    for text in texts(words.words):
        assert hard_words(text, words.locale) == (), text
        assert long_sentences(text, words.locale) == (), text


def test_subjects_fit_a_mail_header(words):
    for key in words.words["subject"]:
        said = words.say(f"subject.{key}", asks=12, questions=3)
        assert sum(1 if char.isascii() else 2 for char in said) <= 60


def test_an_unknown_locale_names_those_there_are():
    with pytest.raises(UsageError) as caught:
        check_locale("fr-FR")
    assert "zh-CN" in caught.value.remedy
    assert caught.value.code == "usage"


def test_a_missing_a_foreign_and_an_unfilled_sentence_are_told_with_their_lines():
    base = {"t": {"a": "{count} x", "b": "y"}, "q": {"answers": ["x", "y"], "values": [True, False]}}
    text = '[t]\na = "{total}"\nc = "z"\n[q]\nanswers = ["x"]\nvalues = [false, true]\n'
    faults = [fault.message for fault in faults_in(tomllib.loads(text), base, Source("xx.toml", text))]
    assert faults == [
        "xx.toml:1: 't.b' has no words.",
        "xx.toml:2: 't.a' lacks the gap {count}.",
        "xx.toml:2: 't.a' has a gap {total} too many.",
        "xx.toml:5: 'q.answers' has 1 entries, 2 in zh-CN.",
        "xx.toml:6: 'q.values' differs from that of zh-CN.",
        "xx.toml:3: 't.c' is not in zh-CN.",
    ]


@pytest.mark.parametrize("locale", locales())
def test_every_locale_says_all_that_zh_cn_says(locale):
    assert faults_of(locale) == ()


@pytest.mark.parametrize("locale", [one for one in locales() if one != "zh-CN"])
def test_every_refusal_is_told_in_other_locales(locale):
    told = load_wording(locale).words["refusal"]
    codes = {"empty_file", "encrypted_file", "unsupported_type", "damaged_file", "damaged_page", "too_large"}
    codes |= {"too_many_pages", "too_many_files", "too_many_pixels", "took_too_long", "unsafe_content"}
    assert codes | {"unread_members"} == set(told)


@pytest.mark.parametrize(
    ("locale", "long", "short"),
    [
        ("zh-CN", "2026年4月12日", "4月12日"),
        ("zh-TW", "2026年4月12日", "4月12日"),
        ("zh-HK", "2026年4月12日", "4月12日"),
        ("en", "12 April 2026", "12 April"),
    ],
)
def test_days_are_written_as_people_of_the_place_do(locale, long, short):
    words = load_wording(locale)
    assert (words.date("2026-04-12"), words.date("2026-04-12", "short")) == (long, short)
