"""Structures that hospital papers of other places have: apps, stubs, tables without codes, signs, other scripts."""

from dataclasses import replace

import pytest

from extractors.documents import diagnosis_cert, discharge, op_record
from extractors.medical.letterhead import hospital
from storage.model.extraction import Fields
from tests.extractors.typeset import Rows, sheet, typeset

HOSPITAL: Rows = ((10, [(400, "示范市第一人民医院")]),)
CERTIFICATE: Rows = (*HOSPITAL, (60, [(420, "诊断证明书")]))
SUMMARY: Rows = (*HOSPITAL, (60, [(450, "出院小结")]))


def value(fields: Fields, key: str) -> object:
    cell = fields.get(key)
    return [one.value for one in cell] if isinstance(cell, tuple) else cell and cell.value  # type: ignore[union-attr]


def certificate(*rows: tuple[int, list[tuple[int, str]]]) -> Fields:
    return diagnosis_cert.extract([sheet([*CERTIFICATE, *rows])])


def summary(*rows: tuple[int, list[tuple[int, str]]]) -> Fields:
    return discharge.extract([sheet([*SUMMARY, *rows])])


def test_the_label_of_the_hospital_is_not_its_name() -> None:
    page = typeset([(0, [(0, "就诊医院"), (500, "皖淮市包河西区人民医院")])])
    found = hospital(page)
    assert found is not None and found.value == "皖淮市包河西区人民医院"


@pytest.mark.parametrize(
    "told", ["示范市中心医院·神经内科", "示范市中心医院・神经内科", "示范市中心医院神经内科"]
)
def test_a_department_behind_the_hospital_is_found(told: str) -> None:
    fields = op_record.extract([sheet([(10, [(0, told)]), (60, [(0, "主诉:头晕")])])])
    assert value(fields, "department") == "神经内科"


def test_a_paper_in_traditional_script_is_told_in_its_own_characters() -> None:
    told: Rows = (
        (10, [(400, "示範市第一人民醫院")]), (60, [(420, "診斷證明書")]),
        (110, [(0, "茲證明患者陳悅,女,38歲,於2026年4月5日來我院內科就診,經診斷為:支氣管炎。建議休息兩周。")]),
    )  # fmt: skip
    fields = diagnosis_cert.extract([sheet(told)])
    wanted: dict[str, object] = {
        "patient_name": "陳悅",
        "sex": "F",
        "age": "38",
        "department": "內科",
        "rest_days": 14,
    }
    assert {key: value(fields, key) for key in wanted} == wanted
    assert value(fields, "diagnoses") == ["支氣管炎"]


@pytest.mark.parametrize(
    "sign",
    [
        "经治医师(签章)韦怡艺",
        "经治医师(签章韦怡艺",
        "医师(签章:韦怡艺",
        "医师签章)韦怡艺",
        "医师(盖章) 韦怡艺",
        "医师:(签字)韦怡艺",
    ],
)
def test_the_words_for_the_seal_are_no_part_of_the_doctor(sign: str) -> None:
    assert value(certificate((140, [(0, "诊断:支气管炎")]), (240, [(0, sign)])), "doctor") == "韦怡艺"


@pytest.mark.parametrize("told", ["(盖章) 2026年4月5日", "医务科 2026年4月5日"])
def test_the_day_beside_who_seals_is_the_day_of_issue(told: str) -> None:
    fields = certificate((140, [(0, "诊断:支气管炎")]), (240, [(0, "医师:周敏")]), (290, [(600, told)]))
    assert value(fields, "issue_date") == "2026-04-05"


def test_a_period_of_rest_is_counted_with_both_its_ends_for_a_look() -> None:
    fields = certificate(
        (140, [(0, "诊断:支气管炎")]), (190, [(0, "建议:休息,自2026年4月1日至2026年4月7日。")])
    )
    assert (fields["rest_days"].value, fields["rest_days"].is_auto) == (7, False)  # type: ignore[union-attr]


def test_a_story_whose_second_line_leans_above_its_first_is_read_in_order() -> None:
    lines = typeset(
        [(120, [(0, "兹证明患者")]), (112, [(160, "陶薇雪,性别 女,年龄 59 岁,于 2026年4月5日 在我院")])]
    )
    page = sheet([(160, [(0, "呼吸内科 就诊。")]), (200, [(0, "诊断:肺炎")])])
    leaning = replace(page, lines=(lines[1], lines[0], *page.lines))
    fields = diagnosis_cert.extract([leaning])
    assert (value(fields, "patient_name"), value(fields, "department")) == ("陶薇雪", "呼吸内科")


def test_a_stay_told_in_sentences_is_for_a_look() -> None:
    fields = summary(
        (110, [(0, "兹证明王小明,男,34岁,因支气管肺炎于2026年4月1日入住我院呼吸内科,")]),
        (150, [(0, "2026年4月9日出院,共住院8天,住院号:12345678。")]),
        (190, [(0, "出院诊断:支气管肺炎")]),
    )
    wanted: dict[str, object] = {
        "patient_name": "王小明",
        "department": "呼吸内科",
        "inpatient_number": "12345678",
        "stay_days": 8,
    }
    wanted |= {"admission_date": "2026-04-01", "discharge_date": "2026-04-09"}
    assert {key: value(fields, key) for key in wanted} == wanted
    assert not fields["admission_date"].is_auto  # type: ignore[union-attr]


def test_a_period_behind_the_label_of_its_first_day_gives_both_days() -> None:
    fields = summary((110, [(0, "住院日期:2026年4月1日 — 2026年4月9日 共8天")]))
    assert [value(fields, key) for key in ("admission_date", "discharge_date", "stay_days")] == [
        "2026-04-01",
        "2026-04-09",
        8,
    ]


def test_days_of_a_drug_are_no_days_of_the_stay() -> None:
    assert value(summary((110, [(0, "出院医嘱:头孢口服,每日1次,共5天。")])), "stay_days") is None


def test_diagnoses_in_a_table_with_outcomes_and_without_codes() -> None:
    fields = summary(
        (110, [(0, "出院诊断")]),
        (150, [(0, "序号"), (200, "诊断名称"), (600, "入院病情"), (800, "出院情况")]),
        (190, [(0, "1"), (200, "支气管肺炎"), (600, "有"), (800, "治愈")]),
        (230, [(0, "2"), (200, "过敏性鼻炎"), (600, "有"), (800, "好转")]),
        (280, [(0, "出院医嘱:多休息。")]),
    )
    assert value(fields, "discharge_diagnoses") == ["支气管肺炎", "过敏性鼻炎"]


def test_two_diseases_with_nothing_but_a_space_between_are_two() -> None:
    assert value(certificate((140, [(0, "诊断:支气管肺炎 贫血")])), "diagnoses") == ["支气管肺炎", "贫血"]


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("诊断:急性支气管炎(主要诊断) 2型糖尿病(次要诊断)", ["急性支气管炎", "2型糖尿病"]),
        ("诊断:急性支气管炎|2型糖尿病", ["急性支气管炎", "2型糖尿病"]),
        ("诊断:支气管肺炎 ☑治愈 □好转 □未愈", ["支气管肺炎"]),
    ],
)
def test_what_stands_behind_a_diagnosis_is_no_part_of_it(told: str, names: list[str]) -> None:
    assert value(certificate((140, [(0, told)])), "diagnoses") == names


def test_two_labels_in_two_rows_of_a_form_are_no_label_that_wraps() -> None:
    fields = certificate((140, [(0, "诊 断"), (150, "支气管炎")]), (190, [(0, "建 议"), (150, "休息三天")]))
    assert (value(fields, "diagnoses"), value(fields, "advice")) == (["支气管炎"], "休息三天")


@pytest.mark.parametrize(("told", "days"), [("病假:叁天", 3), ("建议:病休15(拾伍)天。", 15)])
def test_days_of_rest_in_other_words(told: str, days: int) -> None:
    assert value(certificate((140, [(0, "诊断:支气管炎")]), (190, [(0, told)])), "rest_days") == days


def test_a_day_far_behind_the_advice_is_the_day_of_issue() -> None:
    fields = certificate((140, [(0, "诊断:骨折")]), (190, [(0, "建议:休息。"), (700, "2026年4月5日")]))
    assert (value(fields, "advice"), value(fields, "issue_date")) == ("休息。", "2026-04-05")


def test_a_day_filled_in_with_gaps_is_one_day() -> None:
    fields = certificate((140, [(0, "诊断:骨折")]), (290, [(500, "2026年"), (640, "4月"), (720, "5日")]))
    assert value(fields, "issue_date") == "2026-04-05"


def test_items_of_the_orders_that_are_labels_elsewhere_stay_in_the_orders() -> None:
    fields = summary((110, [(0, "出院医嘱:")]), (150, [(0, "饮食:清淡。")]), (190, [(0, "复诊:1周后。")]))
    assert value(fields, "orders") == "饮食:清淡。复诊:1周后。"


def test_orders_go_on_below_a_head_that_is_printed_otherwise_on_the_second_page() -> None:
    first = [*SUMMARY, (110, [(0, "姓名:王小明 住院号:123456")]), (150, [(0, "出院医嘱:1.休息两周;")])]
    head = [
        (60, [(450, "出院小结(续页)")]),
        (110, [(0, "姓名:王小明"), (300, "床号:12"), (600, "住院号:123456")]),
    ]
    second = sheet([*HOSPITAL, *head, (150, [(0, "2.门诊随诊。")])], number=2)
    assert value(discharge.extract([sheet(first), second]), "orders") == "1.休息两周;2.门诊随诊。"


def test_a_record_of_an_app_without_labels_in_its_head() -> None:
    rows: Rows = (
        (10, [(0, "示范市第一人民医院")]),
        (50, [(0, "骨科门诊 | 周敏 主治医师")]),
        (110, [(0, "主诉")]),
        (150, [(0, "扭伤")]),
    )
    fields = op_record.extract([sheet(rows)])
    assert (value(fields, "doctor"), fields["doctor"].is_auto) == ("周敏", False)  # type: ignore[union-attr]


def test_the_parts_of_a_record_in_four_letters() -> None:
    told = ["主观资料(S):咳嗽3天。", "客观资料(O):咽红。", "评估(A):支气管炎", "处置计划(P):休息"]
    fields = op_record.extract([sheet([(40 * place, [(0, text)]) for place, text in enumerate(told)])])
    assert [value(fields, key) for key in ("present_illness", "diagnoses", "treatment")] == [
        "咳嗽3天。",
        ["支气管炎"],
        "休息",
    ]


def test_kinds_of_diagnoses_do_not_end_their_list() -> None:
    fields = summary(
        (110, [(0, "出院诊断:")]), (150, [(0, "西医诊断:1.肺炎 2.2型糖尿病")]), (190, [(0, "其他诊断:高血压病2级")]),
        (230, [(0, "出院医嘱:休息")]),
    )  # fmt: skip
    assert value(fields, "discharge_diagnoses") == ["肺炎", "2型糖尿病", "高血压病2级"]


def test_an_examination_named_in_an_item_does_not_end_the_treatment() -> None:
    fields = op_record.extract(
        [sheet([(10, [(0, "主诉:腰痛3天")]), (60, [(0, "处理:1.腰椎MRI检查:平扫;2.休息。")])])]
    )
    assert value(fields, "treatment") == "1.腰椎MRI检查:平扫;2.休息。"


def test_a_department_in_the_title_is_for_a_look() -> None:
    page = sheet([(10, [(300, "示范市第一人民医院骨科门诊病历")]), (60, [(0, "主诉:腰痛")])])
    assert value(op_record.extract([page]), "department") == "骨科"


def test_a_certificate_of_a_stay_advises_under_the_words_of_a_discharge() -> None:
    assert (
        value(certificate((140, [(0, "出院诊断:骨折")]), (190, [(0, "出院建议:休息1月。")])), "rest_days") == 30
    )


@pytest.mark.parametrize("name", ["丹霞县总医院(北院区)", "示范市第一人民医院(东院)", "示范市人民医院"])
def test_a_branch_in_brackets_is_a_whole_part_of_the_name(name: str) -> None:
    found = hospital(typeset([(20, [(500, f"{name}费用汇总清单")]), (300, [(0, "患者姓名:张悦")])]))
    assert found is not None
    assert found.value == name
