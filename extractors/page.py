"""Pages on their way from bytes to fields.

A `DecodedPage` is what the decoder hands over: plain pixels or text runs, no customer bytes any more.
A `ReadPage` has text lines in its *upright* frame; `frame_box` turns a box back to the contract's frame
(pictures: the original after its EXIF turn; PDF and OFD: the page drawn at 200 dpi). A paper that was cut out of a
picture and laid flat is a `ReadPage` of its own, with a `Placing` that says where it lay.

>>> page = ReadPage(number=1, width=600, height=400, turn=180, lines=(), source=Source.OCR)
>>> page.frame_box(Box(0, 0, 100, 50))
Box(x0=500, y0=350, x1=600, y1=400)
"""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storage.model.document import Quality
from storage.model.extraction import Box, Fields, Source

Pixels = NDArray[np.uint8]
"""Height × width × 3, BGR."""
PART_STEP = 1_000_000
"""What a page's number grows by from one paper of a picture to the next."""
Matrix = tuple[float, float, float, float, float, float, float, float, float]
"""A homography, row by row."""


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text with its score (0–1) and its box; `page` counts from 1."""

    text: str
    box: Box
    score: float = 1.0
    source: Source = Source.OCR
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedPage:
    """One page after decoding, in the contract's frame. `lines` is filled where trusted text exists.

    `is_truncated`: the bytes ended early, and the lower part of the pixels is empty.
    """

    number: int
    width: int
    height: int
    pixels: Pixels | None = None
    lines: tuple[Line, ...] = ()
    rules: tuple[Box, ...] = ()
    source: Source = Source.OCR
    is_truncated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerRecord:
    """Data in the issuer's own words (XML): fields already in the contract's form."""

    type: str
    fields: Fields
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a paper that was laid flat lies in its picture: its flat size, and the way from flat to frame.

    >>> Placing(200, 100, (0.0, -1.0, 150.0, 1.0, 0.0, 40.0, 0.0, 0.0, 1.0)).box(Box(0, 0, 200, 100))
    Box(x0=50, y0=40, x1=150, y1=240)
    """

    width: int
    height: int
    matrix: Matrix

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the flat paper in the frame."""
        a, b, c, d, e, f, g, h, i = self.matrix
        depth = g * x + h * y + i
        return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth

    def box(self, box: Box) -> Box:
        """The smallest upright box of the frame around a box of the flat paper."""
        corners = [self.point(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs, ys = [round(x, 6) for x, _ in corners], [round(y, 6) for _, y in corners]
        return Box(math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """One page after reading. `turn` is how many degrees clockwise it was turned to be upright.

    `width` and `height` are the contract's frame; `lines`, `rules` and `pixels` are upright. `placing` is there
    where the page is a paper cut from a picture; its `number` is then that of the picture, `sheet`, plus some
    `PART_STEP`s, so that numbers stay apart.
    """

    number: int
    width: int
    height: int
    turn: int
    lines: tuple[Line, ...]
    source: Source
    pixels: Pixels | None = field(default=None, compare=False, repr=False)
    rules: tuple[Box, ...] = ()
    quality: Quality = Quality()
    placing: Placing | None = None
    known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out of it once."""

    @property
    def sheet(self) -> int:
        """The number of the page in the file."""
        return self.number % PART_STEP

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height of the upright page."""
        flat = self.placing or self
        return (flat.height, flat.width) if self.turn in (90, 270) else (flat.width, flat.height)

    def frame_box(self, box: Box) -> Box:
        """A box of the upright page in the contract's frame."""
        flat = self._turned_back(box)
        if self.placing is None:
            return flat
        x0, y0, x1, y1 = self.placing.box(flat)
        return Box(max(0, x0), max(0, y0), min(self.width, x1), min(self.height, y1))

    def _turned_back(self, box: Box) -> Box:
        width, height = self.upright_size
        x0, y0, x1, y1 = box
        match self.turn:
            case 90:
                return Box(y0, width - x1, y1, width - x0)
            case 180:
                return Box(width - x1, height - y1, width - x0, height - y0)
            case 270:
                return Box(height - y1, x0, height - y0, x1)
            case _:
                return box
