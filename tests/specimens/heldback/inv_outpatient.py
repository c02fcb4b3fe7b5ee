"""Held-back outpatient bills: the national e-bill as a page on a phone, and printed on A5 with its split as running text.

Both follow the form of 财综〔2018〕62号, whose other information each maker lays out in its own way.

>>> sorted(LAYOUTS)
['a5_running_text', 'phone_page']
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.heldback import story
from tests.specimens.others import cast, ink
from tests.specimens.sheet import BLACK, Ink, Sheet, Specimen

_GREY: Ink = (136, 138, 146)
_BLUE: Ink = (38, 92, 186)
_RED: Ink = (196, 36, 44)
_PROVINCES = {"浙江省": "33", "四川省": "51", "湖北省": "42"}
_INSURANCE = ("城镇职工基本医疗保险", "城乡居民基本医疗保险", "职工医保")


@dataclass(frozen=True, slots=True)
class _Bill:
    """A visit with the numbers of its bill."""

    at: story.Visit
    province: str
    code: str
    number: str
    check: str
    serial: str
    record: str
    insurance: str
    insured: str


def _bill(rng: random.Random) -> _Bill:
    at = story.visit(rng)
    province = rng.choice(tuple(_PROVINCES))
    return _Bill(
        at,
        province,
        f"{_PROVINCES[province]}0601{at.day:%y}",
        f"00{cast.digits(rng, 8)}",
        "".join(rng.choice("0123456789abcdef") for _ in range(6)),
        f"{at.day:%Y%m%d}{cast.digits(rng, 8)}",
        cast.digits(rng, 10),
        rng.choice(_INSURANCE),
        cast.digits(rng, 12),
    )


def phone_page(rng: random.Random) -> Specimen:
    """The page that a phone shows behind the bill's code: labels in grey at the left, values at the right."""
    bill = _bill(rng)
    sheet = Sheet(1080, 2900, (243, 244, 247))
    sheet.draw.rectangle((0, 0, 1080, 168), fill=(255, 255, 255))
    sheet.write((48, 20), f"{rng.randint(8, 21)}:{rng.randint(10, 59)}", face="hei-bold", size=34)
    ink.centre(sheet, (540, 92), "电子票据详情", face="hei-bold", size=42)
    sheet.write((48, 84), "×", face="hei", size=50)
    y = _card_head(sheet, bill)
    y = _card_items(sheet, bill, y + 30)
    y = _card_split(sheet, bill, y + 30)
    sheet.draw.rounded_rectangle((60, y + 40, 1020, y + 140), 50, fill=_BLUE)
    ink.centre(sheet, (540, y + 62), "下载电子票据", face="hei", size=42, ink=(255, 255, 255))
    sheet.picture = sheet.picture.crop((0, 0, 1080, y + 220))
    return sheet.done("phone_page", DocumentType.INV_OUTPATIENT)


def _rows(sheet: Sheet, y: int, rows: tuple[tuple[str, str, str | None, str | None], ...]) -> int:
    """A white block of rows, labels left and values right."""
    sheet.draw.rectangle((0, y, 1080, y + 78 * len(rows) + 24), fill=(255, 255, 255))
    y += 12
    for label, text, field, value in rows:
        sheet.write((48, y + 14), label, face="hei", size=36, ink=_GREY)
        ink.right(sheet, (1032, y + 14), text, face="hei", size=36, ink=BLACK, field=field, value=value)
        y += 78
    return y + 12


def _card_head(sheet: Sheet, bill: _Bill) -> int:
    at = bill.at
    sheet.draw.rectangle((0, 188, 1080, 400), fill=(255, 255, 255))
    ink.centre(sheet, (540, 206), f"{bill.province}医疗门诊收费票据（电子）", face="hei-bold", size=40)
    total = cast.money(at.total)
    mark = sheet.write((400, 290), "¥", face="hei-bold", size=48, ink=_RED)
    sheet.write((mark.x1 + 8, 274), total, face="hei-bold", size=68, ink=_RED, field="total")
    return _rows(
        sheet,
        400,
        (
            ("金额合计（大写）", cast.capitals(at.total), "total_cn", None),
            ("票据代码", bill.code, "bill_code", None),
            ("票据号码", bill.number, "bill_number", None),
            ("校验码", bill.check, "check_code", None),
            ("开票日期", f"{at.day:%Y-%m-%d}", "issue_date", None),
            ("交款人", at.patient.name, "patient_name", None),
            ("收款单位", at.hospital, "hospital_name", None),
        ),
    )


def _card_items(sheet: Sheet, bill: _Bill, y: int) -> int:
    sums = bill.at.categories
    sheet.draw.rectangle((0, y, 1080, y + 90 + 72 * (len(sums) + 1)), fill=(255, 255, 255))
    sheet.draw.rectangle((48, y + 24, 56, y + 66), fill=_BLUE)
    sheet.write((74, y + 16), "收费项目", face="hei-bold", size=38)
    y += 84
    sheet.draw.rectangle((48, y, 1032, y + 60), fill=(238, 242, 250))
    sheet.write((64, y + 6), "项目名称", face="hei", size=32, ink=_GREY)
    ink.centre(sheet, (600, y + 6), "数量", face="hei", size=32, ink=_GREY)
    ink.right(sheet, (1016, y + 6), "金额（元）", face="hei", size=32, ink=_GREY)
    rows = []
    for name, fen in sums.items():
        y += 72
        sheet.write((64, y), name, face="hei", size=36)
        ink.centre(sheet, (600, y), "1", face="hei", size=36)
        ink.right(sheet, (1016, y), cast.money(fen), face="hei", size=36)
        rows.append({"name": name, "quantity": "1", "amount": cast.money(fen)})
    sheet.note("items", rows)
    return y + 78


def _card_split(sheet: Sheet, bill: _Bill, y: int) -> int:
    at, money = bill.at, cast.money
    sheet.draw.rectangle((0, y, 1080, y + 84), fill=(255, 255, 255))
    sheet.draw.rectangle((48, y + 24, 56, y + 66), fill=_BLUE)
    sheet.write((74, y + 16), "其他信息", face="hei-bold", size=38)
    return _rows(
        sheet,
        y + 78,
        (
            ("业务流水号", bill.serial, "business_serial", None),
            ("门诊号", bill.record, "outpatient_number", None),
            ("就诊日期", f"{at.day:%Y%m%d}", "visit_date", at.day.isoformat()),
            ("性别", at.patient.sex_cn, "sex", at.patient.sex),
            ("医保类型", bill.insurance, "insurance_kind", None),
            ("医保统筹基金支付", money(at.pool), "pool_paid", None),
            ("其他支付", money(0), "other_paid", None),
            ("个人账户支付", money(at.account), "account_paid", None),
            ("个人现金支付", money(at.cash), "cash_paid", None),
            ("个人自付", money(at.self_pay), "self_pay", None),
            ("个人自费", money(at.self_funded), "self_funded", None),
            ("收款人", at.clerks[0], "payee", None),
            ("复核人", at.clerks[1], "reviewer", None),
        ),
    )


def a5_running_text(rng: random.Random) -> Specimen:
    """A5 across at 170 dpi: one list of services over the whole width, the other information as running text."""
    bill = _bill(rng)
    sheet = Sheet(1406, 990, (254, 254, 254))
    at = bill.at
    ink.centre(sheet, (703, 34), f"{bill.province}医疗门诊收费票据(电子)", face="kai", size=42)
    ink.oval(
        sheet,
        Box(608, 14, 798, 110),
        [("全国统一财政票据监制章", 13), (bill.province, 16), ("财政部监制", 13)],
        _RED,
    )
    ink.square_code(sheet, rng, (1226, 22), 120)
    size = 23
    for x, y, label, text, field in (
        (70, 120, "票据代码：", bill.code, "bill_code"),
        (520, 120, "票据号码：", bill.number, "bill_number"),
        (930, 120, "校验码：", bill.check, "check_code"),
        (70, 158, "交款人：", at.patient.name, "patient_name"),
        (520, 158, "开票日期：", f"{at.day:%Y-%m-%d}", "issue_date"),
    ):
        ink.pair(sheet, (x, y), label, text, face="song", size=size, field=field)
    y = _a5_items(sheet, bill, 200)
    y = _a5_sum(sheet, bill, y)
    y = _a5_other(sheet, bill, y)
    for x, label, text, field in (
        (70, "收款单位(章)：", at.hospital, "hospital_name"),
        (760, "复核人：", at.clerks[1], "reviewer"),
        (1090, "收款人：", at.clerks[0], "payee"),
    ):
        ink.pair(sheet, (x, y + 18), label, text, face="song", size=size, field=field)
    ink.oval(sheet, Box(400, y - 20, 660, y + 106), [(at.hospital, 18), ("收费专用章", 22)], _RED)
    sheet.picture = sheet.picture.crop((0, 0, 1406, max(y + 120, 900)))
    return sheet.done("a5_running_text", DocumentType.INV_OUTPATIENT)


def _a5_items(sheet: Sheet, bill: _Bill, top: int) -> int:
    """Services and drugs by name, with the insurance class as a note."""
    xs, size, step = (60, 640, 900, 1130, 1346), 22, 42
    bottom = top + step * (1 + max(7, len(bill.at.lines)))
    ink.grid(sheet, xs, (top, top + step, bottom), width=1)
    for i, word in enumerate(("项目名称", "数量/单位", "金额(元)", "备注")):
        ink.centre(sheet, ((xs[i] + xs[i + 1]) // 2, top + 7), word, face="song-bold", size=size)
    rows, y = [], top + step
    for line in bill.at.lines:
        sheet.write((xs[0] + 12, y + 7), line.name, face="song", size=size)
        ink.centre(sheet, ((xs[1] + xs[2]) // 2, y + 7), f"{line.count}/{line.unit}", face="song", size=size)
        ink.right(sheet, (xs[3] - 24, y + 7), cast.money(line.fen), face="song", size=size)
        ink.centre(sheet, ((xs[3] + xs[4]) // 2, y + 7), f"{line.level}类", face="song", size=size)
        rows.append(
            {
                "name": cast.plain(line.name),
                "quantity": str(line.count),
                "amount": cast.money(line.fen),
                "note": f"{line.level}类",
            }
        )
        y += step
    sheet.note("items", rows)
    return bottom


def _a5_sum(sheet: Sheet, bill: _Bill, y: int) -> int:
    sheet.frame(Box(60, y, 1346, y + 46), width=1)
    total = bill.at.total
    ink.pair(
        sheet,
        (72, y + 8),
        "金额合计(大写)：",
        cast.capitals(total, "圆"),
        face="song",
        size=23,
        field="total_cn",
    )
    ink.pair(sheet, (910, y + 8), "(小写)：", cast.money(total), face="song", size=23, field="total")
    return y + 46


def _a5_other(sheet: Sheet, bill: _Bill, y: int) -> int:
    """Pairs one after another, three blanks between, as many as a line holds."""
    at, money = bill.at, cast.money
    pairs = (
        ("业务流水号", bill.serial, "business_serial", None),
        ("门诊号", bill.record, "outpatient_number", None),
        ("就诊日期", f"{at.day:%Y%m%d}", "visit_date", at.day.isoformat()),
        ("医疗机构类型", "综合医院", "institution_kind", None),
        ("性别", at.patient.sex_cn, "sex", at.patient.sex),
        ("医保类型", bill.insurance, "insurance_kind", None),
        ("医保编号", bill.insured, "insurance_number", None),
        ("医保统筹基金支付", money(at.pool), "pool_paid", None),
        ("其他支付", money(0), "other_paid", None),
        ("个人账户支付", money(at.account), "account_paid", None),
        ("个人现金支付", money(at.cash), "cash_paid", None),
        ("个人自付", money(at.self_pay), "self_pay", None),
        ("个人自费", money(at.self_funded), "self_funded", None),
    )
    top, x, size = y, 114, 21
    y += 10
    for label, text, field, value in pairs:
        if x + ink.width_of(f"{label}:{text}", "song", size) > 1330:
            x, y = 114, y + 36
        x = ink.pair(sheet, (x, y), f"{label}:", text, face="song", size=size, field=field, value=value) + 30
    bottom = max(y + 44, top + 130)
    ink.grid(sheet, (60, 104, 1346), (top, bottom), width=1)
    for i, char in enumerate("其他信息"):
        sheet.write((71, top + 6 + 29 * i), char, face="song", size=size)
    return bottom


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "phone_page": phone_page,
    "a5_running_text": a5_running_text,
}
