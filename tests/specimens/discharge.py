"""Made-up 出院小结: boxed head, borderless print, table of diagnoses, two pages, letterhead with its values printed
over it, a short certificate, a phone's screen.

>>> import random
>>> LAYOUTS["boxed"](random.Random(1)).fields["discharge_diagnoses"] != []
True
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.discharge_forms import certificate, letterhead
from tests.specimens.others.ink import centre, wrap
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.stay_papers import boxed, discharge_truth, sign, specimen, wide
from tests.specimens.stays import Stay, make_stay, numbered

_TYPE = DocumentType.DISCHARGE


def boxed_head(rng: Random) -> Specimen:
    """A4: personal data in a table of four pairs a row, parts under headings, a signature by hand below a seal."""
    stay = make_stay(rng)
    sheet = Sheet(1240, 1754)
    face = rng.choice(("song", "hei", "kai"))
    centre(sheet, (620, 60), stay.hospital, face="song-bold", size=42)
    centre(sheet, (620, 120), rng.choice(("出院小结", "出 院 记 录", "出院总结")), face="song-bold", size=38)
    sex, age = stay.person.sex_word, stay.age + rng.choice(("岁", "周岁"))
    rows = (
        (("姓名", stay.person.name), ("性别", sex), ("年龄", age), ("科室", stay.department)),
        (
            ("住院号", stay.number),
            ("床号", stay.bed),
            ("住院天数", f"{stay.days}天"),
            ("病案号", stay.number[-6:]),
        ),
    )
    y = 190
    for row in rows:
        cells = [cell for label, value in row for cell in ((label, 105), (value, 165))]
        y = boxed(sheet, (80, y), cells, face=face, size=22)
    days = (
        ("入院日期", 150),
        (f"{stay.came:%Y-%m-%d}", 390),
        ("出院日期", 150),
        (f"{stay.left:%Y-%m-%d}", 390),
    )
    y = boxed(sheet, (80, y), days, face=face, size=24) + 24
    orders = numbered(stay.orders)
    for label, text in _parts(stay, orders, gap="  "):
        sheet.write((80, y), f"{label}：", face="hei-bold", size=27)
        y = wrap(sheet, (80, y + 44), wide(text), width=1070, face=face, size=26, leading=42, first=52) + 10
    sign(sheet, (720, y + 30), rng.choice(("医师签名：", "主治医师：", "经治医师：")), stay.doctor, rng)
    stamped = rng.random() < 0.7
    if stamped:
        sheet.seal((880, y + 50), 96, stay.hospital, foot=rng.choice(("", "出院专用章")))
    return specimen([sheet], "discharge.boxed", _TYPE, discharge_truth(stay, orders=orders, stamped=stamped))


def borderless(rng: Random) -> Specimen:
    """A print without a rule: label and value side by side, diagnoses one a line, names of senior doctors too."""
    stay = make_stay(rng)
    sheet = Sheet(1240, 1754)
    face = rng.choice(("song", "ming", "zenhei"))
    centre(sheet, (620, 60), stay.hospital + rng.choice(("出院小结", "出院记录")), face="hei-bold", size=40)
    lines = (
        f"姓名：{stay.person.name}　　性别：{stay.person.sex_word}　　年龄：{stay.age}岁　　科别：{stay.department}",
        f"住院号：{stay.number}　　床号：{stay.bed}　　入院时间：{stay.came:%Y年%m月%d日} 08:42",
        f"出院时间：{stay.left:%Y年%m月%d日} 10:15　　住院天数：{stay.days} 天",
    )
    for place, text in enumerate(lines):
        sheet.write((90, 150 + place * 46), text, face=face, size=26)
    orders = numbered(stay.orders, end=rng.choice((";", "。")))
    y = 310
    for label, text in _parts(stay, orders, gap="\n"):
        box = sheet.write((90, y), f"{label}：", face=face, size=27)
        for place, part in enumerate(text.split("\n")):
            first = box.x1 - 90 if place == 0 else 0
            x = 90 if place == 0 or "诊断" not in label else box.x1
            y = wrap(sheet, (x, y), wide(part), width=1150 - x, face=face, size=27, leading=44, first=first)
        y += 8
    sheet.write((90, y + 30), f"上级医师：{stay.senior}", face=face, size=27)
    sheet.write((720, y + 30), f"住院医师：{stay.doctor}", face=face, size=27)
    sheet.write((720, y + 76), f"{stay.left:%Y年%m月%d日}", face=face, size=27)
    stamped = rng.random() < 0.5
    if stamped:
        sheet.seal((430, y + 60), 92, stay.hospital)
    truth = discharge_truth(stay, orders=orders, stamped=stamped)
    return specimen([sheet], "discharge.borderless", _TYPE, truth)


def diagnosis_table(rng: Random) -> Specimen:
    """Two columns of personal data; the diagnoses at discharge in a table with codes and outcomes."""
    stay = make_stay(rng)
    sheet = Sheet(1240, 1754)
    face = rng.choice(("song", "hei"))
    centre(sheet, (620, 60), stay.hospital, face="hei-bold", size=40)
    centre(sheet, (620, 116), "出院记录", face="hei-bold", size=36)
    pairs = (
        ("患者姓名", stay.person.name, "住院号码", stay.number),
        ("性　　别", stay.person.sex_word, "住院科室", stay.department),
        ("年　　龄", f"{stay.age}岁", "住院天数", f"{stay.days}天"),
        ("入院日期", f"{stay.came:%Y.%m.%d}", "出院日期", f"{stay.left:%Y.%m.%d}"),
    )
    for place, (one, left, two, right) in enumerate(pairs):
        sheet.write((110, 190 + place * 46), f"{one}：{left}", face=face, size=27)
        sheet.write((660, 190 + place * 46), f"{two}：{right}", face=face, size=27)
    sheet.rule(90, 385, 1150, 385)
    orders = numbered(stay.orders, mark="、")
    y = 410
    for label, text in (("入院诊断", numbered(stay.named, gap=" ", end="")), ("入院情况", stay.state)):
        y = _beside(sheet, y, label, wide(text), face)
    sheet.write((110, y), "出院诊断：", face=face, size=27)
    y = _found(sheet, stay, y + 46, face, rng) + 16
    for label, text in (("诊疗经过", stay.course), ("出院情况", stay.outcome), ("出院医嘱", orders)):
        y = _beside(sheet, y, label, wide(text), face)
    sign(sheet, (760, y + 30), "医师签字：", stay.doctor, rng)
    stamped = rng.random() < 0.5
    if stamped:
        sheet.seal((380, y + 40), 90, stay.hospital, foot="病历专用章")
    truth = discharge_truth(stay, orders=orders, stamped=stamped)
    return specimen([sheet], "discharge.diagnosis_table", _TYPE, truth)


def two_pages(rng: Random) -> Specimen:
    """The same head on both pages, their numbers at the foot; free text runs on over the end of the page."""
    stay = make_stay(rng)
    first, second = Sheet(1240, 1500), Sheet(1240, 1500)
    face = rng.choice(("song", "kai"))
    for number, sheet in enumerate((first, second), 1):
        centre(sheet, (620, 50), stay.hospital, face="song-bold", size=38)
        centre(sheet, (620, 102), "出 院 小 结", face="song-bold", size=34)
        head = f"姓名：{stay.person.name}    科室：{stay.department}    床号：{stay.bed}床    住院号：{stay.number}"
        sheet.write((90, 166), head, face=face, size=25)
        sheet.rule(80, 206, 1160, 206)
        sheet.write((980, 1440), f"第 {number} 页 / 共 2 页", face=face, size=23)
    more = f"性别：{stay.person.sex_word}    年龄：{stay.age}岁    住院天数：{stay.days}天"
    first.write((90, 226), more, face=face, size=25)
    first.write((90, 268), f"入院日期：{stay.came}    出院日期：{stay.left}", face=face, size=25)
    orders = numbered(stay.orders)
    y = 320
    for label, text in _parts(stay, orders, gap="  ")[:4]:
        y = _inline(first, y, label, wide(text * (2 if label == "诊疗经过" else 1)), face)
    y = _inline(second, 230, "出院情况", wide(stay.outcome), face)
    y = _inline(second, y, "出院医嘱", wide(orders), face)
    sign(second, (700, y + 40), "医生签名：", stay.doctor, rng)
    second.write((700, y + 100), f"日期：{stay.left}", face=face, size=26)
    stamped = rng.random() < 0.6
    if stamped:
        second.seal((840, y + 70), 94, stay.hospital, foot="住院病历章")
    truth = discharge_truth(stay, orders=orders, stamped=stamped)
    return specimen([first, second], "discharge.two_pages", _TYPE, truth)


def screen(rng: Random) -> Specimen:
    """A hospital's app: grey labels left, values right, parts under headings."""
    stay = make_stay(rng)
    sheet = Sheet(1080, 2400, (247, 247, 249))
    face = rng.choice(("hei", "zenhei"))
    centre(sheet, (540, 80), "出院小结", face="hei-bold", size=44)
    facts = (
        ("医疗机构", stay.hospital),
        ("姓名", stay.person.name),
        ("性别", stay.person.sex_word),
        ("年龄", f"{stay.age}岁"),
        ("住院科室", stay.department),
        ("住院号", stay.number),
        ("入院日期", f"{stay.came}"),
        ("出院日期", f"{stay.left}"),
        ("住院天数", f"{stay.days}"),
        ("主治医师", stay.doctor),
    )
    y = 180
    for label, value in facts:
        sheet.write((60, y), label, face=face, size=34, ink=(120, 120, 126))
        sheet.write((330, y), value, face=face, size=34)
        y += 58
    orders = numbered(stay.orders)
    for label, text in _parts(stay, orders, gap="  "):
        sheet.write((60, y + 20), label, face="hei-bold", size=36)
        y = wrap(sheet, (60, y + 76), text, width=960, face=face, size=33, leading=50)
    return specimen([sheet], "discharge.screen", _TYPE, discharge_truth(stay, orders=orders, stamped=False))


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "boxed": boxed_head,
    "borderless": borderless,
    "diagnosis_table": diagnosis_table,
    "two_pages": two_pages,
    "letterhead": letterhead,
    "certificate": certificate,
    "screen": screen,
}


def _parts(stay: Stay, orders: str, *, gap: str) -> list[tuple[str, str]]:
    return [
        ("入院诊断", numbered(stay.named, gap=gap, end="")),
        ("入院情况", stay.state),
        ("诊疗经过", stay.course),
        ("出院诊断", numbered(stay.found, gap=gap, end="")),
        ("出院情况", stay.outcome),
        ("出院医嘱", orders),
    ]


def _beside(sheet: Sheet, y: int, label: str, text: str, face: str) -> int:
    box = sheet.write((110, y), f"{label}：", face=face, size=27)
    return wrap(sheet, (110, y), text, width=1030, face=face, size=27, leading=44, first=box.x1 - 110) + 8


def _found(sheet: Sheet, stay: Stay, y: int, face: str, rng: Random) -> int:
    """The table of diagnoses at discharge."""
    heads = (("序号", 100), ("诊断名称", 480), ("疾病编码", 220), ("转归", 220))
    y = boxed(sheet, (110, y), heads, face=face)
    for place, name in enumerate(stay.found, 1):
        code = f"{rng.choice('IJKMS')}{rng.randint(10, 99)}.{rng.randint(100, 999)}"
        cells = ((str(place), 100), (name, 480), (code, 220), (rng.choice(("治愈", "好转")), 220))
        y = boxed(sheet, (110, y), cells, face=face)
    return y


def _inline(sheet: Sheet, y: int, label: str, text: str, face: str) -> int:
    box = sheet.write((90, y), f"{label}：", face="hei-bold", size=26)
    return wrap(sheet, (90, y), text, width=1060, face=face, size=26, leading=42, first=box.x1 - 88) + 12
