"""Stays and certificates told in sentences or behind bare words, from hand-made lines."""

import pytest

from extractors.documents import diagnosis_cert, discharge, op_record
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet

HEAD: Rows = ((10, [(400, "示范市第一人民医院")]),)
PERSON: Rows = ((100, [(0, "姓名:张悦"), (300, "性别:女"), (600, "年龄:36岁"), (900, "科室:呼吸内科")]),)
PARTS: Rows = ((240, [(0, "出院诊断:肺炎")]), (280, [(0, "出院医嘱:休息一周。")]))
SIGNED: Rows = ((400, [(600, "医师签名:周敏")]), (440, [(600, "2026年4月5日")]))
STAY = ("2026-03-20", "2026-04-05")


def value(fields: Fields, key: str) -> object:
    cell = fields.get(key)
    return cell.value if cell is not None and not isinstance(cell, tuple) else None


def names(fields: Fields, key: str = "diagnoses") -> list[object]:
    return [field.value for field in fields.get(key, ())]  # type: ignore[union-attr]


def days(fields: Fields) -> tuple[object, object]:
    return value(fields, "admission_date"), value(fields, "discharge_date")


@pytest.mark.parametrize(
    "row",
    [
        [(0, "住院号:88120"), (300, "入院:2026-03-20"), (600, "出院:2026-04-05")],
        [(0, "入院"), (150, "2026年3月20日10时"), (600, "出院"), (750, "2026年4月5日")],
        [(0, "住院号:88120 入院:2026.3.20 出院:2026.4.5")],
    ],
)
def test_days_behind_bare_words(row: list[tuple[int, str]]) -> None:
    assert days(discharge.extract([sheet([*HEAD, *PERSON, (140, row), *PARTS])])) == STAY


def test_a_count_in_brackets_behind_a_period() -> None:
    rows: Rows = ((140, [(0, "住院日期:2026.03.20-2026.04.05(16天)")]),)
    fields = discharge.extract([sheet([*HEAD, *PERSON, *rows, *PARTS])])
    assert (days(fields), value(fields, "stay_days")) == (STAY, 16)


def test_a_stay_told_as_a_period_with_the_number_in_brackets() -> None:
    told: Rows = (
        (100, [(60, "兹证明患者张悦(性别:女,年龄:36岁,住院号:88120)因社区获得性肺炎于2026年")]),
        (140, [(0, "3月20日至2026年4月5日在我院呼吸内科住院治疗,住院16天,现病情好转出院。")]),
    )
    fields = discharge.extract([sheet([*HEAD, *told, *PARTS])])
    assert (days(fields), value(fields, "inpatient_number")) == (STAY, "88120")


@pytest.mark.parametrize("reason", ["因右踝骨折于", "因“右踝骨折”于", "患右踝骨折,于"])
def test_the_reason_of_a_stay_is_a_diagnosis_for_a_look(reason: str) -> None:
    told: Rows = (
        (100, [(60, f"兹证明张悦,女,36岁,{reason}2026年3月20日至2026年4月5日在我院骨科住院治疗。")]),
        (140, [(0, "出院后休息两个月。特此证明。")]),
    )
    fields = diagnosis_cert.extract([sheet([*HEAD, *told, *SIGNED])])
    assert (names(fields), value(fields, "rest_days")) == (["右踝骨折"], 60)
    assert fields["diagnoses"][0].grade is Grade.CHECK  # type: ignore[index]


def test_a_complaint_is_no_diagnosis() -> None:
    told: Rows = ((100, [(60, "兹证明张悦,女,36岁,因右踝疼痛于2026年4月5日来我院骨科就诊。")]),)
    assert names(diagnosis_cert.extract([sheet([*HEAD, *told, *SIGNED])])) == []


def test_lists_of_two_medicines_hang_below_their_own_words() -> None:
    rows: Rows = (
        (180, [(0, "入院诊断:中医诊断:咳嗽病")]),
        (216, [(220, "痰热壅肺证")]),
        (252, [(100, "西医诊断:1.肺炎")]),
        (288, [(220, "2.贫血")]),
    )
    fields = discharge.extract([sheet([*HEAD, *PERSON, *rows, (330, [(0, "出院医嘱:休息。")])])])
    assert names(fields, "admission_diagnoses") == ["咳嗽病", "痰热壅肺证", "肺炎", "贫血"]


def test_what_was_measured_is_no_part_of_the_history_above_it() -> None:
    rows: Rows = (
        (180, [(0, "主诉:腹痛2小时")]),
        (216, [(0, "现病史:2小时前腹痛。")]),
        (252, [(0, "T:36.8℃ P:88次/分 R:20次/分 BP:120/80mmHg")]),
        (288, [(0, "初步诊断:急性胃肠炎")]),
    )
    fields = op_record.extract([sheet([*HEAD, *PERSON, *rows])])
    assert (value(fields, "present_illness"), names(fields)) == ("2小时前腹痛。", ["急性胃肠炎"])


def test_a_stay_told_without_a_certificate_s_words() -> None:
    told: Rows = ((140, [(0, "患者于2026年3月20日入院,2026年4月5日出院,共住院16天。")]),)
    fields = discharge.extract([sheet([*HEAD, *PERSON, *told, *PARTS])])
    assert (days(fields), value(fields, "stay_days")) == (STAY, 16)
    assert fields["admission_date"].grade is Grade.CHECK  # type: ignore[union-attr]


def test_the_kinds_of_diagnoses_below_one_heading_are_no_part_of_them() -> None:
    rows: Rows = (
        (180, [(0, "出院诊断:")]),
        (216, [(48, "主要诊断:肺炎")]),
        (252, [(48, "其他诊断:1.贫血")]),
        (288, [(168, "2.慢性胃炎")]),
    )
    fields = discharge.extract([sheet([*HEAD, *PERSON, *rows])])
    assert names(fields, "discharge_diagnoses") == ["肺炎", "贫血", "慢性胃炎"]


def test_text_beside_a_signature_goes_on_below_it() -> None:
    rows: Rows = (
        (270, [(0, "出院医嘱:1.注意休息;")]),
        (306, [(120, "2.一周后复诊。"), (800, "医师签名:周敏")]),
        (342, [(120, "3.不适随诊。"), (800, "2026-04-05")]),
    )
    fields = discharge.extract([sheet([*HEAD, *PERSON, *rows])])
    assert value(fields, "orders") == "1.注意休息;2.一周后复诊。3.不适随诊。"


@pytest.mark.parametrize(
    "row",
    [
        [(0, "建议休息"), (200, "14天"), (400, "自"), (460, "2026-04-05"), (640, "至"), (700, "2026-04-18")],
        [(0, "建议休息:□3天 □7天 ☑14天 □30天")],
    ],
)
def test_days_of_rest_in_the_next_cells_and_ticked(row: list[tuple[int, str]]) -> None:
    rows: Rows = ((180, [(0, "诊断:右踝骨折")]), (216, row))
    assert value(diagnosis_cert.extract([sheet([*HEAD, *PERSON, *rows, *SIGNED])]), "rest_days") == 14


def test_a_doctor_s_number_is_no_part_of_the_name() -> None:
    rows: Rows = ((180, [(0, "诊断:右踝骨折")]), (400, [(500, "医师签名:周敏(工号1023)")]))
    assert value(diagnosis_cert.extract([sheet([*HEAD, *PERSON, *rows])]), "doctor") == "周敏"


def test_two_visits_on_one_page_are_for_a_look() -> None:
    def visit(top: int, day: str, told: str) -> Rows:
        return (
            (top, [(0, f"{day} 呼吸内科")]),
            (top + 36, [(0, f"主诉:{told}")]),
            (top + 72, [(0, "诊断:肺炎")]),
        )

    page = sheet([*HEAD, *PERSON, *visit(140, "2026-04-01", "咳嗽三天"), *visit(300, "2026-04-05", "咳嗽好转")])
    fields = op_record.extract([page])
    assert fields["chief_complaint"].grade is Grade.CHECK  # type: ignore[union-attr]
    assert fields["diagnoses"][0].grade is Grade.CHECK  # type: ignore[index]


def test_a_word_beside_a_diagnosis_that_tells_its_kind_is_left_out() -> None:
    rows: Rows = ((200, [(0, "诊断")]), (240, [(0, "肺炎"), (900, "主诊断")]), (280, [(0, "过敏性鼻炎")]))
    assert names(op_record.extract([sheet([*HEAD, *PERSON, *rows])])) == ["肺炎", "过敏性鼻炎"]


def test_the_title_of_a_paper_of_rest_is_no_label() -> None:
    rows: Rows = (
        (50, [(440, "病假建议书")]),
        (140, [(60, "你单位职工张悦,女,36岁,因右踝骨折,于2026年4月5日在我院骨科就诊,")]),
        (176, [(0, "建议休息两周。")]),
    )
    fields = diagnosis_cert.extract([sheet([*HEAD, *rows, *SIGNED])])
    assert (value(fields, "patient_name"), value(fields, "department")) == ("张悦", "骨科")
    assert (names(fields), value(fields, "advice")) == (["右踝骨折"], "休息两周。")


def test_what_is_said_of_a_disease_behind_a_comma_is_no_disease() -> None:
    rows: Rows = ((180, [(0, "出院诊断:1.社区获得性肺炎,非重症 2.贫血")]),)
    fields = discharge.extract([sheet([*HEAD, *PERSON, *rows])])
    assert names(fields, "discharge_diagnoses") == ["社区获得性肺炎,非重症", "贫血"]


def test_a_diagnosis_said_again_in_english_is_for_a_look() -> None:
    rows: Rows = ((180, [(0, "Diagnosis 诊断:右踝骨折")]), (216, [(0, "Fracture of the ankle")]))
    fields = diagnosis_cert.extract([sheet([*HEAD, *PERSON, *rows, *SIGNED])])
    assert [field.grade for field in fields["diagnoses"]] == [Grade.AUTO, Grade.CHECK]  # type: ignore[union-attr]


def test_the_day_behind_the_name_of_who_signs() -> None:
    rows: Rows = ((180, [(0, "诊断:右踝骨折")]), (400, [(0, "医师:周敏 2026年4月5日")]))
    fields = diagnosis_cert.extract([sheet([*HEAD, *PERSON, *rows])])
    assert (value(fields, "doctor"), value(fields, "issue_date")) == ("周敏", "2026-04-05")


def test_a_label_of_days_of_rest_is_no_advice() -> None:
    rows: Rows = (
        (180, [(0, "诊断"), (160, "右踝骨折")]),
        (216, [(0, "休息天数"), (160, "14"), (240, "天")]),
        (252, [(0, "其他建议"), (160, "避免负重。")]),
    )
    fields = diagnosis_cert.extract([sheet([*HEAD, *PERSON, *rows, *SIGNED])])
    assert (value(fields, "rest_days"), value(fields, "advice")) == (14, "避免负重。")


def test_a_told_list_that_wraps_to_the_left_is_whole() -> None:
    told: Rows = (
        (100, [(60, "兹证明张悦,女,36岁,于2026年4月5日来我院呼吸内科")]),
        (140, [(0, "就诊,经检查,诊断为:1、肺炎 2、高血压")]),
        (180, [(0, "病2级。建议休息两周,不适随诊。")]),
    )
    fields = diagnosis_cert.extract([sheet([*HEAD, *told, *SIGNED])])
    assert names(fields) == ["肺炎", "高血压病2级"]
