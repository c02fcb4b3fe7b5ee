"""Other usual words for the same things on certificates, records and summaries: labels, lists, days of rest, heads."""

import pytest

from extractors.documents import diagnosis_cert, discharge
from extractors.documents.diagnosis_cert import rest_days
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet

TITLE: Rows = ((10, [(400, "示范市第一人民医院")]), (50, [(420, "疾病诊断证明书")]))
PERSON: Rows = ((100, [(0, "姓名:张悦"), (300, "性别:女"), (600, "年龄:36岁")]),)
VISIT: Rows = ((140, [(0, "科室:骨科"), (300, "门诊号:88120341")]),)
DIAGNOSES: Rows = ((200, [(0, "临床诊断:1.右踝关节扭伤 2.软组织挫伤")]),)
ADVICE: Rows = ((290, [(0, "处理意见:建议休息两周,不适随诊。")]),)
SIGNED: Rows = ((400, [(600, "医师签名:周敏")]), (440, [(600, "2026年4月5日")]))
BOTH = ["右踝关节扭伤", "软组织挫伤"]


def read(
    *, person: Rows = PERSON, told: Rows = DIAGNOSES, advice: Rows = ADVICE, signed: Rows = SIGNED
) -> Fields:
    return diagnosis_cert.extract([sheet([*TITLE, *person, *VISIT, *told, *advice, *signed])])


def value(fields: Fields, key: str) -> object:
    cell = fields.get(key)
    return cell.value if cell is not None and not isinstance(cell, tuple) else None


def names(fields: Fields, key: str = "diagnoses") -> list[object]:
    return [field.value for field in fields.get(key, ())]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "label",
    [
        "急诊诊断",
        "诊断结论",
        "伤情诊断",
        "住院诊断",
        "门(急)诊诊断",
        "诊断名称(ICD)",
        "诊断病情",
        "本院临床诊断",
        "诊断及说明",
        "一、诊断",
    ],
)
def test_what_a_certificate_calls_its_diagnoses(label: str) -> None:
    fields = read(told=((200, [(0, f"{label}:1.右踝关节扭伤 2.软组织挫伤")]),))
    assert (names(fields), value(fields, "advice")) == (BOTH, "建议休息两周,不适随诊。")


@pytest.mark.parametrize(
    "label",
    [
        "处置",
        "处置建议",
        "病休意见",
        "休养建议",
        "请假建议",
        "治疗处理建议",
        "诊疗意见及建议",
        "医师的处理意见",
        "处理意见及随访",
        "【处理意见】",
    ],
)
def test_what_a_certificate_calls_its_advice(label: str) -> None:
    fields = read(advice=((290, [(0, f"{label}:建议休息两周,不适随诊。")]),))
    assert (names(fields), value(fields, "advice")) == (BOTH, "建议休息两周,不适随诊。")
    assert value(fields, "rest_days") == 14


@pytest.mark.parametrize(
    "label",
    [
        "主管医师签名",
        "主诊医师签名",
        "医师盖章",
        "医师电子签名",
        "责任医生",
        "签发医师",
        "诊治医师签字",
        "医师(签名盖章)",
    ],
)
@pytest.mark.parametrize("is_apart", [False, True])
def test_who_signs(label: str, *, is_apart: bool) -> None:
    shown = [(500, label), (900, "周敏")] if is_apart else [(600, f"{label}:周敏")]
    fields = read(signed=((400, shown), (440, [(600, "2026年_4_月_5_日")])))
    assert (value(fields, "doctor"), value(fields, "issue_date")) == ("周敏", "2026-04-05")


@pytest.mark.parametrize(
    "head",
    [
        "姓名__张悦__性别__女__年龄__36_岁",
        "姓名_张悦_性别女年龄36岁",
        "姓名:张悦 / 女 / 36岁",
        "姓名:张悦 性别:□男☑女 年龄:36周岁",
    ],
)
def test_a_head_filled_in_over_rules(head: str) -> None:
    fields = read(person=((100, [(0, head)]),))
    assert [value(fields, key) for key in ("patient_name", "sex", "age")] == ["张悦", "F", "36"]


@pytest.mark.parametrize(
    "rows",
    [
        [[(0, "主要诊断"), (200, "右踝关节扭伤")], [(0, "其他诊断"), (200, "软组织挫伤")]],
        [[(0, "主要诊断:右踝关节扭伤")], [(0, "次要诊断:软组织挫伤")]],
        [[(0, "诊断1:右踝关节扭伤")], [(0, "诊断2:软组织挫伤")]],
        [[(0, "诊断1、右踝关节扭伤 2、软组织挫伤")]],
        [[(0, "第一诊断:右踝关节扭伤")], [(0, "第二诊断:软组织挫伤")]],
        [[(0, "诊断:一、右踝关节扭伤 二、软组织挫伤")]],
        [[(0, "诊断:")], [(60, "一、右踝关节扭伤")], [(60, "二、软组织挫伤")]],
        [[(0, "诊断:1·右踝关节扭伤 2·软组织挫伤")]],
        [[(0, "诊断:1 右踝关节扭伤 2 软组织挫伤")]],
    ],
)
def test_lists_of_diagnoses_in_other_hands(rows: list[list[tuple[int, str]]]) -> None:
    fields = read(told=[(200 + 36 * place, row) for place, row in enumerate(rows)])
    assert (names(fields), value(fields, "advice")) == (BOTH, "建议休息两周,不适随诊。")


def test_text_beside_labels_is_parted_below_a_row_of_short_values() -> None:
    told = ((200, [(0, "临床诊断"), (300, "1.右踝关节扭伤")]), (240, [(300, "2.软组织挫伤")]))
    advice = ((300, [(300, "建议休息两周,")]), (320, [(0, "处理意见")]), (340, [(300, "不适随诊。")]))
    fields = read(told=told, advice=advice)
    assert (names(fields), value(fields, "advice")) == (BOTH, "建议休息两周,不适随诊。")


@pytest.mark.parametrize(
    ("told", "days"),
    [
        *(
            ("休息一个半月", 45),
            ("休息一月半", 45),
            ("全休(柒)天", 7),
            ("休息壹拾伍天", 15),
            ("病休7天", 7),
            ("全休壹月", 30),
        ),
        *(
            ("休息一周至两周", None),
            ("休息2-4周", None),
            ("半休一周", None),
            ("休息1天半", None),
            ("休息半天", None),
        ),
    ],
)
def test_days_of_rest_that_are_no_single_number_are_none(told: str, days: int | None) -> None:
    assert rest_days(told) == days


def test_a_line_of_rest_beside_another_advice_is_for_a_look() -> None:
    fields = read(advice=((290, [(0, "处理意见:不适随诊。")]), (330, [(0, "建议休息:7天")])))
    assert value(fields, "rest_days") == 7
    assert fields["rest_days"].grade is Grade.CHECK  # type: ignore[union-attr]


STAY: Rows = ((140, [(0, "入院日期:2026-04-01 出院日期:2026-04-05")]),)


def summary(*rows: tuple[int, list[tuple[int, str]]], stay: Rows = STAY) -> Fields:
    title: Rows = ((10, [(400, "示范市第一人民医院")]), (50, [(420, "出院小结")]))
    return discharge.extract([sheet([*title, *PERSON, *stay, *rows, (700, [(700, "医师签名:周敏")])])])


@pytest.mark.parametrize(
    "told",
    [
        "入/出院日期:2026-04-01/2026-04-05",
        "入出院时间:2026-04-01—2026-04-05",
        "住院时段:2026年4月1日至2026年4月5日",
        "住院日期:2026.4.1 至 2026.4.5",
    ],
)
def test_a_period_has_many_names(told: str) -> None:
    fields = summary(stay=((140, [(0, told)]),))
    assert [value(fields, key) for key in ("admission_date", "discharge_date")] == ["2026-04-01", "2026-04-05"]


@pytest.mark.parametrize(
    "label", ["出院医嘱及随访", "出院医嘱/健康教育", "随诊建议", "出院后用药及建议", "嘱托"]
)
def test_orders_have_many_names(label: str) -> None:
    fields = summary((240, [(0, "出院诊断:肺炎")]), (280, [(0, f"{label}:1.休息一周;2.不适随诊。")]))
    assert value(fields, "orders") == "1.休息一周;2.不适随诊。"


def test_a_heading_that_wraps_in_words_of_no_list_is_one() -> None:
    fields = summary(
        (240, [(0, "出院医嘱")]), (252, [(300, "1.休息一周;2.不适随诊。")]), (266, [(0, "及随访")])
    )
    assert value(fields, "orders") == "1.休息一周;2.不适随诊。"


@pytest.mark.parametrize("further", ["出院其他诊断", "出院次要诊断", "出院诊断(中医)"])
def test_the_further_diagnoses_of_a_stay_have_a_label_of_their_own(further: str) -> None:
    fields = summary(
        (200, [(0, "入院诊断:支气管肺炎")]),
        (240, [(0, "出院主要诊断:支气管肺炎")]),
        (280, [(0, f"{further}:轻度贫血")]),
    )
    assert names(fields, "admission_diagnoses") == ["支气管肺炎"]
    assert names(fields, "discharge_diagnoses") == ["支气管肺炎", "轻度贫血"]


def test_a_number_at_the_head_of_a_disease_is_no_part_of_the_label() -> None:
    assert names(read(told=((200, [(0, "诊断:2型糖尿病")]),))) == ["2型糖尿病"]
    assert names(read(told=((200, [(0, "诊断 2型糖尿病")]),))) == ["2型糖尿病"]


@pytest.mark.parametrize("label", ["科室 Department", "科室 Deartment", "科室 Departmemt"])
def test_a_misread_english_word_of_a_label_is_no_value(label: str) -> None:
    visit: Rows = ((140, [(0, label), (300, "全科医学科")]),)
    fields = diagnosis_cert.extract([sheet([*TITLE, *PERSON, *visit, *DIAGNOSES, *ADVICE, *SIGNED])])
    assert value(fields, "department") == "全科医学科"


def test_a_text_whose_heading_was_not_read_is_no_diagnosis() -> None:
    rows: Rows = (
        (10, [(400, "示范市第一人民医院")]),
        (50, [(420, "出院记录")]),
        (100, [(0, "入院诊断:1.2型糖尿病 2.高血压病")]),
        (160, [(0, "室讨论,给予抗炎、改善循环等治疗,症状逐步缓解,今日病情平稳,准予出院。")]),
        (220, [(0, "出院诊断:1.2型糖尿病 2.高血压病2级")]),
    )
    fields = discharge.extract([sheet(rows)])
    assert names(fields, "admission_diagnoses") == ["2型糖尿病", "高血压病"]


def test_english_words_with_a_genitive_below_their_labels_are_no_part_of_the_text() -> None:
    rows: Rows = (
        (10, [(400, "示范国际医院")]),
        (50, [(420, "诊断证明书")]),
        (100, [(0, "患者姓名"), (300, "张悦")]),
        (126, [(0, "Patient's Name")]),
        (180, [(0, "诊断"), (300, "急性支气管炎")]),
        (206, [(0, "Diagnosis")]),
        (260, [(0, "医师建议"), (300, "多饮温水,体温超过38.5度时服用")]),
        (286, [(0, "Physician's Advice"), (300, "退热药。建议休息7天。")]),
        (400, [(0, "医师签名"), (300, "周敏")]),
        (426, [(0, "Physician's Signature")]),
    )
    fields = diagnosis_cert.extract([sheet(rows)])
    assert value(fields, "advice") == "多饮温水,体温超过38.5度时服用退热药。建议休息7天。"
    assert (value(fields, "patient_name"), value(fields, "doctor")) == ("张悦", "周敏")
