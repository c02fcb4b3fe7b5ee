"""出院小结 of a hospital that prints every heading in two languages, over two pages with the same head.

>>> import random
>>> len(LAYOUTS["bilingual"](random.Random(1)).pictures)
2
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.others.ink import centre, wrap
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.stay_papers import discharge_truth, sign, specimen, wide
from tests.specimens.stays import Stay, make_stay, numbered

_TYPE = DocumentType.DISCHARGE


def bilingual(rng: Random) -> Specimen:
    """Two pages with the same head on both; every heading has its English words below it."""
    stay = make_stay(rng)
    orders = wide(numbered(stay.orders))
    first, second = Sheet(1240, 1600), Sheet(1240, 1600)
    face = rng.choice(("hei", "song"))
    for number, sheet in enumerate((first, second), 1):
        _bilingual_head(sheet, stay, face)
        centre(sheet, (620, 1530), f"第{number}页 共2页", face=face, size=22)
    y = 430
    for label, latin, text in (
        ("入院诊断", "Admission Diagnosis", numbered(stay.named, gap=" ", end="")),
        ("入院情况", "Condition on Admission", wide(stay.state)),
        ("诊疗经过", "Hospital Course", wide(stay.course)),
        ("出院诊断", "Discharge Diagnosis", numbered(stay.found, gap=" ", end="")),
    ):
        y = _part(first, y, label, latin, text, face)
    y = _part(second, 430, "出院情况", "Condition at Discharge", wide(stay.outcome), face)
    y = _part(second, y, "出院医嘱", "Discharge Orders", orders, face)
    sign(second, (660, y + 40), "主治医师 Attending Physician：", stay.doctor, rng, size=26)
    stamped = rng.random() < 0.6
    if stamped:
        second.seal((420, y + 90), 100, stay.hospital, foot="住院部")
    truth = discharge_truth(stay, orders=orders, stamped=stamped)
    return specimen([first, second], "bilingual", _TYPE, truth)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"bilingual": bilingual}


def _bilingual_head(sheet: Sheet, stay: Stay, face: str) -> None:
    sheet.draw.ellipse((110, 60, 190, 140), outline=(30, 110, 90), width=6)
    sheet.write((220, 60), stay.hospital, face="hei-bold", size=40, ink=(20, 90, 75))
    sheet.write((220, 112), "出院小结 DISCHARGE SUMMARY", face="hei-bold", size=30)
    sheet.rule(100, 165, 1140, 165, ink=(30, 110, 90))
    rows = (
        (
            ("姓名 Name：", stay.person.name),
            ("性别 Sex：", stay.person.sex_word),
            ("年龄 Age：", f"{stay.age}岁"),
        ),
        (("科室 Dept：", stay.department), ("住院号 No.：", stay.number), ("天数 Days：", "")),
        (("入院日期：", f"{stay.came:%Y/%m/%d}"), ("出院日期：", f"{stay.left:%Y/%m/%d}"), ("", "")),
    )
    for line, row in enumerate(rows):
        for (label, value), x in zip(row, (110, 480, 860), strict=True):
            if value:
                sheet.write((x, 190 + line * 50), label + value, face=face, size=26)
    sheet.write((860, 240), f"住院天数：{stay.days}天", face=face, size=26)
    sheet.rule(100, 350, 1140, 350, ink=(30, 110, 90))


def _part(sheet: Sheet, y: int, label: str, latin: str, text: str, face: str) -> int:
    sheet.write((110, y), f"{label} {latin}", face="hei-bold", size=28)
    return wrap(sheet, (110, y + 48), text, width=1010, face=face, size=27, leading=44) + 20
