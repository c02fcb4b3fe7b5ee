"""A name out of focus is for a person; a sharp one and what is no name are not."""

import cv2
import numpy as np
import pytest

from extractors.page import Pixels, ReadPage
from extractors.soft_names import doubted
from storage.model.extraction import Box, Field, Grade, Source
from tests.specimens.sheet import Sheet

PLACE = Box(20, 20, 260, 80)


def page(blur: float) -> ReadPage:
    sheet = Sheet(300, 100)
    sheet.write((30, 22), "任翔", face="song", size=50)
    pixels: Pixels = np.asarray(sheet.picture.convert("RGB"), np.uint8)[:, :, ::-1].copy()
    if blur:
        pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), blur), np.uint8)
    return ReadPage(number=1, width=300, height=100, turn=0, lines=(), source=Source.OCR, pixels=pixels)


def field(**changes: object) -> Field:
    given = {
        "value": "任翔",
        "raw": "任翔",
        "confidence": 0.99,
        "grade": Grade.AUTO,
        "source": Source.OCR,
        "page": 1,
    }
    return Field(**{**given, "box": PLACE, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("blur", "name", "is_auto"), [(0, "patient_name", True), (4, "patient_name", False), (4, "total", True)]
)
def test_a_name_in_soft_ink_is_to_be_checked(blur: float, name: str, is_auto: bool) -> None:
    found = doubted({name: field()}, [page(blur)])[name]
    assert isinstance(found, Field) and found.is_auto is is_auto


def test_what_was_issued_and_what_has_no_place_stays_as_it_is() -> None:
    for one in (field(source=Source.XML), field(box=None), field(box=Box(900, 900, 950, 950)), field(page=2)):
        assert doubted({"patient_name": one}, [page(4)]) == {"patient_name": one}
