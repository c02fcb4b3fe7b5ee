"""Where the text lines of a page are: the pipeline's detector, kept to the part of the page that has ink.

White margins are a fifth of a page's area and of the detector's work. The part is a multiple of 32 pixels wide and high
where the page allows, so that it need not be resized either.

>>> page = np.full((700, 500, 3), 255, np.uint8)
>>> page[300:340, 100:400] = 0
>>> inked(page)
Box(x0=58, y0=256, x1=442, y1=384)
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels
from storage.model.extraction import Box

_EVEN = 12
"""A row or column whose brightest and darkest pixel differ by less is empty."""
_ROOM = 32
_STEP = 32


class Detector:
    """Called as the pipeline calls its own detector; `detect` is that one."""

    def __init__(self, detect: Any) -> None:
        self._detect = detect

    def __call__(self, pages: Sequence[Pixels], **how: Any) -> Iterator[dict[str, Any]]:
        for page in pages:
            part = inked(page)
            cut = np.ascontiguousarray(page[part.y0 : part.y1, part.x0 : part.x1])
            for found in self._detect([cut], **how):
                corner = np.array((part.x0, part.y0), np.int16)
                yield {"dt_polys": [polygon + corner for polygon in found["dt_polys"]]}


def inked(page: Pixels) -> Box:
    """The part of the page between its first and last uneven rows and columns, with some room around."""
    height, width, _ = page.shape
    rows = page.reshape(height, -1)  # tinted paper counts as uneven; so much cheaper than each colour by itself
    y0, y1 = _uneven(rows.max(axis=1) - rows.min(axis=1))
    x0, x1 = _uneven((page.max(axis=0) - page.min(axis=0)).max(axis=-1))
    x0, x1 = _even_steps(x0 - _ROOM, x1 + _ROOM, width)
    y0, y1 = _even_steps(y0 - _ROOM, y1 + _ROOM, height)
    return Box(x0, y0, x1, y1)


def _uneven(spread: NDArray[np.uint8]) -> tuple[int, int]:
    """The first uneven row or column and the one after the last; all where none is."""
    places = np.flatnonzero(spread >= _EVEN)
    return (int(places[0]), int(places[-1]) + 1) if len(places) else (0, len(spread))


def _even_steps(start: int, end: int, most: int) -> tuple[int, int]:
    """Widened to whole steps; the whole side where it is shorter than that."""
    size = -(-(min(most, end) - max(0, start)) // _STEP) * _STEP
    if size > most:
        return 0, most
    start = min(max(0, start - (size - (end - start)) // 2), most - size)
    return start, start + size
