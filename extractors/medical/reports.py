"""Reports of pathology and imaging: who was examined, what was seen, what it means.

>>> fields_of([], "pathology")
{}
"""

from collections.abc import Mapping, Sequence

from extractors import values
from extractors.layout.labels import Labels
from extractors.layout.paper import Paper, Parse, numbered, person_name, present, printed
from extractors.medical import shapes
from extractors.medical.letterhead import hospital
from extractors.medical.shapes import signed_name, without_seal_word
from extractors.medical.visits import department, doctor_name, free_text, shown_age, visit_day
from extractors.page import ReadPage
from storage.model.extraction import Cell, Field

_SHORT: Mapping[str, Parse] = {
    "patient_name": person_name,
    "sex": values.sex,
    "age": shown_age,
    "department": department,
    "sample_number": numbered,
    "body_part": printed,
    "report_date": visit_day,
    "doctor": doctor_name,
}


def fields_of(pages: Sequence[ReadPage], kind: str) -> dict[str, Cell]:
    """All fields; `kind` names the labels."""
    if not pages:
        return {}
    paper = Paper(pages, Labels.load(kind))
    found: dict[str, Field | None] = {**shapes.person(paper.lines), **paper.fields(_SHORT)}
    found["finding"] = free_text(paper, "finding") or free_text(paper, "gross")
    found["impression"] = free_text(paper, "impression")
    found["doctor"] = found.get("doctor") or signed_name(paper)
    found["hospital_name"] = hospital([without_seal_word(line) for line in paper.lines]) or paper.field(
        "hospital_name", values.text
    )
    return dict(paper.restored(present(found)))
