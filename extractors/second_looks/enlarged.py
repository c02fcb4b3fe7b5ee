"""Small places of a page that the detector passed over: the ink in them is found, enlarged and set on one sheet.

The sheet has the page's paper for its ground and one place a row, so that one reading serves them all and the height
at which a text stands tells its place.

>>> page = np.full((60, 200, 3), 250, np.uint8)
>>> page[20:44, 100:118] = 30
>>> inks_in(page, Box(60, 10, 160, 50))
[Box(x0=100, y0=20, x1=118, y1=44)]
>>> sheet_of(page, inks_in(page, Box(60, 10, 160, 50))).shape[0]
152
"""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.page import Line, Pixels
from storage.model.extraction import Box

_HEIGHT, _PITCH, _MARGIN = 56, 120, 32
"""Of a place on the sheet, in pixels."""
_DARKER = 50
"""How much darker than its paper ink is, of 255."""


def inks_in(pixels: Pixels, gap: Box) -> list[Box]:
    """The characters in a gap, those close together as one; rules, dashes and specks are none."""
    x0, y0, x1, y1 = max(0, gap.x0), max(0, gap.y0), min(pixels.shape[1], gap.x1), min(pixels.shape[0], gap.y1)
    if x1 - x0 < 4 or y1 - y0 < 8:
        return []
    grey = pixels[y0:y1, x0:x1].min(axis=2)
    dark = (grey < float(np.median(grey)) - _DARKER).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark)
    height, width = dark.shape
    letters = [
        Box(x0 + x, y0 + y, x0 + x + w, y0 + y + h)
        for x, y, w, h, _ in stats[1:count].tolist()
        if 0.35 * height < h < height and w < 1.3 * height and x > 0 and x + w < width
    ]
    return _clustered(sorted(letters), height)


def _clustered(letters: Sequence[Box], height: int) -> list[Box]:
    found: list[Box] = []
    for box in letters:
        if found and box.x0 - found[-1].x1 < 0.6 * height:
            found[-1] = found[-1].union(box)
        else:
            found.append(box)
    return found


def sheet_of(pixels: Pixels, cells: Sequence[Box]) -> Pixels:
    """The cells one below another on a sheet of the page's paper, each enlarged to one height."""
    paper = np.median(pixels[::16, ::16].reshape(-1, 3), axis=0)
    shown = [_enlarged(pixels, cell) for cell in cells]
    width = 2 * _PITCH + max(one.shape[1] for one in shown)
    sheet = np.full((len(cells) * _PITCH + _MARGIN, width, 3), paper, dtype=np.uint8)
    for place, one in enumerate(shown):
        top = place * _PITCH + _MARGIN
        sheet[top : top + one.shape[0], _PITCH : _PITCH + one.shape[1]] = one
    return sheet


def _enlarged(pixels: Pixels, cell: Box) -> Pixels:
    margin = max(2, cell.height // 4)
    part = pixels[max(0, cell.y0 - margin) : cell.y1 + margin, max(0, cell.x0 - margin) : cell.x1 + margin]
    scale = _HEIGHT / part.shape[0]
    return np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)


def place_on_sheet(line: Line) -> int:
    """Which of the sheet's places a text that was read on it stands in."""
    return int(line.box.centre[1] - _MARGIN / 2) // _PITCH
