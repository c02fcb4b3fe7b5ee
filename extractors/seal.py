"""Whether a paper bears a red seal, from its pixels: round or oval, thin ink, of a seal's size.

True only for a clear seal, False only for a sharp coloured page without any red of a seal's size, else None: grey
copies, faint and cut seals are for a person.

>>> is_stamped(None), is_stamped(np.full((400, 300, 3), 250, np.uint8))
(None, None)
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels

Mask = NDArray[np.uint8]
_EDGE = 900
_FEW = 0.0004
"""The share of red pixels below which a page has no seal at all."""


def is_stamped(pixels: Pixels | None) -> bool | None:
    """True, False, or None where the picture cannot tell."""
    if pixels is None:
        return None
    small = _shrunk(pixels)
    red = red_mask(small)
    if any(_is_seal(red, box) for box in _blobs(red)):
        return True
    share = float(np.count_nonzero(red)) / red.size
    return False if share < _FEW and _has_colour(small) else None


def red_mask(pixels: Pixels) -> Mask:
    """Where the ink is red, whatever the light: redder than the paper around, not merely dark or yellow."""
    blue, green, red = (plane.astype(np.int16) for plane in cv2.split(pixels))
    tint = red - np.maximum(blue, green)
    paper = int(np.median(tint))
    is_red = (tint - paper > 28) & (np.abs(blue - green) < 70)
    return np.asarray(is_red, dtype=np.uint8) * 255


def _shrunk(pixels: Pixels) -> Pixels:
    scale = _EDGE / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    return np.asarray(
        cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )


def _blobs(red: Mask) -> list[tuple[int, int, int, int]]:
    """The boxes of red that lies close together."""
    size = max(3, max(red.shape) // 60) | 1
    closed = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(closed)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[1:count]]


def _is_seal(red: Mask, box: tuple[int, int, int, int]) -> bool:
    """As large as a seal, about as wide as high, with ink near its rim on all sides and some inside."""
    x, y, width, height = box
    edge = max(red.shape)
    if not (0.045 * edge < width < 0.4 * edge and 0.045 * edge < height < 0.4 * edge):
        return False
    if not 0.6 < width / height < 1.7:
        return False
    part = red[y : y + height, x : x + width] > 0
    filled = float(part.mean())
    return 0.04 < filled < 0.6 and _rim(part) > 0.6


def _rim(part: NDArray[np.bool_]) -> float:
    """The share of directions from the middle in which red lies near the edge of the box."""
    height, width = part.shape
    ys, xs = np.nonzero(part)
    dx, dy = (xs - width / 2) / (width / 2), (ys - height / 2) / (height / 2)
    radius = np.hypot(dx, dy)
    outer = (radius > 0.78) & (radius < 1.15)
    turns = np.unique(((np.arctan2(dy[outer], dx[outer]) + np.pi) / (2 * np.pi) * 36).astype(int) % 36)
    return len(turns) / 36


def _has_colour(pixels: Pixels) -> bool:
    """Whether the picture was taken in colour: a grey copy never shows a red seal."""
    saturation = cv2.cvtColor(pixels, cv2.COLOR_BGR2HSV)[:, :, 1]
    return float(np.percentile(saturation, 99)) > 40
