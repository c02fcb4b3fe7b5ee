"""Answers become facts, and every question that can be put has an answer that settles it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.model.checklist import Assessment, Question
from storage.model.claim import ClaimType
from storage.model.document_type import DocumentType
from tests.validators.builders import (
    a_paper,
    a_reading,
    adult_papers,
    bill,
    files,
    judge,
    question_keys,
    record,
)
from tests.validators.test_properties import POOL, readings
from validators.errors import UsageError, WordingInvalid
from validators.facts.answers import facts_from_answers
from validators.facts.known import catalogue
from validators.facts.load import facts_from
from validators.facts.offers import offers, offers_in
from validators.wording import Wording, load_wording, locales

LOCALE = "zh-CN"
FREE = {"insured.name": "张悦", "insured.birth": "1990-03-07", "event.account": "4月5日在小区被狗咬到左手。"}
"""An answer to each question that offers none."""
CLAIMS = st.fixed_dictionaries(
    {},
    optional={
        "insured.birth": st.sampled_from(["1990-03-07", "2018-03-01"]),
        "event.cause": st.sampled_from(["disease", "accident"]),
        "event.scene": st.sampled_from(["animal", "traffic", "work"]),
        "traffic.handling": st.sampled_from(["police_general", "court"]),
        "claim.amount": st.just("900.00"),
    },
)
OTHERS = {
    "a receipt": a_paper(DocumentType.RECEIPT, total="88.00", currency="JPY"),
    "a sheet of what others paid": a_paper(DocumentType.SPLIT_SHEET),
    "a record of another patient": record("赵玉兰"),
    "a bill that does not say": bill(number="0011111111", pool_paid=None),
}


def read(key: str, text: str) -> dict[str, Any]:
    return facts_from_answers({key: text}, LOCALE)


@pytest.mark.parametrize(
    ("key", "text", "facts"),
    [
        ("event.cause", "生病", {"event.cause": "disease"}),
        ("event.cause", " 意外受伤 ", {"event.cause": "accident"}),
        ("event.cause", "accident", {"event.cause": "accident"}),
        ("event.scene", "被动物咬伤抓伤", {"event.scene": "animal"}),
        ("event.country", "是", {"event.country": "CN"}),
        ("event.country", "不是", {"event.country": "ZZ"}),
        ("event.country", "JP", {"event.country": "JP"}),
        ("si.settled", "用过", {"si.settled": True}),
        ("si.settled", "没有用", {"si.settled": False}),
        ("si.settled", "false", {"si.settled": False}),
        ("traffic.insured_was_driving", "没有开车", {"traffic.insured_was_driving": False}),
        ("claim.amount", "还有，我再传", {}),
        ("claim.amount", "没有了，按票据算", {"claim.amount": None}),
        ("claim.amount", "439.9", {"claim.amount": "439.90"}),
        ("insured.name", "张悦。", {"insured.name": "张悦"}),
        ("insured.name", "买买提·艾力", {"insured.name": "买买提·艾力"}),
        ("insured.name", "Zhang  Yue", {"insured.name": "Zhang Yue"}),
        ("event.account", "被狗咬了。\n在小区里。", {"event.account": "被狗咬了。\n在小区里。"}),
    ],
)
def test_an_answer_becomes_a_fact(key: str, text: str, facts: dict[str, Any]) -> None:
    assert read(key, text) == facts
    assert json.loads(json.dumps(facts)) == facts


@pytest.mark.parametrize(
    "text",
    [
        "2018-03-01",
        "2018年3月1日",
        "2018年03月01号",
        "2018/3/1",
        "2018.3.1",
        "20180301",
        "\uff12\uff10\uff11\uff18\uff0d\uff10\uff13\uff0d\uff10\uff11",
        " 2018 年 3 月 1 日 ",
    ],
)
def test_a_date_is_understood_as_people_write_it(text: str) -> None:
    assert read("insured.birth", text) == {"insured.birth": "2018-03-01"}


@pytest.mark.parametrize(
    ("key", "text", "taken"),
    [
        ("event.cause", "不知道", "生病, 意外受伤"),
        ("event.cause", "", "生病, 意外受伤"),
        ("event.cause", "生病了吗", "生病, 意外受伤"),
        ("si.settled", "maybe", "用过, 没有用"),
        ("event.country", "日本", "CN"),
        ("claim.amount", "unknown", "按票据算"),
        ("claim.amount", "-1", "按票据算"),
        ("insured.birth", "去年", "2018-03-01"),
        ("insured.birth", "2018-02-30", "2018-03-01"),
        ("insured.birth", "1018-02-03", "2018-03-01"),
        ("insured.name", "13800000000", "name"),
        ("insured.name", "悦" * 61, "name"),
        ("insured.name", "<b>张悦</b>", "name"),
        ("event.account", " \n ", "text"),
        ("event.account", "好" * 2001, "2000"),
    ],
)
def test_what_no_question_takes_is_named_with_what_it_takes(key: str, text: str, taken: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(key, text)
    assert f"'{key}'" in caught.value.message and taken in caught.value.remedy
    assert not text.strip() or text not in caught.value.message


@pytest.mark.parametrize("key", ["insured.id_number", "product.claim_form", "event.scenes"])
def test_only_questions_are_answered(key: str) -> None:
    with pytest.raises(UsageError, match="no question"):
        read(key, "是")


@pytest.mark.parametrize("joint", [",", "\uff0c", ":", "\uff1a", "。", " ", "\n", "("])
def test_words_of_ones_own_may_follow_an_answer(joint: str) -> None:
    facts = read("event.cause", f"意外受伤{joint}在楼梯上摔了一跤")
    assert facts["event.cause"] == "accident"
    assert facts["event.account"].startswith("在楼梯上摔了一跤")


def test_words_of_ones_own_may_stand_beside_an_answer() -> None:
    answers = {"event.scene": "在家里:摔了一跤", "event.account": "4月5日在楼梯上摔了一跤"}
    facts = {"event.scene": "home", "event.account": "4月5日在楼梯上摔了一跤"}
    assert facts_from_answers(answers, LOCALE) == facts


def test_several_words_of_ones_own_are_kept_together() -> None:
    answers = {"event.cause": "意外受伤,摔了", "event.scene": "在家里,从楼梯上"}
    assert facts_from_answers(answers, LOCALE)["event.account"] == "摔了\n从楼梯上"


@given(st.sampled_from(sorted(offers(LOCALE))), st.text(max_size=40))
def test_any_text_is_taken_or_refused_by_name(key: str, text: str) -> None:
    try:
        facts = read(key, text)
    except UsageError as error:
        assert key in error.message
    else:
        assert facts_from({name: value for name, value in facts.items() if value is not None}) is not None


@settings(max_examples=150)
@given(st.sets(st.sampled_from(sorted(POOL)), max_size=7), st.sets(st.sampled_from(sorted(OTHERS))), CLAIMS)
def test_every_question_has_an_answer_that_settles_it(
    names: set[str], more: set[str], facts: dict[str, Any]
) -> None:
    extra = [a_reading(100 + at, OTHERS[name]) for at, name in enumerate(sorted(more))]
    papers = [*readings(names), *extra]
    assessment = _judged(papers, facts)
    for question in assessment.questions:
        assert any(
            question.key not in question_keys(_judged(papers, _with(facts, question.key, text)))
            for text in question.answers or [FREE[question.key]]
        )


@pytest.mark.parametrize("key", sorted(offers(LOCALE)))
def test_every_question_of_the_words_is_put_by_some_claim(key: str) -> None:
    """So that the test above has seen each of them."""
    accident = {"event.cause": "accident"}
    traffic = {**accident, "event.scene": "traffic"}
    child = {"insured.birth": "2018-03-01"}
    others: dict[str, tuple[ClaimType, list[Any], dict[str, Any]]] = {
        "event.date": (ClaimType.DISABILITY, [], {"event.cause": "accident", "event.scene": "work"}),
        "treat.kind": (ClaimType.ACCIDENT_MEDICAL, [], {}),
        "death.place": (ClaimType.DEATH_ILLNESS, [], {}),
        "death.manner": (ClaimType.DEATH_ILLNESS, [a_paper(DocumentType.COURT_DOC)], {}),
        "waiver.trigger": (ClaimType.WAIVER, [], {}),
        "waiver.person": (ClaimType.WAIVER, [], {"waiver.trigger": "illness"}),
        "disease.group": (ClaimType.CRITICAL_ILLNESS, [], {}),
        "beneficiary.heirs": (ClaimType.DEATH_ILLNESS, [], {"beneficiary.designated": "statutory"}),
        "beneficiary.parents": (ClaimType.DEATH_ILLNESS, [], {"beneficiary.designated": "none", **child}),
        "insured.school": (ClaimType.STUDENT, [], {"product.sold_by_school": True}),
    }
    if key in others:
        claim_type, papers, facts = others[key]
        assert key in question_keys(judge(files(*papers), facts_from(facts), claim_types=[claim_type]))
        return
    claims: dict[str, tuple[list[Any], dict[str, Any]]] = {
        "insured.name": ([bill("李建国"), record("赵玉兰")], {"event.cause": "disease"}),
        "insured.birth": ([], {}),
        "event.cause": ([], {}),
        "event.scene": ([], accident),
        "event.account": ([], {**accident, "event.scene": "animal"}),
        "event.country": ([OTHERS["a receipt"]], {}),
        "papers.language": ([OTHERS["a receipt"]], {"event.country": "FR"}),
        "traffic.handling": ([], traffic),
        "traffic.insured_was_driving": ([], traffic),
        "si.settled": ([*adult_papers(), OTHERS["a bill that does not say"]], {}),
        "other_payer.paid": ([], {}),
        "claim.amount": (adult_papers(), {"claim.amount": "900.00"}),
    }
    papers, facts = claims[key]
    put = question_keys(_judged(files(*papers), facts))
    assert (key in put) == (key != "other_payer.paid"), "nobody is asked for what a paper tells or rules out"


@pytest.mark.parametrize("locale", locales())
def test_labels_are_the_ones_that_are_shown(locale: str) -> None:
    words = load_wording(locale)
    for key, offer in offers(locale).items():
        assert list(offer.labels) == words.part("question", key)["answers"]
    assert {name for name, kind in catalogue().items() if kind.asked} <= set(offers(locale))


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ({"answers": ["生病", "意外"], "values": ["disease"]}, "pair up"),
        ({"answers": ["生病", "生病"], "values": ["disease", "accident"]}, "pair up"),
        ({"answers": ["生病"], "values": ["ilness"]}, "'ilness'"),
        ({"answers": ["生病"]}, "pair up"),
    ],
)
def test_words_that_contradict_the_catalogue_are_named(entry: dict[str, Any], what: str) -> None:
    words = Wording("xx", {"question": {"event.cause": {"text": "?", **entry}}})
    with pytest.raises(WordingInvalid) as caught:
        offers_in(words)
    assert "event.cause" in caught.value.message and what in caught.value.message


def test_a_question_about_no_fact_is_named() -> None:
    with pytest.raises(WordingInvalid, match=r"event\.cuase"):
        offers_in(Wording("xx", {"question": {"event.cuase": {"text": "?"}}}))


def _judged(papers: list[Any], facts: dict[str, Any]) -> Assessment:
    return judge(papers, facts_from(facts))


def _with(facts: dict[str, Any], key: str, text: str) -> dict[str, Any]:
    changed = {**facts, **facts_from_answers({key: text}, LOCALE)}
    return {name: value for name, value in changed.items() if value is not None}


def test_the_question_of_a_message_is_the_one_that_is_answered() -> None:
    (question,) = [one for one in _judged([], {}).questions if one.key == "event.cause"]
    assert isinstance(question, Question)
    assert [read("event.cause", label)["event.cause"] for label in question.answers] == ["disease", "accident"]
