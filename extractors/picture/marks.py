"""Marks that may be an institution's seal: rings and frames of red, blue or violet ink with characters inside.

A ring has letters along its rim, an institution's square has rows and columns of characters. Logos and the boxes of
forms may look so too: whose a mark is, its place and its words decide.

>>> marks(np.full((400, 300, 3), 250, np.uint8))
[]
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.page import Pixels
from extractors.picture.frames import frames
from extractors.picture.inks import Ink, Mask, blue, coloured, near_ink, red, shrunk
from extractors.picture.rings import SHAPES, ring, rings
from storage.model.extraction import Box

_WIDE = (0.06, 0.28)
"""How wide a mark may be, as a share of the long edge."""
_SIZE, _RIM, _LETTER = 240, (0.5, 0.9), (12, 80)
"""The side in pixels of a ring that is looked at, where its letters stand, of its radii, and how large they are."""
_LETTERS, _AROUND = 4, 0.2
"""How many letters there are at least, and in what share of directions."""
_STRONG = 0.17
"""The least tint of a mark's ink: watermarks and faint seals are paler."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a mark is, in the page's pixels; `is_lettered`: it is written in as institutions' seals are."""

    box: Box
    is_lettered: bool


def marks(pixels: Pixels) -> list[Mark]:
    """The marks in clear ink, of a seal's size."""
    small = shrunk(pixels)
    scale = max(small.shape[:2]) / max(pixels.shape[:2])
    found = []
    for ink in (red(small), blue(small)):
        for mark in _of_ink(pixels, ink):
            if _WIDE[0] < mark.box.width / max(small.shape[:2]) < _WIDE[1] and ink.strength(mark.box) > _STRONG:
                found.append(Mark(Box(*(round(edge / scale) for edge in mark.box)), mark.is_lettered))
    return found


def _of_ink(pixels: Pixels, ink: Ink) -> Iterator[Mark]:
    scale = max(pixels.shape[:2]) / max(ink.mask.shape)
    for box in seal_rings(ink.mask):
        yield Mark(box, _has_letters(pixels, Box(*(round(edge * scale) for edge in box))))
    for frame in frames(pixels, ink.mask):
        yield Mark(frame.box, frame.is_grid)


def seal_rings(mask: Mask, shapes: Sequence[float] = SHAPES) -> list[Box]:
    """Rings that stand alone, and round or oval ones that touch other print."""
    alone = [box for box in _blobs(mask) if _is_alone(mask, box)]
    return [*alone, *(box for box in rings(mask, shapes) if not any(box.meets(other) for other in alone))]


def _blobs(mask: Mask) -> Iterator[Box]:
    """The boxes of ink that lies close together."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(near_ink(mask))
    for x, y, width, height in stats[1:count, :4].tolist():
        yield Box(x, y, x + width, y + height)


def _is_alone(mask: Mask, box: Box) -> bool:
    """As large as a seal, about as wide as high, thin ink, and a ring along its rim."""
    edge = max(mask.shape)
    if not (0.045 * edge < box.width < 0.4 * edge and 0.045 * edge < box.height < 0.4 * edge):
        return False
    if not 0.6 < box.width / box.height < 1.9:
        return False
    filled = float((mask[box.y0 : box.y1, box.x0 : box.x1] > 0).mean())
    middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    return 0.04 < filled < 0.6 and ring(mask, middle, (box.width / 2, box.height / 2), 0.9) > 0.75


def _has_letters(pixels: Pixels, box: Box) -> bool:
    """Whether pieces as large as letters stand along the rim, apart from the ring; strokes of a pen are longer."""
    part = pixels[max(0, box.y0) : box.y1, max(0, box.x0) : box.x1]
    ink = coloured(np.asarray(cv2.resize(part, (_SIZE, _SIZE), interpolation=cv2.INTER_AREA), np.uint8))
    rows, columns = np.indices(ink.shape) - (_SIZE - 1) / 2
    far = np.hypot(rows, columns) / (_SIZE / 2)
    ink[(far > _RIM[1]) | (far < _RIM[0])] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    is_letter = (stats[:, 2:4].max(axis=1) > _LETTER[0]) & (stats[:, 2:4].max(axis=1) < _LETTER[1])
    is_letter[0] = False
    turns = np.arctan2(rows, columns)[is_letter[labels]]
    share = len(np.unique(np.floor(turns * 36 / np.pi))) / 72
    return int(is_letter.sum()) >= _LETTERS and share > _AROUND
