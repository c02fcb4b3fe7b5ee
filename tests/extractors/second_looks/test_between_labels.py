"""Labels of one line with nothing between them: the line is read again, and one value that fits is set there."""

import numpy as np
import pytest

from extractors.page import Line
from extractors.second_looks.between_labels import look_between_labels
from storage.model.extraction import Box
from tests.extractors.second_looks.test_in_cells import Engine

PAGE = np.full((240, 700, 3), 245, np.uint8)
LINE = Line("_性别_年龄_75_岁", Box(20, 20, 420, 48), 0.97)


def looked(engine: Engine, line: Line = LINE) -> list[tuple[str, float]]:
    return [(found.text, found.score) for found in look_between_labels(PAGE, [line], engine.read)]


def test_a_sex_among_the_rules_of_a_form_is_found_for_a_look() -> None:
    engine = Engine("性别__女年龄_75")
    assert looked(engine) == [("_性别", 0.97), ("女", 0.89), ("年龄_75_岁", 0.97)]
    assert engine.asked == 1


@pytest.mark.parametrize(
    "engine", [Engine("性别_年龄_75"), Engine("性别五年龄"), Engine("性别女年龄", turn=180), Engine()]
)
def test_what_such_a_label_cannot_have_is_left_out(engine: Engine) -> None:
    assert looked(engine) == [(LINE.text, LINE.score)]


@pytest.mark.parametrize("text", ["性别女年龄75岁", "姓名 性别 年龄 科室"])
def test_a_line_whose_labels_have_their_values_or_head_columns_is_not_read_again(text: str) -> None:
    engine = Engine("性别女年龄")
    assert looked(engine, Line(text, LINE.box)) == [(text, 1.0)]
    assert engine.asked == 0
