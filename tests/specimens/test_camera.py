"""The camera's faults are repeatable and leave a picture behind."""

import random

import numpy as np
import pytest
from PIL import Image

from tests.specimens import camera
from tests.specimens.sheet import Sheet


@pytest.fixture(scope="module")
def paper() -> Image.Image:
    sheet = Sheet(420, 300)
    for row in range(6):
        sheet.write((20, 20 + 45 * row), "门诊收费票据金额合计", size=26)
    return sheet.picture


@pytest.mark.parametrize("fault", [*camera.FAULTS, "photo"])
def test_the_same_seed_makes_the_same_picture(fault: str, paper: Image.Image) -> None:
    make = camera.FAULTS.get(fault, camera.as_phone_photo)
    first, second = make(random.Random(7), paper), make(random.Random(7), paper)
    assert first.mode == "RGB"
    assert np.array_equal(np.asarray(first), np.asarray(second))
    assert not np.array_equal(np.asarray(first), np.asarray(paper))


def test_a_turned_paper_keeps_its_area(paper: Image.Image) -> None:
    assert camera.FAULTS["turned_90"](random.Random(1), paper).size == (300, 420)
    assert camera.FAULTS["turned_180"](random.Random(1), paper).size == (420, 300)


def test_a_paper_on_a_desk_is_all_there(paper: Image.Image) -> None:
    seen = np.asarray(camera.on_desk(random.Random(4), paper).convert("L"))
    border = np.concatenate([seen[0], seen[-1], seen[:, 0], seen[:, -1]])
    assert border.max() < 200
    assert seen.max() > 240


def test_a_cut_paper_is_smaller(paper: Image.Image) -> None:
    seen = camera.cut(random.Random(5), paper)
    assert seen.width * seen.height < 0.85 * paper.width * paper.height
