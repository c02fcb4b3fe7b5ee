"""Several papers in one photo: each laid on a desk, turned by any angle, seen a little from the side.

The truth is where each paper's corners lie in the photo. Grounds `GROUNDS` are for development; those in
`HELD_BACK` are for measuring only.

>>> from PIL import Image
>>> paper = Image.new("RGB", (400, 300), "white")
>>> desk = lay(random.Random(1), [paper, paper], "dark")
>>> len(desk.corners), desk.picture.size
(2, (1800, 2400))
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from storage.model.extraction import Box
from tests.specimens.camera import FAULTS

Floats = NDArray[np.float32]
Ground = Callable[[random.Random, tuple[int, int]], Floats]
Corners = tuple[tuple[float, float], ...]

LONG_EDGE, SHORT_EDGE = 2400, 1800


@dataclass(frozen=True, slots=True)
class Desk:
    """A photo of papers and the corners of each in it, clockwise from what is the paper's own top left."""

    picture: Image.Image
    corners: tuple[Corners, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The upright box around each paper."""
        return tuple(
            Box(
                *(math.floor(min(p[i] for p in quad)) for i in (0, 1)),
                *(math.ceil(max(p[i] for p in quad)) for i in (0, 1)),
            )
            for quad in self.corners
        )


def lay(
    rng: random.Random,
    papers: Sequence[Image.Image],
    ground: str,
    *,
    most_turn: float = 180.0,
    slant: float = 0.03,
    near: float = 1.0,
) -> Desk:
    """Lays up to six papers in the cells of a grid, each turned by up to `most_turn` degrees.

    `near`: the share of its cell's sides that a paper has to itself; below 1, people stood far away.
    """
    columns, rows = _grid(len(papers), papers[0].width >= papers[0].height)
    size = (LONG_EDGE, SHORT_EDGE) if columns >= rows else (SHORT_EDGE, LONG_EDGE)
    picture = ALL_GROUNDS[ground](rng, size)
    quads = []
    for place, paper in enumerate(papers):
        cell = (size[0] / columns, size[1] / rows)
        centre = ((place % columns + 0.5) * cell[0], (place // columns + 0.5) * cell[1])
        own = (cell[0] * near, cell[1] * near)
        quad = _quad(rng, paper, centre, own, rng.uniform(-most_turn, most_turn), slant)
        picture = _laid(rng, picture, paper, quad)
        quads.append(tuple((float(x), float(y)) for x, y in quad))
    photo = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
    if rng.random() < 0.4:
        photo = FAULTS["shadow"](rng, photo) if rng.random() < 0.3 else photo
    return Desk(FAULTS["noise"](rng, photo) if rng.random() < 0.5 else photo, tuple(quads))


def touching(rng: random.Random, papers: Sequence[Image.Image], ground: str, *, overlap: float = 0.0) -> Desk:
    """Papers one below another (or side by side) that touch, or cover each other's margin by a share."""
    scale = min(1300 / max(paper.width for paper in papers), 1900 / sum(paper.height for paper in papers))
    picture = ALL_GROUNDS[ground](rng, (SHORT_EDGE, LONG_EDGE + 100))
    top, quads = 60.0, []
    for paper in papers:
        width, height = paper.width * scale, paper.height * scale
        lean = math.radians(rng.uniform(-1.2, 1.2))
        left = (SHORT_EDGE - width) / 2 + rng.uniform(-30, 30)
        quad = _turned(width, height, lean) + np.array((left + width / 2, top + height / 2), np.float32)
        picture = _laid(rng, picture, paper, quad)
        quads.append(tuple((float(x), float(y)) for x, y in quad))
        top += height * (1 - overlap)
    return Desk(Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)), tuple(quads))


def _grid(count: int, is_wide: bool) -> tuple[int, int]:
    columns, rows = {1: (1, 1), 2: (1, 2), 3: (1, 3), 4: (2, 2), 5: (2, 3), 6: (2, 3)}[count]
    return (columns, rows) if is_wide or count in (1, 4) else (rows, columns)


def _quad(
    rng: random.Random, paper: Image.Image, centre: tuple[float, float], cell: tuple[float, float],
    degrees: float, slant: float,
) -> Floats:  # fmt: skip
    angle = math.radians(degrees)
    box = np.abs(_turned(paper.width, paper.height, angle)).max(axis=0) * 2
    scale = min(cell[0] / box[0], cell[1] / box[1]) * rng.uniform(0.84, 0.93)
    quad = _turned(paper.width * scale, paper.height * scale, angle)
    shake = np.array([[rng.uniform(-slant, slant) for _ in range(2)] for _ in range(4)], np.float32)
    quad = quad * (1 + shake)
    free = np.maximum(0, np.array(cell) / 2 - np.abs(quad).max(axis=0) - 6)
    drift = np.array([rng.uniform(-one, one) for one in free])
    return np.asarray(quad + np.array(centre) + drift, np.float32)


def _turned(width: float, height: float, angle: float) -> Floats:
    half = np.array([(-width, -height), (width, -height), (width, height), (-width, height)]) / 2
    turn = np.array([(math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))])
    return np.asarray(half @ turn, np.float32)


def _laid(rng: random.Random, picture: Floats, paper: Image.Image, quad: Floats) -> Floats:
    """The picture with the paper and its shadow on it."""
    size = (picture.shape[1], picture.shape[0])
    ink = np.asarray(paper.convert("RGB"), np.uint8)
    side = max(
        np.linalg.norm(quad[1] - quad[0]) / paper.width, np.linalg.norm(quad[3] - quad[0]) / paper.height
    )
    if side < 0.7:
        ink = cv2.resize(ink, None, fx=float(side), fy=float(side), interpolation=cv2.INTER_AREA)
    height, width = ink.shape[:2]
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, quad)
    seen = cv2.warpPerspective(ink, matrix, size, flags=cv2.INTER_CUBIC).astype(np.float32)
    mask = cv2.warpPerspective(np.ones((height, width), np.float32), matrix, size)
    dx, dy = rng.uniform(-8, 8), rng.uniform(2, 9)
    shade = cv2.warpAffine(mask, np.array([(1, 0, dx), (0, 1, dy)], np.float32), size)
    shade = cv2.GaussianBlur(shade, (0, 0), 5)[..., None] * (1 - mask[..., None])
    lit = picture * (1 - 0.35 * shade)
    return np.asarray(lit * (1 - mask[..., None]) + seen * rng.uniform(0.9, 1.0) * mask[..., None], np.float32)


def _plain(*tint: int) -> Ground:
    def ground(rng: random.Random, size: tuple[int, int]) -> Floats:
        grain = np.random.default_rng(rng.getrandbits(32))
        base = np.array(tint, np.float32) + grain.normal(0, 3, (size[1], size[0], 1)).astype(np.float32)
        return np.asarray(base, np.float32)

    return ground


def _wood(rng: random.Random, size: tuple[int, int]) -> Floats:
    grain = np.random.default_rng(rng.getrandbits(32))
    coarse = grain.normal(0, 1, (size[1] // 6, max(2, size[0] // 220))).astype(np.float32)
    waves = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)[..., None]
    tint = np.array(rng.choice(((150, 105, 65), (110, 74, 48), (181, 141, 98))), np.float32)
    return np.asarray(tint + 16 * waves, np.float32)


def _cloth(rng: random.Random, size: tuple[int, int]) -> Floats:
    rows, columns = np.mgrid[: size[1], : size[0]].astype(np.float32)
    step = rng.uniform(26, 60)
    check = np.sign(np.sin(rows / step * math.pi)) + np.sign(np.sin(columns / step * math.pi))
    tint = np.array(rng.choice(((90, 110, 150), (150, 90, 90), (100, 130, 110))), np.float32)
    return np.asarray(tint + 17 * check[..., None], np.float32)


def _gradient(rng: random.Random, size: tuple[int, int]) -> Floats:
    across = np.linspace(rng.uniform(30, 60), rng.uniform(120, 160), size[0], dtype=np.float32)
    down = np.linspace(0, rng.uniform(-20, 30), size[1], dtype=np.float32)
    return np.repeat((across[None] + down[:, None])[..., None], 3, axis=2)


def _stone(rng: random.Random, size: tuple[int, int]) -> Floats:
    grain = np.random.default_rng(rng.getrandbits(32))
    picture = np.full((size[1], size[0], 1), 128, np.float32)
    for step in (8, 24, 70):
        coarse = grain.normal(0, 9, (size[1] // step + 2, size[0] // step + 2)).astype(np.float32)
        picture += cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)[..., None]
    return np.repeat(picture, 3, axis=2)


def _stripes(rng: random.Random, size: tuple[int, int]) -> Floats:
    rows, columns = np.mgrid[: size[1], : size[0]].astype(np.float32)
    lean, step = rng.uniform(-1, 1), rng.uniform(40, 120)
    band = np.sign(np.sin((rows + lean * columns) / step * math.pi))[..., None]
    return np.asarray(np.array(rng.choice(((80, 120, 90), (140, 120, 80))), np.float32) + 20 * band, np.float32)


def _lid(rng: random.Random, size: tuple[int, int]) -> Floats:
    """The white inside of a scanner's lid, darker towards one corner."""
    rows, columns = np.mgrid[: size[1], : size[0]].astype(np.float32)
    far = np.hypot(columns / size[0] - rng.random(), rows / size[1] - rng.random())
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, 2, (size[1], size[0])).astype(np.float32)
    return np.repeat((252 - rng.uniform(4, 14) * far + grain)[..., None], 3, axis=2)


def _folds(rng: random.Random, size: tuple[int, int]) -> Floats:
    """A white sheet with soft folds."""
    grain = np.random.default_rng(rng.getrandbits(32))
    coarse = grain.normal(0, 4, (size[1] // 260 + 2, size[0] // 180 + 2)).astype(np.float32)
    waves = np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC), np.float32)
    return np.asarray(np.array((240, 240, 236), np.float32) + waves[..., None], np.float32)


GROUNDS: dict[str, Ground] = {
    "dark": _plain(42, 44, 50),
    "wood": _wood,
    "cloth": _cloth,
    "gradient": _gradient,
    "similar": _plain(214, 208, 196),
    "white_sheet": _plain(246, 246, 246),
    "glass": _plain(251, 253, 252),
    "lid": _lid,
    "folds": _folds,
}
HELD_BACK: dict[str, Ground] = {
    "stone": _stone,
    "stripes": _stripes,
    "blue": _plain(70, 96, 150),
    "beige": _plain(206, 190, 160),
    "copier": _plain(252, 252, 252),
}
ALL_GROUNDS = {**GROUNDS, **HELD_BACK}
