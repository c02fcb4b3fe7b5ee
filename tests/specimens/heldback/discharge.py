"""出院记录 as two more hospitals print it: a form with standing labels, and a letter under numbered headings.

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
from tests.specimens.stays import make_stay, numbered

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


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "standing_labels": standing_labels,
    "letter": letter,
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
