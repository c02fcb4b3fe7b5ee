"""A comma at the end of a line that the engine left out: its ink is there, low and alone behind the last character.

Which mark it was the ink cannot tell for certain, so the line's score is lowered to below what is used without a look.

>>> page = ReadPage(number=1, width=9, height=9, turn=0, lines=(), source=Source.OCR)
>>> unsure_ends(page, [Line("三天", Box(0, 0, 9, 9))])[0].score
1.0
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.page import Line, Pixels, ReadPage
from storage.model.extraction import Box, Source

_UNSURE = 0.85
_SENTENCE = re.compile(r".{13,}[\u3400-\u9fff]$")


def unsure_ends(page: ReadPage, lines: Sequence[Line]) -> list[Line]:
    """The lines; long ones behind whose last word a mark stands that they do not have are unsure."""
    pixels = page.pixels
    if pixels is None:
        return list(lines)
    return [
        replace(line, score=min(line.score, _UNSURE))
        if line.source is Source.OCR and _SENTENCE.match(line.text) and _has_mark(pixels, line.box)
        else line
        for line in lines
    ]


def _has_mark(pixels: Pixels, box: Box) -> bool:
    """Whether the rightmost ink of a line is as small and as low as a comma, with nothing above it."""
    size = box.height
    part = pixels[max(0, box.y0) : box.y1, max(0, round(box.x1 - 0.75 * size)) : round(box.x1 + 0.5 * size)]
    if size < 8 or part.size == 0:
        return False
    _, ink = cv2.threshold(part.min(axis=2), 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(ink, dtype=np.uint8))
    found = [tuple(int(one) for one in row) for row in stats[1:] if row[4] > 0.004 * size * size]
    if not found:
        return False
    last = max(found, key=lambda one: one[0] + one[2])
    x, y, width, height, _ = last
    is_small = 0.04 * size < width < 0.34 * size and 0.05 * size < height < 0.45 * size
    is_apart = all(one is last or one[0] + one[2] <= x for one in found)
    return is_small and is_apart and y > 0.48 * size and not ink[: size // 2, x : x + width].any()
