"""Made-up 疾病诊断证明书: a plain print, a ruled form, a story in one paragraph, an older form with underlines.

>>> import random
>>> LAYOUTS["plain"](random.Random(1)).fields["stamped"]
True
"""

import unicodedata
from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.op_record import centred
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.visits import Visit, make_visit, numbered_list, paragraph

_DIGITS = "〇一二三四五六七八九"
_TITLES = ("疾病诊断证明书", "诊断证明书", "门诊诊断证明书", "疾病证明书")


def plain(rng: Random) -> Specimen:
    """An A4 print: rows of personal data, labelled paragraphs, doctor and date below, seal over the date."""
    visit = make_visit(rng)
    sheet = Sheet(1240, 1500)
    face = rng.choice(("song", "hei", "ming"))
    centred(sheet, 80, visit.hospital, "song-bold", 46)
    centred(sheet, 150, rng.choice(_TITLES), "song-bold", 40)
    person = visit.person
    for x, text in (
        (110, f"姓名:{person.name}"),
        (480, f"性别:{person.sex_word}"),
        (760, f"年龄:{visit.age}岁"),
    ):
        sheet.write((x, 260), text, face=face, size=30)
    for x, text in ((110, f"科室:{visit.department}"), (480, f"门诊号/住院号:{visit.number}")):
        sheet.write((x, 316), text, face=face, size=30)
    y = 400
    label = rng.choice(("临床诊断", "诊断", "门诊诊断"))
    for name, text in (
        (label, numbered_list(visit.diagnoses)),
        (rng.choice(("处理意见", "建议", "医生建议")), visit.advice),
    ):
        box = sheet.write((110, y), f"{name}:", face=face, size=30)
        y = paragraph(sheet, (110, y), text, width=1020, face=face, size=30, first=box.x1 - 100) + 40
    sheet.write((720, y + 60), f"医师签名:{visit.doctor}", face=face, size=30)
    sheet.write((720, y + 120), f"日期:{visit.day:%Y年%m月%d日}", face=face, size=30)
    return _sealed(rng, sheet, visit, "plain", (900, y + 110), number=True)


def ruled(rng: Random) -> Specimen:
    """A form of cells: labels with values beside them, tall cells for the diagnosis and the advice."""
    visit = make_visit(rng)
    sheet = Sheet(1300, 1240)
    face = rng.choice(("kai", "zenhei", "wenkai"))
    centred(sheet, 50, visit.hospital, "hei-bold", 42)
    centred(sheet, 110, "诊 断 证 明 书", "hei-bold", 38)
    person = visit.person
    rows = (
        (("姓 名", person.name), ("性 别", person.sex_word), ("年 龄", f"{visit.age}岁")),
        (("科 别", visit.department), ("门诊号", visit.number), ("费 别", "自费")),
    )
    for line, row in enumerate(rows):
        for place, (label, value) in enumerate(row):
            x, y = 90 + place * 375, 190 + line * 64
            sheet.frame(Box(x, y, x + 125, y + 64), width=2)
            sheet.frame(Box(x + 125, y, x + 375, y + 64), width=2)
            sheet.write((x + 16, y + 16), label, face=face, size=29)
            sheet.write((x + 140, y + 16), value, face=face, size=29)
    y = 318
    for label, text in (("诊 断", "\n".join(visit.diagnoses)), ("处理建议", visit.advice)):
        end = y + 24
        for part in text.split("\n"):
            end = paragraph(sheet, (240, end), part, width=940, face=face, size=29)
        end = max(end + 20, y + 170)
        sheet.write((100, (y + end) // 2 - 18), label, face=face, size=29)
        sheet.frame(Box(90, y, 1215, end), width=2)
        sheet.rule(215, y, 215, end)
        y = end
    sheet.write((110, y + 40), f"诊断医师:{visit.doctor}", face=face, size=29)
    sheet.write((700, y + 40), f"开具日期:{visit.day:%Y-%m-%d}", face=face, size=29)
    return _sealed(rng, sheet, visit, "ruled", (820, y + 70), number=True)


def story(rng: Random) -> Specimen:
    """One paragraph that tells everything, the date in Chinese characters, no label before it."""
    visit = make_visit(rng)
    sheet = Sheet(1240, 1300, (251, 249, 242))
    face = rng.choice(("kai", "song"))
    centred(sheet, 90, visit.hospital + rng.choice(("疾病证明书", "诊断证明书")), "song-bold", 42)
    person = visit.person
    told = (
        f"    兹有患者{person.name},性别:{person.sex_word},年龄:{visit.age}岁,于{visit.day.year}年{visit.day.month}月{visit.day.day}日"
        f"来我院{visit.department}就诊,经检查诊断为:{numbered_list(visit.diagnoses, '、')}。"
    )
    y = paragraph(sheet, (120, 220), told, width=1000, face=face, size=32, leading=1.9)
    y = paragraph(sheet, (120, y + 20), f"    建议:{visit.advice}", width=1000, face=face, size=32, leading=1.9)
    y = paragraph(sheet, (120, y + 10), "    特此证明。", width=1000, face=face, size=32)
    sheet.write((690, y + 80), f"医师:{visit.doctor}", face=face, size=32)
    day = visit.day
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    sheet.write((690, y + 150), f"{year}年{_spoken(day.month)}月{_spoken(day.day)}日", face=face, size=32)
    return _sealed(rng, sheet, visit, "story", (830, y + 130), number=False)


def underlined(rng: Random) -> Specimen:
    """An older form: values printed on underlines, a stub number, the seal absent on some."""
    visit = make_visit(rng)
    sheet = Sheet(1400, 980)
    face = rng.choice(("zenhei", "ming", "hei"))
    centred(sheet, 50, visit.hospital, face, 40)
    centred(sheet, 108, "门诊疾病证明书", face, 36)
    person = visit.person
    y = 190
    rows = (
        (
            ("姓名", person.name, 90, 200),
            ("性别", person.sex_word, 430, 90),
            ("年龄", visit.age, 640, 90),
            ("科别", visit.department, 860, 260),
        ),
        (("病历号", visit.number, 90, 260), ("初步诊断", numbered_list(visit.diagnoses), 520, 760)),
    )
    for row in rows:
        for label, value, x, width in row:
            box = sheet.write((x, y), label, face=face, size=28)
            sheet.write((box.x1 + 16, y - 2), value, face="kai", size=29)
            sheet.rule(box.x1 + 6, y + 38, box.x1 + 6 + width, y + 38, width=1)
        y += 76
    box = sheet.write((90, y), "医师意见:", face=face, size=28)
    y = paragraph(sheet, (90, y), visit.advice, width=1180, face="kai", size=29, first=box.x1 - 80)
    sheet.write((90, y + 120), f"医生:{visit.doctor}", face=face, size=28)
    sheet.write((800, y + 120), f"{visit.day.year}年 {visit.day.month}月 {visit.day.day}日", face=face, size=28)
    sheet.write((90, y + 200), "注:本证明未盖章无效,涂改无效。", face=face, size=24)
    return _sealed(rng, sheet, visit, "underlined", (900, y + 130), number=True)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "plain": plain,
    "ruled": ruled,
    "story": story,
    "underlined": underlined,
}


def _spoken(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    tens = {1: "十", 2: "二十", 3: "三十"}[number // 10]
    return tens + (_DIGITS[number % 10] if number % 10 else "")


def _sealed(
    rng: Random,
    sheet: Sheet,
    visit: Visit,
    name: str,
    at: tuple[int, int],
    *,
    number: bool,
) -> Specimen:
    """Puts the seal on most of them (always on `plain`), and notes the truth."""
    stamped = name == "plain" or rng.random() < 0.75
    if stamped:
        sheet.seal(
            (at[0] + rng.randint(-30, 60), at[1] + rng.randint(-20, 50)),
            rng.randint(85, 105),
            visit.hospital,
            foot="诊断证明专用章",
        )
    truth = {
        "hospital_name": visit.hospital,
        "patient_name": visit.person.name,
        "sex": visit.person.sex,
        "age": visit.age,
        "department": visit.department,
        "diagnoses": list(visit.diagnoses),
        "advice": visit.advice,
        "rest_days": visit.rest_days,
        "doctor": visit.doctor,
        "issue_date": visit.day.isoformat(),
        "stamped": stamped,
    }
    truth |= {"visit_number": visit.number} if number else {}
    for key, value in truth.items():
        sheet.note(key, unicodedata.normalize("NFKC", value) if isinstance(value, str) else value)
    return sheet.done(f"diagnosis_cert.{name}", DocumentType.DIAGNOSIS_CERT)
