"""Diagnosis certificates from hand-made lines: with labels, as a story, days of rest."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.documents import diagnosis_cert
from extractors.documents.diagnosis_cert import rest_days
from extractors.medical.stub import without_stub
from extractors.page import Line
from storage.model.extraction import Box, Fields, Grade
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


def grade(fields: Fields, key: str) -> object:
    return fields[key].grade  # type: ignore[union-attr]


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


def test_a_story_that_wraps_anywhere_is_taken_apart() -> None:
    rows: Rows = (
        (10, [(300, "诊断证明")]),
        (80, [(60, "兹证明张悦,女,36岁,门诊号88120341,于2026年4月5日来我院消化内")]),
        (120, [(0, "科就诊,经检查诊断为:慢性胃炎、胃食管反流病。建议全休一周。")]),
        (170, [(60, "特此证明。")]),
        (240, [(500, "示范市第一人民医院")]),
        (280, [(500, "三〇二六年四月五日")]),
    )
    fields = diagnosis_cert.extract([sheet(rows)])
    wanted = {
        "patient_name": "张悦",
        "sex": "F",
        "age": "36",
        "department": "消化内科",
        "visit_number": "88120341",
    }
    assert {key: value(fields, key) for key in wanted} == wanted
    assert names(fields) == ["慢性胃炎", "胃食管反流病"]
    assert (value(fields, "advice"), value(fields, "rest_days")) == ("全休一周。", 7)
    assert grade(fields, "advice") is Grade.CHECK
    assert (value(fields, "issue_date"), grade(fields, "issue_date")) == ("2026-04-05", Grade.CHECK)


def test_a_story_with_brackets_and_numbers() -> None:
    rows: Rows = (
        (10, [(420, "病情证明")]),
        (80, [(0, "兹有我院患者张悦(女,36岁,住院号:00123456)因反复咳嗽于2026年3月1日在我院呼")]),
        (120, [(0, "吸与危重症医学科住院治疗,出院诊断:1.社区获得性肺炎;2.支气管哮喘。")]),
        (160, [(0, "医嘱:出院后休息一个月,门诊随访。")]),
        (240, [(500, "示范市第一人民医院(盖章)")]),
        (280, [(500, "二〇二六年三月八日")]),
    )
    fields = diagnosis_cert.extract([sheet(rows)])
    wanted = {
        "patient_name": "张悦",
        "sex": "F",
        "age": "36",
        "visit_number": "00123456",
        "department": "呼吸与危重症医学科",
        "hospital_name": "示范市第一人民医院",
        "rest_days": 30,
        "issue_date": "2026-03-08",
    }
    assert {key: value(fields, key) for key in wanted} == wanted
    assert names(fields) == ["社区获得性肺炎", "支气管哮喘"]


def test_cells_with_two_labels_and_an_advice_without_one() -> None:
    rows: Rows = (
        (10, [(400, "示范市第一人民医院")]),
        (50, [(420, "休假证明")]),
        (100, [(0, "姓名"), (200, "张悦"), (500, "性别/年龄"), (700, "女/36岁")]),
        (150, [(0, "诊断:急性支气管炎")]),
        (200, [(0, "建议休息 3 天,自2026年4月5日起至2026年4月7日")]),
        (236, [(0, "止,不适随诊。")]),
        (300, [(0, "医师签字:周敏")]),
    )
    fields = diagnosis_cert.extract([sheet(rows)])
    assert (value(fields, "sex"), value(fields, "age"), value(fields, "rest_days")) == ("F", "36", 3)
    assert names(fields) == ["急性支气管炎"]
    assert grade(fields, "advice") is Grade.CHECK


def test_of_a_certificate_and_its_stub_the_certificate_is_read() -> None:
    rows: Rows = (
        (10, [(0, "疾病诊断证明书(存根)"), (760, "示范市第一人民医院")]),
        (50, [(740, "疾病诊断证明书")]),
        (100, [(0, "姓名:张悦女36岁"), (600, "姓名 张悦"), (800, "性别 女"), (960, "年龄 36岁")]),
        (150, [(0, "诊断:右踝关节扭伤;"), (600, "临床诊断:1.右踝关节扭伤")]),
        (190, [(60, "软组织挫伤"), (720, "2.软组织挫伤")]),
        (240, [(0, "建议:休息两周"), (600, "处理意见:门诊治疗,建议休息两周。")]),
        (400, [(0, "日期:2026.04.05"), (800, "诊断证明专用章"), (1010, "2026年4月5日")]),
    )
    fields = diagnosis_cert.extract([sheet(rows)])
    wanted = {"patient_name": "张悦", "sex": "F", "age": "36", "advice": "门诊治疗,建议休息两周。"}
    assert {key: value(fields, key) for key in wanted} == wanted
    assert names(fields) == ["右踝关节扭伤", "软组织挫伤"]
    assert value(fields, "issue_date") == "2026-04-05"
    assert fields["patient_name"].box.x0 > 500  # type: ignore[union-attr]


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


@pytest.mark.parametrize(
    "notice",
    [
        "此证明仅供参考,需经医院盖章后生效",
        "本证明加盖公章,方可生效",
        "患者如有疑问,请咨询门诊",
        "证明仅供参考,涂改无效",
    ],
)
def test_a_notice_at_the_foot_names_nobody(notice: str) -> None:
    rows = [CERTIFICATE[0], CERTIFICATE[1], (100, [(0, "性别:女")]), *CERTIFICATE[3:], (560, [(0, notice)])]
    assert "patient_name" not in diagnosis_cert.extract([sheet(rows)])


def test_a_seals_words_are_not_the_title_of_the_certificate_beside_its_stub() -> None:
    page = [
        Line("疾病证明书存根", Box(0, 0, 280, 40)),
        Line("疾病证明书", Box(800, 0, 1200, 60)),
        Line("姓名:张悦", Box(0, 100, 90, 130)),
        Line("姓名:张悦", Box(500, 100, 590, 130)),
        Line("诊断证明专用章", Box(1100, 900, 1300, 990)),
    ]
    assert [line.box.x0 for line in without_stub(page)] == [800, 500, 1100]
