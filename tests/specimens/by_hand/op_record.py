"""门诊病历 written by hand: a page of a ruled booklet, a form with boxes.

>>> sorted(LAYOUTS)
['hand_booklet', 'hand_boxes']
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.by_hand.form import blanks, cells, note, prose, told
from tests.specimens.by_hand.pen import Pen
from tests.specimens.op_record import centred
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.visits import Visit, make_visit, numbered_list

_TYPE = DocumentType.OP_RECORD


def hand_booklet(rng: Random) -> Specimen:
    """A page with faint ruled lines; the parts have printed headings."""
    visit, pen, sheet = make_visit(rng), Pen(rng), Sheet(1240, 1754, (251, 250, 244))
    for y in range(330, 1720, 60):
        sheet.rule(70, y, 1170, y, width=1, ink=(190, 200, 215))
    centred(sheet, 60, visit.hospital, "song-bold", 42)
    centred(sheet, 122, "门 诊 病 历", "song-bold", 38)
    person = visit.person
    row = (("姓名:", person.name, 80, 230), ("性别:", person.sex_word, 420, 110))
    blanks(sheet, pen, 200, (*row, ("年龄:", f"{visit.age}岁", 690, 160)))
    day = f"{visit.day.year}年{visit.day.month}月{visit.day.day}日"
    blanks(sheet, pen, 264, (("科别:", visit.department, 80, 300), ("就诊日期:", day, 560, 400)))
    y = 340
    for label, text in _parts(visit):
        y = prose(sheet, pen, y, label + ":", text)
    blanks(sheet, pen, y + 30, (("医师签名:", visit.doctor, 720, 260),))
    return _done(sheet, visit, "hand_booklet")


def hand_boxes(rng: Random) -> Specimen:
    """Boxes with a printed label at the left of each."""
    visit, pen, sheet = make_visit(rng), Pen(rng), Sheet(1240, 1754)
    centred(sheet, 60, visit.hospital + "门诊病历", "hei-bold", 40)
    person = visit.person
    three = ((person.name, 60, 390), (person.sex_word, 450, 320), (f"{visit.age}岁", 770, 410))
    labels = ("姓名", "性别", "年龄")
    y = cells(sheet, pen, 150, [(label, *value) for label, value in zip(labels, three, strict=True)])
    day = f"{visit.day.year}.{visit.day.month}.{visit.day.day}"
    y = cells(sheet, pen, y, (("科室", visit.department, 60, 560), ("就诊日期", day, 620, 560)))
    for label, text in _parts(visit):
        end = pen.paragraph(sheet, (206, y + 16), text, width=960) + 14
        sheet.write((76, (y + end) // 2 - 14), label, face="hei", size=26)
        sheet.frame(Box(60, y, 1180, end), width=2)
        sheet.rule(190, y, 190, end)
        y = end
    blanks(sheet, pen, y + 24, (("医生签字:", visit.doctor, 720, 260),))
    return _done(sheet, visit, "hand_boxes")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"hand_booklet": hand_booklet, "hand_boxes": hand_boxes}


def _parts(visit: Visit) -> list[tuple[str, str]]:
    return [
        ("主诉", visit.complaint),
        ("现病史", visit.history),
        ("诊断", numbered_list(visit.diagnoses)),
        ("处理", visit.treatment),
    ]


def _done(sheet: Sheet, visit: Visit, name: str) -> Specimen:
    note(sheet, told(visit))
    prose = {
        "chief_complaint": visit.complaint,
        "present_illness": visit.history,
        "treatment": visit.treatment,
    }
    note(sheet, {**prose, "visit_date": visit.day.isoformat()})
    return sheet.done(f"op_record.{name}", _TYPE)
