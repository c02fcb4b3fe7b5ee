"""Diagnoses with codes, in tables, and of two medicines, on certificates and records from hand-made lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.documents import diagnosis_cert, op_record
from extractors.medical.diagnoses import listed
from extractors.medical.disease_codes import is_code, without_codes
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet

HEAD: Rows = ((10, [(400, "示范市第一人民医院")]), (50, [(420, "疾病诊断证明书")]))
TAIL: Rows = ((500, [(0, "处理意见"), (200, "休息三天。")]), (560, [(600, "医师签名:周敏")]))
BOTH = ["右眼角膜擦伤", "右眼结膜炎"]


def certificate(*rows: tuple[int, list[tuple[int, str]]]) -> Fields:
    return diagnosis_cert.extract([sheet([*HEAD, *rows, *TAIL])])


def names(fields: Fields) -> list[object]:
    return [field.value for field in fields.get("diagnoses", ())]  # type: ignore[union-attr]


def grades(fields: Fields) -> set[object]:
    return {field.grade for field in fields["diagnoses"]}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "右眼角膜擦伤[S05.001]2.右眼结膜炎[H10.900]",
        "1.右眼角膜擦伤[S05.001]2.右眼结膜炎[H10.900]",
        "1、右眼角膜擦伤(S05.001)2、右眼结膜炎(H10.9)",
        "①右眼角膜擦伤【S05.001】②右眼结膜炎【H10.900x001】",
        "右眼角膜擦伤 S05.001 2.右眼结膜炎 H10.900",
        "右眼角膜擦伤2.右眼结膜炎",
    ],
)
def test_diagnoses_glued_by_codes_are_parted_and_looked_at(text: str) -> None:
    fields = certificate((100, [(0, f"临床诊断:{text}")]))
    assert names(fields) == BOTH
    if not text.startswith(("1", "①")) or "[" in text:
        assert grades(fields) == {Grade.CHECK}


def test_one_diagnosis_with_its_code_needs_no_look() -> None:
    fields = certificate((100, [(0, "临床诊断:高血压病2级[I10.x00x002]")]))
    assert (names(fields), grades(fields)) == (["高血压病2级"], {Grade.AUTO})


@pytest.mark.parametrize(
    "text", ["左肺结节(1.5cm)", "2型糖尿病", "维生素B12缺乏", "腰椎间盘突出症(L4/5)", "肺炎?"]
)
def test_what_looks_like_a_code_stays(text: str) -> None:
    assert listed(text) == [text]


@given(st.from_regex(r"[A-Z][0-9]{2}\.[0-9]{1,4}(x[0-9]{2,3})?[+*]?", fullmatch=True))
def test_any_code_is_taken_off(code: str) -> None:
    assert is_code(code)
    assert {
        without_codes(f"急性胃炎{shown}") for shown in (f"[{code}]", f"({code})", f"【{code}】", f" {code}")
    } == {"急性胃炎;"}


@pytest.mark.parametrize(
    "cells",
    [
        [[(10, "序号"), (350, "诊断名称"), (900, "ICD编码")], "nac"],
        [[(10, "诊断类别"), (350, "疾病名称"), (900, "疾病编码")], "kac"],
        [[(10, "疾病编码"), (350, "疾病名称")], "ca"],
        [[(10, "序号"), (350, "诊 断"), (900, "ICD-10编码")], "nac"],
        [[(350, "诊断名称 ICD编码")], "ac"],
    ],
)
def test_diagnoses_in_a_table_are_read_row_by_row(cells: tuple[list[tuple[int, str]], str]) -> None:
    head, order = cells
    shown = [
        {"n": "1", "a": BOTH[0], "c": "S05.001", "k": "主要诊断"},
        {"n": "2", "a": BOTH[1], "c": "H10.900", "k": "其他诊断"},
    ]
    xs = [x for x, _ in head] if len(head) > 1 else [350, 560]
    rows = [
        (180 + 40 * place, [(x, one[key]) for x, key in zip(xs, order, strict=True)])
        for place, one in enumerate(shown)
    ]
    fields = certificate((140, head), *rows)
    assert (names(fields), grades(fields)) == (BOTH, {Grade.AUTO})


@pytest.mark.parametrize("y", [180, 200, 220])
def test_the_label_of_the_whole_table_may_stand_beside_any_of_its_rows(y: int) -> None:
    cells = {180: [(250, BOTH[0]), (900, "S05.001")], 220: [(250, BOTH[1]), (900, "H10.900")]}
    cells[y] = [(40, "诊断"), *cells.get(y, [])]
    fields = certificate((140, [(400, "疾病名称"), (900, "ICD-10编码")]), *sorted(cells.items()))
    assert (names(fields), grades(fields)) == (BOTH, {Grade.AUTO})


def test_a_name_alone_in_its_row_of_a_table_is_looked_at() -> None:
    head = [(0, "序号"), (150, "诊断名称"), (900, "ICD编码")]
    rows = [(180, [(0, "1"), (150, "右眼角膜擦伤"), (900, "S05.001")]), (220, [(150, "右眼结膜炎")])]
    fields = certificate((140, head), *rows)
    assert [field.grade for field in fields["diagnoses"]] == [Grade.AUTO, Grade.CHECK]  # type: ignore[union-attr]


@pytest.mark.parametrize("label", ["就诊卡号", "卡号", "医保卡号", "社保卡号", "ID号", "诊疗卡号"])
def test_the_number_of_a_card_is_no_visit_number(label: str) -> None:
    assert "visit_number" not in certificate((100, [(0, f"姓名:张悦 {label}:A88120341")]))


@pytest.mark.parametrize("label", ["门诊号", "住院号", "病历号", "就诊号"])
def test_the_visit_has_these_numbers(label: str) -> None:
    fields = certificate((100, [(0, f"卡号:12345 {label}:A88120341")]))
    assert fields["visit_number"].value == "A88120341"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["中医诊断:项痹病(风寒湿痹证)", "西医诊断:颈椎病"], ["项痹病(风寒湿痹证)", "颈椎病"]),
        (["初步诊断:", "中医诊断:项痹病(风寒湿痹证) 西医诊断:颈椎病"], ["项痹病(风寒湿痹证)", "颈椎病"]),
        (["西医诊断:1.颈椎病 2.失眠", "中医诊断:项痹病"], ["颈椎病", "失眠", "项痹病"]),
        (["诊断:中医:项痹病(风寒湿痹证);西医:颈椎病"], ["项痹病(风寒湿痹证)", "颈椎病"]),
        (["中医诊断:项痹病(风寒湿痹证)[BNV060]"], ["项痹病(风寒湿痹证)"]),
    ],
)
def test_diagnoses_of_both_medicines_count(texts: list[str], wanted: list[str]) -> None:
    rows = [(100 + 40 * place, [(0, text)]) for place, text in enumerate(texts)]
    page = sheet([*HEAD, *rows, (300, [(0, "治法:祛风散寒")]), (340, [(0, "处理:针刺治疗。")])])
    assert names(op_record.extract([page])) == wanted


@pytest.mark.parametrize(
    ("cells", "grade"),
    [
        (["姓 名", "张悦", "性 别", "女", "年 龄", "36岁"], Grade.AUTO),
        (["病员姓名", "张悦", "性 别", "女", "年 龄", "36岁"], Grade.AUTO),
        (["姓 名 张悦 性别 女 年龄 36岁"], Grade.AUTO),
        (["名", "张悦", "性 别", "女", "年 龄", "36岁"], Grade.CHECK),
    ],
)
def test_a_name_in_a_ruled_table_is_read(cells: list[str], grade: Grade) -> None:
    fields = certificate((100, [(150 * place, text) for place, text in enumerate(cells)]))
    shown = {key: fields[key].value for key in ("patient_name", "sex", "age")}  # type: ignore[union-attr]
    assert shown == {"patient_name": "张悦", "sex": "F", "age": "36"}
    assert fields["patient_name"].grade is grade  # type: ignore[union-attr]


def test_a_lone_character_of_a_standing_label_is_no_diagnosis() -> None:
    assert listed("诊") == [] and listed("无") == []
    assert listed("1.右眼角膜擦伤 2.断") == ["右眼角膜擦伤"]


@pytest.mark.parametrize("mark", ["•", "· ", "●"])
def test_a_bullet_before_a_diagnosis_is_no_part_of_it(mark: str) -> None:
    found = names(certificate((200, [(0, "诊断:"), (200, f"{mark}急性化脓性扁桃体炎")])))
    assert found == ["急性化脓性扁桃体炎"]


def test_a_list_without_its_first_line_is_for_a_look() -> None:
    fields = certificate((200, [(0, "诊断:2.右眼角膜擦伤")]), (236, [(72, "3.右眼结膜炎")]))
    assert (names(fields), grades(fields)) == (BOTH, {Grade.CHECK})


def test_advice_without_its_first_item_is_for_a_look() -> None:
    rows: Rows = ((200, [(0, "处理意见:2.休息三天。")]), (236, [(120, "3.不适随诊。")]))
    fields = diagnosis_cert.extract([sheet([*HEAD, *rows])])
    assert fields["advice"].grade is Grade.CHECK  # type: ignore[union-attr]
