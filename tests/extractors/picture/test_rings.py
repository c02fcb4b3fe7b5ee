"""Rings of ink: found alone and among print, and never more work than is counted, whatever is on the page."""

from random import Random

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from extractors.picture import rings as module
from extractors.picture.rings import MOST_CENTRES, MOST_POINTS, SHAPES, circles, edges, rings

Mask = NDArray[np.uint8]


def specks(seed: int, share: float, grain: int) -> Mask:
    """A page that is strewn with ink."""
    size = (900 // grain, 640 // grain)
    small = (np.random.default_rng(seed).random(size) < share).astype(np.uint8) * 255
    return np.asarray(cv2.resize(small, (640, 900), interpolation=cv2.INTER_NEAREST), np.uint8)


@given(st.integers(0, 99), st.floats(0, 1), st.sampled_from([1, 2, 4, 12]))
@settings(max_examples=12, deadline=None)
def test_no_page_has_more_points_or_centres_than_are_counted(seed: int, share: float, grain: int) -> None:
    page = specks(seed, share, grain)
    points, slopes = edges(page)
    assert len(points) == len(slopes) <= MOST_POINTS
    assert len(circles(page, 900)) <= MOST_CENTRES


@pytest.mark.parametrize(("share", "grain"), [(0.3, 2), (0.5, 2), (0.5, 12)])
def test_a_page_of_specks_asks_for_few_close_looks(
    share: float, grain: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[tuple[float, float]] = []

    def counted(ink: Mask, middle: tuple[float, float], radii: tuple[float, float]) -> float:
        looks.append(middle)
        return 0.5

    monkeypatch.setattr(module, "ring", counted)
    assert rings(specks(1, share, grain)) == []
    assert 0 < len(looks) <= len(SHAPES) * MOST_CENTRES * 6


@pytest.mark.parametrize("half", [(60, 60), (80, 58), (100, 60), (120, 56)])
def test_a_ring_is_found_among_print_that_touches_it(half: tuple[int, int]) -> None:
    page, rng = np.zeros((900, 640), np.uint8), Random(2)
    cv2.ellipse(page, (360, 500), half, 0, 0, 360, (255,), 3)
    for row in range(440, 570, 18):
        for column in range(200, 600, 14):
            cv2.rectangle(page, (column, row), (column + rng.randint(3, 9), row + 9), (255,), 1)
    (found,) = rings(page)
    assert found.centre == pytest.approx((360, 500), abs=6)
    assert (found.width / 2, found.height / 2) == pytest.approx(half, abs=8)


def test_letters_and_rules_are_no_rings() -> None:
    page = np.zeros((900, 640), np.uint8)
    for row in range(100, 800, 40):
        cv2.putText(page, "Invoice No. 0098", (60, row), cv2.FONT_HERSHEY_SIMPLEX, 1, (255,), 2)
        cv2.line(page, (40, row + 12), (600, row + 12), (255,), 2)
    assert rings(page) == []
