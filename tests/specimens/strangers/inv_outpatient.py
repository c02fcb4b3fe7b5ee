"""Outpatient bills as customers send them: a province's pre-printed form, a phone's page of an e-bill, a print of
the national e-bill with its rows in two columns, and the e-bill's own files.

>>> import random
>>> LAYOUTS["needle"](random.Random(1)).fields["bill_number"][:2]
'00'
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from storage.model.money import format_fen
from tests.specimens.bills import Bill, make_bill
from tests.specimens.codes import code_picture
from tests.specimens.sheet import RED, Ink, Sheet, Specimen
from tests.specimens.strangers import bill_files
from tests.specimens.strangers.form import GREY, NEEDLE, down, mid, paper, right, run, runs, watermark

_TYPE = DocumentType.INV_OUTPATIENT
_FORM: Ink = (52, 110, 96)


def needle(rng: Random) -> Specimen:
    """A province's old form in green; the needle print sits low and its two columns of rows cross the rules."""
    bill = make_bill(rng, charges=rng.randint(2, 6))
    sheet = Sheet(1300, 860)
    dx, dy = rng.randint(-6, 18), rng.randint(2, 14)
    province = rng.choice(("江川省", "临海省", "南泽省"))
    mid(sheet, 650, 36, f"{province}医疗门诊收费票据", face="kai", size=44, ink=_FORM)
    sheet.write((90, 92), f"票据代码：{bill.code}", face="song", size=22, ink=_FORM)
    sheet.write((940, 86), f"No {bill.number}", face="zenhei", size=30, ink=RED)
    _needle_head(sheet, bill, (dx, dy))
    for y in (206, 252, 520, 570, 690):
        sheet.rule(70, y, 1230, y, ink=_FORM)
    for x in (70, 650, 1230):
        sheet.rule(x, 206, x, 520, ink=_FORM)
    for x, title in ((200, "收费项目"), (510, "金额(元)"), (780, "收费项目"), (1090, "金额(元)")):
        mid(sheet, x, 214, title, face="song", size=24, ink=_FORM)
    for place, charge in enumerate(bill.charges):
        x, y = 96 + 580 * (place % 2), 264 + 48 * (place // 2)
        sheet.write((x + dx, y + dy), charge.name, face="ming", size=26, ink=NEEDLE)
        right(sheet, x + 500 + dx, y + dy, charge.amount, face="ming", size=26, ink=NEEDLE)
    truth = _needle_foot(sheet, bill, (dx, dy))
    down(sheet, 1250, 280, "第二联收据联交款人存", face="song", size=20, ink=_FORM)
    return paper([sheet], "out.needle", _TYPE, truth)


def _needle_head(sheet: Sheet, bill: Bill, off: tuple[int, int]) -> None:
    day = bill.day
    for x, y, label, value in (
        (80, 128, "业务流水号：", bill.serial),
        (640, 128, "医疗机构类型：", bill.kind),
        (80, 168, "姓名：", bill.person.name),
        (380, 168, "性别：", bill.person.sex_word),
        (560, 168, "医保类型：", bill.insurance),
        (960, 168, "", f"{day.year} 年 {day.month:02d} 月 {day.day:02d} 日"),
    ):
        end = sheet.write((x, y), label, face="song", size=24, ink=_FORM).x1 if label else x
        sheet.write((end + 6 + off[0], y + off[1]), value, face="ming", size=25, ink=NEEDLE)


def _needle_foot(sheet: Sheet, bill: Bill, off: tuple[int, int]) -> dict[str, object]:
    dx, dy = off
    sheet.write((86, 530), "合计（大写）", face="song", size=25, ink=_FORM)
    sheet.write((246 + dx, 530 + dy), bill.truth()["total_cn"], face="ming", size=27, ink=NEEDLE)
    sheet.write((880, 530), "￥", face="song", size=25, ink=_FORM)
    sheet.write((914 + dx, 530 + dy), format_fen(bill.total), face="ming", size=27, ink=NEEDLE)
    paid = (
        (86, 584, "医保统筹支付", bill.pool),
        (450, 584, "个人账户支付", bill.account),
        (840, 584, "其他医保支付", bill.other),
        (86, 636, "个人支付金额", bill.cash),
        (450, 636, "其中：自费", bill.self_funded),
    )
    for x, y, label, fen in paid:
        end = sheet.write((x, y), label, face="song", size=24, ink=_FORM).x1
        sheet.write((end + 14 + dx, y + dy), format_fen(fen), face="ming", size=25, ink=NEEDLE)
    for x, label, value in ((86, "收款单位(章)：", bill.hospital), (840, "收款人(章)：", bill.payee)):
        end = sheet.write((x, 716), label, face="song", size=25, ink=_FORM).x1
        sheet.write((end + 6 + dx, 716 + dy // 2), value, face="ming", size=25, ink=NEEDLE)
    sheet.seal((560, 690), 92, bill.hospital, foot="收费专用章")
    return bill.truth() | {
        "check_code": None,
        "items": [{"name": one.name, "amount": one.amount} for one in bill.charges],
        "business_serial": bill.serial,
        "institution_kind": bill.kind,
        "sex": bill.person.sex,
        "insurance_kind": bill.insurance,
        "pool_paid": format_fen(bill.pool),
        "account_paid": format_fen(bill.account),
        "other_paid": format_fen(bill.other),
        "cash_paid": format_fen(bill.cash),
        "self_funded": format_fen(bill.self_funded),
        "payee": bill.payee,
    }


def two_columns(rng: Random) -> Specimen:
    """The national e-bill of 2019 printed on A5: rows in two columns, other particulars as one block of text."""
    bill = make_bill(rng)
    sheet = Sheet(1500, 1060)
    watermark(sheet, rng.choice(("已打印", "仅供报销使用")), size=44, strength=40)
    mid(sheet, 750, 40, "江川省医疗门诊收费票据（电子）", face="song-bold", size=42)
    sheet.picture.paste(code_picture(f"https://ebill.example/{bill.code}/{bill.number}", 130), (70, 28))
    head = (
        (110, 170, "票据代码：", bill.code),
        (980, 170, "票据号码：", bill.number),
        (110, 212, "交款人统一社会信用代码：", ""),
        (980, 212, "校验码：", bill.check),
        (110, 254, "交款人：", bill.person.name),
        (980, 254, "开票日期：", f"{bill.day:%Y-%m-%d}"),
    )
    runs(sheet, head, size=27)
    _two_column_rows(sheet, bill)
    _block(sheet, bill)
    foot = (
        (110, 844, "收款单位（章）：", bill.hospital),
        (800, 844, "复核人：", bill.reviewer),
        (1120, 844, "收款人：", bill.payee),
    )
    runs(sheet, foot, size=27)
    sheet.seal((470, 850), 90, bill.hospital, foot="财务专用章")
    printed = "打印时间 2026-04-09 10:22:31  第1页/共1页  查验网址：ebill.example"
    mid(sheet, 750, 990, printed, face="hei", size=20, ink=GREY)
    return paper([sheet], "out.two_columns", _TYPE, bill_files.everything(bill))


def _two_column_rows(sheet: Sheet, bill: Bill) -> None:
    for y in (300, 350, 610, 660, 820):
        sheet.rule(100, y, 1400, y)
    for x, bottom in ((100, 820), (750, 610), (1400, 820)):
        sheet.rule(x, 300, x, bottom)
    for x in (100, 750):
        for dx, title in ((110, "项目名称"), (310, "数量/单位"), (450, "金额（元）"), (585, "备注")):
            mid(sheet, x + dx, 310, title, face="song-bold", size=25)
    for place, charge in enumerate(bill.charges):
        x, y = 100 + 650 * (place // 4), 366 + 58 * (place % 4)
        sheet.write((x + 14, y), charge.name, face="song", size=26)
        sheet.write((x + 276, y), f"{charge.quantity}/{charge.unit}", face="song", size=26)
        right(sheet, x + 510, y, charge.amount, face="song", size=26)
        sheet.write((x + 570, y), charge.note, face="song", size=26)
    sheet.write((120, 620), f"金额合计（大写）{bill.truth()['total_cn']}", face="song", size=27)
    sheet.write((980, 620), f"（小写）{format_fen(bill.total)}", face="song", size=27)


def _block(sheet: Sheet, bill: Bill) -> None:
    """The block 其他信息: four pairs a row; 医保编号 empty for those who pay themselves."""
    down(sheet, 112, 674, "其他信息", face="song", size=24)
    pairs = (
        ("业务流水号", bill.serial),
        ("医疗机构类型", bill.kind),
        ("性别", bill.person.sex_word),
        ("门诊号", bill.outpatient),
        ("就诊日期", f"{bill.day:%Y%m%d}"),
        ("医保类型", bill.insurance),
        ("医保编号", bill.insurance_number),
        ("医保统筹基金支付", format_fen(bill.pool)),
        ("其他支付", format_fen(bill.other)),
        ("个人账户支付", format_fen(bill.account)),
        ("个人现金支付", format_fen(bill.cash)),
        ("个人自付", format_fen(bill.self_pay)),
        ("个人自费", format_fen(bill.self_funded)),
    )
    x, y = 156, 672
    for label, value in pairs:
        end = run(sheet, (x, y), f"{label}：", value, face="song", size=23)
        x = max(x + 300, end + 26)
        if x > 1090:
            x, y = 156, y + 36


def phone_page(rng: Random) -> Specimen:
    """An e-bill as a messenger's mini program shows it: a card of pairs, rows with grey captions, a code below."""
    bill = make_bill(rng, charges=rng.randint(2, 5))
    sheet = Sheet(1080, 2200, (240, 242, 246))
    mid(sheet, 540, 60, "电子票据详情", face="hei-bold", size=40)
    sheet.draw.rounded_rectangle((36, 150, 1044, 2040), 20, fill=(255, 255, 255))
    mid(sheet, 540, 180, "医疗门诊收费票据（电子）", face="hei-bold", size=40)
    pairs = (
        ("电子票据代码", bill.code),
        ("电子票据号码", bill.number),
        ("校验码", bill.check),
        ("交款人", bill.person.name),
        ("开票日期", f"{bill.day:%Y-%m-%d}"),
        ("开票单位", bill.hospital),
        ("票据金额", f"¥{format_fen(bill.total)}"),
        ("金额大写", bill.truth()["total_cn"]),
        ("个人现金支付", f"¥{format_fen(bill.cash)}"),
        ("医保统筹基金支付", f"¥{format_fen(bill.pool)}"),
        ("收款人", bill.payee),
    )
    for place, (label, value) in enumerate(pairs):
        y = 280 + place * 76
        sheet.write((76, y), label, face="hei", size=31, ink=GREY)
        right(sheet, 1004, y, value, face="hei", size=31)
    sheet.rule(76, 1130, 1004, 1130, ink=(220, 220, 226))
    sheet.write((76, 1150), "收费项目", face="hei-bold", size=34)
    for place, charge in enumerate(bill.charges):
        y = 1220 + place * 104
        sheet.write((76, y), charge.name, face="hei", size=31)
        right(sheet, 1004, y, f"¥{charge.amount}", face="hei", size=31)
        sheet.write((76, y + 46), f"数量 {charge.quantity}{charge.unit}", face="hei", size=25, ink=GREY)
    sheet.picture.paste(code_picture(f"https://ebill.example/{bill.number}", 220), (430, 1770))
    mid(sheet, 540, 2000, "请长按识别二维码查验", face="hei", size=24, ink=GREY)
    rows = [{"name": one.name, "amount": one.amount, "quantity": one.quantity} for one in bill.charges]
    sums = {"cash_paid": format_fen(bill.cash), "pool_paid": format_fen(bill.pool), "payee": bill.payee}
    return paper([sheet], "out.phone_page", _TYPE, bill.truth() | sums | {"items": rows})


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "needle": needle,
    "two_columns": two_columns,
    "phone_page": phone_page,
    "pdf_ebill": bill_files.pdf_ebill,
    "ofd_ebill": bill_files.ofd_ebill,
}
