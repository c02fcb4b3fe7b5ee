"""Commas that the engine left out at the end of a line, on drawn pages."""

import numpy as np
import pytest

from extractors.page import Line, ReadPage
from extractors.picture.line_ends import unsure_ends
from storage.model.extraction import Box, Source
from tests.specimens.sheet import Sheet

TEXT = "口服左氧氟沙星片每日一次,氨溴索口服液每日三次"


def score_after(drawn: str, read: str) -> float:
    sheet = Sheet(1240, 400)
    ink = sheet.write((60, 100), drawn, size=32)
    box = Box(ink.x0 - 4, ink.y0 - 4, ink.x1 + 4, ink.y1 + 4)
    page = ReadPage(
        number=1,
        width=1240,
        height=400,
        turn=0,
        lines=(Line(read, box, 0.99),),
        source=Source.OCR,
        pixels=np.asarray(sheet.picture)[:, :, ::-1].copy(),
    )
    return unsure_ends(page, page.lines)[0].score


@pytest.mark.parametrize("mark", [",", "，", "、", "。"])
def test_a_mark_that_is_drawn_but_not_read_makes_its_line_unsure(mark: str) -> None:
    assert score_after(TEXT + mark, TEXT) == 0.85


@pytest.mark.parametrize("end", ["三次", "心", "小", "点", "头", "办", "卜"])
def test_a_line_that_ends_with_a_word_is_left_alone(end: str) -> None:
    assert score_after(TEXT + end, TEXT + end) == 0.99


def test_a_mark_that_was_read_is_none_to_doubt() -> None:
    assert score_after(TEXT + ",", TEXT + ",") == 0.99
