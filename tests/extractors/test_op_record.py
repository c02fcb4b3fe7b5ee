"""Outpatient records from hand-made lines, as several hospital systems print them."""

from dataclasses import replace
from random import Random

import pytest

from extractors.documents import op_record
from extractors.medical.diagnoses import listed
from storage.model.extraction import Box, Fields, Grade
from tests.extractors.typeset import Rows, sheet
from tests.specimens import op_record as specimens

PLAIN: Rows = (
    (10, [(400, "示范市第一人民医院")]),
    (50, [(420, "门诊病历")]),
    (100, [(0, "姓名:张悦 性别:女 年龄:36岁 科室:呼吸内科")]),
    (140, [(0, "门诊号:88120 就诊时间:2026-04-05 09:12")]),
    (180, [(0, "主诉:发热、咳嗽3天。")]),
    (220, [(0, "现病史:患者3天前受凉后出现发热,体温最高38.6℃,伴")]),
    (256, [(0, "咳嗽,无胸痛,门诊诊断为上感,未治疗。")]),
    (296, [(0, "既往史:体健。")]),
    (336, [(0, "初步诊断:1.急性支气管炎 2.2型糖尿病")]),
    (376, [(0, "处理:1.头孢克肟颗粒50mg口服;")]),
    (412, [(0, "2.不适随诊。")]),
    (470, [(700, "医师签名:周敏")]),
)


def value(fields: Fields, key: str) -> object:
    return fields[key].value  # type: ignore[union-attr]


def names(fields: Fields) -> list[object]:
    return [field.value for field in fields["diagnoses"]]  # type: ignore[union-attr]


def test_a_plain_print_is_read() -> None:
    fields = op_record.extract([sheet(PLAIN)])
    wanted = {
        "hospital_name": "示范市第一人民医院",
        "patient_name": "张悦",
        "sex": "F",
        "age": "36",
        "department": "呼吸内科",
        "visit_date": "2026-04-05",
        "chief_complaint": "发热、咳嗽3天。",
        "present_illness": "患者3天前受凉后出现发热,体温最高38.6°C,伴咳嗽,无胸痛,门诊诊断为上感,未治疗。",
        "treatment": "1.头孢克肟颗粒50mg口服;2.不适随诊。",
        "doctor": "周敏",
    }
    assert {key: value(fields, key) for key in fields if key != "diagnoses"} == wanted
    assert names(fields) == ["急性支气管炎", "2型糖尿病"]


@pytest.mark.parametrize(
    ("label", "key"),
    [("门诊诊断", "diagnoses"), ("西医诊断", "diagnoses"), ("临床诊断", "diagnoses"), ("诊断", "diagnoses")],
)
def test_the_diagnosis_has_many_names(label: str, key: str) -> None:
    rows = [(y, [(x, text.replace("初步诊断", label)) for x, text in cells]) for y, cells in PLAIN]
    assert key in op_record.extract([sheet(rows)])


@pytest.mark.parametrize("label", ["处置", "处理意见", "治疗意见", "诊疗意见", "治疗", "医嘱"])
def test_the_treatment_has_many_names(label: str) -> None:
    rows = [(y, [(x, text.replace("处理:", f"{label}:")) for x, text in cells]) for y, cells in PLAIN]
    assert value(op_record.extract([sheet(rows)]), "treatment") == "1.头孢克肟颗粒50mg口服;2.不适随诊。"


@pytest.mark.parametrize("label", ["医生", "接诊医生", "主治医师", "医师签名", "医生签字", "就诊医生"])
def test_the_doctor_has_many_names(label: str) -> None:
    rows = [(y, [(x, text.replace("医师签名", label)) for x, text in cells]) for y, cells in PLAIN]
    assert value(op_record.extract([sheet(rows)]), "doctor") == "周敏"


def test_headings_on_lines_of_their_own() -> None:
    rows: Rows = (
        (10, [(0, "清河市中医医院")]),
        (60, [(0, "就诊人"), (300, "张悦")]),
        (110, [(0, "接诊医生"), (300, "周敏")]),
        (160, [(0, "主诉")]),
        (200, [(0, "头晕半天。")]),
        (250, [(0, "诊断")]),
        (290, [(0, "高血压病2级")]),
    )
    fields = op_record.extract([sheet(rows)])
    assert (value(fields, "patient_name"), value(fields, "chief_complaint")) == ("张悦", "头晕半天。")
    assert names(fields) == ["高血压病2级"]


@pytest.mark.parametrize(
    "head",
    [
        ["张悦 女 36岁 呼吸内科 2026-04-05"],
        ["2026年4月5日 呼吸内科", "张悦女36岁"],
        ["张悦,女,36岁", "呼吸内科 2026/04/05 09:12"],
        ["姓名:张悦 女 36岁 科室:呼吸内科 日期:2026-04-05"],
    ],
)
def test_a_head_without_labels_is_read_by_its_shapes(head: list[str]) -> None:
    rows = [(100 + 40 * place, [(0, text)]) for place, text in enumerate(head)]
    page = sheet([(10, [(400, "示范市第一人民医院")]), (50, [(420, "病历记录")]), *rows, *PLAIN[4:]])
    fields = op_record.extract([page])
    wanted = {
        "patient_name": "张悦",
        "sex": "F",
        "age": "36",
        "department": "呼吸内科",
        "visit_date": "2026-04-05",
    }
    assert {key: value(fields, key) for key in wanted} == wanted
    assert fields["age"].grade is Grade.CHECK  # type: ignore[union-attr]
    assert value(fields, "chief_complaint") == "发热、咳嗽3天。"


def test_a_record_with_english_labels_only() -> None:
    rows: Rows = (
        (10, [(400, "示范国际医院")]),
        (60, [(0, "Name: 张悦 Sex: 女 Age: 36 Department: 内科 Visit Date: 2026-04-05")]),
        (110, [(0, "Chief Complaint: 头痛2天")]),
        (150, [(0, "HPI: 头痛2天,无呕吐。")]),
        (190, [(0, "PE: 神清")]),
        (230, [(0, "Dx: 偏头痛")]),
        (270, [(0, "Rx: 布洛芬0.3g 口服")]),
        (320, [(0, "Physician: 周敏")]),
    )
    fields = op_record.extract([sheet(rows)])
    wanted = {
        "hospital_name": "示范国际医院",
        "patient_name": "张悦",
        "sex": "F",
        "age": "36",
        "department": "内科",
        "visit_date": "2026-04-05",
        "chief_complaint": "头痛2天",
        "present_illness": "头痛2天,无呕吐。",
        "treatment": "布洛芬0.3g 口服",
        "doctor": "周敏",
    }
    assert {key: value(fields, key) for key in fields if key != "diagnoses"} == wanted
    assert names(fields) == ["偏头痛"]


def test_scraps_of_a_seal_are_no_part_of_the_text_beside_them() -> None:
    page = sheet(PLAIN)
    scrap = replace(page.lines[-2], text="民肉", score=0.55, box=Box(60, 440, 110, 470))
    fields = op_record.extract([replace(page, lines=(*page.lines, scrap))])
    assert value(fields, "treatment") == "1.头孢克肟颗粒50mg口服;2.不适随诊。"


def test_a_name_behind_a_bare_signature_is_looked_at() -> None:
    rows = [(y, [(x, text.replace("医师签名", "签名")) for x, text in cells]) for y, cells in PLAIN]
    field = op_record.extract([sheet(rows)])["doctor"]
    assert (field.value, field.grade) == ("周敏", Grade.CHECK)  # type: ignore[union-attr]


def test_words_that_look_like_no_name_are_none() -> None:
    page = sheet([(10, [(0, "门诊病历 女 36岁")]), *PLAIN[4:]])
    assert "patient_name" not in op_record.extract([page])


@pytest.mark.parametrize("label", ["PE:", "查体:", "【体格检查】", "辅助检查:", "阳性体征:", "过敏史:"])
def test_other_parts_end_the_illness(label: str) -> None:
    rows = [(y, [(x, text.replace("既往史:", label)) for x, text in cells]) for y, cells in PLAIN]
    assert str(value(op_record.extract([sheet(rows)]), "present_illness")).endswith("未治疗。")


@pytest.mark.parametrize("label", ["CC:", "Chief Complaint:", "主诉 Chief Complaint ", "【主诉】", "患者主诉:"])
def test_the_complaint_has_many_names(label: str) -> None:
    rows = [(y, [(x, text.replace("主诉:", label)) for x, text in cells]) for y, cells in PLAIN]
    assert value(op_record.extract([sheet(rows)]), "chief_complaint") == "发热、咳嗽3天。"


def test_a_weak_line_is_looked_at() -> None:
    fields = op_record.extract([sheet(PLAIN, score=0.8)])
    assert fields["patient_name"].grade is Grade.CHECK  # type: ignore[union-attr]


def test_free_text_runs_over_to_the_next_page() -> None:
    first, second = PLAIN[:7], [(10, [(0, "夜间加重。")]), *PLAIN[7:]]
    fields = op_record.extract([sheet(first), sheet(second, number=2)])
    assert str(value(fields, "present_illness")).endswith("未治疗。夜间加重。")
    assert value(fields, "doctor") == "周敏"
    assert fields["doctor"].page == 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支气管肺炎", ["支气管肺炎"]),
        ("1、急性胃炎2、十二指肠溃疡", ["急性胃炎", "十二指肠溃疡"]),
        ("(1)腰椎间盘突出症(2)骨质疏松症", ["腰椎间盘突出症", "骨质疏松症"]),
        ("高血压病3级(极高危);2型糖尿病", ["高血压病3级(极高危)", "2型糖尿病"]),
        ("左肺结节 1.5cm", ["左肺结节 1.5cm"]),
        ("右胫骨、腓骨骨折", ["右胫骨、腓骨骨折"]),
        ("荨麻疹、过敏性鼻炎", ["荨麻疹", "过敏性鼻炎"]),
        ("肺炎?", ["肺炎?"]),
        ("社区获得性肺炎:急性支气管炎", ["社区获得性肺炎", "急性支气管炎"]),
        ("急性胃炎/胃食管反流病", ["急性胃炎", "胃食管反流病"]),
        ("失眠;治法:疏肝泻火", ["失眠"]),
        ("主要诊断:失眠;高血压病2级", ["失眠", "高血压病2级"]),
        ("慢性胃炎;建议休息三天;高血压病", ["慢性胃炎"]),
        ("慢性胃炎、胃食管反流病。建议全休一周。", ["慢性胃炎", "胃食管反流病"]),
    ],
)
def test_lists_of_diagnoses_are_parted_with_sense(text: str, names: list[str]) -> None:
    assert listed(text) == names


def test_diagnoses_parted_at_a_mark_that_may_be_another_are_looked_at() -> None:
    rows = [
        (y, [(x, text.replace("1.急性支气管炎 2.", "急性支气管炎:")) for x, text in cells])
        for y, cells in PLAIN
    ]
    fields = op_record.extract([sheet(rows)])
    assert names(fields) == ["急性支气管炎", "2型糖尿病"]
    assert {field.grade for field in fields["diagnoses"]} == {Grade.CHECK}  # type: ignore[union-attr]


def test_a_medical_word_taken_for_an_everyday_one_is_put_right_and_looked_at() -> None:
    rows = [(y, [(x, text.replace("发热、咳嗽", "反酸暖气")) for x, text in cells]) for y, cells in PLAIN]
    field = op_record.extract([sheet(rows)])["chief_complaint"]
    assert (field.value, field.grade) == ("反酸嗳气3天。", Grade.CHECK)  # type: ignore[union-attr]


@pytest.mark.parametrize("layout", specimens.LAYOUTS)
def test_made_up_records_have_all_their_fields(layout: str) -> None:
    truth = specimens.LAYOUTS[layout](Random(4)).fields
    assert {"hospital_name", "patient_name", "visit_date", "diagnoses", "treatment", "doctor"} <= set(truth)


@pytest.mark.parametrize(
    ("line", "doctor"),
    [
        ("骨科|周敏 医师", "周敏"),
        ("康复医学科 | 周敏医生", "周敏"),
        ("骨科 | 管床医师", None),
        ("周敏|医师", None),
        ("门诊病历|周敏医师", None),
    ],
)
def test_a_name_behind_a_department_and_before_a_bare_title_is_looked_at(line: str, doctor: str | None) -> None:
    fields = op_record.extract([sheet([PLAIN[0], (60, [(0, line)]), *PLAIN[2:-1]])])
    found = fields.get("doctor")
    assert (found and (found.value, found.grade)) == (doctor and (doctor, Grade.CHECK))  # type: ignore[union-attr]
