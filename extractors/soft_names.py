"""Names in soft ink are for a person: out of focus a character looks like its neighbour, and OCR is none the less sure.

Nothing else on a paper proves a name, and each of its two or three characters is half of it. Too soft is what the picture's
own blur is (`extractors/picture/quality.toml`), free of contrast and of resolution; other fields are blamed for it only
where OCR is in doubt as well.

>>> name = Field(value="任翔", raw="任翔", confidence=0.99, grade=Grade.AUTO, source=Source.OCR, page=1, box=None)
>>> doubted({"patient_name": name}, ())["patient_name"].is_auto
True
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.confidence import kind_of
from extractors.page import ReadPage
from extractors.picture.first_sight import thresholds
from extractors.picture.sharpness import is_blurred
from storage.model.extraction import Box, Cell, Field, Fields, Grade, Source


def doubted(fields: Fields, pages: Sequence[ReadPage]) -> Fields:
    """The same fields; names that stand in soft ink are to be checked."""
    by_number = {page.number: page for page in pages}
    return {
        name: _doubted(cell, by_number) if kind_of(name) == "person" else cell for name, cell in fields.items()
    }


def _doubted(cell: Cell, pages: Mapping[int, ReadPage]) -> Cell:
    is_read = isinstance(cell, Field) and cell.source is Source.OCR and cell.is_auto
    if not (is_read and isinstance(cell, Field) and _is_soft(cell, pages.get(cell.page))):
        return cell
    return replace(cell, grade=Grade.CHECK)


def _is_soft(name: Field, page: ReadPage | None) -> bool:
    if name.box is None or page is None or page.pixels is None:
        return False
    x0, y0, x1, y1 = name.box
    crop = page.pixels[max(0, y0) : y1, max(0, x0) : x1]
    if not crop.size:
        return False
    gray = np.asarray(cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY), np.uint8)
    return is_blurred(gray, Box(0, 0, gray.shape[1], gray.shape[0]), thresholds()["blur"])
