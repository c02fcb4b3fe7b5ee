"""Faults of a picture are named where they hide ink, and good pictures are left alone."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from PIL import Image

from extractors.formats import media
from extractors.formats.image import decode_image
from extractors.limits import Limits
from extractors.page import DecodedPage, Line, Pixels
from extractors.picture import quality
from storage.model.document import QualityFault, QualityGrade
from storage.model.extraction import Box
from tests.specimens import camera, hostile
from tests.specimens.sheet import Sheet

TEXT = "患者因发热咳嗽三天来诊查体咽部充血建议休息三天不适随诊"
GOOD, USABLE, POOR = QualityGrade.GOOD, QualityGrade.USABLE, QualityGrade.POOR


@dataclass(frozen=True)
class Paper:
    picture: Image.Image
    boxes: tuple[Box, ...]

    def lines(self, score: float = 0.99) -> list[Line]:
        return [Line(TEXT, box, score) for box in self.boxes]


@pytest.fixture(scope="module", params=["song", "kai", "hei"])
def paper(request: pytest.FixtureRequest) -> Paper:
    sheet = Sheet(1000, 700)
    boxes = tuple(
        sheet.write((70 + 9 * row, 60 + 55 * row), TEXT, face=request.param, size=28) for row in range(11)
    )
    return Paper(sheet.picture, boxes)


@pytest.mark.parametrize("score", [0.99, 0.6])
def test_a_clean_paper_is_good_however_little_the_engine_could_read(paper: Paper, score: float) -> None:
    assert _judge(paper.picture, paper.lines(score)) == (GOOD, set())


@pytest.mark.parametrize("fault", ["jpeg", "wechat", "noise", "fold", "shadow"])
def test_what_does_not_hide_ink_is_no_fault(paper: Paper, fault: str) -> None:
    picture = camera.FAULTS[fault](random.Random(1), paper.picture).resize(paper.picture.size)
    assert _judge(picture, paper.lines(0.8)) == (GOOD, set())


@pytest.mark.parametrize("seed", range(8))
def test_a_good_photo_is_hardly_ever_called_poor(paper: Paper, seed: int) -> None:
    photo = camera.as_phone_photo(random.Random(seed), paper.picture)
    scale = photo.width / paper.picture.width
    text = Box(*(round(edge * scale) for edge in (60, 50, 940, 650)))
    rows = [Box(text.x0, y, text.x1, y + 40) for y in range(text.y0, text.y1 - 40, 40)]
    assert _judge(photo, [Line(TEXT, row, 0.97) for row in rows])[0] is not POOR


@pytest.mark.parametrize(
    ("fault", "name"), [(camera.blur, "blur"), (camera.motion_blur, "blur"), (camera.dark, "dark")]
)
def test_a_fault_of_the_whole_picture_makes_it_poor(paper: Paper, fault: camera.Fault, name: str) -> None:
    picture = fault(random.Random(2), paper.picture)
    assert _judge(picture, paper.lines(0.5)) == (POOR, {name})


def test_a_soft_picture_that_was_read_well_is_no_fault(paper: Paper) -> None:
    assert _judge(camera.blur(random.Random(2), paper.picture), paper.lines(0.97)) == (GOOD, set())


def test_one_blurred_line_is_named_by_its_place(paper: Paper) -> None:
    picture, box = paper.picture.copy(), paper.boxes[4]
    picture.paste(camera.blur(random.Random(1), paper.picture).crop(tuple(box)), tuple(box)[:2])
    lines = [Line(TEXT, each, 0.4 if each == box else 0.99) for each in paper.boxes]
    found = quality.judge(_pixels(picture), lines)
    assert found.grade is USABLE
    assert [(issue.fault, issue.box) for issue in found.issues] == [(QualityFault.BLUR, box)]


def test_glare_is_named_by_its_place(paper: Paper) -> None:
    picture = camera.glare(random.Random(3), paper.picture, at=(0.5, 0.4))
    (issue,) = quality.judge(_pixels(picture), paper.lines()).issues
    assert issue.fault is QualityFault.GLARE and issue.box is not None
    assert issue.box.x0 < 500 < issue.box.x1 and issue.box.y0 < 280 < issue.box.y1


def test_white_paper_is_no_glare(paper: Paper) -> None:
    white = Image.fromarray(np.where(_pixels(paper.picture) > 200, 255, 20).astype(np.uint8))
    assert _judge(white, paper.lines()) == (GOOD, set())


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_text_that_runs_out_of_the_picture_is_cut(paper: Paper, side: str) -> None:
    width, height = paper.picture.size
    middle = paper.boxes[5]
    at = {"left": 300, "right": 700, "top": middle.y0 + 14, "bottom": middle.y0 + 14}[side]
    window = {
        "left": Box(at, 0, width, height),
        "right": Box(0, 0, at, height),
        "top": Box(0, at, width, height),
        "bottom": Box(0, 0, width, at),
    }[side]
    assert _judge(paper.picture.crop(tuple(window)), _seen(paper, window)) == (USABLE, {"cut"})


def test_small_print_that_was_not_read_is_small(paper: Paper) -> None:
    small = paper.picture.resize((300, 210), Image.Resampling.LANCZOS)
    lines = [Line(TEXT, Box(*(round(edge * 0.3) for edge in box)), 0.5) for box in paper.boxes]
    grade, faults = _judge(small, lines)
    assert grade is POOR and "small" in faults


def test_a_jpeg_that_breaks_off_is_cut_at_its_foot() -> None:
    content = hostile.truncated(hostile.picture(size=(600, 900)), 0.6)
    (page,) = decode_image(content, media.JPEG, Limits.default()).pages
    assert isinstance(page, DecodedPage) and page.pixels is not None
    issues = quality.judge(page.pixels, [Line(TEXT, Box(0, 0, 300, 30))]).issues
    (foot,) = [issue.box for issue in issues if issue.fault is QualityFault.CUT and issue.box]
    assert foot.y1 == 900 and foot.y0 > 300


@pytest.mark.parametrize(
    ("picture", "fault"),
    [
        (Image.new("RGB", (900, 600), (250, 250, 248)), "blank"),
        (Image.new("RGB", (900, 600), (8, 8, 9)), "dark"),
        (Image.new("RGB", (1, 1), "white"), "small"),
        (Image.new("RGB", (5, 3000), "white"), "small"),
    ],
)
def test_nothing_to_see_is_named(picture: Image.Image, fault: str) -> None:
    assert _judge(picture, []) == (POOR, {fault})


def test_a_page_on_which_nothing_was_found_is_blurred_or_not(paper: Paper) -> None:
    assert _judge(camera.blur(random.Random(1), paper.picture, 6.0), []) == (POOR, {"blur"})
    assert _judge(paper.picture, [])[0] is GOOD


def test_a_plain_page_is_not_worth_the_engine_s_time(paper: Paper) -> None:
    assert quality.has_ink(_pixels(paper.picture))
    assert quality.has_ink(_pixels(camera.dark(random.Random(1), paper.picture, 0.06)))
    assert not quality.has_ink(np.full((900, 600, 3), 255, np.uint8))
    assert not quality.has_ink(np.zeros((9000, 1, 3), np.uint8))


def _seen(paper: Paper, window: Box) -> list[Line]:
    """The lines that a reader would find in a part of the picture."""
    found = []
    for box in paper.boxes:
        x0, y0 = max(box.x0, window.x0) - window.x0, max(box.y0, window.y0) - window.y0
        x1, y1 = min(box.x1, window.x1) - window.x0, min(box.y1, window.y1) - window.y0
        if x1 - x0 > 20 and y1 - y0 > 6:
            found.append(Line(TEXT, Box(x0, y0, x1, y1), 0.97))
    return found


def _judge(picture: Image.Image, lines: Sequence[Line]) -> tuple[QualityGrade, set[str]]:
    found = quality.judge(_pixels(picture), lines)
    return found.grade, {issue.fault.value for issue in found.issues}


def _pixels(picture: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
