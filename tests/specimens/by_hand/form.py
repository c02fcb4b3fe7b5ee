"""Printed forms that are filled by hand: a label, a rule or a cell, and what the pen writes there.

>>> from random import Random
>>> from tests.specimens.visits import make_visit
>>> told(make_visit(Random(3)))["sex"] in "MF"
True
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from storage.model.extraction import Box
from tests.specimens.by_hand.pen import Pen
from tests.specimens.sheet import Sheet
from tests.specimens.visits import Visit

Blank = tuple[str, str, int, int]
"""A label, what is written behind it, where it begins and how far its line reaches."""


def blanks(sheet: Sheet, pen: Pen, y: int, row: Sequence[Blank], *, size: int = 27) -> None:
    """Labels with underlines on one row; values stand on their lines or cross them."""
    for label, value, x, width in row:
        box = sheet.write((x, y), label, face="song", size=size)
        sheet.rule(box.x1 + 4, y + 38, box.x1 + width, y + 38, width=1)
        pen.write(sheet, (box.x1 + 12, y - 8), value)


def cells(sheet: Sheet, pen: Pen, y: int, row: Sequence[Blank], *, height: int = 66) -> int:
    """Ruled cells, a printed label and a written value in each; gives the height below the row."""
    for label, value, x, width in row:
        sheet.frame(Box(x, y, x + 130, y + height), width=2)
        sheet.frame(Box(x + 130, y, x + width, y + height), width=2)
        sheet.write((x + 12, y + 18), label, face="hei", size=26)
        pen.write(sheet, (x + 146, y + 12), value)
    return y + height


def prose(sheet: Sheet, pen: Pen, y: int, label: str, text: str) -> int:
    """A part of its own: the printed label, below it lines of writing; gives the height below."""
    sheet.write((80, y), label, face="hei-bold", size=27)
    return pen.paragraph(sheet, (110, y + 40), text, width=1040) + 10


def told(visit: Visit) -> dict[str, Any]:
    """What every paper about a visit says."""
    return {
        "hospital_name": visit.hospital,
        "patient_name": visit.person.name,
        "sex": visit.person.sex,
        "age": visit.age,
        "department": visit.department,
        "diagnoses": list(visit.diagnoses),
        "doctor": visit.doctor,
    }


def note(sheet: Sheet, truth: Mapping[str, Any]) -> None:
    """Notes the truth, texts in NFKC."""
    for key, value in truth.items():
        sheet.note(key, unicodedata.normalize("NFKC", value) if isinstance(value, str) else value)
