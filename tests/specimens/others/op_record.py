"""Held-back outpatient records, as three makers of hospital systems and a private clinic print them.

The parts follow 病历书写基本规范 (2010): complaint, present illness, past history, findings, diagnosis, treatment.

>>> sorted(LAYOUTS)
['bilingual', 'booklet_strip', 'flowing_brackets', 'table_header']
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from storage.model.document_type import DocumentType
from tests.specimens.others import cast, ink
from tests.specimens.others.visit import Illness, Visit, visit
from tests.specimens.sheet import Ink, Sheet, Specimen

_TEAL: Ink = (16, 112, 128)
_GREY: Ink = (96, 96, 100)


def table_header(rng: random.Random, at: Visit | None = None) -> Specimen:
    """The patient in a ruled block, then parts with headings in bold on lines of their own."""
    at = at or visit(rng)
    person, hospital, illness, day, doctor = at.patient, at.hospital, at.illness, at.day, at.doctor
    sheet = Sheet(1240, 1754)
    ink.centre(sheet, (620, 80), hospital, face="song-bold", size=44, field="hospital_name")
    ink.centre(sheet, (620, 146), "门 诊 病 历", face="hei-bold", size=40)
    xs, ys = (90, 190, 370, 460, 560, 660, 810, 960, 1150), (220, 276, 332)
    ink.grid(sheet, (90, 1150), ys)
    for x in xs[1:-1]:
        sheet.rule(x, ys[0], x, ys[-1])
    cells = (
        ("姓名", person.name, "patient_name", None),
        ("性别", person.sex_cn, "sex", person.sex),
        ("年龄", f"{person.age(day)}岁", "age", str(person.age(day))),
        ("婚姻", rng.choice(("已婚", "未婚")), None, None),
        ("病历号", cast.digits(rng, 10), None, None),
        ("费别", "自费", None, None),
        ("科室", illness.department, "department", None),
        ("就诊日期", f"{day:%Y-%m-%d}", "visit_date", None),
    )
    for i, (label, text, field, value) in enumerate(cells):
        x, y = 2 * (i % 4), ys[i // 4] + 14
        ink.centre(sheet, ((xs[x] + xs[x + 1]) // 2, y), label, face="song", size=25)
        sheet.write((xs[x + 1] + 10, y), text, face="song", size=25 if i < 4 else 24, field=field, value=value)
    _sections(sheet, rng, illness, 370)
    sheet.write((700, 1560), "医师签名：", face="song", size=28)
    sheet.write((850, 1552), doctor, face="wenkai", size=40, field="doctor")
    return sheet.done("table_header", DocumentType.OP_RECORD)


def _sections(sheet: Sheet, rng: random.Random, illness: Illness, y: int) -> None:
    past = rng.choice(("既往体健，否认药物过敏史。", "高血压病史5年，规律服药，否认药物及食物过敏史。"))
    for label, text, field in (
        ("主　诉：", illness.complaint + "。", "chief_complaint"),
        ("现病史：", illness.story, "present_illness"),
        ("既往史：", past, None),
        ("体格检查：", illness.findings, None),
    ):
        sheet.write((90, y), label, face="hei-bold", size=28)
        y = ink.wrap(sheet, (130, y + 48), text, width=1000, face="song", size=28, leading=46, field=field) + 16
    sheet.write((90, y), "初步诊断：", face="hei-bold", size=28)
    for i, diagnosis in enumerate(illness.diagnoses, 1):
        sheet.write((130, y + 48 * i), f"{i}、{diagnosis}", face="song", size=28)
    sheet.note("diagnoses", [cast.plain(text) for text in illness.diagnoses])
    y += 48 * (len(illness.diagnoses) + 1) + 16
    sheet.write((90, y), "处理意见：", face="hei-bold", size=28)
    ink.wrap(
        sheet, (130, y + 48), illness.treatment, width=1000, face="song", size=28, leading=46, field="treatment"
    )


def flowing_brackets(rng: random.Random, at: Visit | None = None) -> Specimen:
    """Running text with headings in 【】 on the same line, the patient in one line between two rules."""
    at = at or visit(rng)
    person, hospital, illness, day, doctor = at.patient, at.hospital, at.illness, at.day, at.doctor
    sheet = Sheet(1240, 1754, (254, 254, 252))
    ink.centre(sheet, (620, 70), hospital + "门诊电子病历", face="zenhei", size=38)
    sheet.note("hospital_name", hospital)
    sheet.rule(70, 140, 1170, 140)
    x = 76
    for label, text, field, value in (
        ("姓名:", person.name, "patient_name", None),
        ("性别:", person.sex_cn, "sex", person.sex),
        ("年龄:", f"{person.age(day)}岁", "age", str(person.age(day))),
        ("就诊科室:", illness.department, "department", None),
        ("门诊号:", cast.digits(rng, 9), None, None),
    ):
        x = ink.pair(sheet, (x, 152), label, text, face="zenhei", size=25, field=field, value=value) + 34
    moment = f"{day:%Y-%m-%d} {rng.randint(8, 16):02d}:{rng.randint(0, 59):02d}"
    ink.pair(
        sheet, (76, 194), "就诊时间:", moment, face="zenhei", size=25, field="visit_date", value=day.isoformat()
    )
    ink.pair(sheet, (560, 194), "就诊类型:", rng.choice(("初诊", "复诊")), face="zenhei", size=25)
    sheet.rule(70, 236, 1170, 236)
    y = _brackets(sheet, illness, 260)
    ink.pair(sheet, (76, y + 30), "接诊医生:", doctor, face="zenhei", size=26, field="doctor")
    ink.pair(
        sheet,
        (700, y + 30),
        "打印时间:",
        f"{day:%Y-%m-%d} 17:0{rng.randint(0, 9)}",
        face="zenhei",
        size=26,
        ink=_GREY,
    )
    ink.scanned(sheet, rng)
    return sheet.done("flowing_brackets", DocumentType.OP_RECORD)


def _brackets(sheet: Sheet, illness: Illness, y: int) -> int:
    listed = " ".join(f"{i}.{text}" for i, text in enumerate(illness.diagnoses, 1))
    for label, text, field in (
        ("【主诉】", illness.complaint, "chief_complaint"),
        ("【现病史】", illness.story, "present_illness"),
        ("【既往史】", "否认高血压、糖尿病史，否认手术外伤史。", None),
        ("【查体】", illness.findings, None),
        ("【诊断】", listed, None),
        ("【处置】", illness.treatment, "treatment"),
    ):
        first = sheet.write((76, y), label, face="zenhei", size=27).x1 - 76 + 6
        y = (
            ink.wrap(
                sheet, (76, y), text, width=1080, face="zenhei", size=27, leading=44, first=first, field=field
            )
            + 8
        )
    sheet.note("diagnoses", [cast.plain(text) for text in illness.diagnoses])
    return y


def bilingual(rng: random.Random, at: Visit | None = None) -> Specimen:
    """A private hospital's record: coloured bars, every heading in two languages, English left untranslated."""
    private = (
        f"{rng.choice(('云溪', '澄江', '明湖'))}{rng.choice(('和谐之翼', '博仁国际', '青禾', '圣安'))}医院"
    )
    at = at or replace(visit(rng), hospital=private)
    person, hospital, illness, day, doctor = at.patient, at.hospital, at.illness, at.day, at.doctor
    sheet = Sheet(1654, 2200, (255, 255, 255))
    sheet.draw.rectangle((0, 0, 1654, 26), fill=_TEAL)
    sheet.write((110, 70), hospital, face="hei-bold", size=50, ink=_TEAL, field="hospital_name")
    sheet.write((110, 138), "INTERNATIONAL HOSPITAL", face="hei", size=26, ink=_TEAL)
    ink.right(sheet, (1544, 76), "门诊病历", face="hei-bold", size=46)
    ink.right(sheet, (1544, 138), "OUTPATIENT MEDICAL RECORD", face="hei", size=26)
    _bilingual_cells(sheet, rng, person, illness.department, day)
    y = _bars(sheet, illness, 350)
    ink.pair(sheet, (110, y + 40), "医生 Physician: ", doctor, face="hei", size=32, field="doctor")
    sheet.write((900, y + 40), "签名 Signature:", face="hei", size=32)
    sheet.write((1170, y + 26), doctor, face="wenkai", size=50)
    sheet.write(
        (110, 2120),
        "本记录经电子签名,打印有效 Electronically signed. Valid when printed.",
        face="hei",
        size=24,
        ink=_GREY,
    )
    return sheet.done("bilingual", DocumentType.OP_RECORD)


def _bilingual_cells(sheet: Sheet, rng: random.Random, person: cast.Person, department: str, day: date) -> None:
    cells = (
        (110, 210, "姓名 Name", person.name, "patient_name", None),
        (
            640,
            210,
            "性别 Gender",
            f"{person.sex_cn} {'Male' if person.sex == 'M' else 'Female'}",
            "sex",
            person.sex,
        ),
        (1110, 210, "年龄 Age", f"{person.age(day)}岁", "age", str(person.age(day))),
        (110, 268, "就诊日期 Date of Visit", f"{day:%Y/%m/%d}", "visit_date", day.isoformat()),
        (640, 268, "科室 Department", department, "department", None),
        (1110, 268, "病案号 MRN", "P" + cast.digits(rng, 7), None, None),
    )
    for x, y, label, text, field, value in cells:
        ink.pair(
            sheet,
            (x, y),
            label + ": ",
            text,
            face="hei",
            size=30,
            label_ink=_GREY,
            gap=4,
            field=field,
            value=value,
        )


def _bars(sheet: Sheet, illness: Illness, y: int) -> int:
    for label, text, field in (
        ("主诉 Chief Complaint", illness.complaint, "chief_complaint"),
        ("现病史 History of Present Illness", illness.story, "present_illness"),
        ("过敏史 Allergies", "无 None", None),
        ("体格检查 Physical Examination", illness.findings, None),
        ("诊断 Diagnosis", None, None),
        ("治疗计划 Treatment Plan", illness.treatment, "treatment"),
    ):
        sheet.draw.rectangle((110, y, 1544, y + 50), fill=(226, 241, 243))
        sheet.write((126, y + 4), label, face="hei-bold", size=30, ink=_TEAL)
        y += 66
        if text is None:
            for diagnosis in illness.diagnoses:
                sheet.write((126, y), diagnosis, face="hei", size=31)
                y += 52
        else:
            y = ink.wrap(sheet, (126, y), text, width=1400, face="hei", size=31, leading=52, field=field)
        y += 18
    sheet.note("diagnoses", [cast.plain(text) for text in illness.diagnoses])
    return y


def booklet_strip(rng: random.Random, at: Visit | None = None) -> Specimen:
    """A strip of print on a page of the pink record booklet, dates first, terse, headings shortened."""
    at = at or visit(rng)
    person, hospital, illness, day, doctor = at.patient, at.hospital, at.illness, at.day, at.doctor
    sheet = Sheet(1100, 1450, (250, 236, 232))
    ink.centre(sheet, (550, 40), "病 历 记 录", face="kai", size=38, ink=(150, 70, 80))
    for y in range(150, 1420, 62):
        sheet.rule(60, y, 1040, y, width=1, ink=(222, 186, 186))
    sheet.draw.rectangle((80, 160, 1030, 1240), fill=(253, 253, 252))
    ink.pair(sheet, (100, 176), "", hospital, face="ming", size=32, field="hospital_name")
    text = f"{day.year}年{day.month}月{day.day}日"
    sheet.write((100, 226), text, face="ming", size=30, field="visit_date", value=day.isoformat())
    sheet.write((480, 226), illness.department, face="ming", size=30, field="department")
    x = ink.pair(sheet, (100, 276), "", person.name, face="ming", size=30, field="patient_name") + 30
    x = ink.pair(sheet, (x, 276), "", person.sex_cn, face="ming", size=30, field="sex", value=person.sex) + 30
    ink.pair(
        sheet,
        (x, 276),
        "",
        f"{person.age(day)}岁",
        face="ming",
        size=30,
        field="age",
        value=str(person.age(day)),
    )
    y = _strip(sheet, illness)
    sheet.note("diagnoses", [cast.plain(part) for part in illness.diagnoses])
    ink.pair(sheet, (620, y + 20), "医师：", doctor, face="ming", size=30, field="doctor")
    return sheet.done("booklet_strip", DocumentType.OP_RECORD)


def _strip(sheet: Sheet, illness: Illness) -> int:
    y = 336
    for label, part, field in (
        ("主诉：", illness.complaint, "chief_complaint"),
        ("现病史：", illness.story, "present_illness"),
        ("PE：", illness.findings, None),
        ("诊断：", "；".join(illness.diagnoses), None),
        ("处理：", illness.treatment, "treatment"),
    ):
        first = sheet.write((100, y), label, face="ming", size=30).x1 - 100
        y = (
            ink.wrap(
                sheet, (100, y), part, width=910, face="ming", size=30, leading=48, first=first, field=field
            )
            + 6
        )
    return y


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "table_header": table_header,
    "flowing_brackets": flowing_brackets,
    "bilingual": bilingual,
    "booklet_strip": booklet_strip,
}
