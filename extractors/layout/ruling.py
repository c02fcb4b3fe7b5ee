"""Ruled lines: the bands between long horizontal rules of a form, on the level page.

From the drawing where there is one (PDF), else from the pixels: thin dark runs much longer than any letter.

>>> bands([(100, 0, 900), (300, 0, 900), (302, 0, 900)], width=1000)
[(100, 301)]
"""

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np

from extractors.layout.skew import Level
from extractors.page import Pixels, ReadPage
from storage.model.extraction import Box

Rule = tuple[int, int, int]
"""Height, left and right end."""
Band = tuple[int, int]
_EDGE = 1600
_LONG = 0.45
_STEEP = 0.03
"""The slope from which a rule falls apart into runs too short to be told from letters: the picture is levelled first."""


def page_bands(page: ReadPage, level: Level) -> list[Band]:
    """The bands of a page, top to bottom."""
    if not page.rules and page.pixels is not None and abs(level.slope) > _STEEP:
        flat = [box for box in _drawn(page.pixels, level) if box.width > 4 * box.height]
    else:
        boxes = page.rules or (() if page.pixels is None else _drawn(page.pixels))
        flat = [level.box(box) for box in boxes if box.width > 4 * box.height]
    return bands([(round(box.centre[1]), box.x0, box.x1) for box in flat], page.upright_size[0])


def bands(rules: Sequence[Rule], width: int) -> list[Band]:
    """Between neighbouring heights at which rules cover a good part of the width."""
    heights: list[list[Rule]] = []
    for rule in sorted(rules):
        if heights and rule[0] - heights[-1][-1][0] <= max(4, width // 150):
            heights[-1].append(rule)
        else:
            heights.append([rule])
    long = [group for group in heights if _covered(group) > _LONG * width]
    edges = [round(sum(rule[0] for rule in group) / len(group)) for group in long]
    return [(top, bottom) for top, bottom in pairwise(edges) if bottom - top > 12]


def _covered(group: Sequence[Rule]) -> int:
    total, reach = 0, -(10**9)
    for _, left, right in sorted(group, key=lambda rule: rule[1]):
        total += max(0, right - max(left, reach))
        reach = max(reach, right)
    return total


def _drawn(pixels: Pixels, level: Level | None = None) -> list[Box]:
    """Long thin dark runs; a leaning rule is found in parts, or whole on the page as `level` lays it."""
    scale = min(1.0, _EDGE / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = np.asarray(cv2.min(cv2.min(small[:, :, 0], small[:, :, 1]), small[:, :, 2]), np.uint8)
    if level is not None:
        grey = level.picture(grey, scale)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    dark = cv2.dilate(dark, np.ones((2, 1), np.uint8))
    length = max(24, small.shape[1] // 22)
    runs = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs)
    return [
        Box(round(x / scale), round(y / scale), round((x + w) / scale), round((y + h) / scale))
        for x, y, w, h, _ in stats[1:count]
        if h <= max(6, w // 8)
    ]
