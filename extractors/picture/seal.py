"""Red seals over a paper's words, and whether a page surely bears no seal at all.

>>> shows_no_seal(np.full((400, 300, 3), 250, np.uint8))
False
"""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from extractors.page import Line, Pixels, ReadPage
from extractors.picture.bare import is_bare, is_free_of_deep_ink
from extractors.picture.inks import EDGE, Mask, red, shrunk
from extractors.picture.marks import seal_rings
from extractors.picture.rings import SHAPES
from storage.model.extraction import Box, Source

_PRINT = 0.03
"""A line inside a seal with less dark ink than this is the seal's own."""
_UNDER_SEAL = 0.85
"""What a line's score is lowered to where a seal lies over it: below what is used without a look."""


def shows_no_seal(pixels: Pixels) -> bool:
    """Whether ink of any colour would show, and none of a seal's size or shape does."""
    small = shrunk(pixels)
    return is_bare(small) and _shows_no_ring(small)


def shows_no_deep_seal(pixels: Pixels) -> bool:
    """Whether ink would show, and no ring and no deep ink of a seal's size does; tints and pale ink are let be."""
    small = shrunk(pixels)
    return is_free_of_deep_ink(small) and _shows_no_ring(small)


def _shows_no_ring(small: Pixels) -> bool:
    return not seal_rings(red(small).mask) and not seal_rings(_dark(small), SHAPES[:1])


def under_seals(page: ReadPage, is_known: Callable[[Line], bool] = lambda line: False) -> list[Line]:
    """The lines of a page without those that are a seal's own words; what a seal lies over is never certain.

    Words that are known as the form's count, whatever their ink: forms are printed in colours too.
    """
    pixels = page.pixels
    if pixels is None or page.source is not Source.OCR:
        return list(page.lines)
    scale = min(1.0, EDGE / max(pixels.shape[:2]))
    small = shrunk(pixels)
    seals = seal_rings(red(small).mask)
    found = []
    for line in page.lines:
        box = Box(*(round(edge * scale) for edge in line.box))
        if not any(box.meets(seal) for seal in seals):
            found.append(line)
        elif not any(is_inside(box, seal) for seal in seals) or _has_print(small, box) or is_known(line):
            found.append(replace(line, score=min(line.score, _UNDER_SEAL)))
    return found


def is_inside(box: Box, seal: Box) -> bool:
    """Whether most of a line lies within the seal."""
    width = max(0, min(box.x1, seal.x1) - max(box.x0, seal.x0))
    height = max(0, min(box.y1, seal.y1) - max(box.y0, seal.y0))
    return width * height > 0.7 * max(1, box.width * box.height)


def seals_on(pixels: Pixels) -> list[Box]:
    """The boxes of the red seals of a page."""
    scale = min(1.0, EDGE / max(pixels.shape[:2]))
    found = seal_rings(red(shrunk(pixels)).mask)
    return [Box(*(round(edge / scale) for edge in box)) for box in found]


def _has_print(pixels: Pixels, box: Box) -> bool:
    """Whether a box holds ink that is dark in the red channel, which a seal's own ink is not."""
    part = pixels[max(0, box.y0) : box.y1, max(0, box.x0) : box.x1, 2]
    if part.size == 0:
        return False
    dark = part < np.percentile(part, 90) * 0.64
    return float(dark.mean()) > _PRINT


def _dark(pixels: Pixels) -> Mask:
    """Any ink: a seal on a copy is grey."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    return np.asarray(
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 9),
        dtype=np.uint8,
    )
