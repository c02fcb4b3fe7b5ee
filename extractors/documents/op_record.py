"""门(急)诊病历 as hospital systems print it (病历书写基本规范: 主诉, 现病史, 初步诊断, 处理).

>>> extract([])
{}
"""

from collections.abc import Mapping, Sequence

from extractors import values
from extractors.documents.diagnoses import diagnoses
from extractors.documents.letterhead import hospital
from extractors.documents.visits import department, doctor_name, free_text, shown_age, visit_day
from extractors.layout.labels import Labels
from extractors.layout.paper import Paper, Parse, person_name, present
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
_PROSE = ("chief_complaint", "present_illness", "treatment")


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the record; free text joins its lines."""
    if not pages:
        return {}
    paper = Paper(pages, Labels.load("op_record"))
    found: dict[str, Field | None] = {**paper.fields(_SHORT)}
    found |= {key: free_text(paper, key) for key in _PROSE}
    found["hospital_name"] = hospital(paper.lines) or paper.field("hospital_name", values.text)
    fields: dict[str, Cell] = dict(present(found))
    listed = next((many for lines in paper.form.found("diagnoses") if (many := diagnoses(lines))), ())
    if listed:
        fields["diagnoses"] = listed
    return paper.restored(fields)
