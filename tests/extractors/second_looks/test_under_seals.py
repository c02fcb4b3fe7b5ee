"""The second look under seals: labels in red print stay, what was read through the seal does not."""

import cv2
import numpy as np
import pytest

from extractors.ocr import OcrResult
from extractors.page import Line, Pixels
from extractors.second_looks.under_seals import lift, look_under_seals
from storage.model.extraction import Box

SEAL = Box(300, 200, 580, 360)


def stamped() -> Pixels:
    """A white page with an oval seal that has a line of letters inside."""
    picture = np.full((600, 1000, 3), 255, np.uint8)
    cv2.ellipse(picture, (440, 280), (140, 80), 0, 0, 360, (40, 40, 205), 4)
    cv2.putText(picture, "SEAL", (390, 260), cv2.FONT_HERSHEY_SIMPLEX, 1, (40, 40, 205), 2)
    return picture


def looked(old: Line, text: str, box: Box) -> list[str]:
    """The texts after a second look that reads `text` at `box` of the page, wherever the part begins."""

    def read(pixels: Pixels) -> OcrResult:
        left, top = max(0, SEAL.x0 - 4 * SEAL.height), SEAL.y0 - SEAL.height // 3
        moved = Box(box.x0 - left, box.y0 - top, box.x1 - left, box.y1 - top)
        return OcrResult((Line(text, moved, 0.99),), 0)

    return [line.text for line in look_under_seals(stamped(), [old], read)]


def test_a_value_read_through_a_seal_is_read_again_and_keeps_its_label() -> None:
    old = Line("收款单位:示范市第一收章", Box(130, 265, 460, 295), 0.99)
    assert looked(old, "示范市第一人民医院", Box(265, 265, 520, 295)) == ["收款单位:", "示范市第一人民医院"]


def test_a_label_in_red_print_is_not_lost_with_the_red_ink() -> None:
    old = Line("个人自费:157.25", Box(330, 215, 560, 240), 0.99)
    assert looked(old, "157.25", Box(470, 215, 560, 240)) == ["个人自费:157.25"]


@pytest.mark.parametrize("text", ["示范市第一人民医院"])
def test_a_line_that_lay_wholly_under_the_seal_is_replaced(text: str) -> None:
    old = Line("示范市第一收费专用章", Box(310, 265, 570, 295), 0.9)
    assert looked(old, text, Box(310, 265, 565, 295)) == [text]


def test_nothing_is_left_of_a_ring_that_a_camera_made_soft() -> None:
    picture = cv2.GaussianBlur(stamped(), (5, 5), 0)
    cv2.putText(picture, "9525.90", (100, 285), cv2.FONT_HERSHEY_SIMPLEX, 1, (40, 40, 40), 3)
    packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 70])[1]
    taken = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)
    lifted = lift(taken, is_whole=True)
    assert (lifted[:, 480:] < 200).sum() < 30 < (lift(taken)[:, 480:] < 200).sum()
    assert lifted[:, :280].min() < 60


def test_a_line_that_the_ring_hid_is_sought_once_more_without_the_ring() -> None:
    picture = stamped()
    cv2.putText(picture, "9525.90", (270, 300), cv2.FONT_HERSHEY_SIMPLEX, 1, (30, 30, 30), 3)
    asked: list[Pixels] = []

    def read(pixels: Pixels) -> OcrResult:
        asked.append(pixels)
        left, top = max(0, SEAL.x0 - 4 * SEAL.height), SEAL.y0 - SEAL.height // 3
        hidden = Line("现金支付:9525.90", Box(150 - left, 275 - top, 410 - left, 305 - top), 0.99)
        return OcrResult((hidden,) if len(asked) == 2 else (), 0)

    assert [line.text for line in look_under_seals(picture, [], read)] == ["现金支付:9525.90"]
    assert len(asked) == 2
