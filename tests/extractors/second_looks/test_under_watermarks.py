"""Print that a slantwise watermark hid from the detector is read from a picture without pale ink."""

import numpy as np
import pytest

from extractors.ocr import OcrResult
from extractors.page import Line, Pixels
from extractors.second_looks.under_watermarks import look_under_watermarks, without_pale
from storage.model.extraction import Box

PAGE = np.full((400, 600, 3), 240, np.uint8)
for left in range(60, 140, 20):
    PAGE[114:136, left : left + 12] = 20
MARKS = [Line("仅用于保险理赔", Box(x, y, x + 200, y + 120), 0.99) for x, y in ((0, 0), (300, 0), (0, 250))]
NAME, BORN = Line("姓名 张悦", Box(40, 60, 190, 90), 0.99), Line("25-06-14", Box(0, 100, 120, 170), 0.9)
SEX = Line("性别 男", Box(40, 110, 150, 140), 0.98)


def look(lines: list[Line], again: OcrResult) -> list[tuple[str, float]]:
    return [(line.text, line.score) for line in look_under_watermarks(PAGE, lines, lambda pixels: again)]


def test_what_only_the_second_look_reads_is_added_for_a_look() -> None:
    again = OcrResult((NAME, SEX, MARKS[0]), 0)
    found = look([NAME, *MARKS, BORN], again)
    assert ("性别 男", 0.85) in found
    assert [text for text, _ in found].count("姓名 张悦") == 1
    assert "25-06-14" not in [text for text, _ in found], "a piece of the watermark's day lay over the print"
    assert [text for text, _ in found].count("仅用于保险理赔") == 3, "cards ask where a watermark lies"


@pytest.mark.parametrize(("marks", "turn"), [(2, 0), (3, 180)])
def test_few_words_and_a_page_that_seems_to_lie_otherwise_change_nothing(marks: int, turn: int) -> None:
    lines = [NAME, *MARKS[:marks]]
    assert look(lines, OcrResult((SEX,), turn)) == [(line.text, line.score) for line in lines]


def test_level_words_of_a_notice_are_no_watermark() -> None:
    notices = [Line("复印无效", Box(0, y, 120, y + 30)) for y in (0, 100, 200)]

    def never(pixels: Pixels) -> OcrResult:
        raise AssertionError("nothing to look at again")

    assert look_under_watermarks(PAGE, [NAME, *notices], never) == (NAME, *notices)


def test_a_page_on_which_no_letter_was_passed_over_is_read_once() -> None:
    def never(pixels: Pixels) -> OcrResult:
        raise AssertionError("nothing to look at again")

    lines = (NAME, SEX, *MARKS)
    assert look_under_watermarks(PAGE, lines, never) == lines


def test_pale_ink_is_paper_and_print_is_left() -> None:
    page = np.full((400, 600, 3), 240, np.uint8)
    page[100:140, 100:300], page[200:240, 100:300] = 165, 25
    clear = without_pale(page)
    assert clear[120, 200, 0] == 255
    assert clear[220, 200, 0] < 60
