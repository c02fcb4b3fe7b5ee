"""A held-back outpatient bill from a self-service machine."""

import random

from storage.model.document_type import DocumentType
from tests.specimens.others import cast, ink
from tests.specimens.others.visit import Bill, Visit, bill
from tests.specimens.sheet import Sheet, Specimen


def kiosk_slip(rng: random.Random, at: Visit | None = None) -> Specimen:
    """A self-service machine's narrow slip: the e-bill's data one under another on heated paper."""
    paper = bill(rng, at)
    sheet = Sheet(640, 1500 + 84 * len(paper.items), (248, 248, 246))
    ink.centre(sheet, (320, 36), paper.hospital, face="hei-bold", size=38, field="hospital_name")
    ink.centre(sheet, (320, 92), "医疗门诊收费票据（电子）", face="hei", size=32)
    lines = (
        ("票据代码", paper.bill_code, "bill_code", None),
        ("票据号码", paper.bill_number, "bill_number", None),
        ("校验码", paper.check_code, "check_code", None),
        ("交款人", paper.patient.name, "patient_name", None),
        ("性别", paper.patient.sex_cn, "sex", paper.patient.sex),
        ("门诊号", paper.number, "outpatient_number", None),
        ("就诊日期", f"{paper.day:%Y-%m-%d}", "visit_date", None),
        (
            "开票日期",
            f"{paper.day:%Y-%m-%d} {rng.randint(8, 16):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}",
            "issue_date",
            paper.day.isoformat(),
        ),
        ("医保类型", paper.insurance, "insurance_kind", None),
    )
    y = 160
    for label, text, field, value in lines:
        ink.pair(sheet, (30, y), label + "：", text, face="hei", size=29, field=field, value=value)
        y += 46
    y = _slip_items(sheet, paper, y)
    _slip_split(sheet, rng, paper, y)
    ink.thermal(sheet, rng)
    return sheet.done("kiosk_slip", DocumentType.INV_OUTPATIENT)


def _slip_items(sheet: Sheet, paper: Bill, y: int) -> int:
    sheet.write((30, y), "-" * 46, face="hei", size=28)
    sheet.write((30, y + 36), "项目名称", face="hei", size=28)
    ink.right(sheet, (420, y + 36), "数量/单位", face="hei", size=28)
    ink.right(sheet, (610, y + 36), "金额(元)", face="hei", size=28)
    y += 88
    rows = []
    for item in paper.items:
        sheet.write((30, y), item.name, face="hei", size=29)
        ink.right(sheet, (400, y), f"{item.count}{item.unit}", face="hei", size=29)
        ink.right(sheet, (610, y), cast.money(item.fen), face="hei", size=29)
        rows.append({"name": item.name, "quantity": str(item.count), "amount": cast.money(item.fen)})
        y += 46
    sheet.note("items", rows)
    sheet.write((30, y), "-" * 46, face="hei", size=28)
    return y + 40


def _slip_split(sheet: Sheet, rng: random.Random, paper: Bill, y: int) -> None:
    sheet.write((30, y), "金额合计(大写)", face="hei", size=29)
    sheet.write((30, y + 42), cast.capitals(paper.total), face="hei", size=29, field="total_cn")
    ink.pair(sheet, (30, y + 90), "(小写)：", cast.money(paper.total), face="hei-bold", size=34, field="total")
    y += 150
    for label, fen, field in (
        ("医保统筹基金支付", paper.pool, "pool_paid"),
        ("其他支付", 0, "other_paid"),
        ("个人账户支付", paper.account, "account_paid"),
        ("个人现金支付", paper.cash, "cash_paid"),
        ("个人自付", paper.self_pay, "self_pay"),
        ("个人自费", paper.self_funded, "self_funded"),
    ):
        ink.pair(sheet, (30, y), label + "：", cast.money(fen), face="hei", size=28, field=field)
        y += 42
    ink.pair(sheet, (30, y), "收款人：", paper.payee, face="hei", size=28, field="payee")
    ink.pair(sheet, (330, y), "复核人：", paper.reviewer, face="hei", size=28, field="reviewer")
    ink.square_code(sheet, rng, (205, y + 70), 230)
    ink.centre(sheet, (320, y + 330), "扫码查验电子票据", face="hei", size=28)
    sheet.picture = sheet.picture.crop((0, 0, 640, y + 420))
