"""出院小结, 出院记录, 出院证明书 (病历书写基本规范: 入院情况, 诊疗经过, 出院诊断, 出院情况, 出院医嘱, 医师签名).

>>> extract([])
{}
"""

from collections.abc import Mapping, Sequence

from extractors import values
from extractors.layout.labels import Labels
from extractors.layout.paper import Paper, Parse, person_name, present
from extractors.medical import shapes
from extractors.medical.diagnoses import labelled
from extractors.medical.diagnosis_rows import diagnosis_rows
from extractors.medical.letterhead import hospital
from extractors.medical.lookalikes import doubted, one_name
from extractors.medical.shapes import above_parts, signed_name, without_seal_word
from extractors.medical.stamps import stamped
from extractors.medical.stays import agreed, stay_days, stay_of
from extractors.medical.told import Story, told_stay
from extractors.medical.visits import department, doctor_name, free_text, number_only, shown_age
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields

TYPE = DocumentType.DISCHARGE

_SHORT: Mapping[str, Parse] = {
    "patient_name": person_name,
    "sex": values.sex,
    "age": shown_age,
    "department": department,
    "inpatient_number": number_only,
    "doctor": doctor_name,
}
_NO_END = 10**9
_LISTS = ("admission_diagnoses", "discharge_diagnoses")


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the summary, over all its pages."""
    if not pages:
        return {}
    paper = Paper(pages, Labels.load("discharge"))
    found: dict[str, Field | None] = {**_unlabelled(paper), **paper.fields(_SHORT), **stay_of(paper)}
    found["inpatient_number"] = found.get("inpatient_number") or _record_number(paper)
    found["stay_days"] = stay_days(paper)
    found["orders"] = free_text(paper, "orders")
    found["doctor"] = found.get("doctor") or signed_name(paper)
    found["patient_name"] = one_name(found.get("patient_name"), pages, paper.labels)
    found["hospital_name"] = hospital([without_seal_word(line) for line in paper.lines]) or paper.field(
        "hospital_name", values.text
    )
    fields: dict[str, Cell] = {**agreed(present(found)), "stamped": stamped(pages)}
    fields |= {key: doubted(listed, paper.lines) for key in _LISTS if (listed := _listed(paper, key))}
    return paper.restored(fields)


def _unlabelled(paper: Paper) -> dict[str, Field | None]:
    """What the head tells without labels, or a certificate in sentences."""
    story = Story.of(paper.lines)
    department = shapes.department(above_parts(paper, paper.form.loose)) or story.department()
    stay = {**told_stay(paper.lines), **story.stay()}
    return {**shapes.person(paper.lines), **story.person(), **stay, "department": department}


def _record_number(paper: Paper) -> Field | None:
    """The number of the record, for a look: at many hospitals it is that of the stay."""
    return paper.field("record_number", number_only, is_doubtful=True)


def _listed(paper: Paper, key: str) -> tuple[Field, ...]:
    """The diagnoses under a label: in a table that begins there, else as its text."""
    slots = paper.form.slots
    for place, slot in enumerate(slots):
        if slot.label.key == key:
            after = (one for one in slots[place + 1 :] if one.label.is_prose)
            end = next((one.ink.box.y0 for one in after if one.ink.box.x0 <= slot.ink.box.x1), _NO_END)
            below = [line for line in paper.lines if slot.ink.box.y0 <= line.box.centre[1] < end]
            if rows := diagnosis_rows(below, paper.labels):
                return rows
    return labelled(paper.form, key)
