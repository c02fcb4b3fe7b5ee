"""Made-up 费用清单: a ruled A4 list over pages, a borderless list grouped by category, a narrow outpatient list,
a screenshot. Every row multiplies, every sum adds up.

>>> import random
>>> specimen = LAYOUTS["ruled"](random.Random(1))
>>> len(specimen.pictures) == specimen.fields["page_count"]
True
"""

import datetime as dt
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from storage.model.money import format_fen
from tests.specimens.op_record import centred
from tests.specimens.people import DRUGS, HOSPITALS, SERVICES, Drug, Person, digits, make_day, make_person
from tests.specimens.sheet import Sheet, Specimen, font


@dataclass(frozen=True, slots=True)
class Entry:
    thing: Drug
    count: int

    @property
    def fen(self) -> int:
        return self.thing.price * self.count

    def cell(self, key: str) -> str:
        texts = {
            "name": self.thing.name,
            "category": self.thing.category,
            "spec": self.thing.spec,
            "unit": self.thing.unit,
            "quantity": str(self.count),
            "unit_price": format_fen(self.thing.price),
            "amount": format_fen(self.fen),
        }
        return texts[key]

    def truth(self, keys: Sequence[str]) -> dict[str, str]:
        return {key: unicodedata.normalize("NFKC", text) for key in keys if (text := self.cell(key))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    person: Person
    hospital: str
    number: str
    start: dt.date
    end: dt.date
    entries: tuple[Entry, ...]

    @property
    def total(self) -> int:
        return sum(entry.fen for entry in self.entries)


def make_stay(rng: Random, count: int) -> Stay:
    things = rng.sample((*DRUGS, *SERVICES), count)
    start = make_day(rng)
    return Stay(
        person=make_person(rng),
        hospital=rng.choice(HOSPITALS),
        number=f"ZY{digits(rng, 7)}",
        start=start,
        end=start + dt.timedelta(days=rng.randint(2, 12)),
        entries=tuple(Entry(thing, rng.choice((1, 1, 2, 3, 6))) for thing in things),
    )


def ruled(rng: Random) -> Specimen:
    """Ruled pages of twelve rows, a header on each, page numbers below, the total on the last."""
    stay = make_stay(rng, rng.randint(14, 22))
    keys = ("category", "name", "spec", "unit", "unit_price", "quantity", "amount")
    heads = ("项目类型", "项目名称", "规格", "单位", "单价", "数量", "金额")
    edges = (60, 210, 560, 790, 880, 1010, 1100, 1220)
    face = rng.choice(("song", "hei", "zenhei"))
    parts = [stay.entries[start : start + 12] for start in range(0, len(stay.entries), 12)]
    sheets = []
    for number, part in enumerate(parts, 1):
        sheet = Sheet(1280, 1100)
        centred(sheet, 40, f"{stay.hospital}住院费用清单", "song-bold", 38)
        sheet.write((60, 110), f"姓名:{stay.person.name}", face=face, size=25)
        sheet.write((380, 110), f"住院号:{stay.number}", face=face, size=25)
        sheet.write((720, 110), f"费用日期:{stay.start:%Y-%m-%d}至{stay.end:%Y-%m-%d}", face=face, size=25)
        y = _grid(sheet, (heads, *([entry.cell(key) for key in keys] for entry in part)), edges, 160, face)
        sheet.write(
            (60, y + 14), f"本页小计:{format_fen(sum(entry.fen for entry in part))}", face=face, size=25
        )
        if number == len(parts):
            sheet.write((820, y + 14), f"合计金额:{format_fen(stay.total)}", face=face, size=25)
        centred(sheet, y + 70, f"第{number}页/共{len(parts)}页", face, 22)
        sheets.append(sheet)
    return _done(sheets, stay, "ruled", keys, page_number=1, page_count=len(parts))


def grouped(rng: Random) -> Specimen:
    """No lines: the category as a heading above its rows, a subtotal below them, amounts at the right edge."""
    stay = make_stay(rng, rng.randint(7, 12))
    face = rng.choice(("kai", "wenkai", "ming"))
    sheet = Sheet(1200, 1700)
    centred(sheet, 50, stay.hospital, "hei-bold", 40)
    centred(sheet, 104, "患者费用明细清单", "hei-bold", 34)
    sheet.write((70, 176), f"患者姓名:{stay.person.name}  住院号:{stay.number}", face=face, size=27)
    sheet.write((70, 218), f"统计时间:{stay.start:%Y.%m.%d}-{stay.end:%Y.%m.%d}", face=face, size=27)
    columns = (("项目名称", 70), ("规格", 520), ("单价", 760), ("数量", 890), ("金额", 1090))
    for text, x in columns:
        (
            sheet.write((x, 272), text, face=face, size=27)
            if x < 700
            else _right(sheet, (x + 54, 272), text, face, 27)
        )
    y = 318
    for category in dict.fromkeys(entry.thing.category for entry in stay.entries):
        part = [entry for entry in stay.entries if entry.thing.category == category]
        sheet.write((70, y), f"【{category}】", face="hei-bold", size=27)
        for entry in part:
            y += 44
            sheet.write((80, y), entry.thing.name, face=face, size=27)
            sheet.write((520, y), entry.thing.spec, face=face, size=27)
            for key, x in (("unit_price", 814), ("quantity", 944), ("amount", 1144)):
                _right(sheet, (x, y), entry.cell(key), face, 27)
        y += 44
        _right(sheet, (1144, y), f"小计:{format_fen(sum(entry.fen for entry in part))}", face, 27)
        y += 50
    sheet.write((70, y), "总计:", face=face, size=29)
    _right(sheet, (1144, y), "¥" + format_fen(stay.total), face, 29)
    keys = ("name", "category", "spec", "unit_price", "quantity", "amount")
    return _done([sheet], stay, "grouped", keys)


def outpatient(rng: Random) -> Specimen:
    """A narrow list of an outpatient visit, long names wrapped, a serial number in front."""
    stay = make_stay(rng, rng.randint(4, 8))
    face = rng.choice(("hei", "song"))
    sheet = Sheet(960, 1250, (251, 251, 247))
    centred(sheet, 40, stay.hospital, face, 36)
    centred(sheet, 92, "收费明细清单", face, 32)
    sheet.write((50, 150), f"姓名:{stay.person.name}", face=face, size=25)
    sheet.write((460, 150), f"打印日期:{stay.end:%Y-%m-%d}", face=face, size=25)
    for text, x in (
        ("序号", 50),
        ("名称", 140),
        ("单位", 470),
        ("数量", 570),
        ("单价", 680),
        ("金额(元)", 810),
    ):
        sheet.write((x, 204), text, face=face, size=25)
    sheet.rule(45, 246, 915, 246)
    y = 260
    for place, entry in enumerate(stay.entries, 1):
        name = entry.thing.name + (f"({entry.thing.spec})" if entry.thing.spec else "")
        halves = [name[:12], name[12:]] if len(name) > 14 else [name]
        sheet.write((62, y), str(place), face=face, size=25)
        for row, half in enumerate(halves):
            sheet.write((140, y + row * 32), half, face=face, size=25)
        for key, x in (("unit", 480), ("quantity", 590), ("unit_price", 680), ("amount", 820)):
            sheet.write((x, y), entry.cell(key), face=face, size=25)
        y += 32 * len(halves) + 20
    sheet.rule(45, y, 915, y)
    sheet.write((520, y + 16), f"费用合计:{format_fen(stay.total)}元", face=face, size=26)
    if rng.random() < 0.6:
        sheet.seal((700, y + 90), 78, stay.hospital, foot="收费专用章")
    items = [
        {**entry.truth(("unit", "quantity", "unit_price", "amount")), "name": _with_spec(entry)}
        for entry in stay.entries
    ]
    return _done([sheet], stay, "outpatient", (), items=items, has_stay=False)


def phone(rng: Random) -> Specimen:
    """A hospital's app: name and amount in one line, unit price and quantity without words of their own."""
    stay = make_stay(rng, rng.randint(4, 9))
    sheet = Sheet(1080, 2000, (247, 247, 249))
    face = rng.choice(("hei", "zenhei"))
    centred(sheet, 90, "住院费用清单", "hei-bold", 42)
    y = 190
    facts = (
        ("医院名称", stay.hospital),
        ("姓名", stay.person.name),
        ("住院号", stay.number),
        ("费用总额", "¥" + format_fen(stay.total)),
    )
    for label, value in facts:
        sheet.write((60, y), label, face=face, size=34, ink=(120, 120, 125))
        _right(sheet, (1020, y), value, face, 34)
        y += 62
    for text, x in (("项目名称", 60), ("单价", 560), ("数量", 730), ("金额", 900)):
        sheet.write((x, y + 20), text, face=face, size=32, ink=(120, 120, 125))
    y += 84
    for entry in stay.entries:
        sheet.write((60, y), entry.thing.name, face=face, size=33)
        for key, x in (("unit_price", 630), ("quantity", 780), ("amount", 1010)):
            _right(sheet, (x, y), entry.cell(key), face, 33)
        y += 66
    return _done([sheet], stay, "phone", ("name", "unit_price", "quantity", "amount"), has_period=False)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "ruled": ruled,
    "grouped": grouped,
    "outpatient": outpatient,
    "phone": phone,
}


def _with_spec(entry: Entry) -> str:
    spec = f"({entry.thing.spec})" if entry.thing.spec else ""
    return unicodedata.normalize("NFKC", entry.thing.name + spec)


def _grid(sheet: Sheet, rows: Sequence[Sequence[str]], edges: Sequence[int], y: int, face: str) -> int:
    for row in rows:
        for place, text in enumerate(row):
            left, right = edges[place], edges[place + 1]
            sheet.frame(Box(left, y, right, y + 56), width=1)
            sheet.write((left + 8, y + 14), text, face=face, size=23)
        y += 56
    return y


def _right(sheet: Sheet, at: tuple[int, int], text: str, face: str, size: int) -> None:
    width = font(face, size).getlength(text)
    sheet.write((round(at[0] - width), at[1]), text, face=face, size=size)


def _done(
    sheets: Sequence[Sheet],
    stay: Stay,
    name: str,
    keys: Sequence[str],
    *,
    items: list[dict[str, str]] | None = None,
    has_stay: bool = True,
    has_period: bool = True,
    **more: int,
) -> Specimen:
    entries = stay.entries
    if name == "grouped":
        order = list(dict.fromkeys(entry.thing.category for entry in entries))
        entries = tuple(sorted(entries, key=lambda entry: order.index(entry.thing.category)))
    truth: dict[str, Any] = {
        "hospital_name": stay.hospital,
        "patient_name": stay.person.name,
        "total": format_fen(stay.total),
        "items": items or [entry.truth(keys) for entry in entries],
        **more,
    }
    truth |= {"inpatient_number": stay.number} if has_stay else {}
    if has_stay and has_period:
        truth |= {"period_from": stay.start.isoformat(), "period_to": stay.end.isoformat()}
    for key, value in truth.items():
        sheets[0].note(key, value)
    first = sheets[0]
    return Specimen(
        name=f"fee_list.{name}",
        type=DocumentType.FEE_LIST,
        pictures=tuple(sheet.picture for sheet in sheets),
        fields=first.fields,
        boxes=first.boxes,
    )
