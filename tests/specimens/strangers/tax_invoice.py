"""Tax invoices as customers send them: a needle print off its boxes, a roll slip, a hospital's 数电票 and its files.

>>> import random
>>> LAYOUTS["needle"](random.Random(1)).fields["kind"]
'vat_normal'
"""

from collections.abc import Callable
from random import Random
from typing import Any

from storage.model.document_type import DocumentType
from tests.specimens.bills import in_capitals
from tests.specimens.codes import code_picture, payload_of
from tests.specimens.people import digits
from tests.specimens.sheet import Ink, Sheet, Specimen
from tests.specimens.strangers import tax_files
from tests.specimens.strangers.form import NEEDLE, down, flow, mid, paper, right
from tests.specimens.tax_invoice_data import Invoice, make_invoice

_TYPE = DocumentType.TAX_INVOICE
_BROWN: Ink = (150, 86, 48)
_GREEN: Ink = (40, 120, 90)
_NOISE = "0123456789<>+-*/"


def needle(rng: Random) -> Specimen:
    """A 增值税普通发票: brown form printed first, blue needle print a little too low and too far right on it."""
    invoice = make_invoice(rng, rows=rng.randint(1, 4), style="paper", kind="vat_normal")
    sheet = Sheet(1700, 1000)
    dx, dy = rng.randint(4, 16), rng.randint(-6, 8)
    province = rng.choice(("江川", "云岭", "临海"))
    mid(sheet, 850, 44, f"{province}增值税普通发票", face="kai", size=52, ink=_BROWN)
    sheet.rule(560, 118, 1140, 118, ink=_BROWN)
    sheet.rule(560, 126, 1140, 126, ink=_BROWN)
    mid(sheet, 850, 134, "发 票 联", face="kai", size=30, ink=_BROWN)
    sheet.write((150, 66), invoice.code, face="zenhei", size=38, ink=_BROWN)
    sheet.write((1180, 56), "№", face="song", size=44, ink=_BROWN)
    sheet.write((1240, 58), invoice.number, face="zenhei", size=44, ink=(50, 60, 110))
    for y, text in ((64, invoice.code), (100, invoice.number)):
        sheet.write((1510, y), text, face="ming", size=24, ink=NEEDLE)
    sheet.write((150, 158), "校验码", face="kai", size=24, ink=_BROWN)
    check = " ".join(invoice.check_code[at : at + 5] for at in range(0, 20, 5))
    sheet.write((234 + dx, 158 + dy), check, face="ming", size=24, ink=NEEDLE)
    sheet.write((1240, 146), "开票日期：", face="kai", size=26, ink=_BROWN)
    sheet.write((1376 + dx, 148 + dy), f"{invoice.date:%Y年%m月%d日}", face="ming", size=25, ink=NEEDLE)
    _needle_form(sheet)
    _needle_parties(sheet, rng, invoice, (dx, dy))
    _needle_rows(sheet, invoice, (dx, dy))
    _needle_foot(sheet, invoice, (dx, dy))
    return paper([sheet], "tax.needle", _TYPE, invoice.truth)


def _needle_form(sheet: Sheet) -> None:
    for y in (200, 366, 408, 640, 690, 840):
        sheet.rule(110, y, 1590, y, ink=_BROWN)
    for x, top, bottom in (
        (110, 200, 840),
        (1590, 200, 840),
        (160, 200, 366),
        (930, 200, 366),
        (980, 200, 366),
        (160, 690, 840),
        (930, 690, 840),
        (980, 690, 840),
        (470, 366, 640),
        (650, 366, 640),
        (740, 366, 640),
        (880, 366, 640),
        (1040, 366, 640),
        (1260, 366, 640),
        (1370, 366, 640),
    ):
        sheet.rule(x, top, x, bottom, ink=_BROWN)
    for x, title in (
        (290, "货物或应税劳务、服务名称"),
        (560, "规格型号"),
        (695, "单位"),
        (810, "数 量"),
        (960, "单 价"),
        (1150, "金 额"),
        (1315, "税率"),
        (1480, "税 额"),
    ):
        mid(sheet, x, 374, title, face="kai", size=24, ink=_BROWN)
    mid(sheet, 290, 604, "合　　　计", face="kai", size=26, ink=_BROWN)
    sheet.write((180, 652), "价税合计（大写）", face="kai", size=26, ink=_BROWN)
    sheet.write((1140, 652), "（小写）", face="kai", size=26, ink=_BROWN)
    for x, y, text in ((122, 216, "购买方"), (942, 224, "密码区"), (122, 702, "销售方"), (942, 722, "备注")):
        down(sheet, x, y, text, face="kai", size=26, ink=_BROWN)


def _needle_parties(sheet: Sheet, rng: Random, invoice: Invoice, off: tuple[int, int]) -> None:
    for party, top in ((invoice.buyer, 206), (invoice.seller, 696)):
        bank = f"示范银行{digits(rng, 2)}支行 {digits(rng, 16)}" if party.tax_id else ""
        home = f"示范市滨江区学府路{rng.randint(1, 99)}号 0190-{digits(rng, 7)}" if party.tax_id else ""
        told = (
            ("名　　　　称：", party.name),
            ("纳税人识别号：", party.tax_id),
            ("地址、电话：", home),
            ("开户行及账号：", bank),
        )
        for place, (label, value) in enumerate(told):
            y = top + place * 36
            sheet.write((170, y), label, face="kai", size=24, ink=_BROWN)
            sheet.write((350 + off[0], y + off[1]), value, face="ming", size=24, ink=NEEDLE)
    for place in range(4):
        cipher = "".join(rng.choices(_NOISE, k=28))
        sheet.write((996, 212 + place * 36), cipher, face="ming", size=30, ink=NEEDLE)


def _needle_rows(sheet: Sheet, invoice: Invoice, off: tuple[int, int]) -> None:
    dx, dy = off
    y = 416 + dy
    for one in invoice.goods:
        end = flow(sheet, (118 + dx, y), one.name, width=345, face="ming", size=22, leading=24, ink=NEEDLE)
        sheet.write((478 + dx, y), one.spec, face="ming", size=22, ink=NEEDLE)
        sheet.write((668 + dx, y), one.unit, face="ming", size=22, ink=NEEDLE)
        for edge, text in (
            (872, one.quantity),
            (1250, f"{one.amount}"),
            (1362, one.tax_rate),
            (1580, "***" if one.tax is None else f"{one.tax}"),
        ):
            right(sheet, edge + dx, y, text, face="ming", size=22, ink=NEEDLE)
        size = 22 if len(one.unit_price) < 13 else 17
        right(sheet, 1034 + dx, y, one.unit_price, face="ming", size=size, ink=NEEDLE)
        y = max(end, y + 30)
    right(sheet, 1250 + dx, 606 + dy, f"￥{invoice.amount}", face="ming", size=24, ink=NEEDLE)
    tax = f"￥{invoice.tax}" if invoice.has_tax else "***"
    right(sheet, 1580 + dx, 606 + dy, tax, face="ming", size=24, ink=NEEDLE)


def _needle_foot(sheet: Sheet, invoice: Invoice, off: tuple[int, int]) -> None:
    dx, dy = off
    sheet.write((520 + dx, 654 + dy), f"ⓧ{invoice.capitals}", face="ming", size=27, ink=NEEDLE)
    sheet.write((1270 + dx, 654 + dy), f"￥{invoice.total}", face="ming", size=27, ink=NEEDLE)
    flow(sheet, (996 + dx, 704 + dy), invoice.remarks, width=580, face="ming", size=22, leading=30, ink=NEEDLE)
    people = zip((150, 520, 880), ("收款人：", "复核：", "开票人："), invoice.people, strict=True)
    for x, label, name in people:
        end = sheet.write((x, 860), label, face="kai", size=26, ink=_BROWN).x1
        sheet.write((end + 8 + dx, 860 + dy), name, face="ming", size=26, ink=NEEDLE)
    sheet.write((1230, 860), "销售方：（章）", face="kai", size=26, ink=_BROWN)
    sheet.seal((1340, 800), 84, invoice.seller.name[:14], foot="发票专用章")
    down(sheet, 1612, 330, "第二联发票联购买方记账凭证", face="kai", size=22, ink=_BROWN)
    down(sheet, 64, 330, "税总函〔2019〕示范印刷", face="kai", size=18, ink=_BROWN)


def roll(rng: Random) -> Specimen:
    """A 卷票 from a pharmacy's till: narrow, thermal, one price with tax, no tax of its own."""
    invoice = make_invoice(rng, rows=rng.randint(1, 4), style="control")
    code = f"0{digits(rng, 4)}{invoice.date:%y}001{rng.choice(('06', '07'))}"
    height = 1060 + 84 * len(invoice.goods)
    sheet = Sheet(560, height, (246, 244, 240))
    mid(sheet, 280, 30, "增值税普通发票(卷票)", face="hei-bold", size=34)
    mid(sheet, 280, 80, "发 票 联", face="hei", size=28)
    cashier = invoice.people[2]
    y = 140
    for label, value in (
        ("发票代码", code),
        ("发票号码", invoice.number),
        ("机打号码", invoice.number),
        ("机器编号", invoice.machine),
        ("销售方名称", invoice.seller.name),
        ("纳税人识别号", invoice.seller.tax_id),
        ("开票日期", f"{invoice.date:%Y-%m-%d}"),
        ("收款员", cashier),
        ("购买方名称", invoice.buyer.name),
        ("纳税人识别号", invoice.buyer.tax_id),
    ):
        y = _roll_line(sheet, y, f"{label}：", value)
    y = _roll_rows(sheet, y + 6, invoice)
    y = _roll_line(sheet, y + 4, "合计金额(小写)：", f"￥{invoice.amount}")
    y = _roll_line(sheet, y, "合计金额(大写)：", _gross_words(invoice))
    y = _roll_line(sheet, y, "校验码：", " ".join(invoice.check_code[at : at + 5] for at in range(0, 20, 5)))
    mid(sheet, 280, y + 20, "备注：开具发票后一个月内可退换", face="hei", size=22)
    sheet.seal((410, y - 60), 78, invoice.seller.name[:12], foot="发票专用章")
    return paper([sheet], "tax.roll", _TYPE, _roll_truth(invoice, code))


def _gross_words(invoice: Invoice) -> str:
    return in_capitals(int(invoice.amount * 100)).replace("元", "圆")


def _roll_truth(invoice: Invoice, code: str) -> dict[str, Any]:
    """What a roll tells: the prices bear their tax, so the sum of the rows is the total."""
    kept = ("invoice_number", "issue_date", "check_code", "machine_number")
    parties = ("buyer_name", "buyer_tax_id", "seller_name", "seller_tax_id")
    told = {key: invoice.truth.get(key) for key in (*kept, *parties)}
    rows = [
        {key: one.truth.get(key) for key in ("name", "quantity", "amount")}
        | {"unit_price": _short(one.unit_price)}
        for one in invoice.goods
    ]
    sums = {"total": f"{invoice.amount}", "total_cn": _gross_words(invoice)}
    return told | sums | {"kind": "vat_roll", "invoice_code": code, "payee": invoice.people[2], "items": rows}


def _short(price: str) -> str:
    return price if len(price) < 10 else f"{float(price):.2f}"


def _roll_line(sheet: Sheet, y: int, label: str, value: str) -> int:
    end = sheet.write((24, y), label, face="hei", size=24).x1
    return (
        flow(sheet, (24, y), value, width=512, face="hei", size=24, leading=34, first=end - 20)
        if value
        else y + 34
    )


def _roll_rows(sheet: Sheet, y: int, invoice: Invoice) -> int:
    sheet.write((24, y), "- " * 28, face="hei", size=20)
    for x, title in ((24, "项目"), (210, "单价"), (340, "数量"), (460, "金额")):
        sheet.write((x, y + 26), title, face="hei", size=24)
    y += 64
    for one in invoice.goods:
        sheet.write((24, y), one.name, face="hei", size=23)
        sheet.write((210, y + 36), _short(one.unit_price), face="hei", size=23)
        sheet.write((340, y + 36), one.quantity, face="hei", size=23)
        right(sheet, 540, y + 36, f"{one.amount}", face="hei", size=23)
        y += 80
    sheet.write((24, y), "- " * 28, face="hei", size=20)
    return y + 30


def scan(rng: Random) -> Specimen:
    """A hospital's 数电票 with its patient's table, printed in Kai and scanned."""
    invoice, board = tax_files.medical(rng)
    sheet = tax_files.picture(board)
    sheet.picture.paste(code_picture(payload_of(invoice), 150), (46, 34))
    sheet.seal((800, 110), 76, "国家税务总局", foot="示范市税务局")
    return paper([sheet], "tax.scan", _TYPE, invoice.truth)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "needle": needle,
    "roll": roll,
    "scan": scan,
    "pdf_medical": tax_files.pdf_medical,
    "ofd_medical": tax_files.ofd_medical,
    "pdf_control": tax_files.pdf_control,
    "xml_digital": tax_files.xml_digital,
}
