"""Long pictures: every line once, whichever way the picture lies. The engine here sees bars that spell a number."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.long_picture import is_long, read_long
from extractors.ocr import OcrResult
from extractors.page import Line, Pixels
from storage.model.extraction import Box


class Bars:
    """Reads each dark bar as a line whose number is its shade; a bar cut short is a shorter text."""

    def __init__(self, turn: int = 0) -> None:
        self.sizes: list[tuple[int, ...]] = []
        self._turn = turn

    def read(self, pixels: Pixels) -> OcrResult:
        self.sizes.append(pixels.shape[:2])
        turn, self._turn = self._turn, 0
        seen = np.ascontiguousarray(np.rot90(pixels, k=-(turn // 90)))
        _, _, stats, _ = cv2.connectedComponentsWithStats((seen[:, :, 0] < 250).astype(np.uint8))
        lines = [
            Line(f"{seen[y + h // 2, x + w // 2, 0]:03d}" + "x" * h, Box(x, y, x + w, y + h))
            for x, y, w, h, _ in ((int(v) for v in row) for row in stats[1:])
        ]
        return OcrResult(tuple(lines), turn)


def screenshot(tops: list[int], height: int) -> Pixels:
    pixels = np.full((height, 360, 3), 255, np.uint8)
    for shade, top in enumerate(tops):
        pixels[top : top + 24, 20:300] = shade
    return pixels


@given(st.lists(st.integers(30, 70), min_size=60, max_size=180))
def test_every_line_of_a_long_screenshot_is_read_once(gaps: list[int]) -> None:
    tops = [int(top) for top in np.cumsum(gaps)]
    pixels = screenshot(tops, max(tops[-1] + 60, 3300))
    found = read_long(pixels, Bars().read)
    assert sorted(line.box.y0 for line in found.lines) == tops
    assert {line.box.height for line in found.lines} == {24}
    assert len({line.text for line in found.lines}) == len(tops)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_long_picture_that_lies_is_set_up_first(turn: int) -> None:
    tops = list(range(40, 3900, 55))
    lying = np.ascontiguousarray(np.rot90(screenshot(tops, 4000), k=turn // 90))
    found = read_long(lying, Bars(turn).read)
    assert found.turn == turn
    assert sorted(line.box.y0 for line in found.lines) == tops


def test_tiles_stay_small_enough_for_an_engine() -> None:
    bars = Bars()
    read_long(screenshot([100, 9000], 12000), bars.read)
    assert max(max(size) for size in bars.sizes) < 1000


def test_ordinary_pages_are_not_cut_into_tiles() -> None:
    assert not is_long(np.zeros((7016, 4960, 3), np.uint8))
    assert not is_long(np.zeros((2400, 600, 3), np.uint8))
