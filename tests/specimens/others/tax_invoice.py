"""Held-back tax invoices: as pictures (a scan, a stamped print, a roll slip) and as the files people really send.

>>> sorted(LAYOUTS)
['digital_scan', 'ofd_digital', 'pdf_controlled', 'pdf_digital', 'print_controlled', 'roll', 'xml_digital']
"""

import random
from collections.abc import Callable, Sequence

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.others import cast, ink, tax_files
from tests.specimens.others.goods import Line, Sale, sell
from tests.specimens.others.tax_form import HEIGHT, WIDTH, Form, controlled, digital
from tests.specimens.others.visit import PROVINCES
from tests.specimens.sheet import BLACK, Ink, Sheet, Specimen, font

_BROWN: Ink = (128, 60, 30)
_CONTROLLED = (2021, 2024)


def _draw(form: Form, width: int, faces: tuple[str, str]) -> Sheet:
    """The form as pixels; `faces` are the form's and the data's."""
    scale = width / WIDTH
    sheet = Sheet(width, round(HEIGHT * scale), (254, 254, 252))
    for x0, y0, x1, y1 in form.rules:
        sheet.rule(*(round(v * scale) for v in (x0, y0, x1, y1)), ink=_BROWN)
    for mark in form.marks:
        face, tone = (faces[0], _BROWN) if mark.ink == "form" else (faces[1], BLACK)
        used = font("hei" if "⊗" in mark.text else face, round(mark.size * scale))
        sheet.draw.text(
            (mark.x * scale, mark.y * scale), mark.text, font=used, fill=tone, anchor=mark.anchor + "m"
        )
    for name, value in form.fields.items():
        sheet.note(name, value)
    return sheet


def _seal(sheet: Sheet, at: tuple[int, int], seller: str, number: str) -> None:
    x, y = at
    box = Box(x - 160, y - 100, x + 160, y + 100)
    ink.oval(sheet, box, [(seller, 18), (number, 20), ("发票专用章", 26)], (200, 36, 40))


def digital_scan(rng: random.Random) -> Specimen:
    """数电票 printed and scanned, with the tax office's oval mark over its title."""
    sale = sell(rng, taxed=rng.random() < 0.5)
    sheet = _draw(digital(sale), 1754, ("kai", "song"))
    ink.oval(sheet, Box(770, 26, 980, 150), [("全国统一发票监制章", 17), ("国家税务总局", 17)], (200, 40, 40))
    ink.square_code(sheet, rng, (70, 30), 140)
    ink.scanned(sheet, rng)
    return sheet.done("digital_scan", DocumentType.TAX_INVOICE)


def print_controlled(rng: random.Random) -> Specimen:
    """税控 e-invoice, printed in colour and stamped."""
    sale = sell(rng, taxed=rng.random() < 0.5, years=_CONTROLLED)
    sheet = _draw(controlled(rng, sale, rng.choice(tuple(PROVINCES))), 2100, ("song", "zenhei"))
    ink.oval(sheet, Box(930, 20, 1170, 160), [("全国统一发票监制章", 19), ("国家税务总局", 19)], (200, 40, 40))
    ink.square_code(sheet, rng, (70, 20), 140)
    _seal(sheet, (1830, 1180), sale.seller, sale.seller_tax_id)
    return sheet.done("print_controlled", DocumentType.TAX_INVOICE)


def roll(rng: random.Random) -> Specimen:
    """卷票: 57 mm wide, everything in one column, amounts with their tax inside."""
    sale = sell(rng, taxed=True, count=rng.randint(1, 4), years=_CONTROLLED)
    sheet = Sheet(620, 2000, (250, 249, 246))
    ink.centre(
        sheet, (310, 40), f"{rng.choice(tuple(PROVINCES))}增值税普通发票（卷票）", face="zenhei", size=30
    )
    ink.centre(sheet, (310, 86), "发　票　联", face="zenhei", size=28, ink=_BROWN)
    y = _roll_head(sheet, rng, sale)
    total, y = _roll_lines(sheet, sale.lines, y)
    total_text = f"￥{cast.money(total)}"
    ink.pair(
        sheet,
        (40, y),
        "合计金额（小写）：",
        total_text,
        face="zenhei",
        size=26,
        field="total",
        value=total_text[1:],
    )
    sheet.write((40, y + 48), "合计金额（大写）：", face="zenhei", size=26)
    sheet.write((40, y + 88), cast.capitals(total), face="zenhei", size=26, field="total_cn")
    check = cast.digits(rng, 20)
    ink.pair(sheet, (40, y + 140), "校验码：", check, face="zenhei", size=26, field="check_code")
    sheet.note("kind", "vat_roll")
    _seal(sheet, (420, y + 300), sale.seller, sale.seller_tax_id)
    sheet.picture = sheet.picture.crop((0, 0, 620, y + 430))
    return sheet.done("roll", DocumentType.TAX_INVOICE)


def _roll_head(sheet: Sheet, rng: random.Random, sale: Sale) -> int:
    code = f"0{cast.digits(rng, 4)}{sale.day:%y}001{rng.choice(('06', '07'))}"
    number, y = cast.digits(rng, 8), 150
    for label, text, field in (
        ("发票代码", code, "invoice_code"),
        ("发票号码", number, "invoice_number"),
        ("机打号码", number, None),
        ("机器编号", cast.digits(rng, 12), "machine_number"),
        ("销售方名称", sale.seller, "seller_name"),
        ("纳税人识别号", sale.seller_tax_id, "seller_tax_id"),
        ("开票日期", f"{sale.day:%Y-%m-%d}", "issue_date"),
        ("收款员", sale.people[0], "payee"),
        ("购买方名称", sale.buyer, "buyer_name"),
        ("纳税人识别号", sale.buyer_tax_id, "buyer_tax_id"),
    ):
        end = sheet.write((40, y), label + "：", face="zenhei", size=26).x1
        if text:
            y = (
                ink.wrap(
                    sheet, (end, y), text, width=580 - end, face="zenhei", size=26, leading=36, field=field
                )
                + 8
            )
        else:
            y += 44
    return y


def _roll_lines(sheet: Sheet, lines: Sequence[Line], y: int) -> tuple[int, int]:
    for x, word in ((40, "项目"), (250, "数量"), (380, "单价"), (500, "金额")):
        sheet.write((x, y), word, face="zenhei", size=26)
    rows, total = [], 0
    for line in lines:
        y += 48
        price = (line.fen + line.tax) // line.count
        name = line.name.rsplit("*", 1)[-1]
        sheet.write((40, y), name, face="zenhei", size=25)
        y += 40
        amount = cast.money(price * line.count)
        sheet.write((270, y), str(line.count), face="zenhei", size=25)
        ink.right(sheet, (440, y), cast.money(price), face="zenhei", size=25)
        ink.right(sheet, (580, y), amount, face="zenhei", size=25)
        rows.append(
            {"name": name, "quantity": str(line.count), "unit_price": cast.money(price), "amount": amount}
        )
        total += price * line.count
    sheet.note("items", rows)
    return total, y + 60


def pdf_digital(rng: random.Random) -> Specimen:
    form = digital(sell(rng, taxed=rng.random() < 0.5), special=False)
    return _file("pdf_digital", form, tax_files.pdf(form, spread=True), ".pdf")


def pdf_controlled(rng: random.Random) -> Specimen:
    form = controlled(rng, sell(rng, taxed=rng.random() < 0.5, years=_CONTROLLED), rng.choice(tuple(PROVINCES)))
    return _file("pdf_controlled", form, tax_files.pdf(form, spread=False), ".pdf")


def ofd_digital(rng: random.Random) -> Specimen:
    form = digital(sell(rng, taxed=rng.random() < 0.5))
    return _file("ofd_digital", form, tax_files.ofd(form), ".ofd")


def xml_digital(rng: random.Random) -> Specimen:
    sale = sell(rng, taxed=True)
    form = digital(sale)
    return _file("xml_digital", form, tax_files.xml(form, sale), ".xml")


def _file(name: str, form: Form, content: bytes, suffix: str) -> Specimen:
    return Specimen(
        name=name, type=DocumentType.TAX_INVOICE, content=content, suffix=suffix, fields=form.fields
    )


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "digital_scan": digital_scan,
    "print_controlled": print_controlled,
    "roll": roll,
    "pdf_digital": pdf_digital,
    "pdf_controlled": pdf_controlled,
    "ofd_digital": ofd_digital,
    "xml_digital": xml_digital,
}
