"""A stripe in the corner of a made-up paper, by which the stand-in engine knows which paper it is looking at.

Cells of blue (1) and green (0): six that say that this is a stripe, then the bits of a number. Neither colour is left
where ink is lifted off a picture, so a part of a page is never taken for another page.

>>> picture = Image.new("RGB", (300, 300), "white")
>>> mark(picture, 37)
>>> number_on(np.asarray(picture)[:, :, ::-1]), number_on(np.full((300, 300, 3), 255, np.uint8))
(37, None)
"""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from extractors.page import Pixels
from extractors.picture.flatten import flatten
from extractors.picture.paper_edges import find

_CELL = 8
_BLUE, _GREEN = (0, 0, 255), (0, 255, 0)
_HEAD = "101100"
_BITS = 8


def mark(picture: Image.Image, number: int) -> None:
    """Draws the stripe of that number (at most 255) into the top left corner."""
    pen = ImageDraw.Draw(picture)
    for place, bit in enumerate(_HEAD + f"{number:0{_BITS}b}"):
        x = place * _CELL
        pen.rectangle((x, 0, x + _CELL - 1, _CELL - 1), fill=_BLUE if bit == "1" else _GREEN)


def marked(picture: Image.Image, number: int) -> Image.Image:
    """A copy with the stripe where it is seen first: on the first of the papers found in the picture, else in its corner."""
    copy = picture.convert("RGB")
    pixels = np.ascontiguousarray(np.asarray(copy)[:, :, ::-1])
    quads = find(pixels)
    if len(quads) < 2:
        mark(copy, number)
        return copy
    flat = flatten(pixels, quads[0])
    stripe = Image.new("RGB", (flat.placing.width, flat.placing.height))
    mark(stripe, number)
    way = np.array(flat.placing.matrix, np.float32).reshape(3, 3)
    laid = cv2.warpPerspective(np.asarray(stripe), way, picture.size, flags=cv2.INTER_NEAREST)
    return Image.fromarray(np.where(laid.any(axis=2, keepdims=True), laid, np.asarray(copy)))


def number_on(pixels: Pixels) -> int | None:
    """The number of the stripe in the corner; None where there is none. Pixels are blue, green, red."""
    row = pixels[_CELL // 2, _CELL // 2 : _CELL * (len(_HEAD) + _BITS) : _CELL]
    bits = "".join("1" if _is(cell, 0) else "0" if _is(cell, 1) else "?" for cell in row)
    is_stripe = bits.startswith(_HEAD) and len(bits) == len(_HEAD) + _BITS and "?" not in bits
    return int(bits[len(_HEAD) :], 2) if is_stripe else None


def _is(cell: np.ndarray, strong: int) -> bool:
    return all(value > 200 if place == strong else value < 60 for place, value in enumerate(cell))
