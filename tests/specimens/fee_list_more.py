"""Made-up fee lists of unusual shape: a landscape list of twelve columns, a kiosk's thermal strip.

>>> import random
>>> wide(random.Random(1)).name, strip(random.Random(1)).name
('fee_list.wide', 'fee_list.strip')
"""

from random import Random
from typing import Any

from storage.model.document_type import DocumentType
from storage.model.money import format_fen
from tests.specimens.fee_list import Entry, Stay, make_stay
from tests.specimens.people import digits
from tests.specimens.sheet import Sheet, Specimen, font

_WIDE = (
    ("序号", 40, 60),
    ("项目编码", 100, 190),
    ("收费项目", 290, 280),
    ("费用类别", 570, 130),
    ("规格型号", 700, 220),
    ("计价单位", 920, 110),
    ("单价(元)", 1030, 120),
    ("数量", 1150, 80),
    ("金额(元)", 1230, 130),
    ("医保等级", 1360, 110),
    ("自付比例", 1470, 110),
    ("执行科室", 1580, 160),
)


def wide(rng: Random) -> Specimen:
    """Twelve ruled columns on landscape paper, long names on two lines, the sums of each category below."""
    stay = make_stay(rng, rng.randint(9, 14))
    face = rng.choice(("song", "hei"))
    is_tight = rng.random() < 0.6
    sheet = Sheet(1780, 1480)
    sheet.write((560, 40), f"{stay.hospital}住院费用总清单", face="hei-bold", size=34)
    facts = (f"姓名:{stay.person.name}", f"住院号:{stay.number}")
    for text, x in zip(facts, (40, 420), strict=True):
        sheet.write((x, 108), text, face=face, size=24)
    sheet.write((900, 108), f"费用日期:{stay.start:%Y-%m-%d} 至 {stay.end:%Y-%m-%d}", face=face, size=24)
    y = _wide_row(sheet, 160, [_halved(text, is_tight) for text, _, _ in _WIDE], face)
    for place, entry in enumerate(stay.entries, 1):
        y = _wide_row(sheet, y, _wide_cells(rng, place, entry, is_tight), face)
    sums = [
        f"{one}:{format_fen(sum(e.fen for e in stay.entries if e.thing.category == one))}"
        for one in dict.fromkeys(entry.thing.category for entry in stay.entries)
    ]
    for start in range(0, len(sums), 5):
        for place, text in enumerate(sums[start : start + 5]):
            sheet.write((60 + place * 320, y + 20), text, face=face, size=22)
        y += 36
    sheet.write((1300, y + 24), f"费用合计:{format_fen(stay.total)}", face=face, size=24)
    keys = ("name", "category", "spec", "unit", "unit_price", "quantity", "amount")
    period = {"period_from": stay.start.isoformat(), "period_to": stay.end.isoformat()}
    items = [entry.truth(keys) for entry in stay.entries]
    return _noted(sheet, stay, "wide", items, inpatient_number=stay.number, **period)


def _halved(text: str, is_tight: bool) -> list[str]:
    """A header word, on two lines where columns are tight: 单价 over (元), 医保 over 等级."""
    if not is_tight or len(text) < 4 or text in ("收费项目", "项目编码"):
        return [text]
    return [text[:2], text[2:]]


def _wide_cells(rng: Random, place: int, entry: Entry, is_tight: bool) -> list[list[str]]:
    keys = ("name", "category", "spec", "unit", "unit_price", "quantity", "amount")
    name, *others = [entry.cell(key) for key in keys]
    most = 6 if is_tight else 12
    names = [name[start : start + most] for start in range(0, len(name), most)]
    ends = [rng.choice("甲乙丙"), rng.choice(("0%", "10%", "100%")), rng.choice(("内科", "药剂科", "检验科"))]
    code = f"{rng.choice('XZ')}{digits(rng, 11)}"
    codes = [code[:8], code[8:]] if is_tight else [code]
    return [[str(place)], codes, names, *([text] for text in (*others, *ends))]


def _wide_row(sheet: Sheet, y: int, cells: list[list[str]], face: str) -> int:
    height = 18 + 26 * max(len(lines) for lines in cells)
    for (_, x, width), lines in zip(_WIDE, cells, strict=True):
        top = y + (height - 26 * len(lines)) // 2
        for row, text in enumerate(lines):
            sheet.write((x + 6, top + 26 * row), text, face=face, size=20)
        sheet.draw.rectangle((x, y, x + width, y + height), outline=(60, 60, 60))
    return y + height


def strip(rng: Random) -> Specimen:
    """A thermal strip: the name on one line, price, count and amount on the next, under one header."""
    stay = make_stay(rng, rng.randint(4, 8))
    face = rng.choice(("hei", "song"))
    is_formula = rng.random() < 0.5
    sheet = Sheet(576, 1400)
    sheet.write((20, 30), stay.hospital, face=face, size=28)
    sheet.write((150, 76), "门诊费用清单", face=face, size=30)
    sheet.write(
        (16, 126),
        f"姓名:{stay.person.name} 性别:{stay.person.sex_word} 日期:{stay.end:%Y-%m-%d}",
        face=face,
        size=22,
    )
    for text, x in (("项目", 16), ("单价", 190), ("数量", 320), ("金额", 460)):
        sheet.write((x, 176), text, face=face, size=24)
    y = 216
    for entry in stay.entries:
        sheet.write((16, y), _full_name(entry), face=face, size=22)
        _charge(sheet, y + 32, entry, face, is_formula)
        y += 70
    sheet.write((16, y + 12), f"合计:¥{format_fen(stay.total)}", face=face, size=26)
    items = [_strip_truth(entry, is_formula) for entry in stay.entries]
    return _noted(sheet, stay, "strip", items)


def _full_name(entry: Entry) -> str:
    return entry.thing.name + (f"({entry.thing.spec})" if entry.thing.spec else "")


def _charge(sheet: Sheet, y: int, entry: Entry, face: str, is_formula: bool) -> None:
    price, count, amount = (entry.cell(key) for key in ("unit_price", "quantity", "amount"))
    if is_formula:
        sheet.write((60, y), f"{price} × {count} = {amount}", face=face, size=22)
        return
    for text, right in ((price, 250), (count + entry.cell("unit"), 384), (amount, 530)):
        sheet.write((round(right - font(face, 22).getlength(text)), y), text, face=face, size=22)


def _strip_truth(entry: Entry, is_formula: bool) -> dict[str, str]:
    keys = ("unit_price", "quantity", "amount", *(() if is_formula else ("unit",)))
    named = Entry(entry.thing, entry.count).truth(("name", "spec"))
    name = f"{named['name']}({named['spec']})" if "spec" in named else named["name"]
    return {"name": name, **entry.truth(keys)}


def _noted(sheet: Sheet, stay: Stay, name: str, items: list[dict[str, str]], **more: Any) -> Specimen:
    facts = {"hospital_name": stay.hospital, "patient_name": stay.person.name, "total": format_fen(stay.total)}
    for key, value in {**facts, **more, "items": items}.items():
        sheet.note(key, value)
    return sheet.done(f"fee_list.{name}", DocumentType.FEE_LIST)
