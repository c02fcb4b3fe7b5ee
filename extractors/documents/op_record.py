"""门(急)诊病历 as hospital systems print it (病历书写基本规范: 主诉, 现病史, 初步诊断, 处理).

>>> extract([])
{}
"""

from collections.abc import Mapping, Sequence

from extractors import values
from extractors.layout.labels import Labels
from extractors.layout.paper import Paper, Parse, person_name, present
from extractors.medical import shapes
from extractors.medical.billing import doubt
from extractors.medical.diagnoses import labelled
from extractors.medical.diagnosis_rows import diagnosis_rows
from extractors.medical.letterhead import hospital
from extractors.medical.lookalikes import doubted, one_name
from extractors.medical.shapes import above_parts, signed_name, titled_name, without_seal_word
from extractors.medical.visits import department, doctor_name, free_text, shown_age, visit_day
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields

TYPE = DocumentType.OP_RECORD

_SHORT: Mapping[str, Parse] = {
    "patient_name": person_name,
    "sex": values.sex,
    "age": shown_age,
    "department": department,
    "visit_date": visit_day,
    "doctor": doctor_name,
}
_OF_ONE_VISIT = ("visit_date", "department", "doctor", "chief_complaint", "present_illness", "treatment")
"""Where a page of a booklet has several visits, which of them was meant is for a person."""
_PROSE = ("chief_complaint", "present_illness", "treatment")


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the record; free text joins its lines."""
    if not pages:
        return {}
    paper = Paper(pages, Labels.load("op_record"))
    found: dict[str, Field | None] = {**_unlabelled(paper), **paper.fields(_SHORT)}
    found |= {key: free_text(paper, key) for key in _PROSE}
    found["doctor"] = found.get("doctor") or signed_name(paper) or titled_name(paper)
    found["patient_name"] = one_name(found.get("patient_name"), pages, paper.labels)
    found["hospital_name"] = hospital([without_seal_word(line) for line in paper.lines]) or paper.field(
        "hospital_name", values.text
    )
    several = len(list(paper.form.found("chief_complaint"))) > 1
    shown = present(found)
    fields: dict[str, Cell] = {
        key: doubt(field) if several and key in _OF_ONE_VISIT else field for key, field in shown.items()
    }
    listed = diagnosis_rows(paper.lines, paper.labels) or labelled(paper.form)
    listed = tuple(map(doubt, listed)) if several else listed
    if listed:
        fields["diagnoses"] = doubted(listed, paper.lines)
    return paper.restored(fields)


def _unlabelled(paper: Paper) -> dict[str, Field | None]:
    """What the head of a record tells without labels: above the first part, or anywhere where no part is named."""
    loose = above_parts(paper, paper.form.loose)
    return {
        **shapes.person(above_parts(paper, paper.lines)),
        "department": shapes.department(loose),
        "visit_date": shapes.day(loose),
    }
