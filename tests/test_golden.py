"""Golden files: what is read from made papers, field by field, box by box.

`CLAIMS_UPDATE_GOLDEN=1 pytest tests/test_golden.py` redraws, reads with the true engine and rewrites both the
recorded lines and the expected readings; the diff is reviewed like code.
"""

import json
from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from storage.model.document import Document
from storage.model.extraction import Field
from storage.model.reading import Reading
from storage.model.serial import document_to_data
from tests.recorded import FOLDER, IS_UPDATING, read_specimen
from tests.specimens.camera import as_phone_photo
from tests.specimens.papers import further, layouts
from tests.specimens.sheet import Specimen

EXPECTED = FOLDER.parent / "expected"
SEED = 11


def _cases() -> Iterator[tuple[str, str]]:
    """Every look of the frequent papers; of the further ones the first, and all of them in an update."""
    for type, makers in {**layouts(), **further()}.items():
        is_whole = IS_UPDATING or type in layouts()
        for name in list(makers) if is_whole else list(makers)[:1]:
            yield type.value, name


@cache
def _specimen(type: str, layout: str) -> Specimen:
    """As a phone photo; the further papers as they were drawn, which is read in a tenth of the time."""
    made = {**layouts(), **further()}[type][layout](Random(SEED))  # type: ignore[index]
    rng = Random(SEED)
    is_photo = made.type in layouts()
    pictures = tuple(as_phone_photo(rng, one) if is_photo else one for one in made.pictures)
    return Specimen(
        name=f"{type}/{layout}",
        type=made.type,
        pictures=pictures,
        content=made.content,
        suffix=made.suffix if made.content else ".png",
        fields=made.fields,
    )


@pytest.mark.parametrize(("type", "layout"), list(_cases()))
def test_a_made_paper_reads_as_its_golden_file_says(type: str, layout: str) -> None:
    readings = _readings(type, layout)
    found = [_without_quality(document) for reading in readings for document in reading.documents]
    path = EXPECTED / f"{type}.{layout}.json"
    if IS_UPDATING:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_pretty(found), "utf-8")
    assert json.loads(path.read_text("utf-8")) == json.loads(_pretty(found))


@pytest.mark.parametrize(("type", "layout"), list(_cases()))
def test_a_field_that_is_used_without_a_look_is_right(type: str, layout: str) -> None:
    specimen = _specimen(type, layout)
    documents = [one for reading in _readings(type, layout) for one in reading.documents]
    wrong = {
        (name, cell.value, specimen.fields.get(name))
        for document in documents
        for name, cell in document.fields.items()
        if isinstance(cell, Field) and cell.is_auto and cell.value != specimen.fields.get(name)
    }
    assert len(wrong) <= 1, wrong


@cache
def _readings(type: str, layout: str) -> list[Reading]:
    return read_specimen(_specimen(type, layout))


def _without_quality(document: Document) -> dict[str, object]:
    """The picture's faults are measured on pixels, whose last bits differ between processors."""
    return {key: value for key, value in document_to_data(document).items() if key != "quality"}


def _pretty(documents: list[dict[str, object]]) -> str:
    """One field a line, so that a diff shows what changed."""
    return json.dumps(documents, ensure_ascii=False, indent=1) + "\n"
