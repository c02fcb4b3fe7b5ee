"""How well a picture serves: faults that can be measured, where they lie, and a grade.

Measured per text line, since only what hides ink matters; a line that the engine read well is legible whatever the
picture looks like, so that nobody is asked to take a good picture again. Thresholds stand in `quality.toml`; the
checks are those that card and invoice readers make (four corners, resolution, focus, glare, light). Signs of how a
picture came about (of a screen) are named beside them and leave the grade as it is.

>>> judge(np.full((400, 600, 3), 250, np.uint8), ()).issues[0].fault
<QualityFault.BLANK: 'blank'>
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.fields import union
from extractors.page import Line, Pixels
from extractors.picture import sharpness
from extractors.picture.first_sight import first_sight, thresholds
from extractors.picture.screen import is_of_screen
from storage.model.document import Quality, QualityFault, QualityGrade, QualityIssue
from storage.model.extraction import Box

Gray = NDArray[np.uint8]
_POOR = QualityGrade.POOR
_USABLE = QualityGrade.USABLE


def judge(pixels: Pixels, lines: Sequence[Line]) -> Quality:
    """The faults of one page; boxes are in the frame of the pixels."""
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    page = lines[0].page if lines else 1
    if not lines:
        fault = first_sight(pixels)
        return Quality(_POOR, (QualityIssue(fault, page),)) if fault else Quality()
    found = [
        *_blur(gray, lines),
        *_dark(gray, lines),
        *_small(lines),
        *_glare(pixels, gray, lines),
        *_cut(gray, lines),
        *_broken_off(pixels),
    ]
    issues = tuple(QualityIssue(fault, page, box) for fault, box, _ in (*found, *_signs(pixels, lines)))
    return Quality(_worst([grade for _, _, grade in found]), issues)


def has_ink(pixels: Pixels) -> bool:
    """Whether anything at all could be read: a plain page or a sliver is not worth the engine's time."""
    limits = thresholds()["blank"]
    if min(pixels.shape[:2]) < limits["sliver"]:
        return False
    smooth = cv2.blur(pixels, (3, 3))
    return bool(int(smooth.max()) - int(smooth.min()) >= limits["range"])


def _signs(pixels: Pixels, lines: Sequence[Line]) -> "_Found":
    """What reviewers are told of how the picture came about; it serves no worse for that."""
    return [(QualityFault.SCREEN, None, QualityGrade.GOOD)] if is_of_screen(pixels) else []


_Found = list[tuple[QualityFault, Box | None, QualityGrade]]


def _blur(gray: Gray, lines: Sequence[Line]) -> _Found:
    limits = thresholds()["blur"]
    blurred = [line for line in _doubtful(lines) if sharpness.is_blurred(gray, line.box, limits)]
    return _on_lines(QualityFault.BLUR, blurred, lines)


def _dark(gray: Gray, lines: Sequence[Line]) -> _Found:
    limits = thresholds()["dark"]
    dim = []
    for line in _doubtful(lines):
        paper, ink = np.percentile(_crop(gray, line.box), (85, 5))
        if paper < limits["paper"] or paper - ink < limits["contrast"]:
            dim.append(line)
    return _on_lines(QualityFault.DARK, dim, lines)


def _small(lines: Sequence[Line]) -> _Found:
    limits = thresholds()["small"]
    small = [line for line in _doubtful(lines) if min(line.box.height, line.box.width) < limits["height"]]
    return _on_lines(QualityFault.SMALL, small, lines)


def _glare(pixels: Pixels, gray: Gray, lines: Sequence[Line]) -> _Found:
    """White blobs on paper that is darker than white, among the text."""
    limits = thresholds()["glare"]
    text = union(line.box for line in lines)
    if float(np.percentile(_crop(gray, text), 70)) > limits["level"] - limits["above_paper"]:
        return []
    least = limits["least_side"] * float(np.median([line.box.height for line in lines]))
    white = (pixels.min(axis=2) >= limits["level"]).astype(np.uint8)
    white = cv2.morphologyEx(white, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(white)
    found: _Found = []
    for x, y, width, height, area in stats[1:]:
        box = Box(int(x), int(y), int(x + width), int(y + height))
        is_large = area >= limits["share"] * gray.size and min(width, height) >= least
        is_round = area >= limits["compact"] * width * height
        if is_large and is_round and box.meets(text):
            share = area / max(1, text.width * text.height)
            found.append((QualityFault.GLARE, box, _POOR if share > limits["poor_share"] else _USABLE))
    return found


def _cut(gray: Gray, lines: Sequence[Line]) -> _Found:
    """Lines of text that run out of the picture."""
    limits = thresholds()["cut"]
    height, width = gray.shape
    edge = int(limits["edge"])
    level = float(np.percentile(gray, 70)) * 0.6
    sides = {
        "left": [line for line in lines if line.box.x0 <= edge],
        "right": [line for line in lines if line.box.x1 >= width - edge],
        "top": [line for line in lines if line.box.y0 <= edge],
        "bottom": [line for line in lines if line.box.y1 >= height - edge],
    }
    found: _Found = []
    for side, near in sides.items():
        out = [line for line in near if _ink_at(gray, line.box, side, level) >= limits["ink"]]
        least = limits["lines"] if side in ("left", "right") else 1
        if len(out) >= least:
            found.append((QualityFault.CUT, union(line.box for line in out), _USABLE))
    return found


def _ink_at(gray: Gray, box: Box, side: str, level: float) -> float:
    """The share of dark pixels on the picture's border, along a line that touches it."""
    crop = _crop(gray, box)
    border = {"left": crop[:, :1], "right": crop[:, -1:], "top": crop[:1], "bottom": crop[-1:]}[side]
    return float((border < level).mean()) if border.size else 0.0


def _broken_off(pixels: Pixels) -> _Found:
    """The flat grey foot that a decoder leaves where a JPEG's bytes end."""
    height, width = pixels.shape[:2]
    is_flat = (pixels == 128).all(axis=(1, 2))
    filled = np.flatnonzero(~is_flat)
    foot = height - (int(filled[-1]) + 1 if len(filled) else 0)
    if foot < thresholds()["cut"]["empty_share"] * height:
        return []
    return [(QualityFault.CUT, Box(0, height - foot, width, height), _USABLE)]


def _on_lines(fault: QualityFault, at_fault: Sequence[Line], lines: Sequence[Line]) -> _Found:
    """One issue a line; one for the page where most of it is at fault."""
    if not at_fault:
        return []
    share = sum(len(line.text) for line in at_fault) / max(1, sum(len(line.text) for line in lines))
    if share >= thresholds()["poor_share"]:
        return [(fault, None, _POOR)]
    return [(fault, line.box, _USABLE) for line in at_fault]


def _doubtful(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.score < thresholds()["doubtful_score"]]


def _worst(grades: Sequence[QualityGrade]) -> QualityGrade:
    if _POOR in grades:
        return _POOR
    return _USABLE if grades else QualityGrade.GOOD


def _crop(gray: Gray, box: Box) -> Gray:
    crop = gray[max(0, box.y0) : max(1, box.y1), max(0, box.x0) : max(1, box.x1)]
    return crop if crop.size else gray[:1, :1]
