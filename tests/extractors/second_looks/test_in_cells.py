"""Cells with ink but no text: only those are looked at again, all on one sheet, and what is read is for a look."""

import cv2
import numpy as np
import pytest

from extractors.ocr import OcrResult
from extractors.page import Line, Pixels
from extractors.second_looks.in_cells import gaps_in, look_into_cells
from storage.model.extraction import Box
from tests.extractors.typeset import typeset

TABLE = typeset(
    [
        (20, [(20, "收费项目"), (220, "数量"), (420, "金额(元)")]),
        (70, [(20, "检查费"), (420, "12.50")]),
        (120, [(20, "西药费"), (420, "80.00")]),
        (170, [(20, "合计"), (420, "92.50")]),
    ]
)


def page(*drawn: tuple[str, int, int]) -> Pixels:
    """White paper with these figures at their left bottom corners."""
    found = np.full((240, 600, 3), 245, np.uint8)
    for text, x, y in drawn:
        cv2.putText(found, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (40, 40, 40), 2)
    return found


class Engine:
    """Reads those texts, one in each cell of the sheet, and counts how often it is asked."""

    def __init__(self, *texts: str, turn: int = 0) -> None:
        self.texts, self.turn, self.asked = texts, turn, 0

    def read(self, pixels: Pixels) -> OcrResult:
        self.asked += 1
        lines = [Line(text, Box(130, 120 * at + 40, 160, 120 * at + 80)) for at, text in enumerate(self.texts)]
        return OcrResult(tuple(lines), self.turn)


def test_figures_that_were_passed_over_are_read_in_their_place_and_for_a_look() -> None:
    engine = Engine("1", "7")
    found = look_into_cells(page(("1", 234, 92), ("7", 234, 142)), TABLE, engine.read)[len(TABLE) :]
    assert [(line.text, line.score) for line in found] == [("1", 0.89), ("7", 0.89)]
    assert [70 < line.box.centre[1] < 96 or 120 < line.box.centre[1] < 146 for line in found] == [True, True]
    assert engine.asked == 1


@pytest.mark.parametrize("drawn", [[], [("-", 234, 92)], [("1", 234, 60)]])
def test_nothing_is_read_again_where_no_figure_stands(drawn: list[tuple[str, int, int]]) -> None:
    engine = Engine("1")
    assert look_into_cells(page(*drawn), TABLE, engine.read) == tuple(TABLE)
    assert engine.asked == 0


@pytest.mark.parametrize("engine", [Engine("收费专用章盖在这里"), Engine("1", turn=180), Engine()])
def test_what_no_such_cell_holds_is_left_out(engine: Engine) -> None:
    assert look_into_cells(page(("1", 234, 92)), TABLE, engine.read) == tuple(TABLE)


def test_a_rule_between_columns_is_no_figure() -> None:
    ruled = page()
    cv2.line(ruled, (240, 0), (240, 239), (60, 60, 60), 2)
    assert look_into_cells(ruled, TABLE, Engine("1").read) == tuple(TABLE)


def test_only_rows_with_an_amount_above_the_sum_have_gaps() -> None:
    assert [gap.y0 for gap in gaps_in(TABLE)] == [66, 116]
    assert gaps_in([*TABLE, *typeset([(70, [(230, "2")]), (120, [(230, "1")])])]) == []
    assert gaps_in([line for line in TABLE if line.text != "数量"]) == []


def test_a_text_too_faint_to_be_taken_leaves_its_cell_empty() -> None:
    faint = Line("盒", Box(228, 70, 252, 96), 0.42)
    assert gaps_in([*TABLE, faint]) == gaps_in(TABLE) != []
