"""Papers that hardly differ from an empty ground are found by the faint edge around them, printed boxes are not."""

import cv2
import numpy as np
import pytest

from extractors.page import Pixels
from extractors.picture.islands import edges, is_bare, is_explained, islands, left_over
from extractors.picture.paper_edges import find

WHITE = (250, 250, 250)


def laid(*papers: tuple[tuple[float, float], tuple[float, float], float]) -> Pixels:
    """White papers with print, a little darker around than their ground: middle, size, angle of each."""
    picture = np.full((900, 1200, 3), WHITE, np.uint8)
    for middle, size, angle in papers:
        ring = cv2.boxPoints((middle, size, angle)).astype(np.int32)
        cv2.polylines(picture, [ring], True, (205, 205, 205), 6)
        cv2.fillConvexPoly(picture, ring, WHITE)
        for share in (0.3, 0.5, 0.7):
            start, end = ring[0] + share * (ring[1] - ring[0]), ring[3] + share * (ring[2] - ring[3])
            line = start + np.array(((0.2,), (0.8,))) * (end - start)
            cv2.polylines(picture, [line.astype(np.int32)], False, (40, 40, 40), 4)
    return cv2.GaussianBlur(picture, (5, 5), 0).astype(np.uint8)


TWO = laid(((320, 330), (330, 420), 24), ((850, 520), (500, 300), -14))


def test_white_papers_on_a_white_sheet_are_found() -> None:
    found = find(TWO)
    assert [round(quad.tilt) for quad in found] == [24, 14]
    assert [
        quad.area / size for quad, size in zip(found, (330 * 420, 500 * 300), strict=True)
    ] == pytest.approx([1, 1], abs=0.12)


def test_small_papers_far_away_are_found() -> None:
    assert len(find(laid(((300, 300), (220, 140), 30), ((900, 600), (200, 150), -20)))) == 2


def test_a_printed_box_among_other_print_is_no_island() -> None:
    page = np.full((520, 400, 3), 250, np.uint8)
    cv2.rectangle(page, (60, 200), (340, 400), (30, 30, 30), 2)
    cv2.putText(page, "HOSPITAL 2026", (60, 100), cv2.FONT_HERSHEY_SIMPLEX, 1, (30, 30, 30), 2)
    view = edges(page)
    assert islands(view) and not is_explained(view, islands(view))
    assert find(page) == ()


def test_of_islands_that_lie_on_one_another_the_largest_counts() -> None:
    page = np.full((400, 500, 3), 250, np.uint8)
    cv2.rectangle(page, (60, 60), (440, 340), (40, 60, 90), -1)
    cv2.rectangle(page, (120, 120), (300, 260), (200, 220, 240), -1)
    assert len(islands(edges(page))) == 1


def test_a_woven_ground_is_not_bare_and_a_sheet_is() -> None:
    woven = np.full((300, 300, 3), 90, np.uint8)
    woven[:, ::12] = woven[::12] = 160
    assert not is_bare(edges(woven)) and is_bare(edges(TWO))
    assert left_over(edges(TWO), ()) == 1.0
