"""QR codes on made papers: drawn by OpenCV's own encoder, pasted where forms have them, and photographed.

>>> paper = Image.new("RGB", (1650, 960), "white")
>>> with_code(paper, "01,32,,26427000000375586818,10.70,20260430,,FAFB").getpixel((0, 0))
(255, 255, 255)
"""

import cv2
from PIL import Image

from storage.model.extraction import Box
from tests.specimens.tax_invoice_data import Invoice

_KINDS = {
    "vat_special": "01",
    "vat_normal": "04",
    "vat_e_special": "08",
    "vat_e_normal": "10",
    "vat_roll": "11",
    "toll": "14",
    "digital_special": "31",
    "digital_normal": "32",
}


def payload_of(invoice: Invoice) -> str:
    """What the code of that invoice holds: the amount before tax, or with tax where the invoice has no code."""
    shown = invoice.amount if invoice.code else invoice.total
    check = invoice.check_code or ""
    kind = _KINDS[invoice.kind]
    return f"01,{kind},{invoice.code or ''},{invoice.number},{shown},{invoice.date:%Y%m%d},{check},0A1B,"


def code_picture(payload: str, side: int) -> Image.Image:
    """The code with a thin white edge, `side` pixels wide."""
    drawn = Image.fromarray(cv2.QRCodeEncoder.create().encode(payload))
    return drawn.resize((side, side), Image.Resampling.BILINEAR).convert("RGB")


def code_box(paper: Image.Image) -> Box:
    """Where a form has its code: in the upper left corner, about 20 mm wide."""
    side = round(0.083 * paper.width)
    x, y = round(0.015 * paper.width), round(0.02 * paper.height)
    return Box(x, y, x + side, y + side)


def with_code(paper: Image.Image, payload: str) -> Image.Image:
    """The paper with its code in the corner."""
    picture, box = paper.convert("RGB"), code_box(paper)
    picture.paste(code_picture(payload, box.width), (box.x0, box.y0))
    return picture
