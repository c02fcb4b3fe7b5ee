"""One decoded page becomes text lines in its upright frame: the trusted text layer, else the OCR engine.

Pictures larger than what small print needs are scaled before OCR; boxes come back in the page's own pixels.

>>> _scale_for(4000, 3000), _scale_for(1200, 900)
(0.7071..., 1.0)
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from math import sqrt

import cv2
import numpy as np

from extractors.long_picture import is_long, read_long
from extractors.ocr import OcrEngine, OcrResult
from extractors.page import DecodedPage, Line, Pixels, Placing, ReadPage
from extractors.picture import quality
from extractors.second_looks.behind_labels import look_behind_labels
from extractors.second_looks.between_labels import look_between_labels
from extractors.second_looks.in_cells import look_into_cells
from extractors.second_looks.under_seals import look_under_seals
from extractors.second_looks.under_watermarks import look_under_watermarks
from storage.model.extraction import Box, Source

OCR_PIXELS = 6_000_000
"""An A4 page at 240 dpi: beyond this, detection costs time and memory and reads nothing more."""


class EngineSource:
    """Builds the engine when the first page needs it."""

    def __init__(self, build: Callable[[], OcrEngine]) -> None:
        self._build = build

    @cached_property
    def engine(self) -> OcrEngine:
        return self._build()


def read_page(page: DecodedPage, source: EngineSource) -> ReadPage:
    """Raises `EngineUnavailable` when the engine is broken."""
    if page.lines or page.pixels is None:
        return _from_text(page)
    return read_pixels(page, page.pixels, source)


def read_pixels(
    page: DecodedPage, flat: Pixels, source: EngineSource, placing: Placing | None = None
) -> ReadPage:
    """The lines of a picture, or of one paper on it that was laid flat."""
    scale = 1.0 if is_long(flat) else _scale_for(flat.shape[1], flat.shape[0])
    small = _scaled(flat, scale)
    result = _read(small, source) if quality.has_ink(small) else OcrResult((), 0)
    seen = look_under_watermarks(_turned(small, result.turn), result.lines, lambda one: _read(one, source))
    lines = tuple(_placed(line, 1 / scale, page.number) for line in seen)
    pixels = _turned(flat, result.turn)
    if lines:
        lines = look_under_seals(pixels, lines, source.engine.read)
        lines = look_into_cells(pixels, lines, source.engine.read)
        lines = look_behind_labels(pixels, lines, source.engine.read)
        lines = look_between_labels(pixels, lines, source.engine.read)
    return ReadPage(
        number=page.number,
        width=page.width,
        height=page.height,
        turn=result.turn,
        lines=lines,
        source=Source.OCR,
        pixels=pixels,
        quality=quality.judge(pixels, lines),
        placing=placing,
    )


def _read(pixels: Pixels, source: EngineSource) -> OcrResult:
    return read_long(pixels, source.engine.read) if is_long(pixels) else source.engine.read(pixels)


def _from_text(page: DecodedPage) -> ReadPage:
    return ReadPage(
        number=page.number,
        width=page.width,
        height=page.height,
        turn=0,
        lines=tuple(replace(line, page=page.number) for line in page.lines),
        source=page.source,
        pixels=page.pixels,
        rules=page.rules,
    )


def _scale_for(width: int, height: int) -> float:
    return min(1.0, sqrt(OCR_PIXELS / max(1, width * height)))


def _scaled(pixels: Pixels, scale: float) -> Pixels:
    if scale == 1.0:
        return pixels
    size = (round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _turned(pixels: Pixels, turn: int) -> Pixels:
    """The upright page. `np.rot90` turns counter-clockwise."""
    return np.ascontiguousarray(np.rot90(pixels, k=-(turn // 90)))


def _placed(line: Line, factor: float, number: int) -> Line:
    box = Box(*(round(value * factor) for value in line.box))
    return replace(line, box=box, page=number)
