"""Held-back fee lists: by category with subtotals, by day, over two or three pages, an outpatient slip.

The columns follow hospitals' lists under 医疗机构内部价格管理: name, spec, unit, price, count, amount.

>>> sorted(LAYOUTS)
['by_category', 'by_day', 'outpatient_slip', 'two_pages']
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby, pairwise

from storage.model.document_type import DocumentType
from tests.specimens.others import cast, ink
from tests.specimens.others.fee_pages import Row, Stay, paged, row_of, stay
from tests.specimens.others.fees import Charge, charge
from tests.specimens.others.visit import Visit, visit
from tests.specimens.sheet import Ink, Sheet, Specimen

_GREY: Ink = (90, 90, 96)


def by_category(rng: random.Random) -> Specimen:
    """Ruled table; a category heads its rows and a subtotal closes them."""
    facts = stay(rng, rng.randint(9, 15))
    sheet = Sheet(1654, 2339)
    ink.centre(sheet, (827, 90), facts.hospital, face="song-bold", size=50, field="hospital_name")
    ink.centre(sheet, (827, 164), "住院病人费用清单", face="song-bold", size=44)
    for x, y, label, text in (
        (120, 250, "病人姓名：", facts.person.name),
        (560, 250, "住院号：", facts.number),
        (1080, 250, "床号：", f"{rng.randint(1, 48)}床"),
        (120, 302, "费用期间：", f"{facts.start:%Y-%m-%d} 至 {facts.end:%Y-%m-%d}"),
    ):
        ink.pair(sheet, (x, y), label, text, face="song", size=32)
    y, rows = _category_table(sheet, facts, 370)
    ink.pair(
        sheet,
        (120, y + 24),
        "费用总计：",
        f"{cast.money(facts.total, marks=True)} 元",
        face="song-bold",
        size=34,
    )
    ink.centre(sheet, (827, 2240), "第 1 页 / 共 1 页", face="song", size=28)
    for field, value in (facts.common() | {"page_number": 1, "page_count": 1, "items": rows}).items():
        sheet.note(field, value)
    sheet.seal((1330, min(y + 150, 2060)), 150, facts.hospital, foot="住院结算专用章")
    return sheet.done("by_category", DocumentType.FEE_LIST)


def _category_table(sheet: Sheet, facts: Stay, top: int) -> tuple[int, list[Row]]:
    xs, y = (120, 720, 1000, 1090, 1240, 1350, 1534), top
    middles = [(a + b) // 2 for a, b in pairwise(xs)]
    for x, word in zip(middles, ("项目名称", "规格", "单位", "单价", "数量", "金额"), strict=True):
        ink.centre(sheet, (x, y + 8), word, face="song-bold", size=30)
    rows, lines = [], [top, top + 54]
    y = top + 54
    for category, group in groupby(facts.charges, key=lambda line: line.category):
        sheet.write((134, y + 8), category, face="song-bold", size=30)
        subtotal = 0
        for line in group:
            y += 52
            lines.append(y)
            _category_row(sheet, line, xs, y + 8)
            subtotal += line.fen
            rows.append(row_of(line, 2, category=category))
        y += 52
        lines.extend((y, y + 52))
        ink.right(sheet, (1230, y + 8), "小计", face="song", size=29)
        ink.right(sheet, (1520, y + 8), cast.money(subtotal), face="song", size=29)
        y += 52
    for line_y in lines:
        sheet.rule(xs[0], line_y, xs[-1], line_y)
    for x in (xs[0], xs[-1]):
        sheet.rule(x, top, x, y)
    return y, rows


def _category_row(sheet: Sheet, line: Charge, xs: Sequence[int], y: int) -> None:
    sheet.write((xs[0] + 44, y), line.name, face="song", size=29)
    sheet.write((xs[1] + 10, y), line.spec, face="song", size=27)
    ink.centre(sheet, ((xs[2] + xs[3]) // 2, y), line.unit, face="song", size=29)
    ink.right(sheet, (xs[4] - 12, y), line.shown_price(2), face="song", size=29)
    ink.right(sheet, (xs[5] - 30, y), str(line.count), face="song", size=29)
    ink.right(sheet, (xs[6] - 14, y), cast.money(line.fen), face="song", size=29)


def by_day(rng: random.Random) -> Specimen:
    """Landscape, no rules, dashes between days, prices to four places, an insurance class at the end."""
    facts = stay(rng, rng.randint(8, 13))
    daily = [replace(line, count=1 if line.unit == "日" else min(line.count, 4)) for line in facts.charges]
    facts = replace(facts, charges=daily)
    sheet = Sheet(1754, 1240, (254, 254, 254))
    ink.centre(sheet, (877, 50), facts.hospital + "住院费用明细清单", face="zenhei", size=36)
    x = 70
    for label, text in (
        ("姓名:", facts.person.name),
        ("住院号:", facts.number),
        ("日期:", f"{facts.start:%Y.%m.%d}-{facts.end:%Y.%m.%d}"),
        ("合计金额:", cast.money(facts.total)),
        ("页码:", "1/1"),
    ):
        x = ink.pair(sheet, (x, 118), label, text, face="zenhei", size=26) + 36
    rows = _days(sheet, rng, facts)
    for field, value in (facts.common() | {"page_number": 1, "page_count": 1, "items": rows}).items():
        sheet.note(field, value)
    ink.scanned(sheet, rng)
    return sheet.done("by_day", DocumentType.FEE_LIST)


def _days(sheet: Sheet, rng: random.Random, facts: Stay) -> list[Row]:
    xs = (70, 230, 420, 900)
    for x, word in zip(
        (*xs, 1420, 1640), ("日期", "项目编码", "项目名称", "规格", "单位", "等级"), strict=True
    ):
        sheet.write((x, 172), word, face="zenhei", size=25)
    for x, word in ((1270, "单价"), (1370, "数量"), (1610, "金额")):
        ink.right(sheet, (x, 172), word, face="zenhei", size=25)
    y, rows = 216, []
    for day, group in groupby(sorted(facts.charges, key=lambda line: line.day), key=lambda line: line.day):
        ink.dots(sheet, 70, y, 1690, y, step=10)
        for line in group:
            when = facts.start + timedelta(days=day)
            cells = (f"{when:%Y-%m-%d}", cast.digits(rng, 9), line.name, line.spec)
            for x, text in zip(xs, cells, strict=False):
                sheet.write((x, y + 10), text, face="zenhei", size=24)
            ink.right(sheet, (1270, y + 10), line.shown_price(4), face="zenhei", size=24)
            ink.right(sheet, (1370, y + 10), str(line.count), face="zenhei", size=24)
            sheet.write((1420, y + 10), line.unit, face="zenhei", size=24)
            ink.right(sheet, (1610, y + 10), cast.money(line.fen), face="zenhei", size=24)
            sheet.write((1650, y + 10), rng.choice("甲乙丙"), face="zenhei", size=24)
            rows.append(row_of(line, 4))
            y += 42
        y += 12
    ink.dots(sheet, 70, y, 1690, y, step=10)
    return rows


def two_pages(rng: random.Random) -> Specimen:
    """Two A4 pages with a narrow name column that breaks long names; the sum stands on the last page."""
    facts = stay(rng, rng.randint(13, 19))
    pages = paged(rng, facts, 2)
    rows = [row for _, rows in pages for row in rows]
    fields = facts.common() | {"page_number": 1, "page_count": 2, "items": rows}
    return Specimen(
        name="two_pages",
        type=DocumentType.FEE_LIST,
        pictures=tuple(picture for picture, _ in pages),
        fields=fields,
    )


def outpatient_slip(rng: random.Random, at: Visit | None = None) -> Specimen:
    """The A5 list that a window prints with an outpatient bill."""
    at = at or replace(visit(rng), charges=tuple(charge(rng, rng.randint(4, 8), outpatient=True)))
    person, hospital, day, lines = at.patient, at.hospital, at.day, at.charges
    sheet = Sheet(1180, 840, (252, 252, 250))
    ink.centre(sheet, (590, 40), hospital, face="ming", size=36, field="hospital_name")
    ink.centre(sheet, (590, 90), "门诊收费明细清单", face="ming", size=32)
    ink.pair(sheet, (60, 146), "患者：", person.name, face="ming", size=28, field="patient_name")
    ink.pair(sheet, (380, 146), "门诊号：", cast.digits(rng, 10), face="ming", size=28)
    ink.pair(sheet, (780, 146), "收费日期：", f"{day:%Y-%m-%d}", face="ming", size=28)
    sheet.rule(60, 194, 1120, 194)
    for x, word in ((60, "名称"), (520, "规格"), (720, "数量/单位"), (910, "单价"), (1040, "金额")):
        sheet.write((x, 202), word, face="ming", size=27)
    sheet.rule(60, 244, 1120, 244)
    y, rows = 254, []
    for line in lines:
        sheet.write((60, y), line.name, face="ming", size=27)
        sheet.write((520, y), line.spec, face="ming", size=25)
        sheet.write((740, y), f"{line.count} {line.unit}", face="ming", size=27)
        ink.right(sheet, (970, y), line.shown_price(2), face="ming", size=27)
        ink.right(sheet, (1110, y), cast.money(line.fen), face="ming", size=27)
        rows.append(row_of(line, 2))
        y += 46
    sheet.rule(60, y + 4, 1120, y + 4)
    total = cast.money(sum(line.fen for line in lines))
    ink.pair(sheet, (800, y + 18), "合计金额：", total, face="ming", size=30, field="total")
    ink.pair(sheet, (60, y + 18), "收费员：", cast.digits(rng, 4), face="ming", size=28)
    sheet.note("items", rows)
    return sheet.done("outpatient_slip", DocumentType.FEE_LIST)


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "by_category": by_category,
    "by_day": by_day,
    "two_pages": two_pages,
    "outpatient_slip": outpatient_slip,
}
