"""Rings in a mask of ink: round and oval seals, also where other print touches them.

Every stroke's edge votes for the centres that its slope points at; only the few centres with the most votes are
looked at. Edges, votes and centres are counted, so that a page of red specks costs no more than any other.

>>> ink = np.zeros((900, 640), np.uint8)
>>> _ = cv2.circle(ink, (300, 500), 60, 255, 3)
>>> [tuple(round(edge, -1) for edge in box) for box in rings(ink)]
[(240, 440, 360, 560)]
"""

from collections.abc import Iterator, Sequence
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from storage.model.extraction import Box

Mask = NDArray[np.uint8]
Floats = NDArray[np.float32]
Points = NDArray[np.float32]

SHAPES = (1.0, 1.35, 1.7, 2.2)
"""Seals are round, or ovals of 40 by 30 mm and flatter."""
_NEAR = 8
_STRETCH = np.array((0.92, 0.96, 1.0, 1.04, 1.08))
_HINT, _WHOLE = 0.3, 0.8
"""How much of a ring is there where a closer look is worth it, and where it is one."""
_RADII = (0.028, 0.16)
"""The least and the largest radius, as shares of the long edge."""
MOST_POINTS, MOST_CENTRES = 4000, 12
"""How many points of edges vote, and how many centres are looked at, for each shape."""
_CELL, _APART, _LEAST = 2, 0.05, 5
"""The size of a cell that is voted for, how far apart centres are, as a share of the long edge, and the least votes."""


def rings(ink: Mask, shapes: Sequence[float] = SHAPES) -> list[Box]:
    """The boxes of rings; of those that lie over each other the first."""
    strokes = _large(ink)
    found: list[Box] = []
    for shape in shapes if strokes.any() else ():
        for box in _ovals(ink, strokes, shape):
            if not any(box.meets(other) for other in found):
                found.append(box)
    return found


def ring(ink: Mask, middle: tuple[float, float], radii: tuple[float, float], inner: float = 0.95) -> float:
    """The share of directions in which ink lies on the ellipse, less those where it lies just outside."""
    across, down = _around(inner)
    columns = np.clip(middle[0] + radii[0] * across, 0, ink.shape[1] - 1).astype(np.int32)
    lines = np.clip(middle[1] + radii[1] * down, 0, ink.shape[0] - 1).astype(np.int32)
    hits = ink[lines, columns] > 0
    return float(hits[:, :_NEAR].any(axis=1).mean()) - 0.4 * float(hits[:, _NEAR:].any(axis=1).mean())


@cache
def _around(inner: float) -> tuple[Floats, Floats]:
    """Places on and outside a circle of radius 1: 72 directions, in each `_NEAR` on it and four outside."""
    turns = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    factors = np.concatenate([np.linspace(inner, 1.04, _NEAR), np.linspace(1.15, 1.3, 4)])
    across, down = np.outer(np.cos(turns), factors), np.outer(np.sin(turns), factors)
    return across.astype(np.float32), down.astype(np.float32)


def _large(ink: Mask) -> Mask:
    """The strokes that may belong to a ring: no letters that stand apart, no long straight rules."""
    edge = max(ink.shape)
    rules = np.zeros_like(ink)
    for kernel in ((1, edge // 12), (edge // 12, 1)):
        straight = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
        rules = np.maximum(rules, straight.astype(np.uint8))
    kept = ink & ~rules
    _, marks, stats, _ = cv2.connectedComponentsWithStats(kept)
    is_large = stats[:, 2:4].max(axis=1) >= 0.02 * edge
    is_large[0] = False
    return np.asarray(is_large[marks] * np.uint8(255), dtype=np.uint8)


def _ovals(ink: Mask, strokes: Mask, shape: float) -> Iterator[Box]:
    """Rings whose width is about `shape` times their height: circles once the picture is squeezed by that."""
    edge = max(ink.shape)
    squeezed = cv2.resize(strokes, None, fx=1 / shape, fy=1, interpolation=cv2.INTER_AREA)
    smooth = cv2.GaussianBlur(squeezed, (5, 5), 1.5)
    for x, y, radius in circles(np.asarray(smooth, np.uint8), edge):
        middle = (x * shape, y)
        if ring(ink, middle, (radius * shape, radius)) < _HINT:
            continue
        score, best = max((ring(ink, middle, (half, radius)), half) for half in radius * shape * _STRETCH)
        if score > _WHOLE:
            yield Box(round(middle[0] - best), round(y - radius), round(middle[0] + best), round(y + radius))


def circles(smooth: Mask, edge: int) -> list[tuple[float, float, float]]:
    """Centre and radius of what may be circles, at most `MOST_CENTRES`."""
    points, slopes = edges(smooth)
    if not len(points):
        return []
    radii = np.arange(_RADII[0] * edge, _RADII[1] * edge, dtype=np.float32)
    votes = _votes(points, slopes, radii[::_CELL], smooth.shape)
    found: list[tuple[float, float, float]] = []
    while len(found) < MOST_CENTRES:
        row, column = np.unravel_index(int(votes.argmax()), votes.shape)
        if votes[row, column] < _LEAST:
            break
        centre = (float(column + 0.5) * _CELL, float(row + 0.5) * _CELL)
        found.append((*centre, _radius(points, centre, radii)))
        reach = round(_APART * edge / _CELL)
        votes[max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1] = 0
    return found


def edges(smooth: Mask) -> tuple[Points, Points]:
    """Points on edges, at most `MOST_POINTS`, and the direction in which each gets lighter or darker."""
    rows, columns = np.nonzero(cv2.Canny(smooth, 60, 120))
    step = max(1, -(-len(rows) // MOST_POINTS))
    rows, columns = rows[::step], columns[::step]
    across, down = (
        cv2.Sobel(smooth, cv2.CV_32F, *order)[rows, columns].astype(np.float32) for order in ((1, 0), (0, 1))
    )
    length = np.maximum(np.hypot(across, down), 1e-6)
    points = np.stack([columns, rows], axis=1).astype(np.float32)
    return points, np.stack([across / length, down / length], axis=1)


def _votes(points: Points, slopes: Points, radii: Floats, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """How many edges point at each cell and its neighbours."""
    height, width = -(-shape[0] // _CELL), -(-shape[1] // _CELL)
    count = np.zeros(height * width, np.int64)
    for side in (-1, 1):
        columns, rows = (
            ((points[:, one, None] + slopes[:, one, None] * (side * radii)) / _CELL).astype(np.int32)
            for one in (0, 1)
        )
        is_in = (columns >= 0) & (rows >= 0) & (columns < width) & (rows < height)
        count += np.bincount((rows * width + columns)[is_in], minlength=height * width)
    near = cv2.blur(count.reshape(height, width).astype(np.float32), (3, 3), borderType=cv2.BORDER_CONSTANT)
    return np.asarray(near, np.float32)


def _radius(points: Points, centre: tuple[float, float], radii: Floats) -> float:
    """Where most of the edges around a centre lie, for the length of the circle."""
    far = np.hypot(points[:, 0] - centre[0], points[:, 1] - centre[1])
    count = np.histogram(far, bins=len(radii), range=(float(radii[0]) - 0.5, float(radii[-1]) + 0.5))[0]
    return float(radii[int((np.convolve(count, np.ones(3), "same") / radii).argmax())])
