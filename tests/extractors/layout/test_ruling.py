"""Rules of a form are found on a leaning page too, and tell which text stands in the cell of which label."""

from itertools import pairwise

import cv2
import numpy as np
import pytest

from extractors.documents import diagnosis_cert, discharge
from extractors.layout.ruling import page_bands
from extractors.layout.skew import Level
from extractors.page import ReadPage
from storage.model.extraction import Fields
from tests.extractors.typeset import Rows, sheet

EDGES = (80, 140, 200, 320, 440, 600)
FORM: Rows = (
    (20, [(600, "出院小结")]),
    (96, [(60, "病人姓名"), (320, "范杰"), (700, "性别"), (900, "男"), (1200, "年龄"), (1400, "66岁")]),
    (156, [(60, "入院日期"), (320, "2025-05-12"), (900, "出院日期"), (1200, "2025-05-22")]),
    (210, [(320, "社区获得性肺炎")]),
    (246, [(60, "入院诊断")]),
    (330, [(320, "入院后予抗感染化痰等治疗,咳嗽明显减轻。")]),
    (366, [(60, "诊疗经过")]),
    (450, [(320, "1.出院带药:左氧氟沙星片0.5g每日1次;")]),
    (484, [(320, "2.戒烟,避免受凉;")]),
    (506, [(60, "出院医嘱")]),
    (524, [(320, "3.两周后复查胸部CT。")]),
    (640, [(60, "主治医师:毕英"), (1000, "填写日期:2025-05-22")]),
)


def page(slope: float) -> ReadPage:
    """The form with its rules drawn, falling to the right by that slope."""
    pixels = np.full((900, 1600, 3), 245, np.uint8)
    for y in EDGES:
        cv2.line(pixels, (40, round(y + 40 * slope)), (1560, round(y + 1560 * slope)), (60, 60, 60), 2)
    read = sheet(FORM, slope=slope)
    return ReadPage(
        number=1, width=1600, height=900, turn=0, lines=read.lines, source=read.source, pixels=pixels
    )


def shown(fields: Fields, key: str) -> list[object]:
    cell = fields[key]
    return [one.value for one in cell] if isinstance(cell, tuple) else [cell.value]  # type: ignore[union-attr]


@pytest.mark.parametrize("slope", [0.0, 0.01, 0.05, 0.1, -0.1, 0.15])
def test_the_bands_of_a_form_are_found_however_it_leans(slope: float) -> None:
    leaning = page(slope)
    found = page_bands(leaning, Level.of(leaning.lines))
    assert len(found) == len(EDGES) - 1
    heights = [bottom - top for top, bottom in found]
    expected = [after - before for before, after in pairwise(EDGES)]
    assert all(abs(one - other) < 8 for one, other in zip(heights, expected, strict=True))


@pytest.mark.parametrize("slope", [0.0, 0.1, -0.1])
def test_each_cell_keeps_its_text_and_a_numbered_line_with_a_known_word_is_text(slope: float) -> None:
    fields = discharge.extract([page(slope)])
    assert shown(fields, "admission_diagnoses") == ["社区获得性肺炎"]
    assert shown(fields, "orders") == [
        "1.出院带药:左氧氟沙星片0.5g每日1次;2.戒烟,避免受凉;3.两周后复查胸部CT。"
    ]


def certificate(label: str) -> ReadPage:
    """A certificate in a box, the second label of which was read as that."""
    pixels = np.full((700, 1600, 3), 245, np.uint8)
    for y in (80, 140, 320, 480):
        cv2.line(pixels, (40, y), (1560, y), (60, 60, 60), 2)
    rows: Rows = (
        (20, [(600, "疾病诊断证明书")]),
        (96, [(60, "姓名"), (320, "张悦"), (700, "性别"), (900, "女"), (1200, "年龄"), (1400, "36岁")]),
        (210, [(60, "诊断"), (320, "急性支气管炎")]),
        (384, [(60, label), (320, "建议全休一个月,不适随诊。")]),
        (520, [(60, "医师签名:周敏"), (1200, "2026年4月5日")]),
    )
    read = sheet(rows)
    return ReadPage(
        number=1, width=1600, height=700, turn=0, lines=read.lines, source=read.source, pixels=pixels
    )


@pytest.mark.parametrize("label", ["处", "处地", "处理", "处理意见"])
def test_the_text_of_a_cell_whose_label_was_not_read_is_not_that_of_the_cell_above(label: str) -> None:
    fields = diagnosis_cert.extract([certificate(label)])
    assert shown(fields, "diagnoses") == ["急性支气管炎"]
    assert shown(fields, "advice") == ["建议全休一个月,不适随诊。"] or label in ("处", "处地")
