"""Fee lists as customers send them: a needle print on endless paper over two sheets, and a list by kinds of charge.

>>> import random
>>> len(LAYOUTS["endless"](random.Random(1)).pictures)
2
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from storage.model.document_type import DocumentType
from storage.model.money import format_fen
from tests.specimens.people import DRUGS, SERVICES, Drug
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.stays import Stay, make_stay
from tests.specimens.strangers.form import GREY, NEEDLE, mid, paper, right, row

_TYPE = DocumentType.FEE_LIST
_Row = tuple[Drug, int]
_ENDLESS = (
    (70, "费用日期"),
    (210, "项目编码"),
    (372, "项目名称"),
    (740, "规格"),
    (990, "单位"),
    (1070, "数量"),
)


def endless(rng: Random) -> Specimen:
    """Endless paper with holes at its sides; dashes for rules, no vertical ones; the head again on the second sheet."""
    stay = make_stay(rng)
    rows = _charges(rng, rng.randint(18, 26))
    half = len(rows) // 2 + 2
    sheets = [Sheet(1560, 1100), Sheet(1560, 1100)]
    for place, (sheet, part) in enumerate(zip(sheets, (rows[:half], rows[half:]), strict=True), 1):
        for y in range(30, 1100, 60):
            for x in (24, 1536):
                sheet.draw.ellipse((x - 9, y - 9, x + 9, y + 9), outline=GREY)
        mid(sheet, 780, 40, f"{stay.hospital}住院病人费用清单", face="ming", size=36, ink=NEEDLE)
        _endless_head(sheet, stay, place)
        y = _endless_rows(sheet, rng, part, stay)
        if place == 2:
            sheet.write((70, y), "-" * 108, face="ming", size=26, ink=NEEDLE)
            sheet.write((70, y + 30), "总　计：", face="ming", size=27, ink=NEEDLE)
            right(sheet, 1490, y + 30, _sum(rows), face="ming", size=27, ink=NEEDLE)
            sheet.write(
                (70, y + 80),
                f"制表人：{stay.doctor}      打印时间：2026-04-08 09:15:40",
                face="ming",
                size=24,
                ink=NEEDLE,
            )
    truth = _truth(stay, rows, _sum(rows)) | {"page_number": 1, "page_count": 2}
    items = [_item(one, count) for one, count in rows]
    return paper(sheets, "fees.endless", _TYPE, truth | {"items": items})


def _endless_head(sheet: Sheet, stay: Stay, number: int) -> None:
    texts = (
        (70, 100, f"病人姓名：{stay.person.name}"),
        (430, 100, f"住院号：{stay.number}"),
        (820, 100, f"科别：{stay.department}"),
        (1180, 100, f"床位：{stay.bed}"),
        (70, 138, f"费用期间：{stay.came:%Y-%m-%d} 至 {stay.left:%Y-%m-%d}"),
        (1180, 138, f"第 {number} 页 共 2 页"),
    )
    for x, y, text in texts:
        sheet.write((x, y), text, face="ming", size=26, ink=NEEDLE)
    sheet.write((70, 168), "-" * 108, face="ming", size=26, ink=NEEDLE)
    for x, title in _ENDLESS:
        sheet.write((x, 198), title, face="ming", size=25, ink=NEEDLE)
    for x, title in ((1300, "单价"), (1490, "金额")):
        right(sheet, x, 198, title, face="ming", size=25, ink=NEEDLE)
    sheet.write((70, 226), "-" * 108, face="ming", size=26, ink=NEEDLE)


def _endless_rows(sheet: Sheet, rng: Random, rows: Sequence[_Row], stay: Stay) -> int:
    y = 258
    for one, count in rows:
        code = f"{rng.choice('XYZ')}{rng.randint(10000, 99999)}"
        for x, text in zip(
            (70, 210, 372, 740, 990), (f"{stay.came:%y-%m-%d}", code, one.name, one.spec, one.unit), strict=True
        ):
            sheet.write((x, y), text, face="ming", size=24, ink=NEEDLE)
        for x, text in (
            (1120, str(count)),
            (1300, format_fen(one.price)),
            (1490, format_fen(one.price * count)),
        ):
            right(sheet, x, y, text, face="ming", size=24, ink=NEEDLE)
        y += 42
    return y


def by_kind(rng: Random) -> Specimen:
    """An A4 print by kinds of charge, each with its sum; wrapped names, ratios of one's own share, a total in words above."""
    stay = make_stay(rng)
    rows = sorted(_charges(rng, rng.randint(9, 15)), key=lambda one: one[0].category)
    sheet = Sheet(1240, 1754)
    mid(sheet, 620, 50, stay.hospital, face="hei-bold", size=38)
    mid(sheet, 620, 104, "出院病人费用汇总清单", face="hei-bold", size=34)
    for x, y, text in (
        (80, 170, f"姓 名：{stay.person.name}"),
        (400, 170, f"病案号/住院号：{stay.number}"),
        (830, 170, f"住院科室：{stay.department}"),
        (80, 210, f"床 号：{stay.bed}"),
        (400, 210, f"起止日期：{stay.came:%Y.%m.%d}-{stay.left:%Y.%m.%d}"),
        (830, 210, f"费用合计：{_sum(rows)}元"),
    ):
        sheet.write((x, y), text, face="hei", size=25)
    widths = (330, 190, 80, 90, 120, 140, 130)
    heads = ("项目名称", "规格", "单位", "数量", "单价(元)", "金额(元)", "自付比例")
    y = row(sheet, (80, 256), tuple(zip(heads, widths, strict=True)), face="hei-bold", size=23, centred=True)
    for category in dict.fromkeys(one.category for one, _ in rows):
        part = [(one, count) for one, count in rows if one.category == category]
        for one, count in part:
            cells = (*_item(one, count).values(), rng.choice(("0%", "10%", "100%")))
            line = tuple(zip(cells, widths, strict=True))
            y = row(sheet, (80, y), line, face="hei", size=22, height=44)
        summed = ((f"{category} 小计", 810), (_sum(part), 270))
        y = row(sheet, (80, y), summed, face="hei-bold", size=22, height=42)
    sheet.seal((960, y + 60), 88, stay.hospital, foot="医保办公室")
    mid(sheet, 620, 1700, "第1页，共1页", face="hei", size=22, ink=GREY)
    items = [_item(one, count) | {"category": one.category} for one, count in rows]
    truth = _truth(stay, rows, _sum(rows)) | {"page_number": 1, "page_count": 1}
    return paper([sheet], "fees.by_kind", _TYPE, truth | {"items": items})


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"endless": endless, "by_kind": by_kind}


def _charges(rng: Random, count: int) -> list[_Row]:
    return [(one, rng.randint(1, 9)) for one in rng.sample((*DRUGS, *SERVICES), count)]


def _sum(rows: Sequence[_Row]) -> str:
    return format_fen(sum(one.price * count for one, count in rows))


def _item(one: Drug, count: int) -> dict[str, str]:
    cells = {"name": one.name, "spec": one.spec, "unit": one.unit, "quantity": str(count)}
    return cells | {"unit_price": format_fen(one.price), "amount": format_fen(one.price * count)}


def _truth(stay: Stay, rows: Sequence[_Row], total: str) -> dict[str, Any]:
    return {
        "hospital_name": stay.hospital,
        "patient_name": stay.person.name,
        "inpatient_number": stay.number,
        "period_from": stay.came.isoformat(),
        "period_to": stay.left.isoformat(),
        "total": total,
    }
