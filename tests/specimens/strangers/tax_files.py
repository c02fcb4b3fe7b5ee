"""Tax invoices as files: a hospital's 数电票 as PDF and OFD, a 税控 e-invoice as PDF, the tax service's XML.

>>> import random
>>> pdf_medical(random.Random(1)).content[:5], xml_digital(random.Random(1)).suffix
(b'%PDF-', '.xml')
"""

from dataclasses import replace
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.people import digits, make_person
from tests.specimens.sheet import Sheet, Specimen
from tests.specimens.strangers.form import paper
from tests.specimens.tax_invoice_board import Board, ofd, pdf, wrapped
from tests.specimens.tax_invoice_data import Company, Invoice, make_invoice
from tests.specimens.tax_invoice_xml import digital_xml

_TYPE = DocumentType.TAX_INVOICE
_PX = 200 / 25.4
_COLUMNS = (8, 58, 84, 98, 116, 140, 164, 184)
_TITLES = ("项目名称", "规格型号", "单位", "数量", "单价", "金额", "税率/征收率", "税额")


def pdf_medical(rng: Random) -> Specimen:
    """A hospital's 数电票 with the table of the patient, as PDF."""
    invoice, board = medical(rng)
    return _file(invoice, "tax.pdf_medical", pdf(board, rng), ".pdf")


def ofd_medical(rng: Random) -> Specimen:
    """The same as OFD, without the issuer's XML inside."""
    invoice, board = medical(rng)
    return _file(invoice, "tax.ofd_medical", ofd(board, rng), ".ofd")


def pdf_control(rng: Random) -> Specimen:
    """A 税控 e-invoice as an invoice platform prints it: two narrow columns of particulars, sums under the table."""
    invoice = make_invoice(rng, rows=rng.randint(1, 6), style="control")
    return _file(invoice, "tax.pdf_control", pdf(_control(invoice, rng), rng), ".pdf")


def xml_digital(rng: Random) -> Specimen:
    """The tax service's XML of an invoice with many rows."""
    invoice = make_invoice(rng, rows=rng.randint(5, 40), style="digital")
    return _file(invoice, "tax.xml_digital", digital_xml(invoice, rng), ".xml")


def _file(invoice: Invoice, name: str, content: bytes, suffix: str) -> Specimen:
    return replace(paper([], name, _TYPE, invoice.truth), content=content, suffix=suffix)


def medical(rng: Random) -> tuple[Invoice, Board]:
    """A hospital's 数电票 and its board; names of rows wrap, the patient's table stands between the parties and the rows."""
    invoice = make_invoice(rng, rows=rng.randint(1, 5), style="digital", kind="digital_normal")
    person = make_person(rng)
    board = Board(210, 148 + 9 * len(invoice.goods))
    board.label(70, 15, "电子发票（普通发票）", size=6.4)
    board.label(30, 26, "医疗服务（门诊）", size=3.4)
    for y, label, value in ((14, "发票号码", invoice.number), (21, "开票日期", f"{invoice.date:%Y年%m月%d日}")):
        board.label(146, y, f"{label}：", size=3.4)
        board.text(164, y, value, size=3.4)
    _medical_parties(board, invoice)
    table = (
        ("就诊人", person.name),
        ("就诊日期", f"{invoice.date:%Y-%m-%d}"),
        ("门诊号", digits(rng, 9)),
        ("医保编号", digits(rng, 10)),
    )
    for place, (label, value) in enumerate(table):
        board.label(8 + place * 50, 62, label, size=3)
        board.text(8 + place * 50, 68, value, size=3)
    board.rule(5, 64, 205, 64)
    board.rule(5, 71, 205, 71)
    for x, title in zip(_COLUMNS, _TITLES, strict=True):
        board.label(x, 76, title, size=3.1)
    y = _medical_rows(board, invoice, 82.0)
    _medical_sums(board, invoice, y + 4)
    return invoice, board


def _medical_parties(board: Board, invoice: Invoice) -> None:
    for x0, y0, x1, y1 in (
        (5, 32, 205, 32),
        (5, 57, 205, 57),
        (5, 32, 5, 71),
        (205, 32, 205, 71),
        (105, 32, 105, 57),
    ):
        board.rule(x0, y0, x1, y1)
    for party, x, side in ((invoice.buyer, 6, "购买方信息"), (invoice.seller, 106, "销售方信息")):
        board.down(x, 37, side, size=3, step=4.2)
        board.label(x + 6, 40, "名称：", size=3.2)
        for place, part in enumerate(wrapped(party.name, 3.2, 74)):
            board.text(x + 16, 40 + 4 * place, part, size=3.2)
        board.label(x + 6, 52, "统一社会信用代码/纳税人识别号：", size=2.8)
        board.text(x + 50, 52, party.tax_id, size=3)


def _medical_rows(board: Board, invoice: Invoice, y: float) -> float:
    for one in invoice.goods:
        names = wrapped(one.name, 3, 46)
        for place, part in enumerate(names):
            board.text(_COLUMNS[0], y + 4 * place, part, size=3)
        cells = (one.spec, one.unit, one.quantity, one.unit_price, f"{one.amount}", one.tax_rate)
        tax = "***" if one.tax is None else f"{one.tax}"
        for x, text in zip(_COLUMNS[1:], (*cells, tax), strict=True):
            board.text(x, y, text, size=2.7 if len(text) > 12 else 3)
        y += 4 * len(names) + 2
    return y


def _medical_sums(board: Board, invoice: Invoice, y: float) -> None:
    board.rule(5, y - 5, 205, y - 5)
    board.label(20, y, "合    计", size=3.2)
    board.text(140, y, f"¥{invoice.amount}", size=3.2)
    board.text(184, y, f"¥{invoice.tax}" if invoice.has_tax else "***", size=3.2)
    board.rule(5, y + 3, 205, y + 3)
    board.label(14, y + 8, "价税合计（大写）", size=3.2)
    board.text(60, y + 8, invoice.capitals, size=3.4)
    board.label(140, y + 8, "（小写）", size=3.2)
    board.text(156, y + 8, f"¥{invoice.total}", size=3.4)
    board.rule(5, y + 11, 205, y + 11)
    board.down(7, y + 17, "备注", size=3.2, step=6)
    for place, part in enumerate(wrapped(invoice.remarks, 3, 180)):
        board.text(14, y + 17 + 4 * place, part, size=3)
    board.rule(5, y + 30, 205, y + 30)
    board.label(14, y + 36, "开票人：", size=3.2)
    board.text(28, y + 36, invoice.people[2], size=3.2)
    board.label(130, y + 36, "下载次数：1", size=2.6)


def _control(invoice: Invoice, rng: Random) -> Board:
    board = Board(215, 140 + 6 * len(invoice.goods))
    board.label(66, 14, "云岭增值税电子普通发票", size=6)
    for place, (label, value) in enumerate(
        (
            ("发票代码:", invoice.code),
            ("发票号码:", invoice.number),
            ("开票日期:", f"{invoice.date:%Y年%m月%d日}"),
            ("校 验 码:", " ".join(invoice.check_code[at : at + 5] for at in range(0, 20, 5))),
        )
    ):
        board.label(152, 9 + 6 * place, label, size=3.2)
        board.text(169, 9 + 6 * place, value, size=3.2)
    board.label(8, 27, "机器编号:", size=3.2)
    board.text(25, 27, invoice.machine, size=3.2)
    bottom = 60 + 6 * len(invoice.goods)
    _control_party(board, rng, ("购", "买", "方"), invoice.buyer, 34.0)
    board.down(126, 40, "密码区", size=3, step=6)
    for place in range(4):
        board.text(132, 37 + 5 * place, "".join(rng.choices("0123456789<>+-*/", k=27)), size=3.4)
    _control_rows(board, invoice, bottom)
    _control_party(board, rng, ("销", "售", "方"), invoice.seller, bottom + 27.0)
    board.down(126, bottom + 32, "备注", size=3, step=6)
    for place, part in enumerate(wrapped(invoice.remarks, 3, 74)):
        board.text(132, bottom + 31 + 4 * place, part, size=3)
    for x, label, name in zip((12, 62, 112), ("收款人:", "复核:", "开票人:"), invoice.people, strict=True):
        board.label(x, bottom + 55, label, size=3.2)
        board.text(x + 13, bottom + 55, name, size=3.2)
    board.label(165, bottom + 55, "销售方:(章)", size=3.2)
    return board


def _control_rows(board: Board, invoice: Invoice, bottom: float) -> None:
    titles = ("货物或应税劳务、服务名称", "规格型号", "单位", "数量", "单价", "金额", "税率", "税额")
    columns = (10, 66, 92, 104, 124, 152, 170, 196)
    for x, title in zip(columns, titles, strict=True):
        board.label(x, 58, title, size=3)
    for place, one in enumerate(invoice.goods):
        cells = (one.name, one.spec, one.unit, one.quantity, one.unit_price, f"{one.amount}", one.tax_rate)
        for x, text in zip(columns, (*cells, "***" if one.tax is None else f"{one.tax}"), strict=True):
            board.text(x, 64 + 6 * place, text, size=2.4 if len(text) > 10 else 2.8)
    board.label(24, bottom + 12, "合      计", size=3.2)
    board.text(150, bottom + 12, f"¥{invoice.amount}", size=3)
    board.text(194, bottom + 12, f"¥{invoice.tax}" if invoice.has_tax else "¥***", size=3)
    board.label(12, bottom + 19, "价税合计(大写)", size=3.2)
    board.text(64, bottom + 19, f"ⓧ{invoice.capitals}", size=3.2)
    board.label(150, bottom + 19, "(小写)", size=3.2)
    board.text(162, bottom + 19, f"¥{invoice.total}", size=3.2)


def _control_party(board: Board, rng: Random, side: tuple[str, ...], party: Company, y: float) -> None:
    board.down(6, y + 2, "".join(side), size=3, step=6)
    name, tax_id = party.name, party.tax_id
    phone = f"示范市学府路{rng.randint(1, 99)}号0190-{digits(rng, 7)}" if tax_id else ""
    bank = f"示范银行东岭支行{digits(rng, 14)}" if tax_id else ""
    rows = (
        ("名        称:", name),
        ("纳税人识别号:", tax_id),
        ("地 址、电 话:", phone),
        ("开户行及账号:", bank),
    )
    for place, (label, value) in enumerate(rows):
        board.label(12, y + 2 + 5 * place, label, size=3.2)
        board.text(38, y + 2 + 5 * place, value, size=3.2)


def picture(board: Board) -> Sheet:
    """The first page as a scan at 200 dpi, its labels brown, its values in Kai."""
    leaf = board.leaves[0]
    sheet = Sheet(round(leaf.width * _PX), round(leaf.height * _PX))
    for x0, y0, x1, y1 in leaf.rules:
        sheet.rule(*(round(edge * _PX) for edge in (x0, y0, x1, y1)), ink=(150, 96, 70))
    for one in leaf.texts:
        ink = (140, 80, 50) if one.is_label else (36, 36, 50)
        at = (round(one.x * _PX), round((one.y - one.size * 0.88) * _PX))
        sheet.write(at, one.text, face="kai", size=round(one.size * _PX), ink=ink)
    return sheet
