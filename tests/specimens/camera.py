"""What a phone does to a paper: each fault takes a Random and a picture and gives a picture.

Everything comes from the given Random, so that the same seed makes the same photo.

>>> paper = Image.new("RGB", (400, 300), "white")
>>> FAULTS["dark"](random.Random(1), paper).size
(400, 300)
"""

import io
import random
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Fault = Callable[[random.Random, Image.Image], Image.Image]
Floats = NDArray[np.float32]

JPEG_GOOD, JPEG_WECHAT = 88, 45
WECHAT_LONG_EDGE = 1280


def blur(rng: random.Random, image: Image.Image, strength: float | None = None) -> Image.Image:
    """Out of focus: the whole picture, so much that small print is gone."""
    radius = strength or rng.uniform(4.5, 6.5) * max(image.size) / 1700
    return image.convert("RGB").filter(ImageFilter.GaussianBlur(radius))


def motion_blur(rng: random.Random, image: Image.Image, length: int | None = None) -> Image.Image:
    """The hand moved while the shutter was open."""
    size = length or round(rng.uniform(17, 25) * max(image.size) / 1700)
    size = max(3, size | 1)
    kernel = np.zeros((size, size), np.float32)
    kernel[size // 2] = 1.0 / size
    turn = cv2.getRotationMatrix2D((size / 2 - 0.5, size / 2 - 0.5), rng.uniform(0, 180), 1)
    kernel = cv2.warpAffine(kernel, turn, (size, size))
    return _image(cv2.filter2D(_pixels(image), -1, kernel / max(kernel.sum(), 1e-6)))


def glare(rng: random.Random, image: Image.Image, *, at: tuple[float, float] | None = None) -> Image.Image:
    """A lamp's reflection: a white blob in which no ink is left, brighter than the paper around it."""
    width, height = image.size
    x, y = at or (rng.uniform(0.3, 0.7), rng.uniform(0.3, 0.7))
    radius = rng.uniform(0.14, 0.2) * min(width, height)
    rows, columns = np.ogrid[:height, :width]
    far = np.hypot((columns - x * width) / rng.uniform(1.0, 1.6), rows - y * height) / radius
    light = np.clip(1.5 - far, 0, 1)[..., None].astype(np.float32)
    return _image(_pixels(image) * 0.82 * (1 - light) + 255 * light)


def shadow(rng: random.Random, image: Image.Image, depth: float | None = None) -> Image.Image:
    """A hand's or phone's shadow with a soft edge over a part of the paper."""
    width, height = image.size
    angle, offset = rng.uniform(-0.6, 0.6), rng.uniform(0.3, 0.6)
    rows, columns = np.ogrid[:height, :width]
    edge = (columns / width - offset + angle * (rows / height - 0.5)) * 12
    lit = 1 / (1 + np.exp(-edge))
    low = 1 - (depth if depth is not None else rng.uniform(0.4, 0.55))
    return _image(_pixels(image) * (low + (1 - low) * lit)[..., None].astype(np.float32))


def dark(rng: random.Random, image: Image.Image, level: float | None = None) -> Image.Image:
    """Far too little light, with the sensor's noise."""
    low = level or rng.uniform(0.02, 0.035)
    return noise(rng, _image(_pixels(image) * low), sigma=3.5)


def noise(rng: random.Random, image: Image.Image, sigma: float | None = None) -> Image.Image:
    grain = np.random.default_rng(rng.getrandbits(32))
    pixels = _pixels(image)
    return _image(pixels + grain.normal(0, sigma or rng.uniform(5, 9), pixels.shape).astype(np.float32))


def cut(rng: random.Random, image: Image.Image) -> Image.Image:
    """One side of the paper lies outside the picture."""
    width, height = image.size
    part = rng.uniform(0.18, 0.3)
    boxes = (
        (round(width * part), 0, width, height),
        (0, 0, round(width * (1 - part)), height),
        (0, round(height * part), width, height),
        (0, 0, width, round(height * (1 - part))),
    )
    return image.convert("RGB").crop(rng.choice(boxes))


def on_desk(rng: random.Random, image: Image.Image, strength: float | None = None) -> Image.Image:
    """The whole paper on a desk, seen a little from the side."""
    width, height = image.size
    slant = 0.045 if strength is None else strength
    margin = round(max(width, height) * rng.uniform(0.04, 0.09))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    seen = [
        (x + margin + rng.uniform(-slant, slant) * width, y + margin + rng.uniform(-slant, slant) * height)
        for x, y in corners
    ]
    seen_points = np.array(seen, np.float32)
    seen_points -= np.minimum(seen_points.min(axis=0) - margin * 0.4, 0)
    size = tuple(int(side) for side in np.ceil(seen_points.max(axis=0) + margin * 0.6))
    matrix = cv2.getPerspectiveTransform(corners, seen_points)
    paper = cv2.warpPerspective(_pixels(image), matrix, size, flags=cv2.INTER_CUBIC)
    mask = cv2.warpPerspective(np.ones((height, width), np.float32), matrix, size)[..., None]
    return _image(paper * mask + _desk(rng, size) * (1 - mask))


def skew(rng: random.Random, image: Image.Image, degrees: float | None = None) -> Image.Image:
    angle = degrees if degrees is not None else rng.choice((-1, 1)) * rng.uniform(0.6, 2.2)
    fill = tuple(int(value) for value in _pixels(image)[:4, :4].mean(axis=(0, 1)))
    return image.convert("RGB").rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=fill)


def turned(degrees: int) -> Fault:
    """Laid sideways or upside down; `degrees` counter-clockwise."""

    def turn(rng: random.Random, image: Image.Image) -> Image.Image:
        return image.convert("RGB").rotate(degrees, expand=True)

    return turn


def jpeg(rng: random.Random, image: Image.Image, quality: int | None = None) -> Image.Image:
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=quality or rng.randint(28, 40))
    return Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")


def wechat(rng: random.Random, image: Image.Image) -> Image.Image:
    """Sent through a messenger: smaller and pressed."""
    scale = min(1.0, WECHAT_LONG_EDGE / max(image.size))
    size = (round(image.width * scale), round(image.height * scale))
    return jpeg(rng, image.convert("RGB").resize(size, Image.Resampling.LANCZOS), quality=JPEG_WECHAT)


def tiny(rng: random.Random, image: Image.Image) -> Image.Image:
    """A thumbnail: the letters are a few pixels high."""
    scale = rng.uniform(280, 340) / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def fold(rng: random.Random, image: Image.Image) -> Image.Image:
    """The paper was folded: a bright and a dark line side by side across it."""
    width, height = image.size
    place, sign = rng.uniform(0.35, 0.65), rng.choice((-1, 1))
    rows, columns = np.ogrid[:height, :width]
    along = rng.random() < 0.5
    far = (rows - height * place) if along else (columns - width * place)
    wave = np.exp(-((far / (max(width, height) * 0.006)) ** 2)) * np.sign(far) * sign * 45
    side = np.where(far > 0, -6.0, 4.0) * sign
    return _image(_pixels(image) + np.broadcast_to(wave + side, (height, width))[..., None].astype(np.float32))


FAULTS: dict[str, Fault] = {
    "blur": blur,
    "motion_blur": motion_blur,
    "glare": glare,
    "shadow": shadow,
    "dark": dark,
    "cut": cut,
    "on_desk": on_desk,
    "turned_90": turned(90),
    "turned_180": turned(180),
    "turned_270": turned(270),
    "skew": skew,
    "jpeg": jpeg,
    "wechat": wechat,
    "tiny": tiny,
    "noise": noise,
    "fold": fold,
}


def as_phone_photo(rng: random.Random, image: Image.Image) -> Image.Image:
    """A good photo by an ordinary phone: everything on it can still be read."""
    photo = on_desk(rng, image, strength=0.02) if rng.random() < 0.7 else skew(rng, image, rng.uniform(-1, 1))
    if rng.random() < 0.5:
        photo = shadow(rng, photo, depth=rng.uniform(0.1, 0.25))
    if rng.random() < 0.3:
        photo = fold(rng, photo)
    photo = blur(rng, photo, strength=rng.uniform(0.3, 0.7) * max(photo.size) / 1700)
    photo = noise(rng, photo, sigma=rng.uniform(1.5, 4))
    return jpeg(rng, photo, quality=rng.randint(70, JPEG_GOOD))


def _desk(rng: random.Random, size: tuple[int, int]) -> Floats:
    """Wood, cloth or stone: a tint with slow waves and a grain."""
    tint = np.array(rng.choice(((96, 72, 52), (70, 74, 80), (128, 108, 88), (52, 60, 70))), np.float32)
    grain = np.random.default_rng(rng.getrandbits(32))
    coarse = grain.normal(0, 14, (max(2, size[1] // 24), max(2, size[0] // 160), 1)).astype(np.float32)
    waves = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)[..., None]
    return tint + waves


def _pixels(image: Image.Image) -> Floats:
    return np.asarray(image.convert("RGB"), dtype=np.float32)


def _image(pixels: NDArray[np.generic]) -> Image.Image:
    return Image.fromarray(np.clip(np.asarray(pixels, np.float32), 0, 255).astype(np.uint8))
