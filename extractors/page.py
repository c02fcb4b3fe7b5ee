"""Pages on their way from bytes to fields.

A `DecodedPage` is what the decoder hands over: plain pixels or text runs, no customer bytes any more.
A `ReadPage` has text lines in its *upright* frame; `frame_box` turns a box back to the contract's frame
(pictures: the original after its EXIF turn; PDF and OFD: the page drawn at 200 dpi).

>>> page = ReadPage(number=1, width=600, height=400, turn=180, lines=(), source=Source.OCR)
>>> page.frame_box(Box(0, 0, 100, 50))
Box(x0=500, y0=350, x1=600, y1=400)
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from storage.model.document import Quality
from storage.model.extraction import Box, Fields, Source

Pixels = NDArray[np.uint8]
"""Height × width × 3, BGR."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """One page after reading. `turn` is how many degrees clockwise the frame was turned to be upright.

    `width` and `height` are the contract's frame; `lines`, `rules` and `pixels` are upright.
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

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height of the upright page."""
        return (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)

    def frame_box(self, box: Box) -> Box:
        """A box of the upright page in the contract's frame."""
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
