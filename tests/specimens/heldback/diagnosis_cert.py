"""Held-back diagnosis certificates: a county hospital's table with codes, a specialist hospital's sheet in bands.

The parts follow hospitals' own forms: person, diagnoses with ICD-10 codes, what is advised, physician, seal.

>>> sorted(LAYOUTS)
['county_table', 'specialist_bands']
"""

import random
from collections.abc import Callable

from storage.model.document_type import DocumentType
from tests.specimens.heldback import story
from tests.specimens.others import cast, ink
from tests.specimens.sheet import Ink, Sheet, Specimen

_PEN: Ink = (28, 40, 96)
_GREEN: Ink = (18, 118, 92)
_SPECIALISTS = {
    "泌尿外科": "泌尿专科医院",
    "骨伤科": "骨伤医院",
    "内分泌科": "糖尿病专科医院",
    "眼科": "眼科医院",
}
_RESTS = (("3天", 3), ("7天", 7), ("15天", 15), ("30天", 30), ("14天", 14))


def county_table(rng: random.Random) -> Specimen:
    """A ruled form across A5 at 190 dpi, filled by printer: diagnoses one a row, codes in a column of their own."""
    at = story.visit(rng)
    rest, days = rng.choice(_RESTS)
    sheet = Sheet(1570, 1106, (252, 251, 246))
    hospital = story.hospital(rng, ("县人民医院", "县中医院", "县第二人民医院"))
    ink.centre(sheet, (785, 44), hospital, face="song-bold", size=42, spacing=4, field="hospital_name")
    ink.centre(sheet, (785, 104), "疾 病 证 明 书", face="song", size=42)
    ink.right(sheet, (1480, 122), f"编号：{cast.digits(rng, 9)}", face="song", size=24)
    xs, top = (90, 250, 470, 570, 700, 800, 930, 1060, 1480), 170
    ink.grid(sheet, xs, (top, top + 60))
    ink.grid(sheet, (90, 250, 930, 1060, 1480), (top + 60, top + 120))
    first = (
        ("病员姓名", at.patient.name, "patient_name", None),
        ("性别", at.patient.sex_cn, "sex", at.patient.sex),
        ("年龄", f"{at.patient.age(at.day)}岁", "age", str(at.patient.age(at.day))),
        ("门诊号", cast.digits(rng, 10), "visit_number", None),
    )
    for i, (label, text, field, value) in enumerate(first):
        _cell(sheet, (xs[2 * i], xs[2 * i + 1], xs[2 * i + 2]), top + 14, label, text, field, value)
    _cell(sheet, (90, 250, 930), top + 74, "住　　址", at.patient.address, None, None)
    _cell(sheet, (930, 1060, 1480), top + 74, "科别", at.illness.department, "department", None)
    y = _coded(sheet, at, top + 120)
    y = _advice(sheet, at, rest, y)
    sheet.note("rest_days", days)
    sheet.write((900, y + 40), "医师：", face="song", size=30)
    sheet.write((1000, y + 26), at.doctor, face="wenkai", size=44, ink=_PEN, field="doctor")
    box = sheet.write((900, y + 104), f"{at.day.year}年{at.day.month}月{at.day.day}日", face="song", size=30)
    sheet.note("issue_date", at.day.isoformat(), box)
    sheet.write((100, y + 104), "（未加盖本院公章无效）", face="song", size=24)
    sheet.seal((1190, y + 80), 130, hospital, foot="疾病证明专用章")
    sheet.note("stamped", True)
    return sheet.done("county_table", DocumentType.DIAGNOSIS_CERT)


def _cell(
    sheet: Sheet, xs: tuple[int, int, int], y: int, label: str, text: str, field: str | None, value: str | None
) -> None:
    ink.centre(sheet, ((xs[0] + xs[1]) // 2, y), label, face="song", size=27)
    size = 27 if ink.width_of(text, "ming", 27) < xs[2] - xs[1] - 20 else 23
    sheet.write((xs[1] + 12, y), text, face="ming", size=size, field=field, value=value)


def _coded(sheet: Sheet, at: story.Visit, top: int) -> int:
    """The diagnoses' rows."""
    count = max(3, len(at.illness.diagnoses))
    bottom = top + 54 * (count + 1)
    ink.grid(sheet, (90, 250, 1060, 1480), (top, top + 54, bottom))
    for i, char in enumerate("诊断"):
        ink.centre(sheet, (170, (top + bottom) // 2 - 44 + 44 * i), char, face="song", size=27)
    ink.centre(sheet, (655, top + 10), "疾病名称", face="song", size=27)
    ink.centre(sheet, (1270, top + 10), "ICD-10编码", face="song", size=27)
    for i, (text, code) in enumerate(at.illness.diagnoses):
        y = top + 64 + 54 * i
        sheet.write((270, y), text, face="ming", size=28)
        ink.centre(sheet, (1270, y), code, face="ming", size=28)
    sheet.note("diagnoses", [cast.plain(text) for text, _ in at.illness.diagnoses])
    return bottom


def _advice(sheet: Sheet, at: story.Visit, rest: str, top: int) -> int:
    words = f"{at.illness.treatment}。建议休息{rest}，门诊随访。"
    below = ink.wrap(
        sheet, (270, top + 16), words, width=1180, face="ming", size=28, leading=44, field="advice"
    )
    bottom = max(below + 10, top + 150)
    ink.grid(sheet, (90, 250, 1480), (top, bottom))
    middle = (top + bottom) // 2
    for i, word in enumerate(("处理", "意见")):
        ink.centre(sheet, (170, middle - 40 + 40 * i), word, face="song", size=27)
    return bottom


def specialist_bands(rng: random.Random) -> Specimen:
    """A tall sheet with coloured bands, diagnoses numbered with the code in brackets after, at times not yet stamped."""
    at = story.visit(rng)
    rest, days = rng.choice(_RESTS)
    hospital = story.hospital(rng, (_SPECIALISTS[at.illness.department],))
    sheet = Sheet(1240, 1754, (255, 255, 255))
    sheet.draw.rectangle((0, 0, 1240, 18), fill=_GREEN)
    sheet.write((90, 60), hospital, face="zenhei", size=46, ink=_GREEN, field="hospital_name")
    sheet.rule(90, 136, 1150, 136, width=3, ink=_GREEN)
    ink.centre(sheet, (620, 172), "疾病诊断证明", face="hei-bold", size=52, spacing=8)
    _person(sheet, at, cast.digits(rng, 10))
    y = _band(sheet, "临床诊断", 424)
    for i, (text, code) in enumerate(at.illness.diagnoses, 1):
        box = sheet.write((110, y), f"{i}. {text}", face="hei", size=31)
        sheet.write((box.x1 + 16, y), f"[{code}]", face="hei", size=27, ink=(110, 110, 116))
        y += 54
    sheet.note("diagnoses", [cast.plain(text) for text, _ in at.illness.diagnoses])
    y = _band(sheet, "病情摘要", y + 24)
    y = ink.wrap(sheet, (110, y), at.illness.story, width=1020, face="hei", size=30, leading=50)
    y = _band(sheet, "医师建议", y + 24)
    words = f"全休{rest}；{at.illness.treatment}。"
    y = ink.wrap(sheet, (110, y), words, width=1020, face="hei", size=30, leading=50, field="advice")
    sheet.note("rest_days", days)
    _signed(sheet, rng, at, hospital, y + 60)
    return sheet.done("specialist_bands", DocumentType.DIAGNOSIS_CERT)


def _person(sheet: Sheet, at: story.Visit, card: str) -> None:
    rows = (
        (90, 290, "姓名", at.patient.name, "patient_name", None),
        (520, 290, "性别", at.patient.sex_cn, "sex", at.patient.sex),
        (860, 290, "年龄", f"{at.patient.age(at.day)} 岁", "age", str(at.patient.age(at.day))),
        (90, 348, "就诊科室", at.illness.department, "department", None),
        (520, 348, "就诊卡号", card, None, None),
    )
    for x, y, label, text, field, value in rows:
        ink.pair(
            sheet,
            (x, y),
            f"{label}：",
            text,
            face="hei",
            size=30,
            label_ink=(90, 96, 100),
            field=field,
            value=value,
        )


def _band(sheet: Sheet, word: str, y: int) -> int:
    sheet.draw.rectangle((90, y, 1150, y + 54), fill=(228, 243, 238))
    sheet.draw.rectangle((90, y, 100, y + 54), fill=_GREEN)
    sheet.write((120, y + 4), word, face="hei-bold", size=31, ink=_GREEN)
    return y + 74


def _signed(sheet: Sheet, rng: random.Random, at: story.Visit, hospital: str, y: int) -> None:
    ink.pair(sheet, (110, y), "主治医师：", at.doctor, face="hei", size=31, field="doctor")
    ink.pair(sheet, (110, y + 64), "开具日期：", f"{at.day:%Y-%m-%d}", face="hei", size=31, field="issue_date")
    sheet.write((760, y + 30), "医院盖章处：", face="hei", size=31)
    stamped = rng.random() < 0.7
    if stamped:
        sheet.seal((990, y + 60), 140, hospital, foot="诊断证明专用章")
    sheet.note("stamped", stamped)


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "county_table": county_table,
    "specialist_bands": specialist_bands,
}
