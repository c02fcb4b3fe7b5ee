"""The second look under a watermark that is written slantwise over a whole page (仅用于保险理赔 他用无效).

The detector takes its words and the print that they cross for one line, or passes over both. Its ink is paler than print:
where dark letters stand that were not read, the page is read once more without all that is pale, and what was passed over
is added, for a look.

>>> page, lines = np.full((9, 9, 3), 255, np.uint8), [Line("姓名", Box(0, 0, 9, 9))]
>>> [line.text for line in look_under_watermarks(page, lines, lambda pixels: OcrResult((), 0))]
['姓名']
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

import cv2
import numpy as np

from extractors.ocr import OcrResult
from extractors.page import Line, Pixels
from storage.model.extraction import Box

Read = Callable[[Pixels], OcrResult]
_WORDS = re.compile(r"仅供|仅用于|他用|无效|理赔|复印|水印")
_DAY = re.compile(r"[\d./-]+")
_LEAST = 3
"""Words of it that make a watermark of a whole page, and letters that were passed over that are worth a reading."""
_FEWEST, _RISE, _TALL = 3, 0.2, 1.8
"""A slanted line: its letters, the height of its box by the width, and in heights of a level one as wide, at least."""
_PALE = 0.5
"""What is brighter is white: of the way from black to paper."""
_DARK = 110
"""Ink in the picture without pale ink, of 255."""
_UNSURE = 0.85
"""What the score of an added line is lowered to: below what is used without a look."""
_SHARED = 0.3


def look_under_watermarks(pixels: Pixels, lines: Sequence[Line], read: Read) -> tuple[Line, ...]:
    """The lines of an upright page with those added that its watermark hid."""
    slanted = [line for line in lines if _is_slanted(line)]
    if sum(_WORDS.search(line.text) is not None for line in slanted) < _LEAST:
        return tuple(lines)
    print_ = [line for line in lines if line not in slanted]
    clear = without_pale(pixels)
    result = read(clear) if _letters_outside(clear, print_) >= _LEAST else OcrResult((), 0)
    if result.turn:
        return tuple(lines)
    fresh = [
        replace(line, score=min(line.score, _UNSURE))
        for line in result.lines
        if not _is_slanted(line) and not any(_share(line.box, one.box) for one in print_)
    ]
    days = [one for one in slanted if _DAY.fullmatch(one.text) and any(one.box.meets(new.box) for new in fresh)]
    return (*(line for line in lines if line not in days), *fresh)


def without_pale(pixels: Pixels) -> Pixels:
    """The picture in grey without what is paler than print, paper white.

    >>> without_pale(np.array([[[20] * 3, [160] * 3, [230] * 3, [230] * 3]], np.uint8))[0, :, 0].tolist()
    [0, 255, 255, 255]
    """
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.float32)
    paper = float(np.percentile(grey, 75))
    black = min(float(np.percentile(grey, 0.5)), paper * 0.5)
    white = max(1.0, _PALE * (paper - black))
    clear = np.clip((grey - black) / white, 0, 1) * 255
    return np.asarray(cv2.cvtColor(clear.astype(np.uint8), cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def _letters_outside(clear: Pixels, lines: Sequence[Line]) -> int:
    """How much dark ink of a letter's size stands outside the lines that were read: a face is larger, dust smaller."""
    usual = median([line.box.height for line in lines]) if lines else 0
    dark = (clear[:, :, 0] < _DARK).astype(np.uint8)
    for line in lines:
        dark[line.box.y0 : line.box.y1, line.box.x0 : line.box.x1] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark)
    return sum(0.35 * usual < row[3] < 1.3 * usual and row[2] < 1.6 * usual for row in stats[1:])


def _is_slanted(line: Line) -> bool:
    """Whether a line rises, and its box is higher than its letters would be if they stood side by side in its width."""
    letters = sum(1.0 if ord(char) > 0x2E7F else 0.55 for char in line.text)
    box = line.box
    return letters >= _FEWEST and box.height > _RISE * box.width and letters * box.height > _TALL * box.width


def _share(one: Box, other: Box) -> bool:
    """Whether two boxes share a good part of the smaller one."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    smaller = min(one.width * one.height, other.width * other.height)
    return width > 0 and height > 0 and width * height > _SHARED * smaller
