"""Outpatient e-bills as files: the print of the national platform as PDF with a text layer, and as OFD.

>>> import random
>>> pdf_ebill(random.Random(1)).content[:5], ofd_ebill(random.Random(1)).suffix
(b'%PDF-', '.ofd')
"""

from dataclasses import replace
from random import Random

from storage.model.document_type import DocumentType
from storage.model.money import format_fen
from tests.specimens.bills import Bill, make_bill
from tests.specimens.sheet import Specimen
from tests.specimens.strangers.form import paper
from tests.specimens.tax_invoice_board import Board, ofd, pdf

_TYPE = DocumentType.INV_OUTPATIENT


def pdf_ebill(rng: Random) -> Specimen:
    """As PDF."""
    bill = make_bill(rng)
    return replace(paper([], "out.pdf", _TYPE, everything(bill)), content=pdf(_board(bill), rng), suffix=".pdf")


def ofd_ebill(rng: Random) -> Specimen:
    """As OFD, the form's words in its template."""
    bill = make_bill(rng)
    return replace(paper([], "out.ofd", _TYPE, everything(bill)), content=ofd(_board(bill), rng), suffix=".ofd")


def _board(bill: Bill) -> Board:
    board = Board(210, 148)
    board.label(62, 16, "云岭省医疗门诊收费票据（电子）", size=5.4)
    for x, y, label, value in (
        (14, 28, "票据代码：", bill.code),
        (140, 28, "票据号码：", bill.number),
        (14, 34, "交款人统一社会信用代码：", "***"),
        (140, 34, "校验码：", bill.check),
        (14, 40, "交款人：", bill.person.name),
        (140, 40, "开票日期：", f"{bill.day:%Y年%m月%d日}"),
    ):
        board.label(x, y, label, size=3.6)
        board.text(x + 3.6 * len(label) + 0.5, y, value, size=3.6)
    for y in (44, 51, 98, 105, 128):
        board.rule(12, y, 198, y)
    for x in (12, 105, 198):
        board.rule(x, 44, x, 98)
    for x in (12, 105):
        for dx, title in ((8, "项目名称"), (36, "数量/单位"), (56, "金额（元）"), (78, "备注")):
            board.label(x + dx, 49, title, size=3.4)
    for place, one in enumerate(bill.charges):
        x, y = 12 + 93 * (place % 2), 57 + 7 * (place // 2)
        board.text(x + 4, y, one.name, size=3.4)
        board.text(x + 40, y, f"{one.quantity}{one.unit}", size=3.4)
        board.right(x + 72, y, one.amount, size=3.4)
        board.text(x + 80, y, one.note, size=3.4)
    board.label(14, 103, "金额合计（大写）", size=3.6)
    board.text(44, 103, bill.truth()["total_cn"], size=3.6)
    board.label(140, 103, "（小写）", size=3.6)
    board.text(156, 103, format_fen(bill.total), size=3.6)
    _others(board, bill)
    people = (
        (14, "收款单位（章）：", bill.hospital),
        (110, "复核人：", bill.reviewer),
        (155, "收款人：", bill.payee),
    )
    for x, label, value in people:
        board.label(x, 136, label, size=3.6)
        board.text(x + 3.6 * len(label) + 0.5, 136, value, size=3.6)
    return board


def _others(board: Board, bill: Bill) -> None:
    board.down(14, 109, "其他信息", size=3, step=4)
    pairs = (
        ("业务流水号", bill.serial),
        ("门诊号", bill.outpatient),
        ("就诊日期", f"{bill.day:%Y%m%d}"),
        ("医疗机构类型", bill.kind),
        ("医保类型", bill.insurance),
        ("医保编号", bill.insurance_number or "-"),
        ("性别", bill.person.sex_word),
        ("医保统筹基金支付", format_fen(bill.pool)),
        ("其他支付", format_fen(bill.other)),
        ("个人账户支付", format_fen(bill.account)),
        ("个人现金支付", format_fen(bill.cash)),
        ("个人自付", format_fen(bill.self_pay)),
        ("个人自费", format_fen(bill.self_funded)),
    )
    for place, (label, value) in enumerate(pairs):
        x, y = 20 + 60 * (place % 3), 110 + 4.2 * (place // 3)
        board.label(x, y, f"{label}：", size=2.9)
        board.text(x + 2.9 * (len(label) + 1), y, value, size=2.9)


def everything(bill: Bill) -> dict[str, object]:
    """What an e-bill of 2019 tells."""
    return bill.truth() | {
        "business_serial": bill.serial,
        "institution_kind": bill.kind,
        "sex": bill.person.sex,
        "outpatient_number": bill.outpatient,
        "visit_date": bill.day.isoformat(),
        "insurance_kind": bill.insurance,
        "insurance_number": bill.insurance_number,
        "pool_paid": format_fen(bill.pool),
        "other_paid": format_fen(bill.other),
        "account_paid": format_fen(bill.account),
        "cash_paid": format_fen(bill.cash),
        "self_pay": format_fen(bill.self_pay),
        "self_funded": format_fen(bill.self_funded),
        "reviewer": bill.reviewer,
        "payee": bill.payee,
    }
