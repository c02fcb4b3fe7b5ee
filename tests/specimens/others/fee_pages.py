"""A stay and its charges, and lists of charges over several pages.

>>> facts = stay(random.Random(4), 7)
>>> [len(rows) for _, rows in paged(random.Random(4), facts, 3)]
[3, 3, 1]
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PIL import Image

from storage.model.document_type import DocumentType
from tests.specimens.others import cast, ink
from tests.specimens.others.fees import Charge, charge
from tests.specimens.others.visit import Visit
from tests.specimens.sheet import Ink, Sheet, Specimen

_GREY: Ink = (90, 90, 96)
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Stay:
    person: cast.Person
    hospital: str
    number: str
    start: date
    days: int
    charges: list[Charge]
    words: tuple[str, str] = ("住院收费项目明细单", "住院号")

    @property
    def end(self) -> date:
        return self.start + timedelta(days=self.days)

    @property
    def total(self) -> int:
        return sum(line.fen for line in self.charges)

    def common(self) -> dict[str, Any]:
        return {
            "hospital_name": self.hospital,
            "patient_name": self.person.name,
            "inpatient_number": self.number,
            "period_from": self.start.isoformat(),
            "period_to": self.end.isoformat(),
            "total": cast.money(self.total),
        }


def stay(rng: random.Random, count: int, person: cast.Person | None = None) -> Stay:
    days = rng.randint(3, 9)
    number = rng.choice(("ZY", "", "00")) + cast.digits(rng, 8)
    person = person or cast.person(rng)
    return Stay(person, cast.hospital(rng), number, cast.day(rng), days, charge(rng, count, days=days))


def row_of(line: Charge, price_places: int, **more: str) -> Row:
    row = {"name": cast.plain(line.name), "unit": line.unit, "unit_price": line.shown_price(price_places)}
    if line.spec:
        row["spec"] = cast.plain(line.spec)
    return row | {"quantity": str(line.count), "amount": cast.money(line.fen)} | more


def paged(rng: random.Random, facts: Stay, count: int) -> list[tuple[Image.Image, list[Row]]]:
    """The pages of a list one by one, each with its own rows."""
    size = -(-len(facts.charges) // count)
    parts = [facts.charges[i * size : (i + 1) * size] for i in range(count)]
    return [_page(rng, facts, part, (i + 1, count)) for i, part in enumerate(parts)]


def outpatient_pages(rng: random.Random, at: Visit, count: int) -> list[Specimen]:
    """The pages of an outpatient's list, each a paper by itself; the sum stands on the last."""
    words = ("门诊收费项目明细单", "门诊号")
    facts = Stay(at.patient, at.hospital, cast.digits(rng, 8), at.day, 0, list(at.charges), words)
    found = []
    for number, (picture, rows) in enumerate(paged(rng, facts, count), start=1):
        fields = facts.common() | {"page_number": number, "page_count": count, "items": rows}
        dropped = {"inpatient_number"} if number == count else {"inpatient_number", "total"}
        kept = {key: value for key, value in fields.items() if key not in dropped}
        found.append(Specimen(name="page", type=DocumentType.FEE_LIST, pictures=(picture,), fields=kept))
    return found


def _page(
    rng: random.Random, facts: Stay, lines: Sequence[Charge], place: tuple[int, int]
) -> tuple[Image.Image, list[Row]]:
    sheet = Sheet(1240, 1754)
    ink.centre(sheet, (620, 60), facts.hospital, face="hei", size=36)
    ink.centre(sheet, (620, 112), facts.words[0], face="hei", size=32)
    for x, y, label, text in (
        (70, 180, "患者姓名", facts.person.name),
        (430, 180, facts.words[1], facts.number),
        (70, 222, "起止日期", f"{facts.start:%Y/%m/%d} ~ {facts.end:%Y/%m/%d}"),
    ):
        ink.pair(sheet, (x, y), label + "：", text, face="hei", size=26)
    rows, y = _page_table(sheet, lines, 274)
    if place[0] == place[1]:
        ink.pair(sheet, (70, y + 24), "合计：￥", cast.money(facts.total), face="hei-bold", size=30)
        sheet.write((700, y + 24), "打印人：" + cast.name(rng), face="hei", size=26)
    ink.right(sheet, (1170, 1690), f"第{place[0]}页/共{place[1]}页", face="hei", size=24, ink=_GREY)
    ink.scanned(sheet, rng, turn=0.3)
    return sheet.picture, rows


def _page_table(sheet: Sheet, lines: Sequence[Charge], top: int) -> tuple[list[Row], int]:
    xs = (70, 220, 520, 720, 800, 920, 1010, 1170)
    for left, end, word in zip(
        xs, xs[1:], ("费用类别", "项目名称", "规格型号", "单位", "单价", "数量", "金额（元）"), strict=False
    ):
        ink.centre(sheet, ((left + end) // 2, top + 8), word, face="hei", size=25)
    y, ys, rows = top + 48, [top, top + 48], []
    for line in lines:
        sheet.write((xs[0] + 8, y + 9), line.category, face="hei", size=24)
        bottom = ink.wrap(sheet, (xs[1] + 8, y + 9), line.name, width=280, face="hei", size=24, leading=34)
        sheet.write((xs[2] + 8, y + 9), line.spec, face="hei", size=23)
        ink.centre(sheet, ((xs[3] + xs[4]) // 2, y + 9), line.unit, face="hei", size=24)
        ink.right(sheet, (xs[5] - 8, y + 9), line.shown_price(2), face="hei", size=24)
        ink.right(sheet, (xs[6] - 14, y + 9), str(line.count), face="hei", size=24)
        ink.right(sheet, (xs[7] - 10, y + 9), cast.money(line.fen), face="hei", size=24)
        rows.append(row_of(line, 2, category=line.category))
        y = bottom + 10
        ys.append(y)
    ink.grid(sheet, xs, ys, width=1)
    return rows, y
