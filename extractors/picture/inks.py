"""Ink of seals' colours in a picture: red, and blue to violet, whatever the light; by its colour, not by being dark.

>>> page = np.full((90, 60, 3), 250, np.uint8)
>>> page[20:40, 20:40] = (40, 30, 200)
>>> int((red(page).mask > 0).sum()), int((blue(page).mask > 0).sum())
(400, 0)
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels
from storage.model.extraction import Box

Mask = NDArray[np.uint8]
EDGE = 900
"""The long edge of the small picture in which seals are looked for."""
_TINTED = 28
"""How much redder, or bluer, than its paper the ink of a seal is."""
_VIOLET = 8
"""How much more blue than red there is in violet, beyond the paper's own."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Where the ink is, and how much of its colour it has at each point, of the paper's brightness."""

    mask: Mask
    tint: NDArray[np.float32]

    def strength(self, box: Box) -> float:
        """The tint of the strongest tenth of the ink in a box."""
        part = (slice(max(0, box.y0), box.y1), slice(max(0, box.x0), box.x1))
        inked = self.tint[part][self.mask[part] > 0]
        return float(np.percentile(inked, 90)) if inked.size else 0.0


def red(pixels: Pixels) -> Ink:
    """Redder than the paper around, not merely dark or yellow."""
    blue, green, red = (plane.astype(np.int16) for plane in cv2.split(pixels))
    tint = _beyond_paper(red - np.maximum(blue, green))
    return _ink(pixels, tint, (tint > _TINTED) & (np.abs(blue - green) < 70))


def blue(pixels: Pixels) -> Ink:
    """Bluer than the paper around, up to violet; green and turquoise are no seal's."""
    blue, green, red = (plane.astype(np.int16) for plane in cv2.split(pixels))
    tint = _beyond_paper(blue - green)
    return _ink(pixels, tint, (tint > _TINTED) & (_beyond_paper(blue - red) > _VIOLET))


def _beyond_paper(tint: NDArray[np.int16]) -> NDArray[np.int16]:
    return np.asarray(tint - int(np.median(tint)), np.int16)


def _ink(pixels: Pixels, tint: NDArray[np.int16], is_ink: NDArray[np.bool_]) -> Ink:
    white = max(1.0, float(np.percentile(pixels, 75)))
    return Ink(np.asarray(is_ink, np.uint8) * np.uint8(255), (tint / white).astype(np.float32))


def shrunk(pixels: Pixels) -> Pixels:
    """The picture with a long edge of `EDGE` pixels, or as it is if it is smaller."""
    scale = EDGE / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    return np.asarray(
        cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )


def near_ink(mask: Mask) -> Mask:
    """Ink that lies close together joined."""
    size = max(3, max(mask.shape) // 60) | 1
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8)), np.uint8)


def coloured(pixels: Pixels) -> Mask:
    """What of a small part of a page has the most colour, black print left out."""
    paper = np.maximum(1, np.percentile(pixels.reshape(-1, 3), 75, axis=0))
    levels = np.clip(pixels * (240 / paper), 0, 255).astype(np.uint8)
    tint = levels.max(axis=2) - levels.min(axis=2)
    _, ink = cv2.threshold(tint, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(ink, np.uint8)
