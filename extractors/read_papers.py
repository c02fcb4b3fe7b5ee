"""One decoded page becomes the papers that lie on it, each laid flat and read by itself.

Most pages are one paper and are read whole. Where papers are found on a ground, each is read flat, and what lies
around them is looked at once more, small: text there means that the find was wrong, and the picture is read whole.
So no text is lost, and hardly anything is read twice.

>>> [round(share, 2) for share in (ALONE_TILT, ALONE_SHARE)]
[4.0, 0.3]
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.kinds.classify import classify
from extractors.kinds.folding import fold
from extractors.page import PART_STEP, DecodedPage, Line, Pixels, ReadPage
from extractors.picture import quality
from extractors.picture.flatten import flatten, is_level, without
from extractors.picture.paper_edges import find
from extractors.picture.quads import Quad
from extractors.read_page import EngineSource, read_page, read_pixels
from storage.model.document import QualityFault, QualityIssue
from storage.model.document_type import DocumentType
from storage.model.extraction import Box

ALONE_TILT, ALONE_SHARE = 4.0, 0.3
"""One paper is read whole where it leans no more, in degrees, and covers no less of the picture."""
REST_EDGE = 1000
"""The long edge at which the surroundings are looked at, in pixels."""
REST_TEXT = 6
"""Characters around the papers from which the find was wrong."""
A_PAPER = 4
"""Characters from which a flat thing counts as a paper."""
FAR_SIDE = 0.7
"""A paper whose far side is shorter, of its near one, was photographed from the side: told as `tilt`, never asked for."""
_LEGIBLE = 0.8
_NO_PAPER = frozenset({DocumentType.OTHER, DocumentType.IRRELEVANT, DocumentType.UNREADABLE})


def read_papers(page: DecodedPage, source: EngineSource) -> tuple[ReadPage, ...]:
    """The papers of a page, top to bottom; one, the page itself, where no papers are found on a ground.

    Raises `EngineUnavailable` when the engine is broken.
    """
    quads = () if page.lines or page.pixels is None else find(page.pixels)
    if page.pixels is None or not quads or _may_stay(quads, page.pixels):
        return (read_page(page, source),)
    read = [_read_flat(page, page.pixels, quad, source) for quad in quads]
    parts = [part for part in read if _characters(part.lines) >= A_PAPER]
    if not _are_papers(parts, quads) or _has_text(without(page.pixels, quads), source):
        return (read_page(page, source),)
    return tuple(_numbered(part, place) for place, part in enumerate(parts))


def _may_stay(quads: Sequence[Quad], pixels: Pixels) -> bool:
    if len(quads) > 1:
        return False
    share = quads[0].area / (pixels.shape[0] * pixels.shape[1])
    return quads[0].tilt <= ALONE_TILT and share >= ALONE_SHARE


def _read_flat(page: DecodedPage, pixels: Pixels, quad: Quad, source: EngineSource) -> ReadPage:
    flat = flatten(pixels, quad)
    read = read_pixels(page, flat.pixels, source, flat.placing)
    if quad.far_side >= FAR_SIDE:
        return read
    tilt = QualityIssue(QualityFault.TILT, page.number, Box(0, 0, *read.upright_size))
    return replace(read, quality=replace(read.quality, issues=(*read.quality.issues, tilt)))


def _are_papers(parts: Sequence[ReadPage], quads: Sequence[Quad]) -> bool:
    """Level boxes side by side may be the panels of one screen, unless each is known as a paper of its own."""
    if len(parts) < 2 or not all(is_level(quad) for quad in quads):
        return bool(parts)
    return all(classify(part).type not in _NO_PAPER for part in parts)


def _has_text(rest: Pixels, source: EngineSource) -> bool:
    scale = min(1.0, REST_EDGE / max(rest.shape[:2]))
    small = np.asarray(cv2.resize(rest, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    if not quality.has_ink(small):
        return False
    lines = [line for line in source.engine.read(small).lines if line.score >= _LEGIBLE]
    return _characters([line for line in lines if len(fold(line.text)) > 1]) >= REST_TEXT


def _characters(lines: Sequence[Line]) -> int:
    return sum(len(fold(line.text)) for line in lines)


def _numbered(part: ReadPage, place: int) -> ReadPage:
    number = part.number + place * PART_STEP
    return replace(part, number=number, lines=tuple(replace(line, page=number) for line in part.lines))
