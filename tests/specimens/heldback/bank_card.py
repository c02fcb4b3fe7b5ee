"""Held-back bank cards: sixteen digits in relief over a holder, nineteen digits flat in two runs and no holder.

Numbers after ISO/IEC 7812; the banks are real, the numbers are not.

>>> sorted(LAYOUTS)
['six_and_thirteen', 'sixteen_with_holder']
"""

import random
from collections.abc import Callable

from storage.model.document_type import DocumentType
from tests.specimens.others import cast, ink
from tests.specimens.sheet import Ink, Sheet, Specimen

_HOLDERS = ("PEI SHUYAO", "KE HAOCHEN", "OUYANG LIN", "LUO DESHENG", "RUAN MINHUI", "BAI QIHANG")
_SIXTEEN = (
    ("中国民生银行", "CHINA MINSHENG BANK", "622622", (22, 78, 120), (32, 132, 140)),
    ("浦发银行", "SPD BANK", "622521", (14, 40, 88), (60, 84, 140)),
)
_NINETEEN = (
    ("中国农业银行", "AGRICULTURAL BANK OF CHINA", "622848", (238, 246, 240), (196, 226, 206), (0, 92, 72)),
    ("交通银行", "BANK OF COMMUNICATIONS", "622262", (240, 244, 250), (190, 204, 230), (20, 42, 110)),
    ("中国银行", "BANK OF CHINA", "621661", (250, 242, 240), (232, 202, 198), (140, 18, 34)),
)


def _shade(width: int, height: int, top: Ink, bottom: Ink) -> Sheet:
    sheet = Sheet(width, height)
    for y in range(height):
        part = y / height
        a, b, c = (round(x + (z - x) * part) for x, z in zip(top, bottom, strict=True))
        sheet.rule(0, y, width, y, width=1, ink=(a, b, c))
    return sheet


def _raised(sheet: Sheet, at: tuple[int, int], text: str, size: int, tone: Ink, field: str, value: str) -> None:
    """Characters pressed out of the card: a shadow, a gleam, worn silver."""
    x, y = at
    dark: Ink = (16, 28, 44)
    sheet.write((x + 3, y + 4), text, face="hei-bold", size=size, ink=dark)
    sheet.write((x - 1, y - 2), text, face="hei-bold", size=size, ink=(250, 250, 250))
    sheet.write(at, text, face="hei-bold", size=size, ink=tone, field=field, value=value)


def _chip(sheet: Sheet, x: int, y: int, width: int, tone: Ink) -> None:
    height = round(width * 0.8)
    edge: Ink = (110, 96, 60)
    sheet.draw.rounded_rectangle((x, y, x + width, y + height), width // 6, fill=tone, outline=edge, width=2)
    for part in (0.3, 0.7):
        sheet.rule(x + round(width * part), y, x + round(width * part), y + height, ink=edge)
    sheet.rule(x, y + height // 2, x + width, y + height // 2, ink=edge)


def _network(sheet: Sheet, x: int, y: int, width: int) -> None:
    """The network's mark on a white plate."""
    height = round(width * 0.64)
    sheet.draw.rounded_rectangle((x, y, x + width, y + height), 12, fill=(250, 250, 250))
    third = (width - 16) // 3
    for i, tone in enumerate(((196, 28, 40), (22, 62, 128), (0, 116, 118))):
        left = x + 8 + i * third
        sheet.draw.rounded_rectangle((left, y + 8, left + third + 4, y + height - 8), 10, fill=tone)
    ink.centre(
        sheet, (x + width // 2, y + 12), "UnionPay", face="hei-bold", size=width // 7, ink=(250, 250, 250)
    )
    ink.centre(
        sheet,
        (x + width // 2, y + height // 2 - 4),
        "银联",
        face="hei-bold",
        size=width // 5,
        ink=(250, 250, 250),
    )


def sixteen_with_holder(rng: random.Random) -> Specimen:
    """A dark debit card: the bank at the right, raised digits in fours, the holder's name below the date."""
    bank, latin, start, top, bottom = rng.choice(_SIXTEEN)
    sheet = _shade(1180, 744, top, bottom)
    pale: Ink = (240, 244, 248)
    for i in range(7):
        sheet.draw.arc((300 + 60 * i, 120, 1500 + 40 * i, 1200), 180, 300, fill=(*bottom[:2], 170), width=3)
    ink.right(sheet, (1120, 50), bank, face="hei-bold", size=58, ink=pale, field="bank_name")
    ink.right(sheet, (1120, 122), latin, face="hei", size=24, ink=pale)
    sheet.write((64, 60), "借记卡 DEBIT", face="hei", size=34, ink=pale, field="card_kind", value="debit")
    _chip(sheet, 110, 236, 148, (206, 206, 204))
    number = cast.luhn(start + cast.digits(rng, 9))
    spaced = "  ".join(number[i : i + 4] for i in range(0, 16, 4))
    silver: Ink = (214, 216, 220)
    _raised(sheet, (104, 412), spaced, 76, silver, "card_number", number)
    sheet.write((430, 530), "有效期至", face="hei", size=20, ink=pale)
    sheet.write(
        (536, 520), f"{rng.randint(1, 12):02d}/{rng.randint(28, 36)}", face="hei-bold", size=40, ink=silver
    )
    holder = rng.choice(_HOLDERS)
    _raised(sheet, (104, 628), holder, 42, silver, "holder_name", holder)
    _network(sheet, 930, 576, 200)
    return sheet.done("sixteen_with_holder", DocumentType.BANK_CARD)


def six_and_thirteen(rng: random.Random) -> Specimen:
    """A light card: flat dark digits in a run of six and one of thirteen, the kind in words below."""
    bank, latin, start, top, bottom, tone = rng.choice(_NINETEEN)
    sheet = _shade(1040, 656, top, bottom)
    for i in range(9):
        sheet.draw.polygon(
            [(620 + 52 * i, 656), (840 + 40 * i, 300 - 16 * i), (850 + 40 * i, 656)], outline=bottom
        )
    sheet.draw.rounded_rectangle((48, 44, 116, 112), 18, fill=tone)
    sheet.draw.ellipse((64, 60, 100, 96), outline=(250, 250, 250), width=6)
    sheet.write((136, 42), bank, face="zenhei", size=44, ink=tone, field="bank_name")
    sheet.write((138, 96), latin, face="hei", size=18, ink=tone)
    _chip(sheet, 84, 196, 118, (222, 196, 128))
    sheet.write((230, 222), ")))", face="hei", size=40, ink=tone)
    number = cast.luhn(start + cast.digits(rng, 12))
    shown = f"{number[:6]} {number[6:]}"
    sheet.write(
        (84, 352), shown, face="zenhei", size=62, ink=(40, 42, 50), spacing=4, field="card_number", value=number
    )
    kind = rng.choice(("借记卡", "储蓄卡"))
    sheet.write((86, 470), kind, face="zenhei", size=32, ink=tone, field="card_kind", value="debit")
    sheet.write((86, 576), "客户服务热线见卡背面", face="zenhei", size=20, ink=tone)
    _network(sheet, 812, 496, 180)
    return sheet.done("six_and_thirteen", DocumentType.BANK_CARD)


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "sixteen_with_holder": sixteen_with_holder,
    "six_and_thirteen": six_and_thirteen,
}
