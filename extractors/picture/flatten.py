"""A paper found in a picture laid flat: its own pixels, upright rectangle, and the way back to the picture.

The flat paper is as large as it was in the picture, measured along its sides; a margin keeps letters that stand at
the very edge.

>>> from storage.model.extraction import Box
>>> picture = np.zeros((300, 400, 3), np.uint8)
>>> flat = flatten(picture, Quad(((100, 50), (300, 50), (300, 250), (100, 250))))
>>> flat.pixels.shape, flat.placing.box(Box(4, 4, 204, 204))
((208, 208, 3), Box(x0=100, y0=50, x1=300, y1=250))
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.page import Matrix, Pixels, Placing
from extractors.picture.quads import Quad

MARGIN = 0.02
"""What is added around the paper, as a share of its shorter side."""
LEVEL = 1.2
"""Degrees of lean that reading whole pages copes with."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A flat paper's pixels and its place."""

    pixels: Pixels
    placing: Placing


def is_level(quad: Quad) -> bool:
    """Whether the paper already lies as a page would."""
    return quad.tilt <= LEVEL


def flatten(pixels: Pixels, quad: Quad) -> Flat:
    """The paper inside the quad, seen from straight above. What lies outside the picture is filled from its border."""
    ring = quad.array
    sides = np.linalg.norm(np.roll(ring, -1, axis=0) - ring, axis=1)
    width, height = (round(float(max(sides[i], sides[i + 2]))) for i in (0, 1))
    margin = round(MARGIN * min(width, height))
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32) + margin
    matrix = cv2.getPerspectiveTransform(flat, ring)
    size = (width + 2 * margin, height + 2 * margin)
    how = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    seen = cv2.warpPerspective(pixels, matrix, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    return Flat(np.asarray(seen, np.uint8), Placing(*size, _matrix(matrix)))


def without(pixels: Pixels, quads: Iterable[Quad]) -> Pixels:
    """The picture with the papers painted over in the colour around them: whatever else lies there is left."""
    rest = pixels.copy()
    for quad in quads:
        ring = quad.array
        middle = ring.mean(axis=0)
        wide = middle + (ring - middle) * (1 + 2 * MARGIN)
        edge = [rest[_clip(y, rest.shape[0]), _clip(x, rest.shape[1])] for x, y in wide]
        cv2.fillConvexPoly(rest, np.rint(wide).astype(np.int32), [int(one) for one in np.median(edge, axis=0)])
    return rest


def _clip(value: float, size: int) -> int:
    return min(size - 1, max(0, round(float(value))))


def _matrix(matrix: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Matrix:
    return tuple(float(one) for one in np.asarray(matrix, float).ravel())  # type: ignore[return-value]
