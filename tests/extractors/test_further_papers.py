"""The rarer papers from the lines that a perfect reader would hand over: the type, and every field as drawn."""

from collections.abc import Mapping
from random import Random
from typing import Any

import numpy as np
import pytest

from extractors import registry
from extractors.kinds.classify import classify
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Source
from tests.specimens.papers import further
from tests.specimens.sheet import Specimen

CASES = [(type, name) for type, makers in further().items() for name in makers]
SEEN_IN_PIXELS = {"stamped"}
IN_TALL_CELLS = {DocumentType.PATHOLOGY, DocumentType.IMAGING_REPORT}
"""Whose labels stand in the middle of ruled cells: the rules are seen in the pixels."""


def page_of(specimen: Specimen) -> ReadPage:
    width, height = specimen.pictures[0].size
    is_ruled = specimen.type in IN_TALL_CELLS
    pixels = np.asarray(specimen.pictures[0])[..., ::-1].copy() if is_ruled else None
    return ReadPage(
        number=1,
        width=width,
        height=height,
        turn=0,
        lines=specimen.lines,
        source=Source.OCR,
        pixels=pixels,
    )


def shown(cell: Cell) -> Any:
    if isinstance(cell, Field):
        return cell.value
    return [
        one.value if isinstance(one, Field) else {key: two.value for key, two in one.items()} for one in cell
    ]


def without_pixels(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key not in SEEN_IN_PIXELS}


@pytest.mark.parametrize(("type", "layout"), CASES)
def test_a_rarer_paper_is_known_and_every_field_read(type: DocumentType, layout: str) -> None:
    specimen = further()[type][layout](Random(21))
    page = page_of(specimen)
    verdict = classify(page)
    assert (verdict.type, verdict.confidence >= 0.9) == (type, True)
    read = {key: shown(cell) for key, cell in registry.extract(type, [page]).items()}
    assert without_pixels(read) == without_pixels(specimen.fields)
