"""How steep the edges of the ink are, free of contrast and of resolution.

The steepest slope in a neighbourhood over its contrast: about 1 where an edge is one pixel wide, 0.4/σ where it was
blurred by a Gaussian of σ pixels. Lines are brought to one height first, so that a large photo of large letters may
be softer than a small one. The weaker direction counts, since a shaken hand blurs only one.

>>> step = np.zeros((40, 200), np.uint8)
>>> step[::8], step[:, ::8] = 255, 255
>>> sharp, soft = measure(step), measure(np.asarray(cv2.GaussianBlur(step, (0, 0), 3)))
>>> sharp > 2 * soft
True
"""

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from storage.model.extraction import Box

Gray = NDArray[np.uint8]
_TILE = 64
_LEAST_TILES = 4


def is_blurred(gray: Gray, box: Box, limits: Mapping[str, float]) -> bool:
    """Is the ink inside the box softer than letters of its height may be?"""
    value = line_sharpness(gray, box, limits)
    return value is not None and value < limits["sharpness"]


def line_sharpness(gray: Gray, box: Box, limits: Mapping[str, float]) -> float | None:
    """None where there is too little ink to measure."""
    crop = gray[max(0, box.y0) : box.y1, max(0, box.x0) : box.x1]
    if min(crop.shape) < 4 or float(np.ptp(cv2.GaussianBlur(crop, (0, 0), 1))) < limits["contrast"]:
        return None
    scale = limits["height"] / min(crop.shape)
    mode = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return measure(np.asarray(cv2.resize(crop, None, fx=scale, fy=scale, interpolation=mode), np.uint8))


def is_page_blurred(gray: Gray, limits: Mapping[str, float]) -> bool:
    """Before any line is known: are even the sharpest of its tiles soft? Desk and shadows are, on good photos too."""
    scale = limits["page_edge"] / max(gray.shape)
    if scale < 1:
        size = (max(1, round(gray.shape[1] * scale)), max(1, round(gray.shape[0] * scale)))
        gray = np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8)
    tiles = [
        gray[y : y + _TILE, x : x + _TILE]
        for y in range(0, gray.shape[0] - _TILE + 1, _TILE)
        for x in range(0, gray.shape[1] - _TILE + 1, _TILE)
    ]
    inked = [tile for tile in tiles if float(np.ptp(cv2.GaussianBlur(tile, (0, 0), 1))) >= limits["contrast"]]
    if len(inked) < _LEAST_TILES:
        return False
    return (
        float(np.quantile([measure(tile) for tile in inked], 1 - limits["page_share"]))
        < limits["page_sharpness"]
    )


def measure(gray: Gray) -> float:
    """The sharpness of the weaker direction, 0 to about 1."""
    smooth = cv2.GaussianBlur(gray.astype(np.float32), (0, 0), 0.7)
    contrast = max(1.0, float(np.percentile(smooth, 98) - np.percentile(smooth, 2)))
    across = np.abs(np.diff(smooth, axis=1))
    down = np.abs(np.diff(smooth, axis=0))
    return min(float(np.percentile(across, 98)), float(np.percentile(down, 98))) / contrast
