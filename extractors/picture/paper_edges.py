"""Where papers and cards lie in a picture: four corners each, found on a thumbnail by their edges, not their text.

On an empty ground papers are islands of edges (`islands.py`). On any other, two views of the picture propose outlines:
what differs in colour from the picture's border (the ground), and what is closed in by edges. Such an outline counts
when it is four-sided, of a sane size and shape, and the colour steps at its sides, all along in the same direction; a
printed frame has the same paper on both sides, and a woven ground steps to and fro. A paper that fills the picture is
not named: there is nothing to find.

>>> desk = np.full((300, 400, 3), 60, np.uint8)
>>> desk[60:240, 80:320] = 240
>>> [[(round(x), round(y)) for x, y in quad.corners] for quad in find(desk)]
[[(80, 60), (319, 60), (319, 239), (80, 239)]]
"""

import math
from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels
from extractors.picture.islands import edges, is_bare, is_explained, is_printed, islands, left_over
from extractors.picture.quads import CROWDED, Floats, Quad, of_contour

Mask = NDArray[np.uint8]

THUMB = 520
"""The long edge of the thumbnail that is searched, in pixels."""
LEAST, MOST, TOGETHER, LONE = 0.012, 0.93, 0.045, 0.13
"""Shares of the picture that a paper may cover, that all papers must cover, and a lone one on an uneven ground."""
_STEP, _SIDES, _WORST_SIDE = 4.0, 0.62, 0.25
"""The least step of colour at a side, the share of all sides that must have one, and of the worst side."""
_STRICT = 8
"""How much a side without a step counts against an outline: one around several papers has some, a paper's has none."""
_CLEAR = 2.5
"""The usual step along a side, from which the paper itself differs from the ground and not only its print."""
_SPOTS, _DEPTHS = np.linspace(0.08, 0.92, 32, dtype=np.float32), np.array((4, 6, 8), np.float32)
_MUCH = 0.25
"""The share of a picture's edges outside the outlines, on an empty ground, from which they cut through a page."""
_DISC = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (17, 17))
"""Wider than the bands of a woven or tiled ground, narrower than any paper."""


def find(pixels: Pixels) -> tuple[Quad, ...]:
    """The papers in the picture, top to bottom; none where the picture is the paper or nothing is sure."""
    scale = min(1.0, THUMB / max(pixels.shape[:2]))
    if min(pixels.shape[:2]) * scale < 40:
        return ()
    small = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    view = edges(small)
    chosen = [quad for quad in islands(view) if not is_printed(small, quad)]
    if not is_explained(view, chosen):
        chosen = _on_a_ground(small)
        if is_bare(view) and left_over(view, chosen) > _MUCH:
            return ()
        if len(chosen) == 1 and chosen[0].area < LONE * view.size:
            return ()
    if sum(quad.area for quad in chosen) < TOGETHER * view.size:
        return ()
    return tuple(
        sorted((quad.grown(1 / scale) for quad in chosen), key=lambda quad: min(y for _, y in quad.corners))
    )


def _on_a_ground(small: Pixels) -> list[Quad]:
    """The best outlines, whatever the ground."""
    lab = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2LAB), (5, 5), 0).astype(np.float32)
    found = [
        (quad, full * _sides(lab, quad) ** _STRICT * math.sqrt(quad.area))
        for quad, full in _outlines(small, lab)
    ]
    return _apart(sorted((one for one in found if one[1] > 0), key=lambda one: -one[1]))


def _outlines(small: Pixels, lab: Floats) -> Iterator[tuple[Quad, float]]:
    """Four-sided outlines, each with how well its contour fills it."""
    for mask in (*_unlike_ground(lab), *_closed_in(small)):
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        for contour in contours:
            area = cv2.contourArea(contour) / (mask.shape[0] * mask.shape[1])
            quad = of_contour(contour) if LEAST <= area <= MOST else None
            if quad is not None and not quad.hugs(mask.shape[1], mask.shape[0]):
                yield quad, min(1.0, cv2.contourArea(contour) / quad.area) ** 2


def _unlike_ground(lab: Floats) -> Iterator[Mask]:
    """What differs from the colours along the picture's border, at four levels."""
    height, width = lab.shape[:2]
    rim = max(2, min(height, width) // 60)
    ring = np.concatenate([
        lab[:rim].reshape(-1, 3), lab[-rim:].reshape(-1, 3), lab[:, :rim].reshape(-1, 3), lab[:, -rim:].reshape(-1, 3)
    ])  # fmt: skip
    stop = (cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
    cv2.setRNGSeed(1)
    _, _, centres = cv2.kmeans(ring[::3].copy(), 4, None, stop, 1, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]
    away = np.sqrt(_least_squares(lab, centres))
    base = float(
        np.clip(3 * np.median(np.min([np.linalg.norm(ring - one, axis=1) for one in centres], axis=0)), 4, 9)
    )
    for level in (base, 1.5 * base, 2 * base, 4 * base):
        joined = cv2.morphologyEx((away > level).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
        mask = np.asarray(cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), np.uint8)
        yield mask
        if level < 2 * base:
            yield np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, _DISC), np.uint8)


def _least_squares(lab: Floats, centres: Floats) -> Floats:
    """The squared distance of each colour to the nearest centre."""
    planes = cv2.split(lab)
    squares = [
        sum((plane - value) ** 2 for plane, value in zip(planes, centre, strict=True)) for centre in centres
    ]
    return np.asarray(np.minimum.reduce(squares), np.float32)


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


def _sides(lab: Floats, quad: Quad) -> float:
    """The share of the quad's sides at which the colour steps; 0 where that is too little."""
    ring = quad.array
    along = np.roll(ring, -1, axis=0) - ring
    out = np.stack((along[:, 1], -along[:, 0]), axis=1) / np.linalg.norm(along, axis=1, keepdims=True)
    spots = ring[:, None] + _SPOTS[None, :, None] * along[:, None]
    inner = _at(lab, spots[:, :, None] - _DEPTHS[:, None] * out[:, None, None])
    outer = _at(lab, spots[:, :, None] + _DEPTHS[:, None] * out[:, None, None])
    steps = inner.mean(axis=2) - outer.mean(axis=2)
    usual = np.median(steps, axis=1, keepdims=True)
    along_usual = (steps * usual).sum(axis=2) / (np.linalg.norm(usual, axis=2) + 1e-6)
    shares = (along_usual > _STEP).mean(axis=1)
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
        if all(quad.shared(other) < CROWDED for other in kept):
            kept.append(quad)
    return kept
