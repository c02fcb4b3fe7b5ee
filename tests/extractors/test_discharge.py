"""Discharge summaries from hand-made lines, as several hospital systems print them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.documents import discharge
from extractors.medical.stays import days_in
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet

HEAD: Rows = (
    (10, [(400, "示范市第一人民医院")]),
    (50, [(460, "出院小结")]),
    (100, [(0, "姓名:王小明 性别:男 年龄:8岁 科室:儿科 住院号:ZY1029384")]),
    (140, [(0, "入院日期:2026年04月01日 出院日期:2026年04月05日 住院天数:4天")]),
)
PARTS: Rows = (
    (190, [(0, "入院诊断:支气管肺炎")]),
    (230, [(0, "诊疗经过:入院后予抗感染治疗,出院诊断明确,症状好转。")]),
    (270, [(0, "出院诊断:1.支气管肺炎 2.过敏性鼻炎")]),
    (310, [(0, "出院医嘱:1.继续口服药物5天")]),
    (346, [(0, "2.不适随诊")]),
    (400, [(700, "医师签名:周敏")]),
)


def value(fields: Fields, key: str) -> object:
    return fields[key].value  # type: ignore[union-attr]


def names(fields: Fields, key: str) -> list[object]:
    return [field.value for field in fields[key]]  # type: ignore[union-attr]


def test_a_plain_print_is_read() -> None:
    fields = discharge.extract([sheet([*HEAD, *PARTS])])
    wanted = {
        "hospital_name": "示范市第一人民医院",
        "patient_name": "王小明",
        "sex": "M",
        "age": "8",
        "department": "儿科",
        "inpatient_number": "ZY1029384",
        "admission_date": "2026-04-01",
        "discharge_date": "2026-04-05",
        "stay_days": 4,
        "orders": "1.继续口服药物5天2.不适随诊",
        "doctor": "周敏",
        "stamped": None,
    }
    assert {key: value(fields, key) for key in fields if "diagnoses" not in key} == wanted
    assert names(fields, "admission_diagnoses") == ["支气管肺炎"]
    assert names(fields, "discharge_diagnoses") == ["支气管肺炎", "过敏性鼻炎"]


def test_diagnoses_in_a_table_are_taken_from_it() -> None:
    table: Rows = (
        (190, [(0, "入院诊断:肺炎")]),
        (230, [(0, "出院诊断:")]),
        (270, [(0, "序号"), (150, "诊断名称"), (500, "疾病编码"), (700, "转归")]),
        (310, [(10, "1"), (150, "支气管肺炎"), (500, "J18.000"), (700, "治愈")]),
        (350, [(10, "2"), (150, "过敏性鼻炎"), (500, "J30.400"), (700, "好转")]),
        (400, [(0, "出院医嘱:不适随诊")]),
    )
    fields = discharge.extract([sheet([*HEAD, *table])])
    assert names(fields, "admission_diagnoses") == ["肺炎"]
    assert names(fields, "discharge_diagnoses") == ["支气管肺炎", "过敏性鼻炎"]
    assert value(fields, "orders") == "不适随诊"


def test_values_printed_above_their_lines_find_their_labels() -> None:
    rows: Rows = (
        (88, [(80, "王小明"), (380, "男"), (680, "8岁")]),
        (100, [(0, "姓名"), (300, "性别"), (600, "年龄")]),
    )
    fields = discharge.extract([sheet(rows)])
    assert [value(fields, key) for key in ("patient_name", "sex", "age")] == ["王小明", "M", "8"]


def test_the_second_page_goes_on_where_the_first_ends() -> None:
    first = sheet([*HEAD, *PARTS[:2], (900, [(500, "第 1 页 / 共 2 页")])])
    second = sheet([*HEAD[:3], *PARTS[2:], (900, [(500, "第 2 页 / 共 2 页")])], number=2)
    fields = discharge.extract([first, second])
    assert names(fields, "discharge_diagnoses") == ["支气管肺炎", "过敏性鼻炎"]
    assert value(fields, "orders") == "1.继续口服药物5天2.不适随诊"
    assert fields["orders"].page == 2  # type: ignore[union-attr]


def test_the_period_of_a_stay_gives_both_days() -> None:
    rows: Rows = ((100, [(0, "姓名:王小明 住院时间:2026-04-01至2026-04-05 共住院4天")]),)
    fields = discharge.extract([sheet(rows)])
    assert value(fields, "admission_date") == "2026-04-01"
    assert (value(fields, "discharge_date"), value(fields, "stay_days")) == ("2026-04-05", 4)


@pytest.mark.parametrize(("days", "grade"), [("4", "auto"), ("5", "auto"), ("14", "check"), ("3", "check")])
def test_days_that_contradict_the_dates_are_looked_at(days: str, grade: str) -> None:
    rows = [(y, [(x, text.replace("4天", f"{days}天")) for x, text in cells]) for y, cells in HEAD]
    fields = discharge.extract([sheet(rows)])
    graded = {fields[key].grade.value for key in ("admission_date", "discharge_date", "stay_days")}  # type: ignore[union-attr]
    assert graded == {grade}


def test_what_is_not_printed_is_absent() -> None:
    fields = discharge.extract([sheet(HEAD[:3])])
    assert not {"stay_days", "admission_date", "orders", "doctor", "discharge_diagnoses"} & set(fields)
    assert fields["stamped"].grade is Grade.UNREAD  # type: ignore[union-attr]


def test_a_senior_doctor_is_not_the_one_who_signs() -> None:
    fields = discharge.extract([sheet([*HEAD, (300, [(0, "上级医师:李强"), (500, "住院医师:周敏")])])])
    assert value(fields, "doctor") == "周敏"


@given(st.dates(dt.date(2000, 1, 1), dt.date(2035, 1, 1)), st.integers(1, 300))
def test_any_stay_is_read_back(came: dt.date, days: int) -> None:
    left = came + dt.timedelta(days=days)
    rows: Rows = ((100, [(0, f"入院日期:{came} 出院日期:{left:%Y年%m月%d日} 住院天数:{days}")]),)
    fields = discharge.extract([sheet(rows)])
    shown = [value(fields, key) for key in ("admission_date", "discharge_date", "stay_days")]
    assert shown == [came.isoformat(), left.isoformat(), days]


@given(st.text(max_size=12))
def test_a_count_of_days_is_a_count_or_nothing(raw: str) -> None:
    found = days_in(raw)
    assert found is None or found > 0


def test_text_that_runs_on_over_the_page_does_not_take_in_the_head_of_the_next() -> None:
    first = sheet([*HEAD, (600, [(0, "出院诊断:1.支气管肺炎")])])
    second = sheet([*HEAD[:3], (150, [(0, "2.过敏性鼻炎")]), (220, [(0, "出院医嘱:不适随诊")])], number=2)
    fields = discharge.extract([first, second])
    assert names(fields, "discharge_diagnoses") == ["支气管肺炎", "过敏性鼻炎"]


def test_labels_in_traditional_script_are_known_and_values_stay_as_printed() -> None:
    rows: Rows = (
        (10, [(300, "示範市中心醫院")]),
        (100, [(0, "姓名:陳嘉穎 性別:女 年齡:36歲 住院號:88120")]),
        (140, [(0, "入院診斷:急性闌尾炎")]),
        (180, [(0, "出院醫囑:1.注意休息")]),
    )
    fields = discharge.extract([sheet(rows)])
    assert (value(fields, "patient_name"), value(fields, "sex")) == ("陳嘉穎", "F")
    assert (value(fields, "inpatient_number"), value(fields, "orders")) == ("88120", "1.注意休息")
    assert names(fields, "admission_diagnoses") == ["急性闌尾炎"]
