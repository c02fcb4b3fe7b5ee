"""Long stitched screenshots and till rolls are read in overlapping tiles, since an engine shrinks what is too long.

A line that a tile's end cuts through stands whole in the next tile, and lines that two tiles show are taken once.

>>> is_long(np.zeros((12000, 1080, 3), np.uint8)), is_long(np.zeros((3508, 2480, 3), np.uint8))
(True, False)
>>> spans(5000, 1000)
[(0, 2200), (1920, 4120), (3840, 5000)]
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from extractors.layout.lines import overlap
from extractors.ocr import OcrResult
from extractors.page import Line, Pixels, ReadPage
from storage.model.extraction import Box, Source

LONG, LONG_SHARE = 3200, 2.5
"""From which long edge, in pixels, and from how many times the short one a picture is read in tiles."""
TILE, OVERLAP = 2.2, 0.28
"""A tile's length and what it shares with the next, in short edges: more than any line is high."""
_EDGE = 3


def is_long(pixels: Pixels) -> bool:
    long, short = max(pixels.shape[:2]), min(pixels.shape[:2])
    return bool(long >= LONG and long >= LONG_SHARE * short)


def spans(long: int, short: int) -> list[tuple[int, int]]:
    """Where the tiles begin and end along the long edge."""
    length, step = round(TILE * short), round((TILE - OVERLAP) * short)
    found = [(0, min(length, long))]
    while found[-1][1] < long:
        start = found[-1][0] + step
        found.append((start, min(start + length, long)))
    return found


def read_long(pixels: Pixels, read: Callable[[Pixels], OcrResult]) -> OcrResult:
    """Reads a long picture the way up that its first tile shows; boxes are in its upright frame."""
    probe = read(next(_tiles(pixels))[0])
    upright = np.ascontiguousarray(np.rot90(pixels, k=-(probe.turn // 90)))
    lines: list[Line] = []
    for number, (tile, x, y) in enumerate(_tiles(upright)):
        result = probe if number == 0 and probe.turn == 0 else read(tile)
        whole = [line for line in _as_lying(result, tile) if not _is_cut(line, tile, (x, y), upright)]
        lines = _once(lines, [replace(line, box=line.box.moved(x, y)) for line in whole])
    return OcrResult(tuple(lines), probe.turn)


def _tiles(pixels: Pixels) -> Iterator[tuple[Pixels, int, int]]:
    """The tiles along the long edge, each with its left and top."""
    height, width = pixels.shape[:2]
    for start, end in spans(max(height, width), min(height, width)):
        if height >= width:
            yield pixels[start:end], 0, start
        else:
            yield pixels[:, start:end], start, 0


def _as_lying(result: OcrResult, tile: Pixels) -> list[Line]:
    """The lines in the tile's own frame, where the engine took it for turned."""
    page = ReadPage(
        number=1, width=tile.shape[1], height=tile.shape[0], turn=result.turn, lines=(), source=Source.OCR
    )
    return [replace(line, box=page.frame_box(line.box)) for line in result.lines]


def _is_cut(line: Line, tile: Pixels, at: tuple[int, int], whole: Pixels) -> bool:
    """Whether the tile ends at the line and the picture goes on: the next tile, or the last, has more of it."""
    for axis in (0, 1):
        start, end, size = line.box[axis], line.box[axis + 2], tile.shape[1 - axis]
        if (start <= _EDGE and at[axis] > 0) or (
            end >= size - _EDGE and at[axis] + size < whole.shape[1 - axis]
        ):
            return True
    return False


def _once(known: Sequence[Line], new: Sequence[Line]) -> list[Line]:
    """The lines of both, where two lie on one another the longer."""
    kept = list(known)
    for line in new:
        same = [old for old in kept if _same(old.box, line.box)]
        if all(len(old.text) < len(line.text) for old in same):
            kept = [old for old in kept if old not in same] + [line]
    return kept


def _same(one: Box, other: Box) -> bool:
    return (
        overlap(one.x0, one.x1, other.x0, other.x1) > 0.5 and overlap(one.y0, one.y1, other.y0, other.y1) > 0.5
    )
