"""Boxed cells below a row of headings: which text stands in whose cell, and when that is a guess."""

import pytest

from extractors.documents import discharge
from storage.model.extraction import Fields, Grade
from tests.extractors.typeset import Rows, sheet

HEAD: Rows = (
    (10, [(600, "示范市第一人民医院")]),
    (50, [(660, "出院小结")]),
    (100, [(0, "姓名:王小明 性别:男 年龄:8岁")]),
)
FOOT: Rows = ((400, [(150, "治疗结果"), (330, "好转")]), (500, [(700, "医师签名:周敏")]))
HEADINGS = (200, [(412, "入院诊断"), (1113, "出院诊断")])


def read(*rows: tuple[int, list[tuple[int, str]]]) -> Fields:
    return discharge.extract([sheet([*HEAD, *rows, *FOOT])])


def told(fields: Fields, key: str) -> list[tuple[object, Grade]]:
    return [(field.value, field.grade) for field in fields.get(key, ())]  # type: ignore[union-attr]


def names(fields: Fields) -> tuple[list[object], list[object]]:
    came, left = (told(fields, key) for key in ("admission_diagnoses", "discharge_diagnoses"))
    return [name for name, _ in came], [name for name, _ in left]


@pytest.mark.parametrize(
    "rows",
    [
        [(260, [(838, "1. 支气管肺炎")]), (282, [(133, "支气管肺炎")]), (306, [(838, "2. 轻度贫血")])],
        [(260, [(133, "支气管肺炎"), (838, "支气管肺炎")]), (306, [(838, "轻度贫血")])],
        [(260, [(400, "支气管肺炎"), (1080, "1. 支气管肺炎")]), (306, [(1080, "2. 轻度贫血")])],
        [(260, [(20, "支气管肺炎"), (540, "1. 支气管肺炎")]), (306, [(540, "2. 轻度贫血")])],
    ],
    ids=["numbered", "plain", "in the middle", "a narrow cell"],
)
def test_values_below_headings_in_the_middle_of_their_cells(
    rows: list[tuple[int, list[tuple[int, str]]]],
) -> None:
    fields = read(HEADINGS, *rows)
    assert names(fields) == (["支气管肺炎"], ["支气管肺炎", "轻度贫血"])
    assert {grade for _, grade in told(fields, "discharge_diagnoses")} == {Grade.AUTO}


def test_three_cells() -> None:
    headings = (200, [(250, "入院诊断"), (750, "出院诊断"), (1250, "病理诊断")])
    rows = [(260, [(20, "支气管肺炎"), (520, "1.支气管肺炎"), (1020, "未做")]), (306, [(520, "2.轻度贫血")])]
    assert names(read(headings, *rows)) == (["支气管肺炎"], ["支气管肺炎", "轻度贫血"])


def test_a_cell_that_stands_empty_takes_nothing() -> None:
    left = read(HEADINGS, (260, [(133, "1.支气管肺炎")]), (306, [(133, "2.轻度贫血")]))
    right = read(HEADINGS, (260, [(838, "1.支气管肺炎")]), (306, [(838, "2.轻度贫血")]))
    assert names(left) == (["支气管肺炎", "轻度贫血"], [])
    assert names(right) == ([], ["支气管肺炎", "轻度贫血"])
    assert {grade for _, grade in told(right, "discharge_diagnoses")} == {Grade.CHECK}


def test_text_read_across_both_cells_is_looked_at() -> None:
    fields = read(
        HEADINGS, (260, [(133, "左膝关节疼痛待查,考虑半月板损伤可能 左膝内侧半月板损伤(陈旧性损伤)")])
    )
    grades = [grade for key in ("admission_diagnoses", "discharge_diagnoses") for _, grade in told(fields, key)]
    assert grades and Grade.AUTO not in grades


def test_a_name_put_together_from_texts_far_apart_is_looked_at() -> None:
    fields = read((200, [(0, "入院诊断"), (200, "左膝关节疼痛待查"), (900, "左膝内侧半月板损伤")]))
    assert Grade.AUTO not in [grade for _, grade in told(fields, "admission_diagnoses")]
