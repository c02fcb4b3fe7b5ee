"""The strips that the recogniser gets: the pipeline's cutter, with some room around each line.

The detector draws its boxes close to the ink, and in small print a cut close to the ink loses strokes. With room the
letters also come out a little smaller at the strip's fixed height, so that a strip is shorter and costs less. Measured on
made pages, dense and sparse, flat and as photos: a quarter fewer wrong characters, for a quarter less work. The boxes that
are given away stay those of the detector.

>>> room_around(np.array([(100, 100), (200, 100), (200, 150), (100, 150)]), (400, 300)).tolist()
[[91, 91], [209, 91], [209, 159], [91, 159]]
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels

ROOM = 0.18
"""On each side, in heights of the line."""
Corners = NDArray[Any]


class Cutter:
    """Called as the pipeline calls its own cutter; `cut` is that one."""

    def __init__(self, cut: Callable[[Pixels, Sequence[Corners]], list[Pixels]]) -> None:
        self._cut = cut

    def __call__(self, page: Pixels, lines: Sequence[Corners]) -> list[Pixels]:
        height, width = page.shape[:2]
        return self._cut(page, [room_around(line, (width, height)) for line in lines])


def room_around(line: Corners, page: tuple[int, int]) -> Corners:
    """The corners of a line, from its upper left clockwise, moved outwards, but not off a page of that width and height."""
    corners = np.asarray(line, np.float32)
    along = (corners[1] + corners[2] - corners[0] - corners[3]) / 2
    down = (corners[2] + corners[3] - corners[0] - corners[1]) / 2
    length, height = float(np.linalg.norm(along)), float(np.linalg.norm(down))
    if min(length, height) < 1:
        return line
    room = ROOM * min(length, height)
    along, down = along * room / length, down * room / height
    moved = corners + np.array([-along - down, along - down, along + down, down - along])
    kept: Corners = np.clip(moved, 0, np.array(page) - 1).round().astype(np.int16)
    return kept
