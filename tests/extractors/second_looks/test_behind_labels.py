"""Labels without a value: the ink behind them is read again, once, and only what such a label can have is used."""

import cv2
import numpy as np
import pytest

from extractors.page import Line, Pixels
from extractors.second_looks.behind_labels import look_behind_labels
from storage.model.extraction import Box
from tests.extractors.second_looks.test_in_cells import Engine
from tests.extractors.typeset import typeset

FORM = typeset([(20, [(20, "姓名:"), (400, "住院号:0012345")]), (70, [(20, "性别:"), (400, "科别:骨科")])])


def page(*drawn: tuple[int, int]) -> Pixels:
    """White paper with two letters whose left bottom corners stand there."""
    found = np.full((240, 700, 3), 245, np.uint8)
    for x, y in drawn:
        cv2.putText(found, "H  H", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (40, 40, 40), 2)
    return found


def looked(engine: Engine, *drawn: tuple[int, int]) -> list[tuple[str, float]]:
    found = look_behind_labels(page(*drawn), FORM, engine.read)
    return [(line.text, line.score) for line in found[len(FORM) :]]


def test_a_name_that_was_passed_over_is_read_in_its_place_and_for_a_look() -> None:
    engine = Engine("张悦")
    found: Line = look_behind_labels(page((110, 42)), FORM, engine.read)[-1]
    assert (found.text, found.score, engine.asked) == ("张悦", 0.89, 1)
    assert Box(100, 16, 200, 48).x0 < found.box.x0 and found.box.x1 < 200


def test_nothing_is_read_again_where_no_ink_stands_behind_a_label() -> None:
    engine = Engine("张悦")
    assert looked(engine) == []
    assert engine.asked == 0


@pytest.mark.parametrize("engine", [Engine("12.50"), Engine("张悦", turn=180), Engine()])
def test_what_no_such_label_has_behind_it_is_left_out(engine: Engine) -> None:
    assert looked(engine, (110, 42)) == []


def test_a_label_that_heads_a_column_is_not_looked_behind() -> None:
    heads = typeset([(20, [(20, "姓名"), (300, "性别")]), (60, [(20, "张悦"), (300, "女")])])
    engine = Engine("李二")
    assert look_behind_labels(page((90, 42)), heads, engine.read) == tuple(heads)
    assert engine.asked == 0


def test_a_value_that_stands_a_little_below_its_label_is_not_read_twice() -> None:
    lower = typeset([(20, [(20, "姓名:")]), (36, [(110, "张悦")])])
    engine = Engine("张悦")
    assert look_behind_labels(page((110, 48)), lower, engine.read) == tuple(lower)
    assert engine.asked == 0


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("个人支付金额:", "405.61"),
        ("医保统筹支付:", "331.86"),
        ("合计(小写):", "¥737.47"),
        ("开票日期:", "2015-06-19"),
        ("收费时间：", "2015年6月19日"),
    ],
)
def test_a_sum_or_a_day_under_red_ink_is_read_without_it(label: str, value: str) -> None:
    pixels = page((230, 42))
    cv2.circle(pixels, (260, 60), 40, (60, 60, 220), 4)
    lines = typeset([(20, [(20, label), (500, "其他")])])
    engine = Engine(value)
    found: Line = look_behind_labels(pixels, lines, engine.read)[-1]
    assert (found.text, found.score, engine.asked) == (value, 0.89, 1)


@pytest.mark.parametrize("label", ["现金支付", "现金支付:12.00", "收款人:", "单价:"])
def test_sums_are_sought_only_behind_the_colon_of_their_labels(label: str) -> None:
    engine = Engine("405.61")
    lines = typeset([(20, [(20, label), (500, "其他")])])
    assert look_behind_labels(page((230, 42)), lines, engine.read) == tuple(lines)
    assert engine.asked == 0
