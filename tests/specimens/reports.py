"""What made-up reports of a hospital's laboratories say, and the parts of their forms.

>>> import random
>>> make_report(random.Random(2), (("头颅", "未见异常密度影。", "颅脑CT平扫未见异常。"),)).part
'头颅'
"""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.people import DEPARTMENTS, HOSPITALS, Person, digits, make_day, make_name, make_person
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft
from tests.specimens.visits import paragraph

Parts = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    person: Person
    hospital: str
    department: str
    day: dt.date
    number: str
    part: str
    finding: str
    impression: str
    doctor: str

    @property
    def age(self) -> str:
        return str(max(1, self.person.age_on(self.day)))


def make_report(rng: Random, cases: Sequence[tuple[str, str, str]]) -> Report:
    """One of the cases: the part, what was found, what it means."""
    person = make_person(rng, ages=(20, 80))
    part, finding, impression = rng.choice(cases)
    return Report(
        person=person,
        hospital=rng.choice(HOSPITALS),
        department=rng.choice(DEPARTMENTS),
        day=make_day(rng),
        number=rng.choice("BCP") + digits(rng, 7),
        part=part,
        finding=finding,
        impression=impression,
        doctor=make_name(rng, "F"),
    )


def columns(draft: Draft, y: int, pairs: Parts, face: str) -> int:
    """Labels with values, three in a row between two rules."""
    draft.rule(80, y, draft.picture.width - 80, y)
    step = (draft.picture.width - 170) // 3
    for place, (label, value) in enumerate(pairs):
        at = (90 + place % 3 * step, y + 20 + place // 3 * 54)
        draft.write(at, f"{label}:{value}", face=face, size=27)
    y += 20 + -(-len(pairs) // 3) * 54
    draft.rule(80, y, draft.picture.width - 80, y)
    return y


def paragraphs(draft: Draft, y: int, parts: Parts, face: str) -> int:
    """Headings on lines of their own, with the text below them."""
    for label, text in parts:
        draft.write((90, y), f"{label}:", face="hei-bold", size=29)
        y = paragraph(draft, (130, y + 48), text, width=draft.picture.width - 240, face=face, size=28) + 24
    return y


def ruled_paragraphs(draft: Draft, y: int, parts: Parts, face: str) -> int:
    """Tall cells: the label in the middle of a narrow left one, the text in the other."""
    right = draft.picture.width - 80
    for label, text in parts:
        end = max(paragraph(draft, (290, y + 20), text, width=right - 320, face=face, size=28) + 16, y + 110)
        draft.write((100, (y + end) // 2 - 16), label, face=face, size=28)
        draft.frame(Box(80, y, right, end), width=2)
        draft.rule(270, y, 270, end)
        y = end
    return y


def done(draft: Draft, report: Report, name: str, type: DocumentType) -> Specimen:
    draft.fields |= {
        "hospital_name": report.hospital,
        "patient_name": report.person.name,
        "sex": report.person.sex,
        "age": report.age,
        "department": report.department,
        "sample_number": report.number,
        "body_part": report.part,
        "report_date": report.day.isoformat(),
        "finding": unicodedata.normalize("NFKC", report.finding),
        "impression": unicodedata.normalize("NFKC", report.impression),
        "doctor": report.doctor,
    }
    return draft.done(f"{type}.{name}", type)
