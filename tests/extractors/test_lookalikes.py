"""A diagnosis that stands twice on a paper with a different character is for a look, wherever the other one stands."""

from extractors.documents import discharge
from extractors.medical.lookalikes import is_near
from storage.model.extraction import Grade
from tests.extractors.typeset import sheet


def _grades(admitted: str, left: str, course: str = "抗过敏治疗。") -> list[Grade]:
    rows = [
        (10, [(400, "示范市第一人民医院")]),
        (50, [(460, "出院小结")]),
        (100, [(0, f"入院诊断:{admitted}")]),
        (140, [(0, f"诊疗经过:{course}")]),
        (180, [(0, f"出院诊断:{left}")]),
        (220, [(0, "出院医嘱:注意休息。")]),
    ]
    fields = discharge.extract([sheet(rows)])
    return [
        field.grade  # type: ignore[union-attr]
        for key in ("admission_diagnoses", "discharge_diagnoses")
        for field in fields[key]
    ]


def test_two_spellings_of_one_diagnosis_are_both_looked_at() -> None:
    assert _grades("荨麻疹", "尊麻疹") == [Grade.CHECK, Grade.CHECK]
    assert _grades("尊麻疹", "急性胃炎", "诊断为荨麻疹,予抗过敏治疗。") == [Grade.CHECK, Grade.AUTO]


def test_the_same_and_really_different_diagnoses_are_used() -> None:
    assert _grades("荨麻疹", "荨麻疹") == [Grade.AUTO, Grade.AUTO]
    assert _grades("左侧肺炎", "右侧肺炎") == [Grade.AUTO, Grade.AUTO]
    assert _grades("高血压病1级", "高血压病2级") == [Grade.AUTO, Grade.AUTO]


def test_a_name_that_the_next_page_spells_otherwise_is_looked_at() -> None:
    def grade(head: str) -> Grade:
        rows = [
            (10, [(400, "示范市第一人民医院")]),
            (50, [(460, "出院小结")]),
            (100, [(0, "姓名:任翔 性别:男")]),
        ]
        more = [(10, [(400, "示范市第一人民医院")]), (50, [(0, head)]), (100, [(0, "出院医嘱:注意休息。")])]
        fields = discharge.extract([sheet(rows), sheet(more, number=2)])
        assert fields["patient_name"].value == "任翔"  # type: ignore[union-attr]
        return fields["patient_name"].grade  # type: ignore[union-attr]

    assert grade("姓名:任期 住院号:1234567") is Grade.CHECK
    assert grade("姓名:任翔 住院号:1234567") is grade("住院号:1234567") is Grade.AUTO


def test_near_goes_both_ways_and_needs_three_characters() -> None:
    for one, other, is_so in (
        ("荨麻疹", "尊麻疹", True),
        ("胃炎", "冒炎", False),
        ("荨麻疹", "荨麻疹2", False),
    ):
        assert is_near(one, other) == is_near(other, one) == is_so
