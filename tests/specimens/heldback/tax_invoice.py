"""Held-back tax invoices: 数电票 printed on the upper half of A4, the folding paper 增值税普通发票, 数电票 as PDF.

The forms follow the tax administration's announcements of 2016 (税控) and 2024 (数电票), in tenths of a millimetre.

>>> sorted(LAYOUTS)
['digital_half_sheet', 'digital_pdf', 'folding_paper']
"""

import random
from collections.abc import Callable

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.heldback import sales, tax_pdf
from tests.specimens.others import cast, ink
from tests.specimens.others.goods import Sale
from tests.specimens.others.tax_form import Form
from tests.specimens.sheet import Ink, Sheet, Specimen, font

_TONE: Ink = (146, 84, 40)
_DATA: Ink = (34, 36, 70)
_RED: Ink = (204, 44, 44)
_PROVINCES = {"浙江": "033", "四川": "051", "湖北": "042"}


def _digital(sale: Sale) -> Form:
    """数电票; the form's own words and where they stand."""
    form = Form("电子发票（普通发票）")
    form.label(1020, 130, form.title, 66, "m")
    form.label(1460, 110, "发票号码：")
    form.data(1630, 110, sale.number, 34)
    form.label(1460, 175, "开票日期：")
    form.data(1630, 175, f"{sale.day:%Y年%m月%d日}", 34)
    form.box((50, 115, 1045, 1110, 2050), (240, 420))
    for x, word, name, number in (
        (50, "购买方信息", sale.buyer, sale.buyer_tax_id),
        (1045, "销售方信息", sale.seller, sale.seller_tax_id),
    ):
        form.down(x + 33, 262, word, 34, 29)
        form.label(x + 80, 290, "名称：", 30)
        form.data(x + 165, 290, name)
        form.label(x + 80, 372, "统一社会信用代码/纳税人识别号：", 30)
        form.data(x + 555, 372, number)
    _digital_rows(form, sale)
    form.fields = {"kind": "digital_normal", "invoice_number": sale.number} | sale.common()
    form.fields |= {"total_cn": cast.capitals(sale.total, "圆"), "issuer": sale.people[2]}
    return form


def _digital_rows(form: Form, sale: Sale) -> None:
    heads = ("项目名称", "规格型号", "单　位", "数　量", "单　价", "金　额", "税率/征收率", "税　额")
    for word, x in zip(heads, (250, 600, 790, 940, 1170, 1450, 1700, 1940), strict=True):
        form.label(x, 452, word, 30, "m")
    for i, line in enumerate(sale.lines):
        y = 510 + 66 * i
        for x, text, anchor in (
            (62, line.name, "l"),
            (600, line.spec, "m"),
            (790, line.unit, "m"),
            (975, str(line.count), "r"),
            (1260, line.price, "r"),
            (1550, cast.money(line.fen), "r"),
            (1700, line.rate_text, "m"),
            (2035, "***" if line.rate is None else cast.money(line.tax), "r"),
        ):
            form.data(x, y, text, 26 if x == 62 else 29, anchor)
    form.label(250, 838, "合　计", 32, "m")
    form.data(1550, 838, f"¥{cast.money(sale.amount)}", 30, "r")
    form.data(2035, 838, f"¥{cast.money(sale.tax)}" if sale.tax else "***", 30, "r")
    form.box((50, 2050), (420, 870, 950, 1110))
    form.rules += [(500, 870, 500, 950), (115, 950, 115, 1110)]
    form.label(275, 912, "价税合计（大写）", 32, "m")
    form.data(540, 912, "⊗" + cast.capitals(sale.total, "圆"), 34)
    form.label(1420, 912, "（小写）")
    form.data(1570, 912, f"¥{cast.money(sale.total)}", 34)
    form.down(83, 1000, "备注", 62, 30)
    form.data(140, 990, sale.remarks, 30)
    form.label(160, 1165, "开票人：")
    form.data(290, 1165, sale.people[2])


def _lay(
    sheet: Sheet, form: Form, at: tuple[int, int], scale: float, faces: tuple[str, str], inks: tuple[Ink, Ink]
) -> None:
    left, top = at
    for x0, y0, x1, y1 in form.rules:
        sheet.rule(
            left + round(x0 * scale),
            top + round(y0 * scale),
            left + round(x1 * scale),
            top + round(y1 * scale),
            ink=inks[0],
        )
    for mark in form.marks:
        face, tone = (faces[0], inks[0]) if mark.ink == "form" else (faces[1], inks[1])
        used = font("hei" if "⊗" in mark.text or "¥" in mark.text else face, round(mark.size * scale))
        place = (left + mark.x * scale, top + mark.y * scale)
        sheet.draw.text(place, mark.text, font=used, fill=tone, anchor=mark.anchor + "m")
    for field, value in form.fields.items():
        sheet.note(field, value)


def digital_half_sheet(rng: random.Random) -> Specimen:
    """Printed in grey on A4 at 200 dpi; the lower half of the sheet is empty."""
    sale = sales.sale(rng, taxed=rng.random() < 0.5)
    sheet = Sheet(1654, 2339, (253, 253, 253))
    grey: Ink = (70, 70, 70)
    _lay(sheet, _digital(sale), (40, 60), 0.755, ("song", "zenhei"), (grey, (20, 20, 20)))
    ink.oval(sheet, Box(712, 84, 912, 218), [("全国统一发票监制章", 16), ("国家税务总局", 16)], (120, 120, 120))
    ink.square_code(sheet, rng, (90, 84), 130)
    sheet.picture = sheet.picture.crop((0, 0, 1654, rng.randint(1240, 1900)))
    return sheet.done("digital_half_sheet", DocumentType.TAX_INVOICE)


def digital_pdf(rng: random.Random) -> Specimen:
    """The same form as a file whose typeface is embedded in part."""
    form = _digital(sales.sale(rng, taxed=rng.random() < 0.5))
    content = tax_pdf.pdf(form)
    return Specimen(
        name="digital_pdf", type=DocumentType.TAX_INVOICE, content=content, suffix=".pdf", fields=form.fields
    )


def folding_paper(rng: random.Random) -> Specimen:
    """A printed form of 240 × 140 mm; the machine's ink lies a little off its lines, the seal over the remarks."""
    sale = sales.sale(rng, taxed=rng.random() < 0.5, years=(2020, 2023))
    province = rng.choice(tuple(_PROVINCES))
    code = f"{_PROVINCES[province]}00{sale.day:%y}00{rng.randint(1, 3)}04"
    number, check = cast.digits(rng, 8), cast.digits(rng, 20)
    shift = (rng.randint(-6, 10), rng.randint(-4, 7))
    blank, filled = Form(f"{province}增值税普通发票"), Form("")
    blank.label(1050, 80, blank.title, 66, "m")
    blank.label(1050, 160, "发　票　联", 40, "m")
    blank.label(120, 90, code, 46)
    blank.label(1600, 84, "№", 54)
    for x, y, text, size in (
        (1830, 150, code, 26),
        (1830, 184, number, 26),
        (1640, 232, f"{sale.day:%Y年%m月%d日}", 30),
    ):
        filled.data(x, y, text, size)
    blank.label(1490, 232, "开票日期：", 30)
    filled.data(120, 200, f"校验码 {check[:5]} {check[5:10]} {check[10:15]} {check[15:]}", 30)
    _folding_parties(blank, filled, rng, sale)
    _folding_rows(blank, filled, sale)
    sheet = Sheet(1890, 1150, (251, 250, 244))
    _lay(sheet, blank, (0, 0), 0.88, ("song", "song"), (_TONE, _TONE))
    _lay(sheet, filled, shift, 0.88, ("ming", "ming"), (_DATA, _DATA))
    _folding_marks(sheet, province, number, sale)
    sheet.fields = {"kind": "vat_normal", "invoice_code": code, "invoice_number": number, "check_code": check}
    sheet.fields |= sale.common() | {"total_cn": cast.capitals(sale.total, "圆")}
    sheet.fields |= dict(zip(("payee", "reviewer", "issuer"), sale.people, strict=True))
    return sheet.done("folding_paper", DocumentType.TAX_INVOICE)


def _folding_marks(sheet: Sheet, province: str, number: str, sale: Sale) -> None:
    """The number in large print, the tax office's mark and the seller's seal."""
    sheet.write((1470, 44), number, face="song-bold", size=46, ink=(60, 60, 120))
    ink.oval(
        sheet,
        Box(824, 20, 1024, 150),
        [("全国统一发票监制章", 16), (province, 18), ("国家税务总局监制", 15)],
        _RED,
    )
    ink.oval(
        sheet,
        Box(1420, 930, 1740, 1130),
        [(sale.seller, 20), (sale.seller_tax_id, 18), ("发票专用章", 26)],
        _RED,
    )


def _folding_parties(blank: Form, filled: Form, rng: random.Random, sale: Sale) -> None:
    """Buyer with the block of ciphers beside it, and seller with the remarks."""
    labels = ("名　　　　称：", "纳税人识别号：", "地 址、电 话：", "开户行及账号：")
    for top, word, name, number, side in (
        (262, "购买方", sale.buyer, sale.buyer_tax_id, "密码区"),
        (1010, "销售方", sale.seller, sale.seller_tax_id, "备　注"),
    ):
        blank.box((80, 135, 1260, 1315, 2040), (top, top + 180))
        blank.down(107, top + 40, word, 50, 30)
        blank.down(1287, top + 40, side, 50, 30)
        for i, label in enumerate(labels):
            blank.label(150, top + 28 + 42 * i, label, 28)
        filled.data(350, top + 28, name, 30)
        filled.data(350, top + 70, number, 32)
    filled.data(350, 1122, f"{sale.seller[:2]}市解放路{cast.digits(rng, 2)}号 {cast.digits(rng, 8)}", 28)
    for i in range(4):
        cipher = "".join(rng.choice("0123456789+-*/<>") for _ in range(28))
        filled.data(1335, 290 + 42 * i, cipher, 34)
    filled.data(1335, 1050, sale.remarks, 28)


def _folding_rows(blank: Form, filled: Form, sale: Sale) -> None:
    xs = (80, 560, 740, 830, 990, 1210, 1500, 1620, 2040)
    blank.box(xs, (442, 920))
    heads = ("货物或应税劳务、服务名称", "规格型号", "单位", "数　量", "单　价", "金　额", "税率", "税　额")
    for i, word in enumerate(heads):
        blank.label((xs[i] + xs[i + 1]) // 2, 470, word, 28, "m")
    for i, line in enumerate(sale.lines):
        y = 526 + 62 * i
        filled.data(90, y, line.name, 25)
        filled.data(570, y, line.spec, 27)
        filled.data(785, y, line.unit, 28, "m")
        filled.data(975, y, str(line.count), 28, "r")
        filled.data(1200, y, line.price, 28, "r")
        filled.data(1490, y, cast.money(line.fen), 28, "r")
        filled.data(1560, y, line.rate_text, 28, "m")
        filled.data(2025, y, "***" if line.rate is None else cast.money(line.tax), 28, "r")
    blank.label(320, 886, "合　　计", 30, "m")
    filled.data(1490, 886, f"¥{cast.money(sale.amount)}", 29, "r")
    filled.data(2025, 886, f"¥{cast.money(sale.tax)}" if sale.tax else "***", 29, "r")
    blank.box((80, 560, 2040), (920, 1010))
    blank.label(320, 965, "价税合计（大写）", 30, "m")
    filled.data(620, 965, "⊗" + cast.capitals(sale.total, "圆"), 32)
    blank.label(1420, 965, "（小写）", 30)
    filled.data(1560, 965, f"¥{cast.money(sale.total)}", 32)
    for x, label, name in zip((110, 580, 1000), ("收款人：", "复核：", "开票人："), sale.people, strict=True):
        blank.label(x, 1235, label, 30)
        filled.data(x + 32 * len(label), 1235, name, 30)
    blank.label(1560, 1235, "销售方：（章）", 30)
    blank.down(2072, 420, "第二联：发票联　购买方记账凭证", 40, 22)


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "digital_half_sheet": digital_half_sheet,
    "folding_paper": folding_paper,
    "digital_pdf": digital_pdf,
}
