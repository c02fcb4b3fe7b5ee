"""The port to an OCR engine: pixels in, text lines out.

An engine turns the page upright first and says by how much; boxes are in the upright frame.
"""

from dataclasses import dataclass
from typing import Protocol

from extractors.page import Line, Pixels


@dataclass(frozen=True, slots=True)
class OcrResult:
    """`turn`: degrees clockwise by which the pixels were turned before reading (0, 90, 180, 270)."""

    lines: tuple[Line, ...]
    turn: int


class OcrEngine(Protocol):
    """One instance a process; not thread-safe."""

    name: str
    version: str

    def read(self, pixels: Pixels) -> OcrResult:
        """Reads one page. Raises `EngineUnavailable` when the engine itself is broken."""
        ...
