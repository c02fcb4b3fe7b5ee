"""Where papers and cards lie in a picture: four corners each, found on a thumbnail by their edges, not their text.

Two views of the picture propose outlines: what differs in colour from the picture's border (the ground), and what
is closed in by edges. An outline counts when it is four-sided, of a sane size and shape, and the colour steps at its
sides; a printed frame has the same paper on both sides and does not. A paper that fills the picture is not named:
there is nothing to find.

>>> desk = np.full((300, 400, 3), 60, np.uint8)
>>> desk[60:240, 80:320] = 240
>>> [[(round(x), round(y)) for x, y in quad.corners] for quad in find(desk)]
[[(78, 58), (321, 58), (321, 241), (78, 241)]]
"""

import math
from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels
from extractors.picture.quads import Floats, Quad, of_contour

Mask = NDArray[np.uint8]

THUMB = 520
"""The long edge of the thumbnail that is searched, in pixels."""
LEAST, MOST, TOGETHER = 0.015, 0.93, 0.13
"""Shares of the picture that a paper may cover, and that all papers must cover: people come close enough."""
_STEP, _SIDES, _WORST_SIDE = 4.0, 0.62, 0.25
"""The least step of colour at a side, the share of all sides that must have one, and of the worst side."""
_STRICT = 8
"""How much a side without a step counts against an outline: one around several papers has some, a paper's has none."""
_CLEAR = 2.5
"""The usual step along a side, from which the paper itself differs from the ground and not only its print."""
_SPOTS, _DEPTHS = np.linspace(0.08, 0.92, 32, dtype=np.float32), np.array((4, 6, 8), np.float32)
_RIM = 0.03
"""A quad whose three sides run so near the border is the picture's own, as a share of it."""
_CROWDED = 0.2
"""The share of the smaller of two papers that may lie under the other."""


def find(pixels: Pixels) -> tuple[Quad, ...]:
    """The papers in the picture, top to bottom; none where the picture is the paper or nothing is sure."""
    scale = min(1.0, THUMB / max(pixels.shape[:2]))
    if min(pixels.shape[:2]) * scale < 40:
        return ()
    small = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    lab = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2LAB), (5, 5), 0).astype(np.float32)
    found = [
        (quad, full * _sides(lab, quad) ** _STRICT * math.sqrt(quad.area))
        for quad, full in _outlines(small, lab)
    ]
    chosen = _apart(sorted((one for one in found if one[1] > 0), key=lambda one: -one[1]))
    if sum(quad.area for quad in chosen) < TOGETHER * small.shape[0] * small.shape[1]:
        return ()
    return tuple(
        sorted((quad.grown(1 / scale) for quad in chosen), key=lambda quad: min(y for _, y in quad.corners))
    )


def _outlines(small: Pixels, lab: Floats) -> Iterator[tuple[Quad, float]]:
    """Four-sided outlines, each with how well its contour fills it."""
    for mask in (*_unlike_ground(lab), *_closed_in(small)):
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        for contour in contours:
            area = cv2.contourArea(contour) / (mask.shape[0] * mask.shape[1])
            quad = of_contour(contour) if LEAST <= area <= MOST else None
            if quad is not None and not _hugs(quad, mask.shape[1], mask.shape[0]):
                yield quad, min(1.0, cv2.contourArea(contour) / quad.area) ** 2


def _unlike_ground(lab: Floats) -> Iterator[Mask]:
    """What differs from the colours along the picture's border, at three levels."""
    height, width = lab.shape[:2]
    rim = max(2, min(height, width) // 60)
    ring = np.concatenate([
        lab[:rim].reshape(-1, 3), lab[-rim:].reshape(-1, 3), lab[:, :rim].reshape(-1, 3), lab[:, -rim:].reshape(-1, 3)
    ])  # fmt: skip
    stop = (cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
    cv2.setRNGSeed(1)
    _, _, centres = cv2.kmeans(ring[::3].copy(), 4, None, stop, 1, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]
    away = np.min([np.sqrt(((lab - centre) ** 2).sum(axis=2)) for centre in centres], axis=0)
    base = float(
        np.clip(3 * np.median(np.min([np.linalg.norm(ring - one, axis=1) for one in centres], axis=0)), 4, 9)
    )
    for level in (base, 2 * base, 4 * base):
        mask = (away > level).astype(np.uint8)
        mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
        yield np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), np.uint8)


def _closed_in(small: Pixels) -> Iterator[Mask]:
    """What edges close in, at two strengths: the rest of the picture without what hangs together with its border."""
    smooth = cv2.bilateralFilter(small, 7, 40, 7)
    channels = (cv2.cvtColor(smooth, cv2.COLOR_BGR2GRAY), cv2.cvtColor(smooth, cv2.COLOR_BGR2HSV)[..., 1])
    for low, high in ((12, 30), (40, 110)):
        edges = np.zeros(small.shape[:2], np.uint8)
        for channel in channels:
            edges |= np.asarray(cv2.Canny(channel, low, high), np.uint8)
        edges = np.asarray(cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)), np.uint8)
        flat = cv2.copyMakeBorder(np.asarray(edges == 0, np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(1,))
        _, labels = cv2.connectedComponents(flat, connectivity=4)
        inside = (labels != labels[0, 0])[1:-1, 1:-1].astype(np.uint8)
        yield np.asarray(cv2.morphologyEx(inside, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), np.uint8)


def _hugs(quad: Quad, width: int, height: int) -> bool:
    """Whether the quad is the picture itself: three of its sides lie at the border."""
    ring, rim = quad.array, _RIM * min(width, height)
    near = [ring[:, 0] < rim, ring[:, 0] > width - rim, ring[:, 1] < rim, ring[:, 1] > height - rim]
    return sum(int(side.sum() >= 2) for side in near) >= 3


def _sides(lab: Floats, quad: Quad) -> float:
    """The share of the quad's sides at which the colour steps; 0 where that is too little."""
    ring = quad.array
    along = np.roll(ring, -1, axis=0) - ring
    out = np.stack((along[:, 1], -along[:, 0]), axis=1) / np.linalg.norm(along, axis=1, keepdims=True)
    spots = ring[:, None] + _SPOTS[None, :, None] * along[:, None]
    inner = _at(lab, spots[:, :, None] - _DEPTHS[:, None] * out[:, None, None])
    outer = _at(lab, spots[:, :, None] + _DEPTHS[:, None] * out[:, None, None])
    shares = (np.linalg.norm(inner.mean(axis=2) - outer.mean(axis=2), axis=2) > _STEP).mean(axis=1)
    is_clear = np.linalg.norm(_unprinted(inner) - _unprinted(outer), axis=1) > _CLEAR
    share = float(shares.mean())
    return share if share >= _SIDES and shares.min() >= _WORST_SIDE and is_clear.sum() >= 3 else 0.0


def _unprinted(colours: Floats) -> Floats:
    """The colour along each side between what is printed there: ink is darker than its paper."""
    return np.asarray(np.percentile(colours.reshape(4, -1, 3), 75, axis=1), np.float32)


def _at(lab: Floats, spots: Floats) -> Floats:
    """The colours at these spots, those outside moved to the border."""
    height, width = lab.shape[:2]
    xs = np.clip(np.rint(spots[..., 0]).astype(np.int32), 0, width - 1)
    ys = np.clip(np.rint(spots[..., 1]).astype(np.int32), 0, height - 1)
    return lab[ys, xs]


def _apart(found: Iterable[tuple[Quad, float]]) -> list[Quad]:
    """The best quads of which none lies on another by more than a little."""
    kept: list[Quad] = []
    for quad, _ in found:
        if all(_shared(quad, other) < _CROWDED for other in kept):
            kept.append(quad)
    return kept


def _shared(one: Quad, other: Quad) -> float:
    area, _ = cv2.intersectConvexConvex(one.array, other.array)
    return float(area) / max(1.0, min(one.area, other.area))
