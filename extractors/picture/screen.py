"""Whether a picture was taken of a screen: its grid of pixels, sampled by the camera's, leaves narrow peaks.

Looked for in the spectra of even, light spots: writing has broad spectra, paper none. Peaks on the axes are left out:
rules, and the blocks of a JPEG, have those. A screenshot has no camera's grid and shows nothing. Only reviewers see it.

>>> is_of_screen(np.full((900, 900, 3), 240, np.uint8))
False
"""

from collections.abc import Iterator
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels

Floats = NDArray[np.float32]

_TILE = 256
_GRID, _LOOKED_AT, _MOST_WITHOUT = 5, 6, 2
"""Spots a side that are thought of, how many of the most even are looked at, and how many may be without a grid."""
PEAK = 20.0
"""How often the usual strength around it a peak is; of noise alone the strongest is four times, of a card's print ten."""
_SEEN = 8.7
"""The logarithm of a peak that waves of three quarters of a grey level leave: a picture without grain has fainter ones."""
_LOW, _AXIS = 8, 3
"""Frequencies that light and shade have, and how near to an axis rules and blocks stand, in waves a tile."""
_LIGHT, _WHITE = 0.62, 252
"""How light a spot is, of the picture's lightest, since a patterned ground is darker; clipped light shows nothing."""


def is_of_screen(pixels: Pixels) -> bool:
    """Whether nearly all even spots show a grid."""
    seen = without = 0
    for tile in even_tiles(pixels):
        seen += 1
        without += peak(tile) < PEAK
        if without > _MOST_WITHOUT:
            return False
    return seen == _LOOKED_AT


def even_tiles(pixels: Pixels) -> list[Floats]:
    """The light spots with the least writing, the most even first."""
    height, width = pixels.shape[:2]
    if min(height, width) < _TILE:
        return []
    coarse = cv2.resize(pixels[..., 1], None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    light = float(np.percentile(coarse, 90)) * _LIGHT
    spots = [
        (float(spot.std()), x, y)
        for x, y, spot in _spots(np.asarray(coarse, np.uint8), width, height)
        if light < float(spot.mean()) < _WHITE
    ]
    return [
        pixels[y : y + _TILE, x : x + _TILE, 1].astype(np.float32) for _, x, y in sorted(spots)[:_LOOKED_AT]
    ]


def _spots(coarse: NDArray[np.uint8], width: int, height: int) -> Iterator[tuple[int, int, NDArray[np.uint8]]]:
    """Where each tile lies, and what it looks like from far away."""
    for y in np.linspace(0, height - _TILE, _GRID).astype(int):
        for x in np.linspace(0, width - _TILE, _GRID).astype(int):
            yield int(x), int(y), coarse[y // 8 : (y + _TILE) // 8, x // 8 : (x + _TILE) // 8]


def peak(tile: Floats) -> float:
    """The strongest narrow peak of a tile's spectrum, over what is usual around it."""
    waves = cv2.dft((tile - tile.mean()) * _window(), flags=cv2.DFT_COMPLEX_OUTPUT)[:, : _TILE // 2]
    strength = np.log1p(np.roll(cv2.magnitude(waves[..., 0], waves[..., 1]), _TILE // 2, axis=0))
    usual = cv2.medianBlur(np.clip(strength * 16, 0, 255).astype(np.uint8), 15).astype(np.float32) / 16
    return float(np.exp(((strength - usual) * _judged() * (strength > _SEEN)).max()))


@cache
def _window() -> Floats:
    side = np.hanning(_TILE).astype(np.float32)
    return np.asarray(side[:, None] * side[None], np.float32)


@cache
def _judged() -> Floats:
    """1 where a peak counts: neither slow nor on an axis."""
    rows, columns = np.abs(np.arange(_TILE) - _TILE // 2)[:, None], np.arange(_TILE // 2)[None]
    is_fast = np.hypot(rows, columns) > _LOW
    return np.asarray(is_fast & (rows > _AXIS) & (columns > _AXIS), np.float32)
