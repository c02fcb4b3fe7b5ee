"""A page that no cue claims: is it a paper of some other kind, a paper nobody can read, or no paper at all?

>>> from storage.model.extraction import Source
>>> page = ReadPage(number=1, width=1, height=1, turn=0, lines=(), source=Source.OCR)
>>> judge(page).value
'unreadable'
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.kinds.folding import fold
from extractors.page import Line, Pixels, ReadPage
from storage.model.document_type import DocumentType

LEGIBLE = 0.70
"""The score from which a line counts as read."""
TINY = 64
"""A picture with a side shorter than this cannot be read, in pixels."""
A_PAPER = 30
"""Characters read from which a page counts as a paper."""
MANY_LINES = 6
"""Lines found but not read that make a page unreadable."""
INK = 0.02
"""The share of a light sheet that is grey from which it counts as written on."""
DARKEST = 6
"""The grey value of the lightest parts below which a picture is simply black."""
BANDS = 3
"""Grey bands from which a light sheet counts as written on."""


def judge(page: ReadPage) -> DocumentType:
    """`other`, `unreadable` or `irrelevant`."""
    if min(page.width, page.height) < TINY:
        return DocumentType.UNREADABLE
    read = sum(_length(line) for line in page.lines if line.score >= LEGIBLE)
    unread = [line for line in page.lines if line.score < LEGIBLE]
    if len(unread) >= MANY_LINES and sum(map(_length, unread)) > read:
        return DocumentType.UNREADABLE
    if read >= A_PAPER:
        return DocumentType.OTHER
    if page.pixels is not None and has_faint_text(page.pixels):
        return DocumentType.UNREADABLE
    return DocumentType.IRRELEVANT


def has_faint_text(pixels: Pixels) -> bool:
    """Whether a light paper bears the grey rows that text leaves when it is too blurred or too dark to read."""
    grey = _lit(_small_grey(pixels))
    paper = _paper(grey, pixels)
    if paper.mean() < 0.25:
        return False
    bands = cv2.GaussianBlur(grey, (0, 0), 2.0) - cv2.GaussianBlur(grey, (0, 0), 12.0)
    dark = (bands < -6.0) & paper
    is_written = float(dark.sum()) > INK * float(paper.sum())
    return is_written and max(_runs(dark, axis) for axis in (0, 1)) >= BANDS


def _runs(dark: NDArray[np.bool_], axis: int) -> int:
    """How many separate dark bands lie along the other axis."""
    filled = dark.mean(axis=axis) > 0.1
    return int((filled[1:] & ~filled[:-1]).sum())


def _small_grey(pixels: Pixels) -> NDArray[np.float32]:
    scale = 480 / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)


def _lit(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """The picture as if its lightest parts were paper in good light; too little light is left as it is."""
    lightest = float(np.percentile(grey, 95))
    return grey if lightest < DARKEST else np.clip(grey * (235.0 / lightest), 0, 255)


def _paper(grey: NDArray[np.float32], pixels: Pixels) -> NDArray[np.bool_]:
    small = cv2.resize(pixels, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_AREA)
    colour = cv2.blur(small, (9, 9)).astype(np.float32)
    tint = (colour.max(axis=2) - colour.min(axis=2)) / np.maximum(colour.max(axis=2), 1.0)
    around = cv2.GaussianBlur(grey, (0, 0), 20.0)
    light = (around > 150) & (tint < 0.28)
    return cv2.erode(light.astype(np.uint8), np.ones((25, 25), np.uint8)).astype(bool)


def _length(line: Line) -> int:
    return len(fold(line.text))
