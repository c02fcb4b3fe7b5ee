"""The detector sees the part of the page that has ink, and its finds lie on the whole page."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractors.ocr.detector import Detector, inked
from extractors.page import Pixels


class FindsTheDarkest:
    """Stands in for the pipeline's detector: one polygon around what is black."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, ...]] = []

    def __call__(self, pages: list[Pixels], **how: Any) -> Iterator[dict[str, Any]]:
        for page in pages:
            self.seen.append(page.shape)
            rows, columns = np.nonzero(page.max(axis=-1) == 0)
            corners = [(columns.min(), rows.min()), (columns.max(), rows.max())] if len(rows) else []
            yield {"dt_polys": [np.array(corners, np.int16)] if corners else []}


def page_with_ink(x: int, y: int, *, width: int = 700, height: int = 900, paper: int = 255) -> Pixels:
    page = np.full((height, width, 3), paper, np.uint8)
    page[y : y + 20, x : x + 60] = 0
    return page


@given(x=st.integers(0, 640), y=st.integers(0, 880), paper=st.integers(30, 255))
def test_finds_lie_where_the_ink_is_on_the_whole_page(x: int, y: int, paper: int) -> None:
    [found] = Detector(FindsTheDarkest())([page_with_ink(x, y, paper=paper)])
    assert found["dt_polys"][0].tolist() == [[x, y], [x + 59, y + 19]]


@given(x=st.integers(0, 640), y=st.integers(0, 880), width=st.integers(700, 760), height=st.integers(900, 960))
def test_the_part_has_whole_steps_and_lies_on_the_page(x: int, y: int, width: int, height: int) -> None:
    part = inked(page_with_ink(x, y, width=width, height=height))
    assert part.width % 32 == 0
    assert part.height % 32 == 0
    assert 0 <= part.x0 <= x < x + 60 <= part.x1 <= width
    assert 0 <= part.y0 <= y < y + 20 <= part.y1 <= height


def test_margins_are_left_out() -> None:
    detect = FindsTheDarkest()
    list(Detector(detect)([page_with_ink(300, 400)]))
    assert detect.seen == [(96, 128, 3)]


def test_a_page_without_ink_is_seen_whole() -> None:
    assert inked(np.full((300, 200, 3), 255, np.uint8)) == (0, 0, 200, 300)


def test_faint_grey_print_is_ink() -> None:
    page = np.full((900, 700, 3), 255, np.uint8)
    page[400:420, 300:360] = 235
    assert inked(page).height < 200


def test_a_page_smaller_than_a_step_is_seen_whole() -> None:
    page = np.full((20, 25, 3), 255, np.uint8)
    page[5:10, 5:10] = 0
    assert inked(page) == (0, 0, 25, 20)


def test_each_page_has_its_own_part() -> None:
    pages = [page_with_ink(10, 20), page_with_ink(500, 700)]
    found = [one["dt_polys"][0].tolist()[0] for one in Detector(FindsTheDarkest())(pages)]
    assert found == [[10, 20], [500, 700]]
