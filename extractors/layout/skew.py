"""Levelling: a photographed paper leans, so its rows climb or fall; their slope is found from the lines alone.

Levelled lines are for finding rows and columns; `restore` gives a box back to the page as it is. The slope may
change from top to bottom (perspective). Text layers are level already and stay untouched.

>>> cells = ((0, "姓名"), (200, "门诊病历号码"), (500, "二〇二六年四月五日"), (900, "科室"))
>>> leaning = [Line(text, Box(x, 100 + y + x // 20, x + 24 * len(text), 124 + y + x // 20 + 24 * len(text) // 20))
...            for y in (0, 60, 120) for x, text in cells]
>>> level = Level.of(leaning)
>>> tops = [line.box.centre[1] for line in level.lines(leaning)[:4]]
>>> level.is_flat, max(tops) - min(tops) < 5
(False, True)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import Line
from storage.model.extraction import Box, Field, Fields, Source

_STEEPEST = 0.36
"""Twenty degrees."""
_SLOPES = np.linspace(-_STEEPEST, _STEEPEST, 289)
_TWISTS = np.linspace(-0.12, 0.12, 13)
Floats = NDArray[np.float64]
Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Level:
    """Rows climb by `slope` at mid height `middle`, and by `twist` more for each page height below it."""

    slope: float = 0.0
    twist: float = 0.0
    middle: tuple[float, float] = (0.0, 0.0)
    height: float = 1.0

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Level":
        """The levelling of a page's lines; none for text layers and for pages with few lines."""
        if len(lines) < 8 or any(line.source is not Source.OCR for line in lines):
            return cls()
        return _best(lines)

    @property
    def is_flat(self) -> bool:
        return self.slope == 0.0 and self.twist == 0.0

    def line(self, line: Line) -> Line:
        """The line where it would stand on a level page."""
        return line if self.is_flat else replace(line, box=self.box(line.box))

    def box(self, box: Box) -> Box:
        """A box where it would stand on a level page, no higher than its letters."""
        if self.is_flat:
            return box
        lean = abs(self._at(box.centre[1]))
        half_h = max(box.height * 0.45, box.height - box.width * lean) / 2
        return _rounded(*self._levelled(*box.centre), box.width / 2, half_h)

    def lines(self, lines: Sequence[Line]) -> list[Line]:
        return [self.line(line) for line in lines]

    def picture(self, grey: Grey, scale: float) -> Grey:
        """A grey picture of the page, drawn `scale` times as large, as it would be on a level page."""
        height, width = grey.shape
        xs = np.arange(width, dtype=np.float32)[None, :] / scale
        ys = np.arange(height, dtype=np.float32)[:, None] / scale
        across = xs - self.slope * (ys - self.middle[1])
        lean = self.slope + self.twist * (ys - self.middle[1]) / self.height
        down = ys + lean * (across - self.middle[0])
        columns, rows = ((one * scale).astype(np.float32) for one in np.broadcast_arrays(across, down))
        laid = cv2.remap(grey, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(laid, np.uint8)

    def restore(self, box: Box) -> Box:
        """A box of the levelled page where it stands on the page as it is."""
        if self.is_flat:
            return box
        x, y = box.centre
        for _ in range(6):
            there = self._levelled(x, y)
            x, y = x + box.centre[0] - there[0], y + box.centre[1] - there[1]
        return _rounded(x, y, box.width / 2, (box.height + box.width * abs(self._at(y))) / 2)

    def _levelled(self, x: float, y: float) -> tuple[float, float]:
        return x + self.slope * (y - self.middle[1]), y - self._at(y) * (x - self.middle[0])

    def _at(self, y: float) -> float:
        return self.slope + self.twist * (y - self.middle[1]) / self.height


class Restoring(Protocol):
    def restore(self, box: Box) -> Box: ...


def restore(fields: Fields, levels: Mapping[int, Restoring]) -> Fields:
    """The fields with all boxes given back to their pages as they are."""

    def back(cell: object) -> object:
        if isinstance(cell, Field):
            level = levels.get(cell.page)
            return cell if level is None or cell.box is None else replace(cell, box=level.restore(cell.box))
        if isinstance(cell, tuple):
            return tuple(back(one) for one in cell)
        assert isinstance(cell, dict)
        return {name: back(one) for name, one in cell.items()}

    return {name: back(cell) for name, cell in fields.items()}  # type: ignore[misc]


def _rounded(x: float, y: float, half_w: float, half_h: float) -> Box:
    return Box(round(x - half_w), round(y - half_h), round(x + half_w), round(y + half_h))


def _best(lines: Sequence[Line]) -> Level:
    """The slope and twist under which lines best fall into rows, near the slope that the boxes themselves show."""
    boxes = np.array([tuple(line.box) for line in lines], dtype=float)
    widths, heights = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    xs, ys = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    middle, span = (float(xs.mean()), float(ys.mean())), float(np.ptp(ys)) or 1.0
    lean = _lean(np.array([_letters(line.text) for line in lines]), widths, heights)
    size = max(4.0, float(np.median(np.minimum(heights, widths))) - lean * float(np.median(widths)))
    near = _SLOPES[(np.abs(_SLOPES) <= lean + 0.035)]
    trial = np.array([(slope, twist) for slope in near for twist in _TWISTS if abs(twist) <= lean * 2])
    slope_at = trial[:, :1] + trial[:, 1:] * (ys - middle[1]) / span
    levelled = np.sort(ys - slope_at * (xs - middle[0]), axis=1)
    scores = np.maximum(0.0, 1 - np.diff(levelled, axis=1) / (0.4 * size)).sum(axis=1)
    scores -= 8 * np.abs(trial[:, 1]) + 4 * np.abs(trial[:, 0])
    scores -= len(lines) * 2.5 * np.maximum(0.0, np.abs(np.abs(trial[:, 0]) - lean) - 0.008)
    flat = scores[np.abs(trial).sum(axis=1).argmin()]
    best = int(scores.argmax())
    if scores[best] < flat * 1.05 + 0.5:
        return Level()
    return Level(float(trial[best, 0]), float(trial[best, 1]), middle, span)


def _letters(text: str) -> float:
    return sum(1.0 if ord(char) > 0x2E7F else 0.55 for char in text)


def _lean(letters: Floats, widths: Floats, heights: Floats) -> float:
    """The size of the slope, without its sign, from how boxes of long lines outgrow their letters.

    A line of n letters of size s leaning by t has a box of width n·s and height c·s + n·s·t, so that
    height / width = c / n + t: the part of it that does not depend on n is the slope.
    """
    usable = (letters >= 2) & (widths > heights)
    if usable.sum() < 6 or np.ptp(1 / letters[usable]) < 0.05:
        return 0.0
    share, inverse = heights[usable] / widths[usable], 1 / letters[usable]
    weight = np.sqrt(letters[usable])
    factor, lean = np.polyfit(inverse, share, 1, w=weight)
    off = np.abs(share - factor * inverse - lean)
    kept = off <= np.quantile(off, 0.75)
    if np.ptp(inverse[kept]) < 0.05:
        return float(np.clip(lean, 0.0, _STEEPEST))
    lean = np.polyfit(inverse[kept], share[kept], 1, w=weight[kept])[1]
    return float(np.clip(lean, 0.0, _STEEPEST))
