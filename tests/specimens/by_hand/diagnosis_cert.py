"""诊断证明书 filled by hand: underlines on half a sheet, a ruled form.

>>> sorted(LAYOUTS)
['hand_cells', 'hand_lines']
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.by_hand.form import blanks, cells, note, told
from tests.specimens.by_hand.pen import Pen
from tests.specimens.op_record import centred
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.visits import Visit, make_visit, numbered_list

_TYPE = DocumentType.DIAGNOSIS_CERT


def hand_lines(rng: Random) -> Specimen:
    """Half a sheet with underlines, the seal over the date."""
    visit, pen, sheet = make_visit(rng), Pen(rng), Sheet(1300, 1060, (252, 251, 246))
    centred(sheet, 50, visit.hospital, "song-bold", 42)
    centred(sheet, 112, "疾病诊断证明书", "song-bold", 40)
    blanks(sheet, pen, 210, _person(visit))
    blanks(sheet, pen, 290, (("科别:", visit.department, 90, 300), ("门诊号:", visit.number, 620, 300)))
    y = 380
    for label, text in (("诊断:", numbered_list(visit.diagnoses)), ("处理意见:", visit.advice)):
        box = sheet.write((90, y), label, face="song", size=28)
        y = pen.paragraph(sheet, (box.x1 + 14, y - 6), text, width=1000) + 24
    return _signed(sheet, pen, visit, y + 50, "hand_lines")


def hand_cells(rng: Random) -> Specimen:
    """A form of cells."""
    visit, pen, sheet = make_visit(rng), Pen(rng), Sheet(1300, 1200)
    centred(sheet, 50, visit.hospital, "hei-bold", 40)
    centred(sheet, 112, "诊 断 证 明 书", "hei-bold", 40)
    three = ((visit.person.name, 80, 400), (visit.person.sex_word, 480, 330), (f"{visit.age}岁", 810, 410))
    labels = ("姓 名", "性 别", "年 龄")
    y = cells(sheet, pen, 190, [(label, *value) for label, value in zip(labels, three, strict=True)])
    y = cells(
        sheet, pen, y, (("科 室", visit.department, 80, 560), ("病历号", visit.number, 640, 580)), height=70
    )
    for label, text in (("诊 断", numbered_list(visit.diagnoses)), ("医师建议", visit.advice)):
        end = max(pen.paragraph(sheet, (226, y + 22), text, width=980) + 14, y + 160)
        sheet.write((92, (y + end) // 2 - 16), label, face="hei", size=26)
        sheet.frame(Box(80, y, 1220, end), width=2)
        sheet.rule(210, y, 210, end)
        y = end
    return _signed(sheet, pen, visit, y + 40, "hand_cells")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"hand_lines": hand_lines, "hand_cells": hand_cells}


def _person(visit: Visit) -> tuple[tuple[str, str, int, int], ...]:
    person = visit.person
    return (
        ("姓名:", person.name, 90, 280),
        ("性别:", person.sex_word, 480, 140),
        ("年龄:", f"{visit.age}岁", 760, 180),
    )


def _signed(sheet: Sheet, pen: Pen, visit: Visit, y: int, name: str) -> Specimen:
    """Signature, day and seal; and the truth of it all."""
    day = f"{visit.day.year}年{visit.day.month}月{visit.day.day}日"
    blanks(sheet, pen, y, (("医师签名:", visit.doctor, 90, 260), ("日期:", day, 700, 380)))
    sheet.seal((1010, y + 30), 100, visit.hospital, foot="诊断证明专用章")
    note(sheet, told(visit))
    more = {"advice": visit.advice, "rest_days": visit.rest_days, "visit_number": visit.number, "stamped": True}
    note(sheet, {**more, "issue_date": visit.day.isoformat()})
    return sheet.done(f"diagnosis_cert.{name}", _TYPE)
