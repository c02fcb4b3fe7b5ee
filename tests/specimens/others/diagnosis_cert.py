"""Held-back diagnosis certificates: a form with its stub, a letter, a boxed form.

The parts follow 医疗机构病历管理规定 and hospitals' own forms: person, diagnosis, advice, physician, seal.

>>> sorted(LAYOUTS)
['boxed', 'letter', 'two_copies']
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.others import cast, ink
from tests.specimens.others.visit import ILLNESSES, Illness
from tests.specimens.sheet import Ink, Sheet, Specimen

_PEN: Ink = (30, 44, 110)
_RESTS = (("叁天", 3), ("一周", 7), ("两周", 14), ("10天", 10), ("5天", 5))
_CHINESE = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Case:
    person: cast.Person
    hospital: str
    illness: Illness
    day: date
    doctor: str
    number: str
    rest: str
    days: int

    @property
    def age(self) -> str:
        return str(self.person.age(self.day))


def _case(rng: random.Random) -> _Case:
    rest, days = rng.choice(_RESTS)
    number = rng.choice(("MZ", "", "0")) + cast.digits(rng, 8)
    return _Case(
        cast.person(rng),
        cast.hospital(rng),
        rng.choice(ILLNESSES),
        cast.day(rng),
        cast.name(rng),
        number,
        rest,
        days,
    )


def two_copies(rng: random.Random) -> Specimen:
    """A landscape form: the stub that the hospital keeps, a perforation, and the patient's copy."""
    case = _case(rng)
    sheet = Sheet(1754, 1000, (253, 252, 246))
    number = cast.digits(rng, 7)
    ink.dots(sheet, 640, 20, 640, 980)
    for i, char in enumerate("诊断字第号"):
        sheet.write((624, 250 + 90 * i), char, face="song", size=24)
    _stub(sheet, case, number)
    _main_copy(sheet, case, number)
    ink.scanned(sheet, rng)
    return sheet.done("two_copies", DocumentType.DIAGNOSIS_CERT)


def _stub(sheet: Sheet, case: _Case, number: str) -> None:
    ink.centre(sheet, (330, 50), "疾病诊断证明书（存根）", face="kai", size=34)
    ink.right(sheet, (600, 104), f"No {number}", face="kai", size=24, ink=(180, 40, 40))
    y = 160
    for label, text in (
        ("姓名：", f"{case.person.name}　{case.person.sex_cn}　{case.age}岁"),
        ("科别：", case.illness.department),
        ("诊断：", "；".join(case.illness.diagnoses)),
        ("建议：", f"休息{case.rest}"),
        ("医师：", case.doctor),
        ("日期：", f"{case.day:%Y.%m.%d}"),
    ):
        sheet.write((56, y), label, face="kai", size=28)
        y = ink.wrap(sheet, (146, y), text, width=440, face="kai", size=28, leading=44) + 22


def _main_copy(sheet: Sheet, case: _Case, number: str) -> None:
    ink.centre(sheet, (1200, 44), case.hospital, face="kai", size=40, field="hospital_name")
    ink.centre(sheet, (1200, 100), "疾病诊断证明书", face="song-bold", size=42, spacing=6)
    ink.right(sheet, (1690, 110), f"No {number}", face="kai", size=24, ink=(180, 40, 40))
    for x, y, label, text, field, value in (
        (700, 190, "姓名", case.person.name, "patient_name", None),
        (960, 190, "性别", case.person.sex_cn, "sex", case.person.sex),
        (1130, 190, "年龄", f"{case.age}岁", "age", case.age),
        (1330, 190, "科别", case.illness.department, "department", None),
        (700, 246, "门诊（住院）号", case.number, "visit_number", None),
    ):
        end = ink.pair(sheet, (x, y), label, text, face="kai", size=29, gap=14, field=field, value=value)
        sheet.rule(end - ink.width_of(text, "kai", 29) - 8, y + 38, end + 8, y + 38, width=1)
    sheet.write((700, 320), "临床诊断：", face="kai", size=30)
    for i, text in enumerate(case.illness.diagnoses, 1):
        sheet.write((850, 320 + 50 * (i - 1)), f"{i}. {text}", face="kai", size=30)
    sheet.note("diagnoses", [cast.plain(text) for text in case.illness.diagnoses])
    sheet.write((700, 500), "处理意见：", face="kai", size=30)
    advice = f"门诊治疗，建议休息{case.rest}，不适随诊。"
    ink.wrap(sheet, (850, 500), advice, width=800, face="kai", size=30, leading=50, field="advice")
    sheet.note("rest_days", case.days)
    ink.pair(sheet, (760, 740), "经治医师：", case.doctor, face="kai", size=30, field="doctor")
    day = f"{case.day.year}年{case.day.month}月{case.day.day}日"
    sheet.write((1370, 800), day, face="kai", size=30, field="issue_date", value=case.day.isoformat())
    sheet.write((700, 900), "注：本证明须加盖诊断证明专用章方为有效。", face="kai", size=24)
    sheet.seal((1430, 740), 120, case.hospital, foot="诊断证明专用章")
    sheet.note("stamped", True)


def letter(rng: random.Random) -> Specimen:
    """Running prose that begins with 兹证明, the date in Chinese numerals."""
    case = _case(rng)
    sheet = Sheet(1240, 1754)
    ink.centre(sheet, (620, 170), "诊 断 证 明", face="song-bold", size=60)
    y = _prose(sheet, case, 330)
    sheet.note("diagnoses", [cast.plain(text) for text in case.illness.diagnoses])
    advice = f"建议：避免劳累，全休{case.rest}，{case.days}日后门诊复查。"
    sheet.write((200, y), advice, face="song", size=34)
    sheet.note("advice", cast.plain(advice.removeprefix("建议：")))
    sheet.note("rest_days", case.days)
    y = ink.wrap(sheet, (130, y + 66), "特此证明。", width=980, face="song", size=34, leading=66, first=70)
    sheet.write((660, y + 120), "医师：", face="song", size=34)
    sheet.write((770, y + 108), case.doctor, face="wenkai", size=46, ink=_PEN, field="doctor")
    ink.right(sheet, (1090, y + 200), case.hospital, face="song", size=34, field="hospital_name")
    ink.right(
        sheet,
        (1090, y + 266),
        _in_chinese(case.day),
        face="song",
        size=34,
        field="issue_date",
        value=case.day.isoformat(),
    )
    stamped = rng.random() < 0.8
    if stamped:
        sheet.seal((920, y + 250), 150, case.hospital)
    sheet.note("stamped", stamped)
    return sheet.done("letter", DocumentType.DIAGNOSIS_CERT)


def _prose(sheet: Sheet, case: _Case, y: int) -> int:
    """One sentence from name to diagnosis; its pieces are the truth, its breaks are the paper's."""
    body = (
        f"兹证明{case.person.name}，{case.person.sex_cn}，{case.age}岁，于{case.day.year}年{case.day.month}月{case.day.day}日"
        f"来我院{case.illness.department}就诊，经检查诊断为：{'、'.join(case.illness.diagnoses)}。"
    )
    sheet.note("patient_name", case.person.name)
    sheet.note("sex", case.person.sex)
    sheet.note("age", case.age)
    sheet.note("department", case.illness.department)
    return ink.wrap(sheet, (130, y), body, width=980, face="song", size=34, leading=66, first=70)


def _in_chinese(day: date) -> str:
    def small(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else _CHINESE[tens]) + ("十" if tens else "") + (_CHINESE[ones] if ones else "")

    return "".join(_CHINESE[int(d)] for d in str(day.year)) + f"年{small(day.month)}月{small(day.day)}日"


def boxed(rng: random.Random) -> Specimen:
    """Everything in one ruled box, labels in narrow cells, as a hospital's computer prints it."""
    case = _case(rng)
    sheet = Sheet(1240, 1240, (252, 252, 252))
    ink.centre(sheet, (620, 60), case.hospital, face="zenhei", size=40, field="hospital_name")
    ink.centre(sheet, (620, 120), "医学诊断证明书", face="zenhei", size=46)
    ys = (200, 270, 340, 560, 800, 960)
    ink.grid(sheet, (80, 1160), ys)
    sheet.rule(230, 200, 230, 800)
    for x in (450, 570, 690, 820):
        sheet.rule(x, 200, x, 270)
    for x in (600, 780):
        sheet.rule(x, 270, x, 340)
    for x, y, text in (
        (110, 216, "姓　名"),
        (470, 216, "性别"),
        (710, 216, "年龄"),
        (110, 286, "科　室"),
        (612, 286, "门诊号"),
    ):
        sheet.write((x, y), text, face="zenhei", size=28)
    for x, y, text, field, value in (
        (250, 216, case.person.name, "patient_name", None),
        (600, 216, case.person.sex_cn, "sex", case.person.sex),
        (840, 216, case.age + "岁", "age", case.age),
        (250, 286, case.illness.department, "department", None),
        (800, 286, case.number, "visit_number", None),
    ):
        sheet.write((x, y), text, face="zenhei", size=28, field=field, value=value)
    _boxed_body(sheet, rng, case)
    return sheet.done("boxed", DocumentType.DIAGNOSIS_CERT)


def _boxed_body(sheet: Sheet, rng: random.Random, case: _Case) -> None:
    for y, label in ((430, "诊　断"), (650, "医　嘱")):
        sheet.write((110, y), label, face="zenhei", size=28)
    for i, text in enumerate(case.illness.diagnoses):
        sheet.write((250, 370 + 48 * i), text, face="zenhei", size=28)
    sheet.note("diagnoses", [cast.plain(text) for text in case.illness.diagnoses])
    advice = f"1.按时服药，定期复查；2.休息{case.rest}；3.如有不适及时就诊。"
    ink.wrap(sheet, (250, 590), advice, width=880, face="zenhei", size=28, leading=46, field="advice")
    sheet.note("rest_days", case.days)
    sheet.write((110, 816), "医师签章：", face="zenhei", size=28)
    stamp = Box(256, 812, 256 + 40 * len(case.doctor) + 16, 866)
    sheet.frame(stamp, width=3, ink=(190, 40, 40))
    sheet.write((266, 816), case.doctor, face="kai", size=38, ink=(190, 40, 40), field="doctor")
    sheet.write((620, 816), "（医疗机构盖章）", face="zenhei", size=28)
    ink.pair(
        sheet, (620, 896), "开具日期：", f"{case.day:%Y-%m-%d}", face="zenhei", size=28, field="issue_date"
    )
    sheet.write(
        (80, 990), "说明：1.未盖章无效；2.涂改无效；3.本证明不作伤残及交通事故鉴定用。", face="zenhei", size=24
    )
    stamped = rng.random() < 0.75
    if stamped:
        sheet.seal((960, 850), 125, case.hospital, foot="门诊业务专用章", ink=(196, 44, 60))
    sheet.note("stamped", stamped)


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "two_copies": two_copies,
    "letter": letter,
    "boxed": boxed,
}
