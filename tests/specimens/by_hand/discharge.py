"""出院 papers filled by hand: a summary on underlines, a certificate in cells.

>>> sorted(LAYOUTS)
['hand_certificate', 'hand_summary']
"""

import datetime as dt
from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.by_hand.form import blanks, cells, prose
from tests.specimens.by_hand.pen import Pen
from tests.specimens.op_record import centred
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.stay_papers import discharge_truth, specimen, wide
from tests.specimens.stays import Stay, make_stay, numbered

_TYPE = DocumentType.DISCHARGE


def hand_summary(rng: Random) -> Specimen:
    """A4: a head of underlines, parts under printed headings."""
    stay, pen, sheet = make_stay(rng), Pen(rng), Sheet(1240, 1900, (252, 251, 247))
    centred(sheet, 50, stay.hospital, "song-bold", 42)
    centred(sheet, 112, "出 院 小 结", "song-bold", 38)
    person = stay.person
    row = (("姓名:", person.name, 80, 230), ("性别:", person.sex_word, 420, 110))
    blanks(sheet, pen, 190, (*row, ("年龄:", f"{stay.age}岁", 690, 160)))
    blanks(sheet, pen, 256, (("科室:", stay.department, 80, 300), ("住院号:", stay.number, 640, 340)))
    days = (("入院日期:", _day(stay.came), 80, 330), ("出院日期:", _day(stay.left), 640, 340))
    blanks(sheet, pen, 322, days)
    blanks(sheet, pen, 388, (("住院天数:", f"{stay.days}天", 80, 200),))
    y, orders = 460, numbered(stay.orders)
    for label, text in (
        ("入院诊断:", numbered(stay.named, gap=" ", end="")),
        ("诊疗经过:", wide(stay.course)),
        ("出院诊断:", numbered(stay.found, gap=" ", end="")),
        ("出院情况:", wide(stay.outcome)),
        ("出院医嘱:", wide(orders)),
    ):
        y = prose(sheet, pen, y, label, text)
    blanks(sheet, pen, y + 30, (("医师签名:", stay.doctor, 660, 260),))
    sheet.seal((500, y + 60), 96, stay.hospital, foot="住院专用章")
    truth = discharge_truth(stay, orders=orders, stamped=True)
    return specimen([sheet], "discharge.hand_summary", _TYPE, truth)


def hand_certificate(rng: Random) -> Specimen:
    """Half a sheet of cells."""
    stay, pen, sheet = make_stay(rng), Pen(rng), Sheet(1300, 1180)
    centred(sheet, 44, stay.hospital, "hei-bold", 40)
    centred(sheet, 102, "出院证明书", "hei-bold", 38)
    y = cells(sheet, pen, 170, _head(stay))
    y = cells(sheet, pen, y, (("科室", stay.department, 60, 590), ("住院号", stay.number, 650, 590)))
    days = (("入院日期", _day(stay.came), 60, 590), ("出院日期", _day(stay.left), 650, 590))
    y, orders = cells(sheet, pen, y, days), numbered(stay.orders)
    for label, text in (
        ("入院诊断", numbered(stay.named, gap=" ", end="")),
        ("出院诊断", numbered(stay.found, gap=" ", end="")),
        ("出院医嘱", wide(orders)),
    ):
        end = max(pen.paragraph(sheet, (206, y + 16), text, width=1020) + 10, y + 80)
        sheet.write((72, (y + end) // 2 - 14), label, face="hei", size=26)
        sheet.frame(Box(60, y, 1240, end), width=2)
        sheet.rule(190, y, 190, end)
        y = end
    blanks(sheet, pen, y + 30, (("医师:", stay.doctor, 80, 260), ("日期:", _day(stay.left), 700, 360)))
    sheet.seal((1020, y + 60), 96, stay.hospital, foot="出院证明专用章")
    truth = discharge_truth(stay, orders=orders, stamped=True) | {"stay_days": None}
    return specimen([sheet], "discharge.hand_certificate", _TYPE, truth)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "hand_summary": hand_summary,
    "hand_certificate": hand_certificate,
}


def _head(stay: Stay) -> tuple[tuple[str, str, int, int], ...]:
    person = stay.person
    return (
        ("姓名", person.name, 60, 400),
        ("性别", person.sex_word, 460, 340),
        ("年龄", f"{stay.age}岁", 800, 440),
    )


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
