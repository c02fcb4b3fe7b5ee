"""A picture taken of a screen is known by the screen's grid; papers and screenshots are not."""

from random import Random

import numpy as np
import pytest
from PIL import Image

from extractors.page import Line, Pixels
from extractors.picture.quality import judge
from extractors.picture.screen import is_of_screen
from storage.model.document import QualityFault, QualityGrade
from storage.model.extraction import Box
from tests.specimens import camera, display
from tests.specimens.sheet import Sheet


@pytest.fixture(scope="module")
def paper() -> Image.Image:
    sheet = Sheet(1000, 1200)
    for row in range(9):
        sheet.write((80, 90 + row * 70), "患者因咳嗽三天来我院门诊就诊,建议休息。", size=32)
    return sheet.picture


def pixels_of(picture: Image.Image) -> Pixels:
    return np.asarray(picture)[:, :, ::-1].copy()


@pytest.mark.parametrize(("look", "width"), [("near", 300), ("tablet", 420)])
def test_a_photo_of_a_screen_is_told_to_reviewers_and_is_no_worse_for_it(
    look: str, width: int, paper: Image.Image
) -> None:
    pixels = pixels_of(display.photo(Random(2), paper, look, width=width))
    quality = judge(pixels, (Line("患者因咳嗽三天", Box(80, 90, 300, 120), 0.99),))
    assert [issue.fault for issue in quality.issues] == [QualityFault.SCREEN]
    assert quality.grade is QualityGrade.GOOD


def test_a_paper_and_a_screenshot_are_none(paper: Image.Image) -> None:
    photo = camera.as_phone_photo(Random(2), paper)
    for picture in (paper, photo, camera.wechat(Random(3), photo)):
        assert not is_of_screen(pixels_of(picture))
