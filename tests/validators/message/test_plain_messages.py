"""Composed messages of all scenarios are plain, short, discreet and without anybody's numbers."""

import re

import pytest

from storage.model.checklist import ItemState
from storage.model.document import Document
from storage.model.document_type import DocumentType
from tests.validators.builders import judge
from tests.validators.scenarios.reading import scenarios
from validators.message.sms import segments
from validators.wording.plain import hard_words, long_sentences

ALL = [(scenario, step) for scenario in scenarios() for step in range(len(scenario.steps))]
TOLD_BY_OTHERS = ("diagnoses", "discharge_diagnoses", "impression", "operation_name")
OF_ILLNESS_OR_DEATH = (
    "病理",
    "心脏",
    "肾",
    "透析",
    "头部",
    "伤残",
    "死亡",
    "火化",
    "去世",
    "离世",
    "注销",
    "癌",
    "肿瘤",
)


def said_of_illness(papers: list[Document]) -> set[str]:
    cells = [paper.fields.get(name) for paper in papers for name in TOLD_BY_OTHERS]
    values = [cell.value for cell in cells if cell is not None and not isinstance(cell, tuple)]
    return {one for value in values for one in ([value] if isinstance(value, str) else value or [])}


@pytest.mark.parametrize(("scenario", "step"), ALL, ids=[f"{one.name} {step}" for one, step in ALL])
def test_the_message_of_a_scenario_is_plain(scenario, step):
    readings = scenario.readings(step)
    assessment = judge(readings, scenario.facts, claim_types=scenario.claim_types)
    message = assessment.message
    for text in (message.subject, message.text, message.sms):
        assert hard_words(text, "zh-CN") == ()
        assert not [code for code in [*DocumentType, *ItemState] if code in text]
        assert not re.search(r"\d{7,}|None|[{}]", text)
    # A list of names is no sentence to be understood at one breath.
    assert long_sentences(message.text.replace("、", "。"), "zh-CN") == ()
    assert not [word for word in OF_ILLNESS_OR_DEATH if word in message.sms]
    illnesses = said_of_illness([paper for reading in readings for paper in reading.documents])
    assert not [word for word in illnesses if word in message.text + message.sms]
    assert message.sms_segments == segments(message.sms)
    marks, asks = re.findall("[①-⑳]", message.sms), len(assessment.deficiencies)
    assert len(marks) == (asks if asks > 1 else 0)


@pytest.mark.parametrize(("scenario", "step"), ALL, ids=[f"{one.name} {step}" for one, step in ALL])
def test_what_comes_next_and_whom_to_call_always_stand_there(scenario, step):
    facts = {**scenario.facts, "product.contact_person": "陈敏", "product.service_phone": "95000"}
    assessment = judge(scenario.readings(step), facts, claim_types=scenario.claim_types)
    text = assessment.message.text
    assert "接下来：" in text and "请找陈敏，电话 95000" in text
    assert ("拿不到" in text.splitlines()[-1]) == bool(assessment.deficiencies)
    assert assessment.is_complete == ("已经全部收齐" in text)
