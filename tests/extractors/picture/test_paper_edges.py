"""Papers are found on their ground by their edges; pages that fill the picture and printed boxes are not papers."""

from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from extractors.page import Pixels
from extractors.picture.flatten import flatten, without
from extractors.picture.paper_edges import find
from extractors.picture.quads import Quad
from storage.model.document_type import DocumentType as T
from tests.specimens.desk import GROUNDS, lay
from tests.specimens.sheet import Sheet
from tests.specimens.titles_all import DRAWINGS


def card(seed: int = 0) -> Image.Image:
    tint = ((214, 226, 236), (120, 30, 40), (30, 90, 80))[seed % 3]
    sheet = Sheet(640, 404, paper=tint)
    for row in range(5):
        sheet.write((50, 50 + 62 * row), "姓名 张悦 6217 0012 3456", size=32)
    return sheet.picture


def pixels_of(picture: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"), np.uint8)[..., ::-1])


def overlap(one: Quad, corners: tuple[tuple[float, float], ...]) -> float:
    other = np.array(corners, np.float32)
    both, _ = cv2.intersectConvexConvex(one.array, other)
    return float(both) / (one.area + float(cv2.contourArea(other)) - float(both))


@pytest.mark.parametrize("ground", ["dark", "wood", "cloth", "similar"])
def test_cards_are_found_on_any_desk_at_any_angle(ground: str) -> None:
    desk = lay(Random(len(ground)), [card(0), card(1)], ground)
    found = find(pixels_of(desk.picture))
    assert len(found) == 2
    assert all(max(overlap(quad, corners) for quad in found) > 0.75 for corners in desk.corners)


@pytest.mark.parametrize("seed", [3, 5, 10])
def test_a_patterned_ground_does_not_join_what_lies_on_it(seed: int) -> None:
    desk = lay(Random(seed), [card(0), card(0), card(0), card(0)], "stripes")
    found = find(pixels_of(desk.picture))
    assert all(max(overlap(quad, corners) for quad in found) > 0.75 for corners in desk.corners)


def test_a_page_that_fills_the_picture_is_not_looked_for() -> None:
    for type in (T.INV_INPATIENT, T.DISCHARGE, T.LAB_REPORT, T.CLAIM_FORM, T.TAX_INVOICE):
        for drawing in DRAWINGS[type].values():
            assert find(pixels_of(drawing(Random(3)).picture)) == ()


def test_a_printed_frame_is_no_paper() -> None:
    page = np.full((1200, 900, 3), 250, np.uint8)
    cv2.rectangle(page, (100, 150), (800, 700), (20, 20, 20), 3)
    assert find(page) == ()


def test_slivers_and_plain_pictures_hold_nothing() -> None:
    assert find(np.zeros((4, 900, 3), np.uint8)) == ()
    assert find(np.full((600, 900, 3), 90, np.uint8)) == ()


def test_a_flat_paper_is_upright_and_square() -> None:
    desk = lay(Random(5), [card(1)], "dark", most_turn=40)
    picture = pixels_of(desk.picture)
    (quad,) = find(picture)
    flat = flatten(picture, quad).pixels
    assert abs(flat.shape[1] / flat.shape[0] - 640 / 404) < 0.08
    assert np.abs(flat[20:-20, 20:24].astype(int) - (40, 30, 120)).mean() < 40


def test_papers_painted_over_leave_their_ground() -> None:
    desk = lay(Random(6), [card(1)], "dark")
    picture = pixels_of(desk.picture)
    rest = without(picture, find(picture))
    assert int(rest.max()) < 120 < int(picture[..., 2].max())


def test_every_ground_is_drawn() -> None:
    for name, ground in GROUNDS.items():
        assert ground(Random(1), (60, 40)).shape == (40, 60, 3), name
