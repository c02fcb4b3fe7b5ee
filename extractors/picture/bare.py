"""Whether a paper surely bears no seal: a clear colour picture, all of it there, and no coloured ink of a seal's size.

Ink is looked for at the scale of a seal, not of a stroke: the colour of the paper is taken away and the rest averaged
over some millimetres, so that grain cancels out and a worn or blurred seal still shows. A name stamp and a signature
are flat and small. Light that would swallow red or blue, and a picture without colour, tell nothing.

>>> is_bare(np.full((400, 300, 3), 250, np.uint8))
False
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels

Floats = NDArray[np.float32]
Mask = NDArray[np.uint8]

_EDGE = 450
"""A4 at 1.5 pixels a millimetre: a round seal is 60 pixels wide."""
INK = 0.85
"""The colour left by averaging, in units of Lab, from which there is ink; the palest made seal leaves 1."""
_SPREAD = 5
"""Over how many pixels colour is averaged."""
_RIM = 15
"""How near to the paper's edge nothing is judged, in pixels: the ground's colour reaches in."""
_COLOUR = 3
"""How far the channels of one pixel in a thousand lie apart in a colour picture."""
_DIM, _CAST = 90, 1.7
"""The darkest and the most coloured light, as levels of the paper's channels, under which ink keeps its colour."""
_COVER = 0.3
"""The share of the picture that the paper covers."""
_STAMPS, _HIGH, _WIDE, _FLAT = 3, 0.05, 0.2, 1.5
"""Name stamps and signatures: how many, and how high, wide and flat each may be, as shares of the long edge."""
_STRONG = 2.0
"""The least that a stamp's or a pen's ink leaves; a flat spot that is paler may be what is left of a seal."""


_DEEP, _LARGE, _LONG = 9.0, 0.08, 1.8
"""Deep ink's colour, and how large and how long a spot of it may be, of the long edge and of its shorter side."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The paper at `_EDGE`: how much colour is left at each point, and where that may be judged."""

    ink: Floats
    inner: Mask


def is_bare(pixels: Pixels) -> bool:
    """Whether the picture could show a seal and shows none."""
    sheet = _seen(pixels)
    return sheet is not None and _has_no_seal(sheet)


def is_free_of_deep_ink(pixels: Pixels) -> bool:
    """Whether colours would show, and no deep ink is as large and as compact as a seal."""
    sheet = _seen(pixels)
    return sheet is not None and not any(
        depth >= _DEEP and min(width, height) >= _LARGE and max(width, height) <= _LONG * min(width, height)
        for width, height, depth in _spots(sheet)
    )


def _seen(pixels: Pixels) -> _Sheet | None:
    """The paper in a picture that keeps colours."""
    scale = _EDGE / max(pixels.shape[:2])
    small = np.asarray(
        cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )
    return _sheet(small) if keeps_colour(small) else None


def keeps_colour(pixels: Pixels) -> bool:
    """Whether red and blue ink would show: a colour picture in light that is neither dim nor of one colour."""
    apart = pixels.max(axis=2).astype(np.int16) - pixels.min(axis=2)
    paper = _white(pixels)
    is_lit = paper.min() >= _DIM and paper.max() <= _CAST * paper.min()
    return bool(is_lit and np.percentile(apart, 99.9) >= _COLOUR)


def _white(pixels: Pixels) -> NDArray[np.float64]:
    """The paper's colour in this light."""
    return np.asarray(np.percentile(pixels.reshape(-1, 3), 75, axis=0), np.float64)


def _sheet(small: Pixels) -> _Sheet | None:
    """The paper, and the ink whose colour is not its own; None where no paper is seen."""
    lab = cv2.cvtColor(np.clip(small / _white(small), 0, 1).astype(np.float32), cv2.COLOR_BGR2LAB)
    paper = _paper(np.ascontiguousarray(lab[..., 0]))
    if float(paper.mean()) < _COVER:
        return None
    planes = []
    for plane in (lab[..., 1], lab[..., 2]):
        own = (plane - float(np.median(plane[paper > 0]))) * paper
        planes.append(cv2.GaussianBlur((own - _slow(own)) * paper, (0, 0), _SPREAD))
    inner = cv2.erode(paper, np.ones((_RIM, _RIM), np.uint8))
    return _Sheet(np.hypot(*planes), np.asarray(inner, np.uint8))


def _paper(light: Floats) -> Mask:
    """The largest light area with all that lies within it."""
    closed = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    is_light = (closed > 0.72 * np.percentile(closed, 80)).astype(np.uint8)
    outlines, _ = cv2.findContours(is_light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros(light.shape, np.uint8)
    if outlines:
        cv2.drawContours(filled, [max(outlines, key=cv2.contourArea)], -1, (1,), -1)
    return filled


def _slow(plane: Floats) -> Floats:
    """What changes over the sheet only slowly: uneven light and tinted areas larger than a seal."""
    levels = np.clip((plane + 32) * 4, 0, 255).astype(np.uint8)
    coarse = cv2.medianBlur(cv2.resize(levels, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA), 41)
    return np.asarray(cv2.resize(coarse, plane.shape[::-1]).astype(np.float32) / 4 - 32, np.float32)


def _has_no_seal(sheet: _Sheet) -> bool:
    """No ink but, it may be, a few flat spots, each of strong ink."""
    spots = _spots(sheet)
    return len(spots) <= _STAMPS and all(
        _is_flat(width, height) and depth >= _STRONG for width, height, depth in spots
    )


def _spots(sheet: _Sheet) -> list[tuple[float, float, float]]:
    """Where ink is: width and height of the long edge, and its deepest colour."""
    spots = ((sheet.ink > INK) & (sheet.inner > 0)).astype(np.uint8)
    count, marks, stats, _ = cv2.connectedComponentsWithStats(spots)
    edge = max(spots.shape)
    return [
        (int(stats[i, 2]) / edge, int(stats[i, 3]) / edge, float(sheet.ink[marks == i].max()))
        for i in range(1, count)
    ]


def _is_flat(width: float, height: float) -> bool:
    """A spot as averaging leaves it, which is wider all around by twice the spread."""
    grown = 3 * _SPREAD / _EDGE
    wide, high = width - grown, height - grown
    return wide <= _WIDE and high <= _HIGH and (wide > _FLAT * high or max(wide, high) < _HIGH / 2)
