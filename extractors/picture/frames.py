"""Square and oblong seals: a frame of ink on its own, all four sides of it, with characters inside.

The frame is turned upright and its rows and columns of characters are counted: an institution's square has three or
more each way, a person's name stamp two. Cells of tables hang together with their neighbours and are none.

>>> from extractors.picture.inks import red
>>> page = np.full((900, 640, 3), 250, np.uint8)
>>> _ = cv2.rectangle(page, (300, 500), (400, 600), (40, 30, 200), 4)
>>> for x, y in ((x, y) for x in (310, 339, 368) for y in (510, 539, 568)):
...     page[y : y + 22, x : x + 22] = (40, 30, 200)
>>> [(tuple(frame.box), frame.is_grid) for frame in frames(page, red(page).mask)]
[((298, 498, 403, 603), True)]
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels
from extractors.picture.inks import Mask, coloured, near_ink
from storage.model.extraction import Box

Corners = NDArray[np.float32]

_WIDE, _HIGH = (0.06, 0.28), 0.03
"""How wide a frame may be, and how high it is at least, as shares of the long edge."""
_FLAT, _SQUARE = 3.2, 1.25
"""How much longer than high a frame may be at all, and as a square."""
_LEAN = 30.0
_FILLED = (0.06, 0.7)
_RIM, _SIDE, _SIDES = 0.1, 0.6, 0.8
"""How deep a side is looked for, of the height; the share of a side that is there, and of all four together."""
_UPRIGHT = 240
_ROWS = (3, 5)
_GAP, _EVEN = 0.4, 0.5
"""Between rows of characters there is less ink than this, of the most; and how low a row may be, of the highest."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a frame is, in the small picture; `is_grid`: a square with rows and columns of characters."""

    box: Box
    is_grid: bool


def frames(pixels: Pixels, mask: Mask) -> Iterator[Frame]:
    """The frames of a mask that was made of the picture, or of it made smaller."""
    scale = max(pixels.shape[:2]) / max(mask.shape)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near_ink(mask))
    for label in range(1, count):
        x, y, width, height = (int(one) for one in stats[label, :4])
        if not _is_sized(width, height, max(mask.shape)):
            continue
        part = (slice(y, y + height), slice(x, x + width))
        rows, columns = np.nonzero((labels[part] == label) & (mask[part] > 0))
        corners, size = _corners(np.stack([columns + x, rows + y], axis=1).astype(np.float32))
        if size is None:
            continue
        inner = _upright_ink(pixels, corners * scale, size)
        if inner is not None:
            is_square = max(size) <= _SQUARE * min(size)
            yield Frame(Box(x, y, x + width, y + height), is_square and _is_grid(inner))


def _is_sized(width: int, height: int, edge: int) -> bool:
    return (
        _WIDE[0] * edge < width < _WIDE[1] * edge
        and _HIGH * edge < height < _WIDE[1] * edge
        and width < 1.3 * _FLAT * height
    )


def _corners(points: NDArray[np.float32]) -> tuple[Corners, tuple[float, float] | None]:
    """The corners of the smallest box around the points, from the upper left on, and its size; None if it leans."""
    middle, (across, down), angle = cv2.minAreaRect(points)
    if angle > 45:
        across, down, angle = down, across, angle - 90
    is_fit = abs(angle) <= _LEAN and across <= _FLAT * down and down <= _FLAT * across
    box = cv2.boxPoints((middle, (across, down), angle))
    order = np.argsort(box.sum(axis=1))
    first, last = box[order[0]], box[order[-1]]
    upper, lower = sorted((box[order[1]], box[order[2]]), key=lambda one: float(one[1] - one[0]))
    corners = np.array([first, upper, last, lower], np.float32)
    return corners, (across, down) if is_fit else None


def _upright_ink(pixels: Pixels, corners: Corners, size: tuple[float, float]) -> Mask | None:
    """The ink inside the frame, turned upright; None where there is no whole frame or nothing in it."""
    width, height = (round(_UPRIGHT * one / max(size)) for one in size)
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    seen = cv2.warpPerspective(pixels, cv2.getPerspectiveTransform(corners, target), (width, height))
    ink = coloured(np.asarray(seen, np.uint8))
    depth = max(3, round(_RIM * min(width, height)))
    sides = [
        float((side > 0).any(axis=axis).mean())
        for side, axis in ((ink[:depth], 0), (ink[-depth:], 0), (ink[:, :depth], 1), (ink[:, -depth:], 1))
    ]
    inner = ink[depth:-depth, depth:-depth]
    filled = float((inner > 0).mean()) if inner.size else 0.0
    is_frame = min(sides) > _SIDE and sum(sides) > 4 * _SIDES and _FILLED[0] < filled < _FILLED[1]
    return np.asarray(inner, np.uint8) if is_frame else None


def _is_grid(inner: Mask) -> bool:
    """Rows of equal height; columns are parted within characters too."""
    rows = _runs((inner > 0).mean(axis=1))
    is_even = len(rows) > 0 and min(rows) > _EVEN * max(rows)
    return is_even and _ROWS[0] <= len(rows) <= _ROWS[1] and len(_runs((inner > 0).mean(axis=0))) >= _ROWS[0]


def _runs(profile: NDArray[np.float64]) -> list[int]:
    """How high each row of characters is, by the gaps between them."""
    smooth = np.convolve(profile, np.ones(5) / 5, "same")
    is_row = np.concatenate([[False], smooth > _GAP * np.percentile(smooth, 90), [False]])
    (turns,) = np.nonzero(is_row[1:] != is_row[:-1])
    return [int(end - start) for start, end in zip(turns[::2], turns[1::2], strict=True)]
