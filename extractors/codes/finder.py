"""QR codes in pixels, by OpenCV: found on a small copy of the page, decoded on a cut of the page itself.

Codes on invoices are small, about 20 mm: a cut is enlarged until a module has some ten pixels, else half of the
photographed codes stay dark. A code that cannot be decoded is as good as none.

>>> import cv2
>>> drawn = cv2.copyMakeBorder(cv2.QRCodeEncoder.create().encode("hello"), 6, 6, 6, 6, cv2.BORDER_CONSTANT, value=255)
>>> page = cv2.cvtColor(cv2.resize(drawn, None, fx=6, fy=6, interpolation=cv2.INTER_NEAREST), cv2.COLOR_GRAY2BGR)
>>> [code.payload for code in find(page)]
['hello']
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Pixels
from storage.model.extraction import Box

MOST_CODES = 4
_SEARCH_SIDE = 1200
"""The longer side of the copy that is searched: 30 ms. At 800 a tenth less is found."""
_LEAST_SIDE = 24
_TRIES = (
    (cv2.QRCodeDetectorAruco, 300, 0.05),
    (cv2.QRCodeDetectorAruco, 600, 0.2),
    (cv2.QRCodeDetector, 600, 0.2),
)
"""Which decoder, to how many pixels the side of a code is brought, and the share of it kept around: the quick one first.

On photographed codes of invoices the first reads two in three, all three together nine in ten."""

Grey = NDArray[np.uint8]
Corners = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says, and where it lies."""

    payload: str
    box: Box


def find(pixels: Pixels) -> tuple[Code, ...]:
    """The codes that can be decoded, at most `MOST_CODES`, with their boxes in the frame of the pixels."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    found = {code.payload: code for box in _boxes(grey) if (code := _decoded(grey, box)) is not None}
    return tuple(found.values())


def _boxes(grey: Grey) -> Iterator[Box]:
    scale = min(1.0, _SEARCH_SIDE / max(grey.shape))
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    try:
        is_found, corners = cv2.QRCodeDetectorAruco().detectMulti(small)
    except cv2.error:
        return
    for four in corners[:MOST_CODES] if is_found and corners is not None else ():
        (x0, y0), (x1, y1) = four.min(axis=0) / scale, four.max(axis=0) / scale
        box = Box(
            max(0, round(x0)), max(0, round(y0)), min(grey.shape[1], round(x1)), min(grey.shape[0], round(y1))
        )
        if min(box.width, box.height) >= _LEAST_SIDE:
            yield box


def _decoded(grey: Grey, box: Box) -> Code | None:
    for detector, side, margin in _TRIES:
        try:
            payload, _, _ = detector().detectAndDecode(_cut(grey, box, side, margin))
        except (cv2.error, UnicodeError, SystemError):
            continue
        if payload:
            return Code(payload, box)
    return None


def _cut(grey: Grey, box: Box, side: int, margin: float) -> Grey:
    longer = max(box.width, box.height)
    around = round(margin * longer)
    part = grey[max(0, box.y0 - around) : box.y1 + around, max(0, box.x0 - around) : box.x1 + around]
    scale = side / longer
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=how), dtype=np.uint8)
