"""Boxes on their way back to the contract's frame: quarter turns, and papers that were laid flat."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.page import PART_STEP, Placing, ReadPage
from extractors.picture.flatten import flatten
from extractors.picture.quads import Quad
from storage.model.extraction import Box, Source

SIZE = (900, 700)
shakes = st.floats(-60, 60)


@st.composite
def quads(draw: st.DrawFn) -> Quad:
    angle = np.radians(draw(st.floats(-44, 44)))
    half = np.array([(-150, -100), (150, -100), (150, 100), (-150, 100)], float)
    turn = np.array([(np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))])
    corners = half @ turn + (450, 350) + np.array([(draw(shakes) / 3, draw(shakes) / 3) for _ in range(4)])
    return Quad(tuple((float(x), float(y)) for x, y in corners))  # type: ignore[arg-type]


def page_of(placing: Placing, turn: int) -> ReadPage:
    return ReadPage(
        number=1, width=SIZE[0], height=SIZE[1], turn=turn, lines=(), source=Source.OCR, placing=placing
    )


@given(quads(), st.sampled_from([0, 90, 180, 270]), st.integers(0, 200), st.integers(0, 120))
def test_a_box_of_a_flat_paper_comes_back_to_where_its_ink_lies(quad: Quad, turn: int, x: int, y: int) -> None:
    placing = flatten(np.zeros((SIZE[1], SIZE[0], 3), np.uint8), quad).placing
    flat = Box(x, y, x + 40, y + 20)
    matrix = np.array(placing.matrix).reshape(3, 3)
    corners = np.array([[(x, y), (x + 40, y), (x + 40, y + 20), (x, y + 20)]], np.float64)
    seen = cv2.perspectiveTransform(corners, matrix)[0]
    found = page_of(placing, turn).frame_box(_turned(flat, placing, turn))
    for got, true in zip(found, (*seen.min(axis=0), *seen.max(axis=0)), strict=True):
        assert abs(got - float(np.clip(true, 0, 900))) <= 1.01


@given(quads())
def test_the_corners_of_a_flat_paper_are_those_found_in_the_picture(quad: Quad) -> None:
    placing = flatten(np.zeros((SIZE[1], SIZE[0], 3), np.uint8), quad).placing
    margin = placing.point(0, 0), quad.corners[0]
    assert np.hypot(margin[0][0] - margin[1][0], margin[0][1] - margin[1][1]) < 20
    ring = cv2.perspectiveTransform(quad.array[None], np.linalg.inv(np.array(placing.matrix).reshape(3, 3)))[0]
    for x, y in ring:
        back = placing.point(float(x), float(y))
        assert min(np.hypot(back[0] - a, back[1] - b) for a, b in quad.corners) < 0.5


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_without_placing_only_turns(turn: int) -> None:
    page = ReadPage(number=3, width=600, height=400, turn=turn, lines=(), source=Source.OCR)
    whole = Box(0, 0, *page.upright_size)
    assert page.frame_box(whole) == Box(0, 0, 600, 400)


def test_parts_of_one_picture_have_numbers_of_their_own_and_one_sheet() -> None:
    part = ReadPage(number=3 + 2 * PART_STEP, width=6, height=4, turn=0, lines=(), source=Source.OCR)
    assert part.sheet == 3


def _turned(box: Box, placing: Placing, turn: int) -> Box:
    """The box of the flat paper in the frame that was turned `turn` degrees clockwise."""
    width, height = placing.width, placing.height
    x0, y0, x1, y1 = box
    return {
        0: box,
        90: Box(height - y1, x0, height - y0, x1),
        180: Box(width - x1, height - y1, width - x0, height - y0),
        270: Box(y0, width - x1, y1, width - x0),
    }[turn]
