"""A photo of a screen: the picture on an LCD's stripes of red, green and blue, through a lens onto a phone's sensor.

Nothing is painted on: the moiré comes from sampling the screen's grid by the sensor's, as it does in life. Screens
`LOOKS` are for development; those in `HELD_BACK` are for measuring only.

>>> paper = Image.new("RGB", (300, 200), "white")
>>> photo(random.Random(1), paper, "monitor", width=90).mode
'RGB'
"""

import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.specimens import camera

Floats = NDArray[np.float32]
_FINE = 6
"""Points of light that one pixel of the screen is drawn with, each way: two a stripe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How many of the sensor's pixels fall on one of the screen's, how soft the lens is, and how the screen is built."""

    near: tuple[float, float]
    soft: tuple[float, float]
    gap: float
    is_diamond: bool = False
    turn: float = 4.0


LOOKS = {
    "monitor": Look(near=(1.2, 1.9), soft=(0.35, 0.55), gap=0.25),
    "near": Look(near=(2.0, 3.2), soft=(0.4, 0.7), gap=0.3),
    "laptop": Look(near=(0.9, 1.4), soft=(0.35, 0.5), gap=0.2),
}
HELD_BACK = {
    "tablet": Look(near=(1.0, 2.2), soft=(0.35, 0.6), gap=0.15, turn=9.0),
    "diamond": Look(near=(1.3, 2.6), soft=(0.4, 0.6), gap=0.35, is_diamond=True, turn=7.0),
}


def photo(rng: random.Random, picture: Image.Image, look: str, *, width: int = 560) -> Image.Image:
    """The picture shown `width` pixels wide on that screen, photographed."""
    screen = {**LOOKS, **HELD_BACK}[look]
    shown = picture.convert("RGB").resize((width, round(width * picture.height / picture.width)))
    near = rng.uniform(*screen.near)
    light = _lit(np.asarray(shown, np.float32), screen)
    blurred = cv2.GaussianBlur(light, (0, 0), rng.uniform(*screen.soft) * _FINE / near)
    seen = _on_sensor(rng, np.asarray(blurred, np.float32), near / _FINE, screen.turn)
    white = float(np.percentile(seen, 90))
    sensed = _mosaic(np.asarray(seen * rng.uniform(185, 240) / white + 6, np.float32))
    shot = camera.noise(rng, Image.fromarray(sensed), sigma=rng.uniform(1.5, 3.0))
    return camera.jpeg(rng, shot, quality=rng.randint(78, 92))


def _lit(shown: Floats, screen: Look) -> Floats:
    """The screen's light: each pixel in three stripes with dark between them, every other row shifted on some."""
    fine = np.repeat(np.repeat(shown, _FINE, axis=0), _FINE, axis=1).astype(np.float32)
    rows, columns = np.arange(fine.shape[0]) % _FINE, np.arange(fine.shape[1]) % _FINE
    stripes = np.zeros((_FINE, _FINE, 3), np.float32)
    for colour in range(3):
        stripes[: _FINE - 1, 2 * colour : 2 * colour + 2, colour] = 1.0
    stripes += screen.gap * (1 - stripes)
    if screen.is_diamond:
        is_odd = (np.arange(fine.shape[0]) // _FINE) % 2 == 1
        shifted = np.roll(stripes, _FINE // 2, axis=1)
        fine[is_odd] *= shifted[rows[is_odd]][:, columns]
        fine[~is_odd] *= stripes[rows[~is_odd]][:, columns]
        return fine
    return np.asarray(fine * stripes[rows][:, columns], np.float32)


def _on_sensor(rng: random.Random, light: Floats, scale: float, most_turn: float) -> Floats:
    """The screen as it falls on the sensor: smaller, a little turned and from the side, its dark rim around it."""
    height, width = light.shape[:2]
    size = (round(width * scale * 1.08), round(height * scale * 1.08))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-most_turn, most_turn), scale)
    seen = (
        corners @ turn[:, :2].T
        + turn[:, 2]
        + np.array([s / 2 - o / 2 for s, o in zip(size, (width, height), strict=True)])
    )
    seen += np.array([[rng.uniform(-0.02, 0.02) * side for side in size] for _ in range(4)])
    matrix = cv2.getPerspectiveTransform(corners, np.asarray(seen, np.float32))
    return np.asarray(
        cv2.warpPerspective(light, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(14, 15, 17)), np.float32
    )


def _mosaic(seen: Floats) -> NDArray[np.uint8]:
    """One colour a pixel, as the sensor has it, and the other two guessed from its neighbours."""
    whole = np.clip(seen, 0, 255).astype(np.uint8)
    raw = whole[..., 1].copy()
    raw[0::2, 0::2] = whole[0::2, 0::2, 0]
    raw[1::2, 1::2] = whole[1::2, 1::2, 2]
    return np.asarray(cv2.cvtColor(raw, cv2.COLOR_BayerBG2BGR), np.uint8)[..., ::-1].copy()
