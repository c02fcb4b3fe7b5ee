"""Diagnosis certificates from hand-made lines: with labels, as a story, days of rest."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.documents import diagnosis_cert
from extractors.documents.diagnosis_cert import rest_days
from storage.model.extraction import Fields
from tests.extractors.typeset import Rows, sheet
from tests.specimens import diagnosis_cert as specimens

CERTIFICATE: Rows = (
    (10, [(400, "示范市第一人民医院")]),
    (50, [(420, "疾病诊断证明书")]),
    (100, [(0, "姓名:张悦"), (300, "性别:女"), (600, "年龄:36岁")]),
    (140, [(0, "科室:骨科"), (300, "门诊号/住院号:88120341")]),
    (200, [(0, "临床诊断:1.右踝关节扭伤")]),
    (240, [(130, "2.软组织挫伤")]),
    (290, [(0, "处理意见:建议休息两周,不适随诊。")]),
    (400, [(600, "医师签名:周敏")]),
    (440, [(600, "2026年4月5日")]),
)


def value(fields: Fields, key: str) -> object:
    return fields[key].value  # type: ignore[union-attr]


def names(fields: Fields) -> list[object]:
    return [field.value for field in fields["diagnoses"]]  # type: ignore[union-attr]


def test_a_certificate_with_labels_is_read() -> None:
    fields = diagnosis_cert.extract([sheet(CERTIFICATE)])
    wanted = {
        "hospital_name": "示范市第一人民医院",
        "patient_name": "张悦",
        "sex": "F",
        "age": "36",
        "department": "骨科",
        "visit_number": "88120341",
        "advice": "建议休息两周,不适随诊。",
        "rest_days": 14,
        "doctor": "周敏",
        "issue_date": "2026-04-05",
        "stamped": None,
    }
    assert {key: value(fields, key) for key in fields if key != "diagnoses"} == wanted
    assert names(fields) == ["右踝关节扭伤", "软组织挫伤"]


def test_a_certificate_told_as_a_story_is_read() -> None:
    rows: Rows = (
        (10, [(300, "示范市第一人民医院疾病证明书")]),
        (80, [(60, "兹证明患者张悦,女,36岁,于2026年4月5日来我院就诊,经检查诊断为:急性阑尾炎。")]),
        (130, [(60, "建议:全休叁天。")]),
        (180, [(60, "特此证明。")]),
        (240, [(500, "医师:周敏")]),
        (280, [(500, "二〇二六年四月五日")]),
    )
    fields = diagnosis_cert.extract([sheet(rows)])
    found = {key: value(fields, key) for key in ("patient_name", "advice", "rest_days", "doctor", "issue_date")}
    assert found == {
        "patient_name": "张悦",
        "advice": "全休叁天。",
        "rest_days": 3,
        "doctor": "周敏",
        "issue_date": "2026-04-05",
    }
    assert names(fields) == ["急性阑尾炎"]


@pytest.mark.parametrize(
    ("advice", "days"),
    [
        ("建议休息7天", 7),
        ("休息一周", 7),
        ("病假两周", 14),
        ("全休半个月", 15),
        ("建休十五日", 15),
        ("卧床休息2个月", 60),
        ("休息叁天,门诊随诊", 3),
        ("注意休息,3天后复查", None),
        ("清淡饮食", None),
    ],
)
def test_days_of_rest_are_counted(advice: str, days: int | None) -> None:
    assert rest_days(advice) == days


@given(st.integers(1, 365))
def test_any_number_of_days_is_read(days: int) -> None:
    assert rest_days(f"建议休息{days}天,不适随诊") == days


@given(st.text(max_size=60))
def test_any_advice_can_be_asked(text: str) -> None:
    days = rest_days(text)
    assert days is None or days > 0


def test_stamped_is_always_told() -> None:
    field = diagnosis_cert.extract([sheet(CERTIFICATE)])["stamped"]
    assert field.is_undecided  # type: ignore[union-attr]


@pytest.mark.parametrize("layout", specimens.LAYOUTS)
def test_made_up_certificates_tell_their_rest(layout: str) -> None:
    truth = specimens.LAYOUTS[layout](Random(6)).fields
    assert rest_days(truth["advice"]) == truth["rest_days"]
