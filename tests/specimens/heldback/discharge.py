"""出院记录 as three more hospitals print it: a form with standing labels, a letter under numbered headings, and a
bilingual summary over two pages.

>>> import random
>>> LAYOUTS["standing_labels"](random.Random(1)).fields["stay_days"] > 0
True
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.others.ink import centre, scanned, wrap
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.stay_papers import boxed, discharge_truth, sign, specimen, wide
from tests.specimens.stays import Stay, make_stay, numbered

_TYPE = DocumentType.DISCHARGE


def standing_labels(rng: Random) -> Specimen:
    """A ruled sheet whose long parts have their labels standing, one character below the other, at the left."""
    stay = make_stay(rng)
    sheet = Sheet(1240, 1754)
    face = rng.choice(("song", "kai"))
    centre(sheet, (620, 60), stay.hospital, face="song-bold", size=44)
    centre(sheet, (620, 125), "出院记录", face="song-bold", size=40, spacing=24)
    y = boxed(sheet, (80, 200), _cells(("姓名", stay.person.name), ("性别", stay.person.sex_word)), face=face)
    y = boxed(sheet, (80, y), _cells(("年龄", f"{stay.age}岁"), ("住院号", stay.number)), face=face)
    y = boxed(sheet, (80, y), _cells(("科别", stay.department), ("住院天数", f"{stay.days}天")), face=face)
    days = (("入院日期", f"{stay.came:%Y年%m月%d日}"), ("出院日期", f"{stay.left:%Y年%m月%d日}"))
    y = boxed(sheet, (80, y), _cells(*days), face=face)
    orders = wide(numbered(stay.orders))
    for label, text in (
        ("入院诊断", numbered(stay.named, gap="  ", end="")),
        ("入院情况", wide(stay.state)),
        ("诊疗经过", wide(stay.course)),
        ("出院诊断", numbered(stay.found, gap="  ", end="")),
        ("出院医嘱", orders),
    ):
        y = _standing(sheet, y, label, text, face)
    sign(sheet, (720, y + 30), "医师签名：", stay.doctor, rng)
    stamped = rng.random() < 0.7
    if stamped:
        sheet.seal((840, y + 60), 100, stay.hospital, foot="病案专用章")
    return specimen([sheet], "standing_labels", _TYPE, discharge_truth(stay, orders=orders, stamped=stamped))


def letter(rng: Random) -> Specimen:
    """A letter without rules: the stay is told in one sentence, the parts follow under 一、二、三、."""
    stay = make_stay(rng)
    sheet = Sheet(1240, 1754, (250, 249, 245))
    face = rng.choice(("hei", "zenhei", "ming"))
    centre(sheet, (620, 70), stay.hospital + "出院小结", face="hei-bold", size=42)
    person = f"姓名：{stay.person.name}    性别：{stay.person.sex_word}    年龄：{stay.age}岁"
    sheet.write((110, 170), person, face=face, size=27)
    sheet.write(
        (110, 215),
        f"科室：{stay.department}    床号：{stay.bed}床    住院号：{stay.number}",
        face=face,
        size=27,
    )
    sheet.write((110, 260), f"入院时间：{stay.came:%Y-%m-%d} 09:30", face=face, size=27)
    sheet.write((640, 260), f"出院时间：{stay.left:%Y-%m-%d} 10:00", face=face, size=27)
    sheet.write((110, 305), f"住院天数：{stay.days}", face=face, size=27)
    sheet.rule(100, 350, 1140, 350)
    orders = wide(numbered(stay.orders, mark="、", end="。"))
    y = 380
    for label, text in (
        ("一、入院诊断：", numbered(stay.named, mark="、", gap="  ", end="")),
        ("二、出院诊断：", numbered(stay.found, mark="、", gap="  ", end="")),
        ("三、入院时病情：", wide(stay.state)),
        ("四、住院诊治经过：", wide(stay.course)),
        ("五、出院时情况：", wide(stay.outcome)),
        ("六、出院医嘱：", orders),
    ):
        sheet.write((110, y), label, face="hei-bold", size=28)
        y = wrap(sheet, (110, y + 46), text, width=1010, face=face, size=27, leading=44, first=54) + 10
    sheet.write((700, y + 20), f"医师签名：{stay.doctor}", face=face, size=27)
    sheet.write((700, y + 70), f"日期：{stay.left:%Y年%m月%d日}", face=face, size=27)
    stamped = rng.random() < 0.5
    if stamped:
        sheet.seal((880, y + 50), 95, stay.hospital)
    scanned(sheet, rng, turn=0.3)
    return specimen([sheet], "letter", _TYPE, discharge_truth(stay, orders=orders, stamped=stamped))


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


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "standing_labels": standing_labels,
    "letter": letter,
    "bilingual": bilingual,
}


def _cells(*pairs: tuple[str, str]) -> list[tuple[str, int]]:
    return [cell for label, value in pairs for cell in ((label, 160), (value, 380))]


def _standing(sheet: Sheet, y: int, label: str, text: str, face: str) -> int:
    end = wrap(sheet, (180, y + 16), text, width=960, face=face, size=27, leading=44)
    bottom = max(end + 8, y + 4 * 34 + 24)
    for place, char in enumerate(label):
        sheet.write((106, (y + bottom) // 2 - 68 + place * 34), char, face=face, size=27)
    sheet.frame(Box(80, y, 1160, bottom))
    sheet.rule(160, y, 160, bottom)
    return bottom


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
