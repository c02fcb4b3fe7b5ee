"""Held-back outpatient bills beside the national form: two provincial papers."""

import random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.others import cast, ink
from tests.specimens.others.visit import Bill, bill
from tests.specimens.sheet import Ink, Sheet, Specimen

_GREEN: Ink = (30, 110, 84)
_BLUE: Ink = (36, 70, 140)
_PRINT: Ink = (44, 48, 92)


def shanghai_paper(rng: random.Random) -> Specimen:
    """A pre-printed green form, 190 × 102 mm, filled by a dot printer a little off its lines."""
    paper = bill(rng)
    sheet = Sheet(1500, 830, (246, 250, 244))
    ink.centre(sheet, (750, 28), "上海市医疗门急诊收费票据", face="song-bold", size=44, spacing=10, ink=_GREEN)
    ink.oval(sheet, Box(650, 10, 850, 96), [("财政票据监制章", 16), ("上海市财政局", 16)], (190, 60, 60))
    drop = rng.randint(-4, 6)
    serial = paper.bill_number[2:]
    sheet.write((1130, 40), "No.", face="song", size=26, ink=_GREEN)
    sheet.write((1180, 34), "0" + serial, face="song-bold", size=34, ink=(170, 40, 40), field="bill_number")
    _shanghai_head(sheet, paper, drop)
    _shanghai_grid(sheet, paper, drop)
    _shanghai_foot(sheet, paper, drop)
    return sheet.done("shanghai_paper", DocumentType.INV_OUTPATIENT)


def _cell(
    sheet: Sheet,
    at: tuple[int, int],
    label: str,
    text: str,
    drop: int,
    field: str,
    value: str | None = None,
    gap: int = 14,
) -> None:
    ink.pair(
        sheet,
        at,
        label,
        text,
        face="zenhei",
        size=25,
        label_face="song",
        label_ink=_GREEN,
        gap=gap,
        drop=drop,
        ink=_PRINT,
        field=field,
        value=value,
    )


def _shanghai_head(sheet: Sheet, paper: Bill, drop: int) -> None:
    _cell(sheet, (60, 100), "流水号", paper.serial, drop, "business_serial")
    _cell(sheet, (560, 100), "医疗机构类型", paper.institution, drop, "institution_kind")
    _cell(sheet, (60, 146), "姓名", paper.patient.name, drop, "patient_name")
    _cell(sheet, (340, 146), "性别", paper.patient.sex_cn, drop, "sex", paper.patient.sex)
    _cell(sheet, (500, 146), "医保类型", paper.insurance, drop, "insurance_kind")
    _cell(sheet, (1000, 146), "社会保障号码", paper.insurance_number, drop, "insurance_number")


def _shanghai_grid(sheet: Sheet, paper: Bill, drop: int) -> None:
    """Item and amount in three columns of three rows, then the sum."""
    xs, ys = [60, 327, 520, 787, 980, 1247, 1440], [192, 236, 288, 340, 392, 444]
    ink.grid(sheet, xs, ys, ink=_GREEN)
    for i in range(3):
        ink.centre(sheet, (xs[2 * i] + 133, 200), "项 目", face="song", size=24, ink=_GREEN)
        ink.centre(sheet, (xs[2 * i + 1] + 96, 200), "金 额", face="song", size=24, ink=_GREEN)
    rows = []
    for i, item in enumerate(paper.items):
        column, row = i % 3, i // 3
        y = ys[row + 1] + 12 + drop
        sheet.write((xs[2 * column] + 20, y), item.name, face="zenhei", size=24, ink=_PRINT)
        ink.right(sheet, (xs[2 * column + 2] - 16, y), cast.money(item.fen), face="zenhei", size=24, ink=_PRINT)
        rows.append({"name": item.name, "amount": cast.money(item.fen)})
    sheet.note("items", rows)
    sheet.frame(Box(60, 444, 1440, 500), ink=_GREEN)
    _cell(sheet, (80, 456), "合计人民币（大写）", cast.capitals(paper.total, "圆"), drop, "total_cn")
    _cell(sheet, (960, 456), "￥", cast.money(paper.total), drop, "total", gap=4)


def _shanghai_foot(sheet: Sheet, paper: Bill, drop: int) -> None:
    money = cast.money
    cells = (
        (60, 516, "现金支付", money(paper.cash), "cash_paid"),
        (400, 516, "个人账户支付", money(paper.account), "account_paid"),
        (800, 516, "医保统筹支付", money(paper.pool), "pool_paid"),
        (60, 560, "自负", money(paper.self_pay), "self_pay"),
        (400, 560, "自费", money(paper.self_funded), "self_funded"),
        (60, 700, "收费员", paper.payee, "payee"),
    )
    for x, y, label, text, field in cells:
        _cell(sheet, (x, y), label, text, drop, field)
    sheet.rule(60, 606, 1440, 606, ink=_GREEN)
    sheet.write((60, 620), "本票据手写无效，遗失不补；报销凭据，请妥善保管。", face="song", size=22, ink=_GREEN)
    sheet.write((400, 700), "收款单位（盖章）", face="song", size=25, ink=_GREEN)
    sheet.write((620, 700 + drop), paper.hospital, face="zenhei", size=25, ink=_PRINT, field="hospital_name")
    day = paper.day
    box = sheet.write(
        (1080, 700 + drop),
        f"{day.year} 年 {day.month:02d} 月 {day.day:02d} 日",
        face="zenhei",
        size=25,
        ink=_PRINT,
    )
    sheet.note("issue_date", day.isoformat(), box)
    ink.oval(sheet, Box(770, 630, 1070, 790), [(paper.hospital, 21), ("收费专用章", 24)], (205, 40, 50))


def guangdong_paper(rng: random.Random) -> Specimen:
    """A tall blue form with one item a row, codes above, the split in a ruled block."""
    paper = bill(rng)
    sheet = Sheet(1181, 1560, (249, 250, 253))
    ink.centre(sheet, (590, 46), "广东省医疗收费票据", face="song-bold", size=52, spacing=8, ink=_BLUE)
    ink.centre(sheet, (590, 116), "（门诊）", face="song", size=30, ink=_BLUE)
    code = f"4406{paper.bill_code[4:6]}{paper.day:%y}"
    for y, label, text, field in (
        (158, "票据代码", code, "bill_code"),
        (200, "票据号码", paper.bill_number, "bill_number"),
    ):
        ink.pair(sheet, (760, y), label + "：", text, face="ming", size=28, label_ink=_BLUE, field=field)
    for x, y, label, text, field, value in (
        (80, 200, "门诊号", paper.number, "outpatient_number", None),
        (80, 244, "姓　名", paper.patient.name, "patient_name", None),
        (430, 244, "性别", paper.patient.sex_cn, "sex", paper.patient.sex),
        (760, 244, "就诊日期", f"{paper.day:%Y-%m-%d}", "visit_date", None),
        (80, 288, "险　种", paper.insurance, "insurance_kind", None),
        (760, 288, "医保编号", paper.insurance_number, "insurance_number", None),
    ):
        ink.pair(
            sheet, (x, y), label + "：", text, face="ming", size=28, label_ink=_BLUE, field=field, value=value
        )
    bottom = _guangdong_rows(sheet, paper)
    _guangdong_split(sheet, paper, bottom)
    return sheet.done("guangdong_paper", DocumentType.INV_OUTPATIENT)


def _guangdong_rows(sheet: Sheet, paper: Bill) -> int:
    xs, top = (80, 560, 730, 950, 1101), 340
    bottom = top + 52 * 11
    ink.grid(sheet, xs, (top, top + 52, bottom, bottom + 64), ink=_BLUE)
    for left, end, word in zip(xs, xs[1:], ("收费项目", "数量", "金额（元）", "备注"), strict=False):
        ink.centre(sheet, ((left + end) // 2, top + 10), word, face="ming", size=28, ink=_BLUE)
    rows = []
    for i, item in enumerate(paper.items):
        y = top + 62 + 52 * i
        sheet.write((100, y), item.name, face="ming", size=28)
        ink.centre(sheet, (645, y), str(item.count), face="ming", size=28)
        ink.right(sheet, (930, y), cast.money(item.fen, marks=True), face="ming", size=28)
        row = {"name": item.name, "quantity": str(item.count), "amount": cast.money(item.fen)}
        if item.note:
            sheet.write((990, y), item.note, face="ming", size=28)
            row["note"] = item.note
        rows.append(row)
    sheet.note("items", rows)
    _guangdong_sum(sheet, paper, bottom)
    return bottom + 64


def _guangdong_sum(sheet: Sheet, paper: Bill, bottom: int) -> None:
    sheet.draw.rectangle((82, bottom + 2, 1099, bottom + 62), fill=(249, 250, 253))
    ink.pair(
        sheet,
        (100, bottom + 16),
        "合计（大写）：",
        cast.capitals(paper.total),
        face="ming",
        size=28,
        label_ink=_BLUE,
        field="total_cn",
    )
    ink.pair(
        sheet,
        (760, bottom + 16),
        "（小写）：￥",
        cast.money(paper.total, marks=True),
        face="ming",
        size=28,
        label_ink=_BLUE,
        field="total",
        value=cast.money(paper.total),
    )


def _guangdong_split(sheet: Sheet, paper: Bill, top: int) -> None:
    money = cast.money
    labels = (
        ("统筹基金支付", paper.pool, "pool_paid"),
        ("个人账户支付", paper.account, "account_paid"),
        ("个人现金支付", paper.cash, "cash_paid"),
        ("其他支付", 0, "other_paid"),
        ("个人自付", paper.self_pay, "self_pay"),
        ("个人自费", paper.self_funded, "self_funded"),
    )
    ink.grid(sheet, (80, 310, 420, 650, 760, 990, 1101), (top, top + 56, top + 112), ink=_BLUE)
    for i, (label, fen, field) in enumerate(labels):
        x, y = (80, 420, 760)[i % 3], top + 12 + 56 * (i // 3)
        sheet.write((x + 16, y), label, face="ming", size=27, ink=_BLUE)
        ends = (420, 760, 1101)[i % 3]
        ink.right(sheet, (ends - 12, y), money(fen), face="ming", size=23, field=field)
    _guangdong_foot(sheet, paper, top + 150)


def _guangdong_foot(sheet: Sheet, paper: Bill, y: int) -> None:
    ink.pair(
        sheet,
        (80, y),
        "收费单位（盖章）：",
        paper.hospital,
        face="ming",
        size=28,
        label_ink=_BLUE,
        field="hospital_name",
    )
    ink.pair(
        sheet, (80, y + 60), "复核：", paper.reviewer, face="ming", size=28, label_ink=_BLUE, field="reviewer"
    )
    ink.pair(
        sheet, (430, y + 60), "收款人：", paper.payee, face="ming", size=28, label_ink=_BLUE, field="payee"
    )
    ink.pair(
        sheet,
        (760, y + 60),
        "开票日期：",
        f"{paper.day:%Y/%m/%d}",
        face="ming",
        size=28,
        label_ink=_BLUE,
        field="issue_date",
        value=paper.day.isoformat(),
    )
    sheet.seal((470, y + 40), 130, paper.hospital, foot="收费专用章")
