"""What is told of a picture before it is read: nothing of a good one, the fault that spoils all of it otherwise."""

import random

import numpy as np
import pytest
from PIL import Image

from extractors.page import Pixels
from extractors.picture.first_sight import first_sight
from storage.model.document import QualityFault
from storage.model.document_type import DocumentType
from tests.specimens import camera
from tests.specimens.papers import layouts

PAPERS = [
    (DocumentType.FEE_LIST, "ruled"),
    (DocumentType.INV_OUTPATIENT, "dot_matrix"),
    (DocumentType.DIAGNOSIS_CERT, "underlined"),
    (DocumentType.OP_RECORD, "plain"),
]


def bgr(picture: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"), np.uint8)[:, :, ::-1])


def a_photo(paper: tuple[DocumentType, str], fault: str) -> Pixels:
    kind, layout = paper
    rng = random.Random(f"{layout} {fault}")
    picture = layouts()[kind][layout](rng).pictures[0]
    return bgr(camera.FAULTS[fault](rng, camera.as_phone_photo(rng, picture)))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper[1])
@pytest.mark.parametrize("fault", ["shadow", "noise", "wechat", "fold", "skew"])
def test_nothing_is_said_of_a_picture_that_can_be_read(paper: tuple[DocumentType, str], fault: str) -> None:
    assert first_sight(a_photo(paper, fault)) is None


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper[1])
@pytest.mark.parametrize(("fault", "said"), [("blur", QualityFault.BLUR), ("dark", QualityFault.DARK)])
def test_a_picture_that_is_spoilt_as_a_whole_is_named(
    paper: tuple[DocumentType, str], fault: str, said: QualityFault
) -> None:
    assert first_sight(a_photo(paper, fault)) is said


@pytest.mark.parametrize(
    ("pixels", "said"),
    [
        (np.full((900, 700, 3), 255, np.uint8), QualityFault.BLANK),
        (np.zeros((900, 700, 3), np.uint8), QualityFault.DARK),
        (np.full((4, 900, 3), 200, np.uint8), QualityFault.SMALL),
        (np.zeros((1, 1, 3), np.uint8), QualityFault.SMALL),
    ],
)
def test_pictures_of_nothing(pixels: Pixels, said: QualityFault) -> None:
    assert first_sight(pixels) is said


def test_letters_on_a_picture_of_a_few_pixels_are_too_small() -> None:
    picture = layouts()[DocumentType.OP_RECORD]["plain"](random.Random(1)).pictures[0]
    assert first_sight(bgr(picture.resize((200, 280)))) is QualityFault.SMALL
