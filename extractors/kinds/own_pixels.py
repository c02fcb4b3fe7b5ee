"""The pixels of one paper among several in a picture that was read whole: what lies nearer to another is blanked.

A neighbour's seal would else count as the paper's own.

>>> pixels = np.full((10, 20, 3), 9, np.uint8)
>>> pixels[:, 12:] = 200
>>> own_pixels(pixels, Box(0, 0, 8, 10), [Box(12, 0, 20, 10)])[0, :, 0].tolist()
[9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels
from storage.model.extraction import Box

_EVERY = 8
"""The colour between the papers is taken from every so many pixels."""


def own_pixels(pixels: Pixels, box: Box, others: Iterable[Box]) -> Pixels:
    """The picture with everything blanked in its usual colour that lies nearer to one of the other boxes."""
    size = pixels.shape[:2]
    own = _distance(size, box)
    is_theirs = np.zeros(size, np.bool_)
    for other in others:
        is_theirs |= _distance(size, other) < own
    left = pixels.copy()
    left[is_theirs] = np.median(pixels[::_EVERY, ::_EVERY].reshape(-1, 3), axis=0).astype(np.uint8)
    return left


def _distance(size: tuple[int, ...], box: Box) -> NDArray[np.float32]:
    """How far each pixel is from the box, squared; 0 inside."""
    down, across = (np.arange(length, dtype=np.float32) for length in size)
    dx = np.maximum(0, np.maximum(box.x0 - across, across - box.x1))
    dy = np.maximum(0, np.maximum(box.y0 - down, down - box.y1))
    return np.asarray(dx[None, :] ** 2 + dy[:, None] ** 2, np.float32)
