"""Certificates of a diagnosis as customers send them: an old form with its stub, a hospital's print in traditional
characters, a half page with a code and a rest in days from … to ….

>>> import random
>>> LAYOUTS["stub"](random.Random(1)).fields["stamped"]
True
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from storage.model.document_type import DocumentType
from tests.specimens.people import digits
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.strangers.form import GREY, bars, down, flow, mid, paper, row, run
from tests.specimens.visits import Visit, make_visit, numbered_list

_TYPE = DocumentType.DIAGNOSIS_CERT


def stub(rng: Random) -> Specimen:
    """A form of old: a stub at the left that repeats name and number, words to be filled in over dotted lines."""
    visit = make_visit(rng)
    sheet = Sheet(1400, 900, (250, 248, 240))
    down(sheet, 40, 180, "诊断证明存根", face="kai", size=34)
    for y, text in ((560, visit.number), (620, visit.person.name)):
        sheet.write((40, y), text, face="kai", size=24)
    for y in range(20, 880, 24):
        sheet.rule(240, y, 240, y + 12)
    mid(sheet, 810, 50, visit.hospital, face="kai", size=42)
    mid(sheet, 810, 110, "疾 病 证 明 书", face="kai", size=48)
    sheet.write((1120, 168), f"字第 {digits(rng, 5)} 号", face="kai", size=24, ink=GREY)
    _filled(
        sheet,
        220,
        (
            ("姓名", visit.person.name, 230),
            ("性别", visit.person.sex_word, 110),
            ("年龄", f"{visit.age}岁", 130),
        ),
    )
    _filled(sheet, 284, (("科别", visit.department, 230), ("门诊号", visit.number, 260)))
    sheet.write((290, 348), "诊　断", face="kai", size=32)
    y = _dotted(sheet, 348, numbered_list(visit.diagnoses, "、"))
    sheet.write((290, y), "建　议", face="kai", size=32)
    y = _dotted(sheet, y, visit.advice)
    run(sheet, (830, y + 40), "医师：", visit.doctor, face="kai", size=32, value_face="wenkai")
    day = visit.day
    sheet.write((830, y + 100), f"{day.year} 年 {day.month} 月 {day.day} 日", face="kai", size=32)
    sheet.seal((1000, y + 90), 100, visit.hospital, foot="诊断证明专用章")
    sheet.write((290, 850), "注：本证明无诊断证明专用章无效，涂改无效", face="kai", size=22, ink=GREY)
    truth = _truth(visit, stamped=True)
    return paper([sheet], "cert.stub", _TYPE, truth | {"visit_number": visit.number})


def _filled(sheet: Sheet, y: int, parts: tuple[tuple[str, str, int], ...]) -> None:
    x = 290
    for label, value, width in parts:
        end = sheet.write((x, y), label, face="kai", size=32).x1
        sheet.rule(end + 6, y + 40, end + width, y + 40, width=1)
        sheet.write((end + 18, y), value, face="kai", size=31)
        x = end + width + 30


def _dotted(sheet: Sheet, y: int, text: str) -> int:
    end = flow(sheet, (430, y), text, width=880, face="kai", size=31, leading=56)
    for line in range(y + 42, end + 1, 56):
        for x in range(424, 1330, 10):
            sheet.rule(x, line, x + 4, line, width=1)
    return end + 14


@dataclass(frozen=True, slots=True)
class _Told:
    """A case in traditional characters."""

    names: tuple[str, ...]
    advice: str
    days: int


_FAR = (
    _Told(("急性上呼吸道感染",), "宜休養三日，多飲水，門診追蹤。", 3),
    _Told(("右側腕部挫傷", "頭皮裂傷"), "休息7天，傷口保持乾燥，一週後複診。", 7),
    _Told(("急性腸胃炎",), "建議休息2天，飲食清淡。", 2),
    _Told(("腰椎間盤突出症", "高血壓病"), "休息14天，避免負重，定期複查。", 14),
)
_FAR_NAMES = (("陳雅婷", "F"), ("林志豪", "M"), ("黃淑芬", "F"), ("張國榮華", "M"), ("劉慧儀", "F"))
_FAR_PLACES = (("仁愛醫院", "內科"), ("聖心綜合醫院", "急診科"), ("鏡海醫院", "骨科"))


def traditional(rng: Random) -> Specimen:
    """A print of traditional characters in a ruled form; the day in figures with slashes."""
    visit, told = make_visit(rng), rng.choice(_FAR)
    (name, sex), (hospital, department) = rng.choice(_FAR_NAMES), rng.choice(_FAR_PLACES)
    sheet = Sheet(1240, 1300)
    mid(sheet, 620, 60, hospital, face="ming", size=46)
    mid(sheet, 620, 130, "診　斷　證　明　書", face="ming", size=42)
    person = (("姓名", name), ("性別", "男" if sex == "M" else "女"), ("年齡", f"{visit.age}歲"))
    cells = tuple(cell for label, value in person for cell in ((label, 120), (value, 240)))
    y = row(sheet, (80, 220), cells, face="ming", size=28, height=60)
    more = (("病歷號碼", 160), (visit.number, 320), ("就診科別", 160), (department, 440))
    y = row(sheet, (80, y), more, face="ming", size=28, height=60)
    y = row(
        sheet, (80, y), (("診斷", 160), (numbered_list(told.names, "."), 920)), face="ming", size=28, height=150
    )
    y = row(sheet, (80, y), (("醫囑", 160), (told.advice, 920)), face="ming", size=28, height=150)
    sheet.write((90, y + 30), "以上經本院醫師診斷屬實，特予證明。", face="ming", size=28)
    run(sheet, (680, y + 100), "診治醫師：", "何文傑", face="ming", size=30)
    run(sheet, (680, y + 160), "開立日期：", f"{visit.day:%Y/%m/%d}", face="ming", size=30)
    sheet.draw.rectangle((200, y + 90, 350, y + 240), outline=(200, 30, 40), width=6)
    for place, pair in enumerate((hospital[:2], hospital[2:4], "印章")):
        sheet.write((232, y + 96 + place * 46), pair, face="ming", size=40, ink=(200, 30, 40))
    truth = {
        "hospital_name": hospital,
        "patient_name": name,
        "sex": sex,
        "age": visit.age,
        "department": department,
        "visit_number": visit.number,
        "diagnoses": list(told.names),
        "advice": told.advice,
        "rest_days": told.days,
        "doctor": "何文傑",
        "issue_date": visit.day.isoformat(),
        "stamped": True,
    }
    return paper([sheet], "cert.traditional", _TYPE, truth)


def coded(rng: Random) -> Specimen:
    """A hospital system's half page: bar code, captions small over their values, a rest from one day to another."""
    visit = make_visit(rng)
    days = rng.choice((3, 5, 7, 14))
    until = visit.day + timedelta(days=days - 1)
    advice = f"休息{days}天（自{visit.day:%Y-%m-%d}至{until:%Y-%m-%d}），不适随诊。"
    sheet = Sheet(1240, 880)
    bars(sheet, rng, (880, 40))
    sheet.write((930, 98), digits(rng, 10), face="hei", size=20)
    sheet.write((80, 46), visit.hospital, face="hei-bold", size=36)
    sheet.write((80, 100), "门诊诊断证明", face="hei-bold", size=32)
    sheet.rule(70, 150, 1170, 150, width=3)
    pairs = (
        ("患者姓名", visit.person.name),
        ("性别", visit.person.sex_word),
        ("年龄", f"{visit.age}岁"),
        ("就诊科室", visit.department),
        ("病历号", visit.number),
    )
    for (label, value), x in zip(pairs, (80, 300, 420, 580, 860), strict=True):
        sheet.write((x, 164), label, face="hei", size=20, ink=GREY)
        sheet.write((x, 194), value, face="hei", size=28)
    sheet.rule(70, 246, 1170, 246, width=1)
    y = 270
    for label, text in (("初步诊断", "；".join(visit.diagnoses)), ("医师建议", advice)):
        sheet.write((80, y), label, face="hei-bold", size=26)
        y = flow(sheet, (80, y + 42), text, width=1080, face="hei", size=27, leading=42) + 18
    run(sheet, (80, 640), "诊断医师：", visit.doctor, face="hei", size=27)
    run(sheet, (660, 640), "开具时间：", f"{visit.day:%Y-%m-%d} {visit.clock}", face="hei", size=27)
    stamped = rng.random() < 0.5
    if stamped:
        sheet.seal((1000, 700), 88, visit.hospital, foot="门诊专用章")
    sheet.write(
        (80, 820), "温馨提示：本证明仅供请假、报销使用　咨询电话 0190-8600000", face="hei", size=20, ink=GREY
    )
    truth = _truth(visit, stamped=stamped) | {"visit_number": visit.number, "rest_days": days, "advice": advice}
    return paper([sheet], "cert.coded", _TYPE, truth)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"stub": stub, "traditional": traditional, "coded": coded}


def _truth(visit: Visit, *, stamped: bool) -> dict[str, Any]:
    return {
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
