"""Four corners of a paper, and how they are found from the outline of something flat.

>>> outline = np.array([(10, 10), (110, 10), (110, 60), (10, 60)], np.int32).reshape(-1, 1, 2)
>>> of_contour(outline).tilt
0.0
"""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Outline = NDArray[np.integer[Any] | np.floating[Any]]
Point = tuple[float, float]

LONGEST = 9.0
"""The most that one side may be longer than the other: till rolls are long."""
CROWDED = 0.2
"""The share of the smaller of two papers that may lie under the other."""
_BORDER = 0.035
"""A quad whose three sides run so near the border is the picture's own, as a share of it."""
_SQUARE = 0.55
"""How far a corner may be from a right angle, as the cosine: a paper seen very much from the side."""
_FULL = 0.86
"""The least share of its quadrilateral that an outline must fill; a corner may be covered by another paper."""


@dataclass(frozen=True, slots=True)
class Quad:
    """A paper's corners in the picture, clockwise from the one that is top left when it is turned the least."""

    corners: tuple[Point, Point, Point, Point]

    @property
    def area(self) -> float:
        """In square pixels."""
        return float(cv2.contourArea(self.array))

    @property
    def array(self) -> Floats:
        return np.array(self.corners, np.float32)

    @property
    def tilt(self) -> float:
        """The greatest lean of a side from the picture's own directions, in degrees."""
        leans = []
        for (x0, y0), (x1, y1) in zip(self.corners, (*self.corners[1:], self.corners[0]), strict=True):
            angle = math.degrees(math.atan2(y1 - y0, x1 - x0)) % 90
            leans.append(min(angle, 90 - angle))
        return max(leans)

    @property
    def far_side(self) -> float:
        """How long the shorter of two opposite sides is, of the longer: 1 from straight above, 0.7 about 30° from it."""
        ring = self.array
        sides = np.linalg.norm(np.roll(ring, -1, axis=0) - ring, axis=1)
        return float(min(min(sides[i], sides[i + 2]) / max(sides[i], sides[i + 2]) for i in (0, 1)))

    def shared(self, other: "Quad") -> float:
        """The share of the smaller of the two that lies under the other."""
        area, _ = cv2.intersectConvexConvex(self.array, other.array)
        return float(area) / max(1.0, min(self.area, other.area))

    def hugs(self, width: int, height: int) -> bool:
        """Whether it is the picture itself: three of its sides lie at the border."""
        ring, rim = self.array, _BORDER * min(width, height)
        near = [ring[:, 0] < rim, ring[:, 0] > width - rim, ring[:, 1] < rim, ring[:, 1] > height - rim]
        return sum(int(side.sum() >= 2) for side in near) >= 3

    def grown(self, factor: float) -> "Quad":
        """The same corners in a picture `factor` times as large."""
        return Quad(tuple((x * factor, y * factor) for x, y in self.corners))  # type: ignore[arg-type]


def of_contour(contour: Outline) -> Quad | None:
    """The four-sided outline of a contour, its sides fitted to its points; None where it is no paper's."""
    area = cv2.contourArea(contour)
    hull = cv2.convexHull(contour)
    for share in (0.02, 0.03, 0.045, 0.065, 0.09):
        corners = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True)
        if len(corners) <= 4:
            break
    if len(corners) != 4:
        corners = cv2.boxPoints(cv2.minAreaRect(contour))
    quad = _fitted(np.asarray(corners, np.float32).reshape(4, 2), contour.reshape(-1, 2).astype(np.float32))
    is_full = area >= _FULL * max(1.0, quad.area) and quad.area <= 1.25 * area
    return quad if is_full and _is_sane(quad) else None


def _fitted(corners: Floats, points: Floats) -> Quad:
    """The corners where lines fitted to the points near each side meet; as they were where they do not."""
    lines = []
    for i in range(4):
        start, end = corners[i], corners[(i + 1) % 4]
        along, length = end - start, float(np.linalg.norm(end - start)) or 1.0
        off = points - start
        place = off @ along / length**2
        far = np.abs(off[:, 0] * along[1] - off[:, 1] * along[0]) / length
        near = points[(place > 0.06) & (place < 0.94) & (far < max(2.5, 0.025 * length))]
        if len(near) < 8:
            return _ordered(corners)
        lines.append(cv2.fitLine(near, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel())
    met = [_meet(lines[i - 1], lines[i]) for i in range(4)]
    moved = np.array([one if one else corner for one, corner in zip(met, corners, strict=True)], np.float32)
    shift = np.linalg.norm(moved - corners, axis=1).max()
    return _ordered(moved if shift < 0.12 * np.ptp(corners, axis=0).max() else corners)


def _meet(one: Floats, other: Floats) -> Point | None:
    cross = float(one[0] * other[1] - one[1] * other[0])
    if abs(cross) < 0.1:
        return None
    step = ((other[2] - one[2]) * other[1] - (other[3] - one[3]) * other[0]) / cross
    return float(one[2] + step * one[0]), float(one[3] + step * one[1])


def _ordered(corners: Floats) -> Quad:
    """Clockwise, from the corner whose outgoing side points the most to the right."""
    middle = corners.mean(axis=0)
    turn = np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))
    ring = corners[turn]
    sides = np.roll(ring, -1, axis=0) - ring
    first = int(np.argmax(sides[:, 0] / np.maximum(1e-6, np.linalg.norm(sides, axis=1))))
    ring = np.roll(ring, -first, axis=0)
    return Quad(tuple((float(x), float(y)) for x, y in ring))  # type: ignore[arg-type]


def _is_sane(quad: Quad) -> bool:
    ring = quad.array
    sides = np.roll(ring, -1, axis=0) - ring
    lengths = np.linalg.norm(sides, axis=1)
    if lengths.min() < 12:
        return False
    across, down = (lengths[0] + lengths[2]) / 2, (lengths[1] + lengths[3]) / 2
    bends = [abs(float(sides[i] @ sides[i - 1])) / float(lengths[i] * lengths[i - 1]) for i in range(4)]
    opposite = [min(lengths[i], lengths[i + 2]) / max(lengths[i], lengths[i + 2]) for i in (0, 1)]
    return max(bends) < _SQUARE and max(across, down) / min(across, down) <= LONGEST and min(opposite) > 0.55
