"""Pictures without papers, papers nobody can read, and blank sheets are told apart."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from extractors.kinds.classify import classify
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType as T
from storage.model.extraction import Box, Source
from tests.specimens.titles import Layout
from tests.specimens.titles_pictures import PICTURES

CASES = [(type, layout) for type, layouts in PICTURES.items() for layout in layouts.values()]


def seen(layout: Layout, seed: int) -> ReadPage:
    """The picture as a reader sees it who finds no line."""
    picture = layout(Random(seed)).pictures[0]
    pixels = np.asarray(picture)[..., ::-1].copy()
    width, height = picture.size
    return ReadPage(number=1, width=width, height=height, turn=0, lines=(), source=Source.OCR, pixels=pixels)


@pytest.mark.parametrize(("type", "layout"), CASES, ids=[layout.__name__ for _, layout in CASES])
def test_a_picture_without_a_line_is_judged_by_its_pixels(type: T, layout: Layout) -> None:
    for seed in range(3):
        assert classify(seen(layout, seed)).type is type


def test_stray_letters_in_a_landscape_make_no_paper() -> None:
    picture = seen(PICTURES[T.IRRELEVANT]["landscape"], 1)
    sign = Line("出口 EXIT", Box(300, 300, 500, 340), score=0.97)
    assert classify(replace(picture, lines=(sign,))).type is T.IRRELEVANT


def test_many_lines_that_could_not_be_read_are_unreadable() -> None:
    page = seen(PICTURES[T.UNREADABLE]["out-of-focus"], 1)
    smears = tuple(Line("王三丰二", Box(90, 60 * i, 400, 60 * i + 30), score=0.41) for i in range(12))
    assert classify(replace(page, lines=smears)).type is T.UNREADABLE


def test_a_page_without_pixels_and_lines_is_irrelevant() -> None:
    page = ReadPage(number=1, width=1240, height=1754, turn=0, lines=(), source=Source.PDF_TEXT)
    assert classify(page).type is T.IRRELEVANT
