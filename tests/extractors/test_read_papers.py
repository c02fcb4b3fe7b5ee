"""A picture of several papers is read paper by paper; where the find is doubtful it is read whole.

The engine here reads a paper by its colour, as the papers on these desks are plain.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.documents_of import documents_of
from extractors.kinds.classify import classify
from extractors.ocr import OcrResult
from extractors.page import DecodedPage, Line, Pixels
from extractors.read_page import EngineSource
from extractors.read_papers import read_papers
from storage.model.document import QualityFault, QualityGrade
from storage.model.document_type import DocumentType as T
from storage.model.extraction import Box, Field
from tests.extractors.kinds.test_split import BANK, EMBLEM, PORTRAIT

TINTS = {(230, 200, 170): PORTRAIT, (180, 230, 190): EMBLEM, (40, 40, 190): BANK}
GROUND = (70, 70, 60)


class ByTint:
    """Sees what is written on the colour in the middle of a picture, or all of it on a whole desk."""

    name = "by tint"
    version = "1"

    def __init__(self, *, beside: Sequence[str] = ()) -> None:
        self.reads = 0
        self._beside = beside

    def read(self, pixels: Pixels) -> OcrResult:
        self.reads += 1
        height, width = pixels.shape[:2]
        small = cv2.resize(pixels, (40, 40), interpolation=cv2.INTER_AREA).reshape(-1, 3).astype(int)
        seen = {tint: int((np.abs(small - tint).max(axis=1) < 25).sum()) for tint in (*TINTS, GROUND)}
        best = max(seen, key=lambda tint: seen[tint])
        texts = self._beside if best == GROUND else TINTS[best]
        step = height // (len(texts) + 2)
        return OcrResult(
            tuple(
                Line(text, Box(20, step * (i + 1), min(width, 20 + 20 * len(text)), step * (i + 1) + 24))
                for i, text in enumerate(texts)
            ),
            0,
        )


def desk(
    *papers: tuple[tuple[int, int, int], tuple[float, float], float], size: tuple[int, int] = (428, 270)
) -> DecodedPage:
    """Cards: their tint, their middle and how far each is turned."""
    pixels = np.full((1100, 1400, 3), GROUND, np.uint8)
    for tint, middle, angle in papers:
        corners = cv2.boxPoints((middle, size, angle))
        cv2.fillConvexPoly(pixels, corners.astype(np.int32), tint)
    return DecodedPage(number=4, width=1400, height=1100, pixels=pixels)


FACE, BACK, CARD = TINTS
ONE = (FACE, (400.0, 300.0), 12.0)
OTHER = (CARD, (1000.0, 780.0), -25.0)


def test_two_cards_on_a_desk_are_two_documents_each_in_its_place() -> None:
    engine = ByTint()
    parts = read_papers(desk(ONE, OTHER), EngineSource(lambda: engine))
    documents = documents_of(parts, [classify(part) for part in parts], (), 1)
    assert [document.type for document in documents] == [T.ID_CARD, T.BANK_CARD]
    first, second = (document.pages[0].box for document in documents)
    assert first and second
    assert first.x0 < 400 < first.x1 < second.x0 + 250 and second.y0 < 780 < second.y1
    number = documents[0].fields["id_number"]
    assert isinstance(number, Field) and number.page == 4 and number.box
    assert first.x0 <= number.box.x0 and number.box.y1 <= first.y1
    assert engine.reads <= 3


@pytest.mark.parametrize("upside_down", [0.0, 180.0])
def test_both_faces_of_one_card_in_a_picture_are_one_document(upside_down: float) -> None:
    faces = desk(ONE, (BACK, (980.0, 760.0), -20.0 + upside_down))
    parts = read_papers(faces, EngineSource(ByTint))
    documents = documents_of(parts, [classify(part) for part in parts], (), 1)
    assert [document.type for document in documents] == [T.ID_CARD]
    assert [(page.page, page.box) for page in documents[0].pages] == [(4, None)]


def test_text_beside_the_papers_means_that_the_picture_is_read_whole() -> None:
    engine = ByTint(beside=("门诊收费票据", "金额合计 128.50"))
    (page,) = read_papers(desk(ONE, OTHER), EngineSource(lambda: engine))
    assert page.placing is None and page.number == 4


def test_one_paper_that_hardly_leans_is_read_as_it_is() -> None:
    engine = ByTint()
    pixels = np.full((700, 1000, 3), GROUND, np.uint8)
    pixels[100:600, 120:880] = FACE
    page = DecodedPage(number=1, width=1000, height=700, pixels=pixels)
    (read,) = read_papers(page, EngineSource(lambda: engine))
    assert read.placing is None and engine.reads == 1


def test_one_paper_that_leans_is_laid_flat() -> None:
    (read,) = read_papers(desk((FACE, (700.0, 550.0), 33.0), size=(856, 540)), EngineSource(ByTint))
    assert read.placing is not None
    assert abs(read.upright_size[0] / read.upright_size[1] - 428 / 270) < 0.1


def test_things_without_text_are_no_papers() -> None:
    blank = ((250, 250, 250), (1000.0, 780.0), -25.0)
    engine = ByTint()
    parts = read_papers(desk(ONE, blank), EngineSource(lambda: engine))
    assert {part.sheet for part in parts} == {4}


def test_trusted_text_is_never_looked_at_as_a_picture() -> None:
    text = DecodedPage(number=1, width=9, height=9, lines=(Line("发票", Box(0, 0, 5, 5)),))
    (page,) = read_papers(text, EngineSource(lambda: pytest.fail("no engine is needed")))
    assert page.text == "发票"


def test_a_card_photographed_far_from_the_side_is_told_and_serves_as_well() -> None:
    faults = []
    for narrow in (0.66, 0.9):
        page = desk(OTHER)
        assert page.pixels is not None
        inset = 260 * (1 - narrow)
        ring = [(240 + inset, 160), (760 - inset, 160), (760, 460), (240, 460)]
        cv2.fillConvexPoly(page.pixels, np.array(ring, np.int32), FACE)
        parts = read_papers(page, EngineSource(ByTint))
        documents = documents_of(parts, [classify(part) for part in parts], (), 1)
        faults.append(
            [(issue.fault, issue.page) for document in documents for issue in document.quality.issues]
        )
        assert all(document.quality.grade is QualityGrade.GOOD for document in documents)
    assert faults == [[(QualityFault.TILT, 4)], []]
