"""Whether a page shows all of its paper, down to its foot, and nothing on it but text, rules and flat marks by hand.

A seal on a copy is grey or black, oval or square: no ring is looked for, but ink that no line of text explains. And a
seal stands at the foot: where the day and the signature are not seen with free paper below them, it may be cut off.

>>> is_foot("2026年3月8日"), is_foot("医师签名:周敏"), is_foot("诊断:急性支气管炎")
(True, True, False)
"""

import re
from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Line, Pixels, ReadPage
from storage.model.document import QualityFault, QualityGrade
from storage.model.extraction import Box

Mask = NDArray[np.uint8]

_EDGE = 900
_FOOT = re.compile(r"\d\s*年.*\d\s*月|20\d\d[-./]\d|医\s*[师生]|签\s*[名字章]|盖\s*章|公\s*章|日\s*期|印\s*章")
_LOWER = 0.5
"""A foot stands in the lower part of the text."""
_BELOW, _RIM = 0.05, 0.004
"""The free paper below the foot and around all text, as shares of the long edge."""
_SPREAD, _DENSE = 11, 0.07
"""Over how many pixels ink is averaged, and the share of a spot that is ink where something stands that is no text."""
_HIGH = 0.055
"""How high a mark by hand may be, as a share of the long edge; seals are larger."""
_HIDING = frozenset({QualityFault.GLARE, QualityFault.CUT, QualityFault.DARK, QualityFault.BLUR})


def shows_no_more(page: ReadPage, *, is_blur_let_be: bool = False) -> bool:
    """Whether nothing of a seal's size is on the page but what was read."""
    if page.pixels is None or not page.lines or page.quality.grade is QualityGrade.POOR:
        return False
    hiding = _HIDING - {QualityFault.BLUR} if is_blur_let_be else _HIDING
    is_hidden = any(issue.fault in hiding for issue in page.quality.issues)
    return not is_hidden and _is_inside(page) and not _unexplained(page.pixels, page.lines)


def shows_foot(page: ReadPage) -> bool:
    """Whether day or signature are there, low on the page, with free paper below."""
    if not page.lines or page.pixels is None:
        return False
    height, width = page.pixels.shape[:2]
    top, bottom = min(line.box.y0 for line in page.lines), max(line.box.y1 for line in page.lines)
    half = top + _LOWER * (bottom - top)
    has_foot = any(line.box.y0 >= half and is_foot(line.text) for line in page.lines)
    return has_foot and height - bottom >= _BELOW * max(height, width)


def is_foot(text: str) -> bool:
    """A line that a seal stands on or beside."""
    return _FOOT.search(text) is not None


def _is_inside(page: ReadPage) -> bool:
    """No text at the picture's border, and a paper that was laid flat lies wholly in it."""
    assert page.pixels is not None
    height, width = page.pixels.shape[:2]
    rim = _RIM * max(height, width)
    if any(
        min(box.x0, box.y0, width - box.x1, height - box.y1) < rim for box in (line.box for line in page.lines)
    ):
        return False
    if page.placing is None:
        return True
    x0, y0, x1, y1 = page.placing.box(Box(0, 0, page.placing.width, page.placing.height))
    return min(x0, y0, page.width - x1, page.height - y1) >= 0


def _unexplained(pixels: Pixels, lines: Sequence[Line]) -> bool:
    """Whether ink stands outside all lines of text that is as high as a seal."""
    scale = _EDGE / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = _without_rules(_dark(np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)))
    for box in _grown(lines, scale):
        ink[max(0, box.y0) : box.y1, max(0, box.x0) : box.x1] = 0
    rim = round(0.03 * _EDGE)
    ink[:rim], ink[-rim:], ink[:, :rim], ink[:, -rim:] = 0, 0, 0, 0
    spots = (cv2.blur(ink, (_SPREAD, _SPREAD)) > 255 * _DENSE).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(spots)
    return any(min(w, h) - _SPREAD > _HIGH * _EDGE for _, _, w, h, _ in stats[1:])


def _dark(grey: Mask) -> Mask:
    """Any ink that is darker than the paper around it, pale grey too."""
    return np.asarray(
        cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 9), np.uint8
    )


def _without_rules(ink: Mask) -> Mask:
    """No long straight strokes: tables and underlines, leaning a little."""
    rules = np.zeros_like(ink)
    for kernel in ((1, _EDGE // 30), (_EDGE // 30, 1)):
        straight = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
        rules = np.maximum(rules, straight.astype(np.uint8))
    return ink & ~np.asarray(cv2.dilate(rules, np.ones((3, 3), np.uint8)), np.uint8)


def _grown(lines: Iterable[Line], scale: float) -> Iterable[Box]:
    """The boxes of the lines in the small picture, a little wider: accents, serifs and underlines reach out."""
    for line in lines:
        x0, y0, x1, y1 = (round(edge * scale) for edge in line.box)
        more = max(3, (min(y1 - y0, x1 - x0)) // 4)
        yield Box(x0 - more, y0 - more, x1 + more, y1 + more)
