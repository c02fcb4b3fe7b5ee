"""Two texts side by side in tall cells, each label in the middle of its cell, of a form with rules and without."""

from itertools import pairwise

import pytest

from extractors.layout.forms import Form
from extractors.layout.labels import Labels
from extractors.layout.ruling import Band
from tests.extractors.typeset import Rows, typeset

LABELS = Labels.load("discharge")
DAYS: Rows = ((100, [(0, "入院日期"), (160, "2026-04-01"), (600, "出院日期"), (760, "2026-04-05")]),)
COURSE: Rows = (
    (80, [(160, "患者咳嗽五天,双肺湿罗音。")]),
    (98, [(0, "入院情况")]),
    (116, [(160, "肺部听诊明显。")]),
)
LEFT = ["1.肺炎", "2.贫血", "3.胃炎", "4.鼻炎"]


def form(above: Rows, right: list[str], pitch: int, *, is_ruled: bool) -> Form:
    """Four lines on the left, others on the right, both about the middle where the labels stand."""
    middle = 200 + 1.5 * pitch
    cells = [(200 + pitch * place, [(160, text)]) for place, text in enumerate(LEFT)]
    start = middle - pitch * (len(right) - 1) / 2
    cells += [(round(start + pitch * place), [(760, text)]) for place, text in enumerate(right)]
    cells += [(round(middle), [(0, "入院诊断"), (600, "出院诊断")])]
    below: Rows = ((round(middle + 4 * pitch), [(0, "出院医嘱"), (160, "休息一周。")]),)
    ends = (60, round(200 - 1.3 * pitch), round(200 + 5 * pitch), round(260 + 5 * pitch))
    bands: list[Band] = [*pairwise(ends)] if is_ruled else []
    return Form.of(typeset(sorted([*above, *cells, *below])), LABELS, bands)


@pytest.mark.parametrize("is_ruled", [True, False])
@pytest.mark.parametrize("pitch", [30, 34, 40])
@pytest.mark.parametrize("above", [DAYS, COURSE])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_both_texts_are_whole(above: Rows, count: int, pitch: int, *, is_ruled: bool) -> None:
    right = [f"{place}.肝病" for place in range(1, count + 1)]
    found = form(above, right, pitch, is_ruled=is_ruled)
    assert [line.text for line in next(found.found("admission_diagnoses"))] == LEFT
    assert [line.text for line in next(found.found("discharge_diagnoses"))] == right


def test_first_lines_found_without_rules_are_for_a_look() -> None:
    found = form(DAYS, LEFT, 34, is_ruled=False)
    assert {line.score < 0.9 for line in next(found.found("discharge_diagnoses"))} == {True}


def test_the_second_line_of_another_value_stays_with_it() -> None:
    rows: Rows = (
        (100, [(0, "住址"), (160, "示范市人民路")]),
        (128, [(160, "十八号")]),
        (180, [(0, "出院诊断"), (160, "肺炎")]),
    )
    found = Form.of(typeset(rows), LABELS)
    assert found.text("discharge_diagnoses") == "肺炎"


def test_a_value_beside_a_label_of_no_list_is_not_the_next_one_s() -> None:
    rows: Rows = (
        (140, [(0, "科室"), (220, "呼吸内科")]),
        (180, [(0, "其他信息"), (220, "市职工")]),
        (220, [(0, "出院诊断"), (220, "肺炎")]),
    )
    assert Form.of(typeset(rows), LABELS).text("discharge_diagnoses") == "肺炎"
