"""Held-back bank cards: ISO/IEC 7810 size, numbers after ISO/IEC 7812; the banks are real, the numbers are not.

>>> sorted(LAYOUTS)
['embossed_holder', 'flat_one_run', 'rural_holder', 'vertical']
"""

import random
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.others import cast, ink
from tests.specimens.sheet import Ink, Sheet, Specimen, font

_WHITE: Ink = (246, 246, 246)
_LATIN = [
    "ZHOU LIN",
    "HE JIAYI",
    "QIAN BOWEN",
    "LEI MENGYAO",
    "TAN ZHIYUAN",
    "FANG XIN",
    "WU GUODONG",
    "DAI YATING",
]


def _blank(size: tuple[int, int], low: Ink, high: Ink, *, steps: int = 1) -> Sheet:
    """A card whose colour runs from one corner to the other."""
    sheet = Sheet(*size)
    width, height = size
    slope = (np.linspace(0, 1, width)[None, :] + np.linspace(0, 1, height)[:, None]) / 2
    slope = np.round(slope * 12 * steps) / (12 * steps) if steps > 1 else slope
    pixels = np.array(low) + (np.array(high) - np.array(low)) * slope[..., None]
    sheet.picture.paste(Image.fromarray(pixels.astype(np.uint8)))
    return sheet


def _chip(sheet: Sheet, at: tuple[int, int], width: int) -> None:
    x, y = at
    height = round(width * 0.78)
    sheet.draw.rounded_rectangle((x, y, x + width, y + height), width // 7, fill=(214, 186, 120))
    for part in (1, 2):
        sheet.rule(x, y + height * part // 3, x + width, y + height * part // 3, ink=(150, 124, 70))
    sheet.rule(x + width // 2, y, x + width // 2, y + height, ink=(150, 124, 70))


def _union(sheet: Sheet, at: tuple[int, int], width: int) -> None:
    """The network's three leaning panels with its two names."""
    x, y = at
    height = round(width * 0.62)
    for i, tone in enumerate(((190, 30, 45), (20, 60, 120), (0, 110, 110))):
        left = x + i * width * 0.3
        sheet.draw.polygon(
            [
                (left + 14, y),
                (left + width * 0.4, y),
                (left + width * 0.4 - 14, y + height),
                (left, y + height),
            ],
            fill=tone,
        )
    sheet.write(
        (x + width // 8, y + height // 12), "UnionPay", face="hei-bold", size=round(width * 0.16), ink=_WHITE
    )
    sheet.write(
        (x + width // 4, y + height // 2 - 4), "银联", face="hei-bold", size=round(width * 0.22), ink=_WHITE
    )


def _relief(sheet: Sheet, at: tuple[int, int], text: str, size: int, tone: Ink, field: str, value: str) -> None:
    """Raised characters: a light edge above, a dark one below, worn silver on top."""
    x, y = at
    layer = Image.new("RGBA", sheet.picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    used = font("hei-bold", size)
    for shift, colour in ((3, (10, 10, 10, 150)), (-2, (255, 255, 255, 150)), (0, (*tone, 255))):
        pen.text((x + shift, y + shift), text, font=used, fill=colour)
    ink.merge(sheet, layer.filter(ImageFilter.GaussianBlur(0.7)))
    sheet.note(field, value, Box(*(int(v) for v in pen.textbbox(at, text, font=used))))


def _grouped(number: str) -> str:
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))


def flat_one_run(rng: random.Random) -> Specimen:
    """A flat debit card: 19 digits in one run, no holder."""
    sheet = _blank((1010, 637), (18, 92, 88), (60, 158, 132))
    number = cast.luhn(rng.choice(("621799", "622188")) + cast.digits(rng, 12))
    sheet.draw.ellipse((52, 48, 122, 118), fill=(240, 244, 240))
    sheet.write((140, 44), "中国邮政储蓄银行", face="hei-bold", size=46, ink=_WHITE, field="bank_name")
    sheet.write((142, 106), "POSTAL SAVINGS BANK OF CHINA", face="hei", size=20, ink=_WHITE)
    kind = rng.choice(("储蓄卡", "借记卡"))
    ink.right(sheet, (960, 56), kind, face="hei", size=34, ink=_WHITE, field="card_kind", value="debit")
    _chip(sheet, (88, 210), 124)
    sheet.write((84, 386), number, face="hei", size=58, ink=_WHITE, spacing=7, field="card_number")
    sheet.write((86, 480), "VALID THRU 长期有效", face="hei", size=20, ink=_WHITE)
    sheet.write((86, 560), "仅限电子使用 ELECTRONIC USE ONLY", face="hei", size=22, ink=_WHITE)
    _union(sheet, (780, 480), 190)
    return sheet.done("flat_one_run", DocumentType.BANK_CARD)


def embossed_holder(rng: random.Random) -> Specimen:
    """A credit card with raised digits in fours, a date and the holder's name in Latin capitals."""
    sheet = _blank((1080, 681), (116, 20, 34), (196, 58, 52), steps=3)
    number = cast.luhn(rng.choice(("622588", "622609")) + cast.digits(rng, 9))
    holder = rng.choice(_LATIN)
    sheet.write((60, 46), "招商银行", face="song-bold", size=56, ink=_WHITE, field="bank_name")
    sheet.write((62, 116), "CHINA MERCHANTS BANK", face="hei", size=22, ink=_WHITE)
    ink.right(
        sheet,
        (1020, 60),
        "信用卡 CREDIT CARD",
        face="hei",
        size=30,
        ink=_WHITE,
        field="card_kind",
        value="credit",
    )
    _chip(sheet, (96, 226), 140)
    silver = rng.choice(((222, 222, 218), (226, 204, 150)))
    _relief(sheet, (92, 372), _grouped(number), 72, silver, "card_number", number)
    sheet.write((380, 486), "MONTH/YEAR", face="hei", size=15, ink=_WHITE)
    sheet.write(
        (380, 506), f"{rng.randint(1, 12):02d}/{rng.randint(27, 34)}", face="hei-bold", size=36, ink=silver
    )
    _relief(sheet, (92, 580), holder, 40, silver, "holder_name", holder)
    _union(sheet, (840, 520), 196)
    return sheet.done("embossed_holder", DocumentType.BANK_CARD)


def vertical(rng: random.Random) -> Specimen:
    """A card designed upright: the number in four short rows under one another."""
    sheet = _blank((640, 1015), (240, 243, 248), (186, 208, 236))
    dark: Ink = (24, 44, 92)
    number = cast.luhn(rng.choice(("621700", "622700")) + cast.digits(rng, 12))
    sheet.write((44, 46), "中国建设银行", face="hei-bold", size=44, ink=dark, field="bank_name")
    sheet.write((46, 104), "China Construction Bank", face="hei", size=22, ink=dark)
    _chip(sheet, (262, 190), 112)
    for i, group in enumerate(_grouped(number).split(" ")):
        box = sheet.write((60, 400 + 64 * i), group, face="hei", size=52, ink=dark, spacing=5)
        sheet.note("card_number", number, box)
    sheet.write((60, 770), "借记卡 DEBIT", face="hei", size=30, ink=dark, field="card_kind", value="debit")
    sheet.write((60, 820), "闪付 Quick Pass", face="hei", size=26, ink=dark)
    _union(sheet, (400, 860), 190)
    return sheet.done("vertical", DocumentType.BANK_CARD)


def rural_holder(rng: random.Random, person: cast.Person | None = None) -> Specimen:
    """A rural bank's card that prints its holder's name."""
    person = person or cast.person(rng)
    card = _blank((1120, 706), (150, 118, 44), (228, 204, 140))
    number = cast.luhn("623059" + cast.digits(rng, 12))
    card.write((60, 48), "澄江农村商业银行", face="kai", size=62, field="bank_name")
    ink.right(card, (1060, 62), "IC借记卡", face="hei", size=36, field="card_kind", value="debit")
    _chip(card, (100, 236), 130)
    card.write((96, 424), _grouped(number), face="hei", size=62, field="card_number", value=number)
    card.write((98, 536), person.name, face="song", size=44, field="holder_name")
    card.write((98, 622), "客服热线 96268", face="song", size=28)
    _union(card, (860, 524), 200)
    return card.done("rural_holder", DocumentType.BANK_CARD)


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "flat_one_run": flat_one_run,
    "embossed_holder": embossed_holder,
    "vertical": vertical,
    "rural_holder": rural_holder,
}
