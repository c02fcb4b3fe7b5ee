"""Whether a paper bears a red seal, from its pixels: round or oval, thin ink, of a seal's size.

True only for a clear red seal, False only for a page on which ink of any colour would show and none of a seal's size
does, else None: grey copies, faint, blue and cut seals are for a person.

>>> is_stamped(None), is_stamped(np.full((400, 300, 3), 250, np.uint8))
(None, None)
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Line, Pixels, ReadPage
from extractors.picture.bare import is_bare
from extractors.picture.rings import SHAPES, meets, ring, rings
from storage.model.extraction import Box, Source

Mask = NDArray[np.uint8]
_EDGE = 900
_RED = 28
"""How much redder than its paper the ink of a seal is."""
_PRINT = 0.03
"""A line inside a seal with less dark ink than this is the seal's own."""
_UNDER_SEAL = 0.85
"""What a line's score is lowered to where a seal lies over it: below what is used without a look."""


def is_stamped(pixels: Pixels | None) -> bool | None:
    """True, False, or None where the picture cannot tell."""
    if pixels is None:
        return None
    small = _shrunk(pixels)
    if _seals(red_mask(small)):
        return True
    return False if is_bare(small) and not _seals(_dark_mask(small), SHAPES[:1]) else None


def under_seals(page: ReadPage) -> list[Line]:
    """The lines of a page without those that are a seal's own words; what a seal lies over is never certain."""
    pixels = page.pixels
    if pixels is None or page.source is not Source.OCR:
        return list(page.lines)
    scale = min(1.0, _EDGE / max(pixels.shape[:2]))
    small = _shrunk(pixels)
    red = red_mask(small)
    seals = _seals(red)
    found = []
    for line in page.lines:
        box = Box(*(round(edge * scale) for edge in line.box))
        if not any(meets(box, seal) for seal in seals):
            found.append(line)
        elif not any(_inside(box, seal) for seal in seals) or _has_print(small, box):
            found.append(replace(line, score=min(line.score, _UNDER_SEAL)))
    return found


def _inside(box: Box, seal: Box) -> bool:
    """Whether most of a line lies within the seal."""
    width = max(0, min(box.x1, seal.x1) - max(box.x0, seal.x0))
    height = max(0, min(box.y1, seal.y1) - max(box.y0, seal.y0))
    return width * height > 0.7 * max(1, box.width * box.height)


def _seals(red: Mask, shapes: Sequence[float] = SHAPES) -> list[Box]:
    """Seals that stand alone, and round or oval ones that touch other red print."""
    alone = [Box(x, y, x + w, y + h) for x, y, w, h in _blobs(red) if _is_seal(red, (x, y, w, h))]
    touching = [box for box in rings(red, shapes) if not any(meets(box, seal) for seal in alone)]
    return [*alone, *touching]


def _has_print(pixels: Pixels, box: Box) -> bool:
    """Whether a box holds ink that is dark in the red channel, which a seal's own ink is not."""
    part = pixels[max(0, box.y0) : box.y1, max(0, box.x0) : box.x1, 2]
    if part.size == 0:
        return False
    dark = part < np.percentile(part, 90) * 0.64
    return float(dark.mean()) > _PRINT


def seals_on(pixels: Pixels) -> list[Box]:
    """The boxes of the red seals of a page."""
    scale = min(1.0, _EDGE / max(pixels.shape[:2]))
    found = _seals(red_mask(_shrunk(pixels)))
    return [Box(*(round(edge / scale) for edge in box)) for box in found]


def red_mask(pixels: Pixels) -> Mask:
    """Where the ink is red, whatever the light: redder than the paper around, not merely dark or yellow."""
    blue, green, red = (plane.astype(np.int16) for plane in cv2.split(pixels))
    tint = red - np.maximum(blue, green)
    paper = int(np.median(tint))
    is_red = (tint - paper > _RED) & (np.abs(blue - green) < 70)
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
    """As large as a seal, about as wide as high, thin ink, and a ring along its rim."""
    x, y, width, height = box
    edge = max(red.shape)
    if not (0.045 * edge < width < 0.4 * edge and 0.045 * edge < height < 0.4 * edge):
        return False
    if not 0.6 < width / height < 1.9:
        return False
    filled = float((red[y : y + height, x : x + width] > 0).mean())
    return (
        0.04 < filled < 0.6 and ring(red, (x + width / 2, y + height / 2), (width / 2, height / 2), 0.9) > 0.75
    )


def _dark_mask(pixels: Pixels) -> Mask:
    """Any ink: a seal on a copy is grey."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    return np.asarray(
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 9),
        dtype=np.uint8,
    )
