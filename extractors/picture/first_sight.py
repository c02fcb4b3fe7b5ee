"""What is wrong with a whole picture before a letter of it is read: nothing on it, too dark, too small, out of focus.

Only what spoils all of it can be seen so early; what hides a single field shows after reading. Thresholds stand in
`quality.toml`.

>>> first_sight(np.full((400, 600, 3), 250, np.uint8))
<QualityFault.BLANK: 'blank'>
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels
from extractors.picture import sharpness
from storage.model.document import QualityFault

SIGHT_EDGE = 2000
"""A larger picture is looked at in this size: what is out of focus there is so in the whole."""


def first_sight(pixels: Pixels) -> QualityFault | None:
    """The fault of the whole picture, if it has one."""
    limits = thresholds()
    height, width = pixels.shape[:2]
    if min(height, width) < limits["blank"]["sliver"]:
        return QualityFault.SMALL
    gray = _gray(pixels)
    bright = float(np.percentile(gray, 90))
    is_even = float(cv2.GaussianBlur(gray, (0, 0), 2).std()) < limits["blank"]["spread"]
    if bright < limits["dark"]["page_paper"]:
        return QualityFault.DARK
    if is_even:
        return QualityFault.BLANK
    if max(height, width) < limits["small"]["page_edge"]:
        return QualityFault.SMALL
    return QualityFault.BLUR if sharpness.is_page_blurred(gray, limits["blur"]) else None


@cache
def thresholds() -> dict[str, Any]:
    """What stands in `quality.toml`."""
    return tomllib.loads(Path(__file__).with_name("quality.toml").read_text(encoding="utf-8"))


def _gray(pixels: Pixels) -> NDArray[np.uint8]:
    scale = SIGHT_EDGE / max(pixels.shape[:2])
    if scale < 1:
        size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
