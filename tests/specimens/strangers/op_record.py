"""Records of a visit as customers send them: a hospital system's print, an emergency form with vital signs, a clinic's
booklet page.

>>> import random
>>> LAYOUTS["emergency"](random.Random(1)).fields["treatment"] != ""
True
"""

from collections.abc import Callable
from random import Random
from typing import Any

from storage.model.document_type import DocumentType
from tests.specimens.sheet import Ink, Sheet, Specimen
from tests.specimens.strangers.form import GREY, bars, flow, mid, paper, row, run
from tests.specimens.visits import Visit, make_visit, numbered_list

_TYPE = DocumentType.OP_RECORD
_LINE: Ink = (170, 190, 210)


def system(rng: Random) -> Specimen:
    """A print of a hospital's system: particulars in one crowded line, parts with their labels bold on lines of their own."""
    visit = make_visit(rng)
    sheet = Sheet(1240, 1754)
    sheet.write((70, 40), visit.hospital, face="hei-bold", size=34)
    bars(sheet, rng, (900, 36), width=250, height=44)
    mid(sheet, 620, 104, "门诊电子病历", face="hei-bold", size=36)
    sheet.rule(60, 160, 1180, 160)
    person = visit.person
    head = f"{person.name}  {person.sex_word}  {visit.age}岁"
    sheet.write((70, 174), f"患者：{head}", face="hei", size=26)
    sheet.write((560, 174), f"ID号：{visit.number}", face="hei", size=26)
    sheet.write((900, 174), "费别：医保", face="hei", size=26)
    sheet.write((70, 214), f"就诊科室：{visit.department}", face="hei", size=26)
    sheet.write((560, 214), f"就诊时间：{visit.day:%Y-%m-%d} {visit.clock}:17", face="hei", size=26)
    sheet.rule(60, 258, 1180, 258)
    y = 274
    for label, text in (
        ("主诉", visit.complaint),
        ("现病史", visit.history),
        ("既往史", visit.past),
        ("体格检查", visit.exam),
        ("辅助检查", ""),
        ("初步诊断", numbered_list(visit.diagnoses)),
        ("处理意见", visit.treatment),
    ):
        sheet.write((70, y), f"{label}：", face="hei-bold", size=27)
        y = flow(sheet, (110, y + 40), text, width=1050, face="hei", size=26, leading=40) + 10
    run(sheet, (760, y + 30), "接诊医生：", visit.doctor, face="hei", size=27)
    mid(
        sheet,
        620,
        1690,
        f"打印时间：{visit.day:%Y-%m-%d} 17:59:02   第1页/共1页",
        face="hei",
        size=20,
        ink=GREY,
    )
    return paper([sheet], "visit.system", _TYPE, _truth(visit))


def emergency(rng: Random) -> Specimen:
    """An emergency form in cells: vital signs between the particulars and the story, doctor in the last row."""
    visit = make_visit(rng)
    sheet = Sheet(1240, 1600)
    mid(sheet, 620, 50, visit.hospital, face="song-bold", size=38)
    mid(sheet, 620, 104, "急 诊 病 历", face="song-bold", size=38)
    person = visit.person
    y = 170
    when = f"{visit.day.year}年{visit.day.month}月{visit.day.day}日{visit.clock.replace(':', '时')}分"
    for cells in (
        (
            ("姓 名", 100),
            (person.name, 260),
            ("性 别", 100),
            (person.sex_word, 100),
            ("年 龄", 100),
            (f"{visit.age}岁", 140),
            ("费 别", 100),
            ("自费", 180),
        ),
        (("科 别", 100), (visit.department, 260), ("就诊时间", 140), (when, 580)),
        (
            (
                f"T {36 + rng.random() * 3:.1f}℃   P {rng.randint(60, 110)}次/分   R {rng.randint(14, 24)}次/分   BP {rng.randint(100, 150)}/{rng.randint(60, 95)}mmHg",
                1080,
            ),
        ),
        (("主 诉", 140), (visit.complaint, 940)),
        (("现病史", 140), (visit.history, 940)),
        (("既往史", 140), (visit.past, 940)),
        (("查 体", 140), (visit.exam, 940)),
        (("诊 断", 140), (numbered_list(visit.diagnoses, "、"), 940)),
        (("处 理", 140), (visit.treatment, 940)),
        (("医师签名", 140), (visit.doctor, 400), ("联系电话", 140), ("", 400)),
    ):
        y = row(sheet, (80, y), cells, face="song", size=25, height=60)
    sheet.seal((960, y - 20), 84, visit.hospital, foot="急诊专用章")
    return paper([sheet], "visit.emergency", _TYPE, _truth(visit))


def booklet(rng: Random) -> Specimen:
    """A page of a booklet with blue lines, filled by a printer in Kai: day and department first, then the story in parts."""
    visit = make_visit(rng)
    sheet = Sheet(1000, 1420, (252, 250, 244))
    for y in range(190, 1380, 46):
        sheet.rule(60, y, 940, y, width=1, ink=_LINE)
    mid(sheet, 500, 40, f"{visit.hospital}门（急）诊病历", face="kai", size=34)
    person = visit.person
    sheet.write(
        (70, 104), f"姓名：{person.name}　　性别：{person.sex_word}　　年龄：{visit.age}岁", face="kai", size=26
    )
    sheet.write(
        (70, 150), f"{visit.day:%Y.%m.%d}　{visit.clock}　　科室：{visit.department}", face="kai", size=26
    )
    y = 198
    for label, text in (
        ("主诉", visit.complaint),
        ("现病史", visit.history),
        ("PE", visit.exam),
        ("诊断", numbered_list(visit.diagnoses, ".")),
        ("处理", visit.treatment),
    ):
        end = sheet.write((70, y), f"{label}：", face="kai", size=27).x1
        y = flow(sheet, (70, y), text, width=870, face="kai", size=27, leading=46, first=end - 66)
    run(sheet, (620, y + 46), "医师：", visit.doctor, face="kai", size=28)
    return paper([sheet], "visit.booklet", _TYPE, _truth(visit))


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "system": system,
    "emergency": emergency,
    "booklet": booklet,
}


def _truth(visit: Visit) -> dict[str, Any]:
    return {
        "hospital_name": visit.hospital,
        "patient_name": visit.person.name,
        "sex": visit.person.sex,
        "age": visit.age,
        "department": visit.department,
        "visit_date": visit.day.isoformat(),
        "chief_complaint": visit.complaint,
        "present_illness": visit.history,
        "diagnoses": list(visit.diagnoses),
        "treatment": visit.treatment,
        "doctor": visit.doctor,
    }
