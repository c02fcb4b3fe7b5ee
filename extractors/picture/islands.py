"""Papers on an empty ground, however little they differ from it: islands of edges, each with a straight rim.

White paper on a white sheet shows its print and the faint edge of its shadow. Where the ground itself has no edges,
whatever hangs together is one thing, and the outline around it is a paper's when edges run along its sides. What is
left over says that the outlines are no papers: a printed frame stands among other print.

>>> desk = np.full((300, 400, 3), 250, np.uint8)
>>> desk[60:240, 80:320] = 236
>>> view = edges(desk)
>>> [quad.tilt for quad in islands(view)], is_explained(view, islands(view)), is_explained(view, ())
([0.0], True, False)
"""

from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels
from extractors.picture.quads import CROWDED, Quad, of_contour

Mask = NDArray[np.uint8]

FAINT, SURE = 8, 20
"""Between which steps an edge goes on, and from which it begins."""
RIM, WORST_RIM = 0.85, 0.5
"""The share of an outline along which an edge must run, and of the side that shows the least."""
LEAST = 0.01
"""The share of the picture that an island must cover."""
_GAPS = (5, 9)
"""Across how many pixels print and rim hang together, tried one after another."""
_AROUND, _LEFT_OVER = 6, 0.01
"""How far around an outline edges are its own, in pixels, and the share of all edges that may be nobody's."""
_BARE = 0.004
"""The share of the pixels along the border that may be edges on an empty ground."""
_BESIDE, _INK = 6, 70
"""How far beside a side the paper is looked at, in pixels, and how much darker than that a printed line is."""
_SPOTS = np.linspace(0.04, 0.96, 64, dtype=np.float32)


def edges(small: Pixels) -> Mask:
    """Where the picture has edges, faint ones too."""
    gray = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (3, 3), 0)
    return np.asarray(cv2.Canny(gray, FAINT, SURE, L2gradient=True), np.uint8)


def islands(view: Mask) -> list[Quad]:
    """The four-sided outlines of what hangs together, the largest first, none inside another."""
    near_edge = np.asarray(cv2.dilate(view, np.ones((5, 5), np.uint8)), np.uint8)
    found = [quad for gap in _GAPS for quad in _outlines(view, gap) if _has_rim(near_edge, quad)]
    kept: list[Quad] = []
    for quad in sorted(found, key=lambda one: -one.area):
        if all(quad.shared(other) < CROWDED for other in kept):
            kept.append(quad)
    return kept


def is_explained(view: Mask, quads: Iterable[Quad]) -> bool:
    """Whether hardly any edge lies outside these outlines."""
    return left_over(view, quads) <= _LEFT_OVER


def left_over(view: Mask, quads: Iterable[Quad]) -> float:
    """The share of all edges that lie outside these outlines."""
    rest = view.copy()
    for quad in quads:
        ring = np.rint(quad.array).astype(np.int32)
        cv2.fillConvexPoly(rest, ring, (0,))
        cv2.polylines(rest, [ring], True, (0,), 2 * _AROUND)
    return int(np.count_nonzero(rest)) / max(1, int(np.count_nonzero(view)))


def is_bare(view: Mask) -> bool:
    """Whether the picture has no edges along its border, so that a ground there is an empty one."""
    rim = max(2, min(view.shape) // 60)
    inner = view[rim:-rim, rim:-rim]
    outer = int(np.count_nonzero(view)) - int(np.count_nonzero(inner))
    return outer <= _BARE * (view.size - inner.size)


def _outlines(view: Mask, gap: int) -> Iterator[Quad]:
    joined = cv2.morphologyEx(view, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for contour in contours:
        hull = cv2.convexHull(contour)
        quad = of_contour(hull) if cv2.contourArea(hull) >= LEAST * view.size else None
        if quad is not None and not quad.hugs(view.shape[1], view.shape[0]):
            yield quad


def _has_rim(near_edge: Mask, quad: Quad) -> bool:
    """Whether an edge runs along the sides."""
    shares = (_along(near_edge, quad, 0.0) > 0).mean(axis=1)
    return float(shares.mean()) >= RIM and float(shares.min()) >= WORST_RIM


def is_printed(small: Pixels, quad: Quad) -> bool:
    """Whether ink runs along three sides or more, with paper on both sides of it: a frame, and no paper's edge."""
    gray = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)
    depths = {depth: _along(gray, quad, depth).astype(np.int32) for depth in range(-_BESIDE, _BESIDE + 1)}
    darkest = np.minimum.reduce(list(depths.values()))
    ink = np.minimum(depths[-_BESIDE], depths[_BESIDE]) - darkest
    return int((np.median(ink, axis=1) > _INK).sum()) >= 3


def _along(mask: Mask, quad: Quad, outwards: float) -> Mask:
    """The values along each of the four sides, so many pixels outside of it."""
    ring = quad.array
    along = np.roll(ring, -1, axis=0) - ring
    out = np.stack((along[:, 1], -along[:, 0]), axis=1) / np.linalg.norm(along, axis=1, keepdims=True)
    spots = ring[:, None] + _SPOTS[None, :, None] * along[:, None] + outwards * out[:, None]
    height, width = mask.shape
    xs = np.clip(np.rint(spots[..., 0]).astype(np.int32), 0, width - 1)
    ys = np.clip(np.rint(spots[..., 1]).astype(np.int32), 0, height - 1)
    values: Mask = mask[ys, xs]
    return values
