"""Made-up 门诊病历: a plain print, a ruled form with labels in a left column, a narrow slip, a phone screenshot.

>>> import random
>>> LAYOUTS["plain"](random.Random(1)).fields["diagnoses"] != []
True
"""

import unicodedata
from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.sheet import Sheet, Specimen, font
from tests.specimens.visits import Visit, make_visit, numbered_list, paragraph


def plain(rng: Random) -> Specimen:
    """An A4 print without lines: title, a row of personal data, labelled paragraphs."""
    visit = make_visit(rng)
    sheet = Sheet(1240, 1754)
    face = rng.choice(("song", "hei", "ming"))
    centred(sheet, 70, visit.hospital, "song-bold", 44)
    centred(sheet, 135, rng.choice(("门诊病历", "门(急)诊病历", "门诊电子病历")), "song-bold", 36)
    person = visit.person
    head = f"姓名:{person.name}   性别:{person.sex_word}   年龄:{visit.age}岁   科室:{visit.department}"
    sheet.write((100, 210), head, face=face, size=28)
    sheet.write(
        (100, 258), f"门诊号:{visit.number}   就诊时间:{visit.day:%Y-%m-%d} {visit.clock}", face=face, size=28
    )
    sheet.rule(90, 306, 1150, 306)
    y = 330
    for label, text in _paragraphs(
        visit, rng.choice(("初步诊断", "门诊诊断", "诊断")), rng.choice(("处理", "处理意见", "治疗意见"))
    ):
        box = sheet.write((100, y), f"{label}:", face="hei-bold", size=28)
        y = paragraph(sheet, (100, y), text, width=1040, face=face, first=box.x1 - 92) + 14
    sheet.write((760, y + 60), f"医师签名:{visit.doctor}", face=face, size=28)
    return _done(sheet, visit, "plain")


def ruled(rng: Random) -> Specimen:
    """A ruled form: labels in a narrow left column, in the middle of their cells."""
    visit = make_visit(rng)
    sheet = Sheet(1240, 1754)
    face = rng.choice(("kai", "zenhei", "song"))
    centred(sheet, 60, visit.hospital + "门诊病历", "hei-bold", 40)
    person = visit.person
    cells = (
        ("姓名", person.name),
        ("性别", person.sex_word),
        ("年龄", f"{visit.age}岁"),
        ("科别", visit.department),
    )
    for place, (label, value) in enumerate(cells):
        x = 80 + place * 270
        sheet.frame(Box(x, 150, x + 90, 206), width=1)
        sheet.frame(Box(x + 90, 150, x + 270, 206), width=1)
        sheet.write((x + 12, 162), label, face=face, size=28)
        sheet.write((x + 100, 162), value, face=face, size=28)
    sheet.write((80, 222), f"就诊日期 {visit.day:%Y年%m月%d日}", face=face, size=28)
    y = 276
    for label, text in _paragraphs(visit, "临床诊断", "处置"):
        end = paragraph(sheet, (270, y + 16), text, width=860, face=face)
        sheet.write((100, (y + end) // 2 - 14), label, face=face, size=28)
        sheet.frame(Box(80, y, 1160, end + 6), width=2)
        sheet.rule(250, y, 250, end + 6)
        y = end + 6
    sheet.write((700, y + 30), f"接诊医生: {visit.doctor}", face=face, size=28)
    return _done(sheet, visit, "ruled")


def slip(rng: Random) -> Specimen:
    """A narrow print with labels in brackets, small type, and a seal."""
    visit = make_visit(rng)
    sheet = Sheet(1000, 1420, (250, 248, 240))
    face = rng.choice(("wenkai", "zenhei", "hei"))
    centred(sheet, 50, visit.hospital, face, 38)
    centred(sheet, 100, "门 诊 病 历", face, 34)
    person = visit.person
    rows = (
        ((60, f"患者姓名:{person.name}"), (420, f"性别:{person.sex_word}"), (640, f"年龄:{visit.age}岁")),
        ((60, f"就诊科室:{visit.department}"), (420, f"病历号:{visit.number}")),
        ((60, f"接诊时间:{visit.day:%Y-%m-%d} {visit.clock}"), (640, "初诊/复诊:初诊")),
    )
    for place, row in enumerate(rows):
        for x, text in row:
            sheet.write((x, 170 + place * 44), text, face=face, size=25)
    y = 320
    for label, text in _paragraphs(visit, "西医诊断", "处置"):
        sheet.write((60, y), f"【{label}】", face=face, size=25)
        y = paragraph(sheet, (60, y), text, width=880, face=face, size=25, first=25 * (len(label) + 2) + 6) + 8
    sheet.write((560, y + 40), f"医生签名: {visit.doctor}", face=face, size=25)
    sheet.write((60, y + 40), f"打印时间:{visit.day:%Y-%m-%d} 17:40", face=face, size=25)
    sheet.seal((330, y + 40), 80, visit.hospital, foot="门诊专用章")
    return _done(sheet, visit, "slip")


def phone(rng: Random) -> Specimen:
    """A screenshot of a hospital's app: headings on lines of their own, text below."""
    visit = make_visit(rng)
    sheet = Sheet(1080, 2300, (246, 247, 249))
    face = rng.choice(("hei", "zenhei"))
    centred(sheet, 90, "病历详情", "hei-bold", 44)
    sheet.write((60, 180), visit.hospital, face="hei-bold", size=42)
    person = visit.person
    y = 270
    facts = (
        ("就诊人", person.name),
        ("性别", person.sex_word),
        ("年龄", f"{visit.age}岁"),
        ("就诊科室", visit.department),
        ("接诊医生", visit.doctor),
        ("就诊时间", f"{visit.day:%Y-%m-%d} {visit.clock}"),
    )
    for label, value in facts:
        sheet.write((60, y), label, face=face, size=36, ink=(125, 125, 130))
        sheet.write((330, y), value, face=face, size=36)
        y += 64
    for label, text in _paragraphs(visit, "诊断", "处理意见"):
        sheet.write((60, y + 24), label, face="hei-bold", size=38)
        y = paragraph(sheet, (60, y + 86), text, width=950, face=face, size=36)
    return _done(sheet, visit, "phone")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "plain": plain,
    "ruled": ruled,
    "slip": slip,
    "phone": phone,
}


def _paragraphs(visit: Visit, diagnosis: str, treatment: str) -> list[tuple[str, str]]:
    return [
        ("主诉", visit.complaint),
        ("现病史", visit.history),
        ("既往史", visit.past),
        ("体格检查", visit.exam),
        (diagnosis, numbered_list(visit.diagnoses)),
        (treatment, visit.treatment),
    ]


def centred(sheet: Sheet, y: int, text: str, face: str, size: int) -> None:
    x = (sheet.picture.width - font(face, size).getlength(text)) / 2
    sheet.write((round(x), y), text, face=face, size=size)


def _done(sheet: Sheet, visit: Visit, name: str) -> Specimen:
    truth = {
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
    for key, value in truth.items():
        sheet.note(key, unicodedata.normalize("NFKC", value) if isinstance(value, str) else value)
    return sheet.done(f"op_record.{name}", DocumentType.OP_RECORD)
