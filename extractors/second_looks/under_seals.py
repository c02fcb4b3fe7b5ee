"""The second look under red seals: red ink is lifted off, and what lay under it is read again.

Red ink is bright in the red channel and black print is dark there. Only the surroundings of each seal are read
again; their lines replace those that were read through the seal.

>>> int(lift(np.full((2, 2, 3), (40, 30, 210), np.uint8)).min())
255
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.layout.lines import cut, overlap, squash
from extractors.ocr import OcrResult
from extractors.page import Line, Pixels
from extractors.picture.seal import seals_on
from storage.model.extraction import Box

Read = Callable[[Pixels], OcrResult]
_MOST_SEALS = 3
_REACH = 4
"""How many heights of a seal a line under it may reach to either side: titles are long."""
_USUALLY, _SURELY = 0.84, 0.48
"""What is brighter is white: of the paper's brightness, and around red ink of the way from black to paper."""
_REDDER, _EDGE = 0.12, 5
"""How much redder than the paper ink is, in parts of its brightness, and how wide its edges are, in pixels."""
_DARK, _UNREAD = 110, 0.003
"""Ink in the lifted picture, of 255, and the share of a seal's place from which ink outside all lines is worth a reading."""


def look_under_seals(pixels: Pixels, lines: Sequence[Line], read: Read) -> tuple[Line, ...]:
    """The lines of an upright page, those around seals read again without the red ink."""
    found = tuple(lines)
    for seal in seals_on(pixels)[:_MOST_SEALS]:
        region = _region(seal, found, pixels.shape[1], pixels.shape[0])
        result = _read_lifted(pixels[region.y0 : region.y1, region.x0 : region.x1], _in(region, seal), read)
        if result.turn == 0:
            fresh = [replace(line, box=line.box.moved(region.x0, region.y0)) for line in result.lines]
            found = _merged(found, [line for line in fresh if line.box.meets(seal)], seal)
    return found


def _read_lifted(part: Pixels, seal: Box, read: Read) -> OcrResult:
    """What is read without the red ink; where ink is left that was not read, also what is read without the ring's edges.

    At the edges of red ink a picture is darker than the ink itself, and what is left of a ring makes the detector pass
    over the line that it crosses; taking it off whole costs thin letters some of theirs.
    """
    result = read(lift(part))
    if result.turn:
        return result
    bare = lift(part, is_whole=True)
    if not _has_unread_ink(bare, seal, result.lines):
        return result
    more = [
        line for line in read(bare).lines if not any(_crosses(line.box, other.box) for other in result.lines)
    ]
    return replace(result, lines=(*result.lines, *more))


def _has_unread_ink(bare: Pixels, seal: Box, lines: Sequence[Line]) -> bool:
    dark = bare[:, :, 0] < _DARK
    for line in lines:
        dark[line.box.y0 : line.box.y1, line.box.x0 : line.box.x1] = False
    return float(dark[seal.y0 : seal.y1, seal.x0 : seal.x1].mean()) > _UNREAD


def lift(pixels: Pixels, *, is_whole: bool = False) -> Pixels:
    """The picture without red ink, in grey, paper white; `is_whole`: without the dark edges of red ink too."""
    bright = pixels[:, :, 2].astype(np.float32)
    paper = float(np.percentile(bright, 75))
    black = min(float(np.percentile(bright, 0.5)), paper * 0.5)
    white = np.full(bright.shape, _USUALLY * paper, np.float32)
    if is_whole:
        white[_around_red(pixels, paper)] = black + _SURELY * (paper - black)
    grey = np.clip((bright - black) / np.maximum(1.0, white - black), 0, 1) * 255
    return np.asarray(cv2.cvtColor(grey.astype(np.uint8), cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def _around_red(pixels: Pixels, paper: float) -> NDArray[np.bool_]:
    redder = pixels[:, :, 2].astype(np.int16) - pixels[:, :, :2].max(axis=2)
    red = (redder > _REDDER * paper).astype(np.uint8)
    return np.asarray(cv2.dilate(red, np.ones((_EDGE, _EDGE), np.uint8)) > 0)


def _region(seal: Box, lines: Sequence[Line], width: int, height: int) -> Box:
    """The seal with a margin, wide enough for every line that it touches."""
    margin = seal.height // 3
    reach = max(_REACH * seal.height, 3 * margin)
    box = Box(seal.x0 - reach, seal.y0 - margin, seal.x1 + reach, seal.y1 + margin)
    for line in lines:
        if line.box.meets(seal):
            box = box.union(Box(line.box.x0 - 10, line.box.y0 - 6, line.box.x1 + 10, line.box.y1 + 6))
    return Box(max(0, box.x0), max(0, box.y0), min(width, box.x1), min(height, box.y1))


def _merged(lines: Sequence[Line], fresh: Sequence[Line], seal: Box) -> tuple[Line, ...]:
    """New lines in the place of old ones, unless an old one says more (a label in red print, words beside the seal)."""
    kept = list(lines)
    for new in fresh:
        olds = [old for old in kept if _same(old.box, new.box) and (old.box.meets(seal) or _holds(new, old))]
        if any(_holds(old, new) for old in olds):
            continue
        heads = [head for old in olds if (head := _label_before(old, new)) is not None]
        if heads or not any(_says_more(old.box, new.box, seal) for old in olds):
            kept = [old for old in kept if old not in olds] + heads + [new]
    return tuple(kept)


def _holds(old: Line, new: Line) -> bool:
    """Whether a line begins or ends with all that the other says, and says more."""
    more, less = squash(old.text), squash(new.text)
    return len(more) > len(less) and (
        more.endswith(less) or (more.startswith(less) and "章" not in more[len(less) :])
    )


def _label_before(old: Line, new: Line) -> Line | None:
    """The label of the old line, if the new line is the value right behind its colon."""
    for mark in re.finditer(r"[:\uff1a]", old.text):
        head = cut(old, 0, mark.end())
        if mark.end() < len(old.text) and abs(head.box.x1 - new.box.x0) < 1.5 * old.box.height:
            return head
    return None


def _says_more(old: Box, new: Box, seal: Box) -> bool:
    slack = old.height
    is_left = old.x0 < new.x0 - slack and old.x0 < seal.x0 - slack
    return is_left or (old.x1 > new.x1 + slack and old.x1 > seal.x1 + slack)


def _same(old: Box, new: Box) -> bool:
    return overlap(old.x0, old.x1, new.x0, new.x1) > 0.5 and overlap(old.y0, old.y1, new.y0, new.y1) > 0.5


def _crosses(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.centre[1] < one.y1


def _in(region: Box, box: Box) -> Box:
    return Box(max(0, box.x0 - region.x0), max(0, box.y0 - region.y0), box.x1 - region.x0, box.y1 - region.y0)
