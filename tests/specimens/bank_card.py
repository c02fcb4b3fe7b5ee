"""Made-up bank cards: flat, embossed, upright, with a logo only; an account in an app, and a passbook's first page.

Numbers satisfy Luhn but begin with digits that no bank uses.

>>> import random
>>> card = LAYOUTS["flat"](random.Random(1))
>>> sorted(card.fields)
['bank_name', 'card_kind', 'card_number']
"""

from collections.abc import Callable
from random import Random

from PIL import ImageFilter

from storage.model.document_type import DocumentType
from tests.specimens.people import CITIES, DISTRICTS, digits, make_person
from tests.specimens.sheet import Ink, Sheet, Specimen

WHITE: Ink = (246, 246, 244)
BANKS = (
    ("中国工商银行", "INDUSTRIAL AND COMMERCIAL BANK OF CHINA", "ICBC"),
    ("中国农业银行", "AGRICULTURAL BANK OF CHINA", ""),
    ("中国建设银行", "China Construction Bank", "CCB"),
    ("中国银行", "BANK OF CHINA", ""),
    ("交通银行", "BANK OF COMMUNICATIONS", ""),
    ("招商银行", "CHINA MERCHANTS BANK", "CMB"),
    ("中国邮政储蓄银行", "POSTAL SAVINGS BANK OF CHINA", "PSBC"),
    ("中信银行", "CHINA CITIC BANK", "CITIC"),
    ("兴业银行", "INDUSTRIAL BANK CO.,LTD.", ""),
    ("江川省农村信用社", "Jiangchuan Rural Credit Cooperative", ""),
    ("清河农村商业银行", "QINGHE RURAL COMMERCIAL BANK", ""),
    ("示范银行", "SHIFAN BANK", ""),
)
PINYIN = (
    "ZHANG YUE",
    "WANG QIANG",
    "LI XIAOMING",
    "OUYANG NA",
    "CHEN JIANGUO",
    "ZHAO LEI",
    "LIU SHIYU",
    "XU YAN",
)
_GROUNDS: tuple[Ink, ...] = (
    (150, 28, 40),
    (22, 66, 130),
    (20, 104, 84),
    (38, 38, 46),
    (176, 136, 60),
    (86, 96, 110),
)


def flat(rng: Random) -> Specimen:
    """A debit card with everything printed flat."""
    scale = rng.uniform(9, 15)
    sheet = _card(rng, scale)
    name, latin, _ = rng.choice(BANKS)
    _put(sheet, scale, 12, 5.5, name, 4.6, face=rng.choice(("hei-bold", "song-bold", "kai")), field="bank_name")
    _put(sheet, scale, 12, 11, latin, 2.1)
    if rng.random() < 0.6:
        word = rng.choice(("储蓄卡", "借记卡", "DEBIT CARD", "借记卡 DEBIT"))
        _put(sheet, scale, 58, 17.5, word, 3.0)
        sheet.note("card_kind", "debit")
    else:
        sheet.note("card_kind", "unknown")
    _number(sheet, rng, scale, _grouped(rng, make_number(rng, 19), rng.choice(((4, 4, 4, 4, 3), (6, 13)))))
    _union_pay(sheet, scale)
    return sheet.done("flat", DocumentType.BANK_CARD)


def embossed(rng: Random) -> Specimen:
    """A credit card with raised digits, validity and holder in capitals."""
    scale = rng.uniform(10, 15)
    sheet = _card(rng, scale)
    name, latin, _ = rng.choice(BANKS[:9])
    _put(sheet, scale, 6, 5, name, 4.4, face="hei-bold", field="bank_name")
    _put(sheet, scale, 6, 10.5, latin, 2.0)
    _put(sheet, scale, 62, 6, rng.choice(("信用卡", "CREDIT", "贷记卡")), 3.0)
    sheet.note("card_kind", "credit")
    number = make_number(rng, 16)
    shown = " ".join(number[start : start + 4] for start in range(0, 16, 4))
    _raised(sheet, scale, 8, 27, shown, 5.4, field="card_number", value=number)
    _put(sheet, scale, 8, 33.6, number[:4], 1.8)
    _put(sheet, scale, 32, 36, "VALID THRU", 1.7)
    _raised(sheet, scale, 44, 35, f"{rng.randint(1, 12):02d}/{rng.randint(27, 32)}", 3.4)
    holder = rng.choice(("", "MR ", "MS ")) + rng.choice(PINYIN)
    _raised(sheet, scale, 8, 42, holder, 3.6, field="holder_name", value=holder)
    _union_pay(sheet, scale)
    return sheet.done("embossed", DocumentType.BANK_CARD)


def upright(rng: Random) -> Specimen:
    """A card designed to be held upright, its number in lines one below another."""
    scale = rng.uniform(11, 15)
    sheet = Sheet(round(54 * scale), round(85.6 * scale), paper=rng.choice(_GROUNDS))
    name, latin, _ = rng.choice(BANKS)
    _put(sheet, scale, 6, 7, name, 4.4, face="hei-bold", field="bank_name")
    _put(sheet, scale, 6, 12.5, latin, 1.7)
    number = make_number(rng, rng.choice((16, 19)))
    width = rng.choice((4, 8))
    for line, start in enumerate(range(0, len(number), width)):
        part = number[start : start + width]
        shown = part if width == 4 else f"{part[:4]} {part[4:]}".strip()
        _put(sheet, scale, 7, 40 + 6.2 * line, shown, 5.0, field="card_number", value=number)
    _put(sheet, scale, 7, 73.5, "借记卡", 3.0)
    sheet.note("card_kind", "debit")
    _put(sheet, scale, 36, 76, "银联", 4.0, face="hei-bold")
    return sheet.done("upright", DocumentType.BANK_CARD)


def logo_only(rng: Random) -> Specimen:
    """A card on which the bank is named by its letters alone."""
    scale = rng.uniform(10, 15)
    sheet = _card(rng, scale)
    name, _, short = rng.choice([bank for bank in BANKS if bank[2]])
    _put(sheet, scale, 7, 6, short, 6.0, face="hei-bold")
    sheet.note("bank_name", name)
    _put(sheet, scale, 64, 7, "DEBIT", 2.8)
    sheet.note("card_kind", "debit")
    number = make_number(rng, 19)
    _number(sheet, rng, scale, number[:6] + " " + number[6:])
    _put(sheet, scale, 8, 42, holder := rng.choice(PINYIN), 3.2, field="holder_name", value=holder)
    _union_pay(sheet, scale)
    return sheet.done("logo_only", DocumentType.BANK_CARD)


def app_screen(rng: Random) -> Specimen:
    """The account's details in a bank's app."""
    sheet = Sheet(1080, 1500, paper=(246, 247, 249))
    name, _, _ = rng.choice(BANKS)
    holder = make_person(rng, ages=(18, 80)).name
    number = make_number(rng, 19)
    branch = f"{name}{rng.choice(CITIES)}{rng.choice(DISTRICTS)[:2]}支行"
    sheet.write((60, 40), rng.choice(("9:41", "14:02")), face="hei", size=34)
    sheet.write((420, 110), rng.choice(("账户详情", "卡片信息", "我的账户")), face="hei-bold", size=46)
    labels = rng.choice(
        (("户名", "卡号", "开户行"), ("账户户名", "账号", "开户网点"), ("持卡人", "银行卡号", "开户银行"))
    )
    shown = " ".join(number[start : start + 4] for start in range(0, 19, 4)) if rng.random() < 0.7 else number
    rows = [
        (labels[0], holder, "holder_name", holder),
        (labels[1], shown, "card_number", number),
        (labels[2], branch, "bank_name", name),
    ]
    rng.shuffle(rows)
    rows += [("账户类型", "储蓄卡(Ⅰ类户)", "card_kind", "debit"), ("账户状态", "正常", None, None)]
    for line, (label, value, field, truth) in enumerate(rows):
        y = 260 + 130 * line
        sheet.write((60, y), label, face="hei", size=40, ink=(120, 124, 130))
        sheet.write((330, y), value, face="hei", size=42, field=field, value=truth)
        sheet.rule(60, y + 90, 1020, y + 90, width=1, ink=(222, 224, 228))
    return sheet.done("app_screen", DocumentType.BANK_CARD)


def passbook(rng: Random) -> Specimen:
    """The first page of a passbook, filled in by a printer."""
    sheet = Sheet(1240, 860, paper=(238, 244, 236))
    name, latin, _ = rng.choice(BANKS)
    sheet.write((380, 60), name, face="song-bold", size=60, field="bank_name")
    sheet.write((400, 140), latin.upper(), face="song", size=26)
    sheet.write((480, 200), rng.choice(("活期储蓄存折", "活期一本通")), face="song", size=44)
    holder, number = make_person(rng, ages=(18, 80)).name, make_number(rng, 19)
    city = rng.choice(CITIES)
    rows = [
        ("户名", holder, "holder_name", holder),
        ("账号", number, "card_number", number),
        ("开户行", f"{name}{city}分行营业部", None, None),
        ("开户日期", f"{rng.randint(2015, 2025)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日", None, None),
    ]
    for line, (label, value, field, truth) in enumerate(rows):
        y = 320 + 95 * line
        sheet.write((150, y), label, face="song", size=36)
        sheet.write((370, y), value, face=rng.choice(("ming", "song")), size=38, field=field, value=truth)
    sheet.note("card_kind", "unknown")
    return sheet.done("passbook", DocumentType.BANK_CARD)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "flat": flat,
    "embossed": embossed,
    "upright": upright,
    "logo_only": logo_only,
    "app_screen": app_screen,
    "passbook": passbook,
}


def make_number(rng: Random, length: int) -> str:
    """Digits that satisfy Luhn, of an issuer that does not exist."""
    first = rng.choice(("629999", "620999", "628899")) + digits(rng, length - 7, first="0123456789")
    doubled = sum(sum(divmod(int(digit) * 2, 10)) for digit in first[::-2])
    rest = sum(int(digit) for digit in first[-2::-2])
    return first + str(-(doubled + rest) % 10)


def _grouped(rng: Random, number: str, lengths: tuple[int, ...]) -> str:
    parts, place = [], 0
    for length in lengths:
        parts.append(number[place : place + length])
        place += length
    return rng.choice((" ", "  ")).join(parts)


def _number(sheet: Sheet, rng: Random, scale: float, shown: str) -> None:
    face = rng.choice(("hei", "hei-bold", "song-bold", "zenhei"))
    _put(sheet, scale, 7, 27, shown, 4.6, face=face, field="card_number", value=shown.replace(" ", ""))


def _card(rng: Random, scale: float) -> Sheet:
    """A coloured card with a chip and soft waves."""
    ground = rng.choice(_GROUNDS)
    sheet = Sheet(round(85.6 * scale), round(54 * scale), paper=ground)
    lighter = tuple(min(255, value + 22) for value in ground)
    for number in range(4):
        x, y, size = rng.uniform(0, 80), rng.uniform(0, 50), rng.uniform(15, 40)
        box = tuple(round(value * scale) for value in (x, y, x + size, y + size))
        sheet.draw.ellipse(box, outline=lighter, width=2 + number)
    sheet.picture.paste(sheet.picture.filter(ImageFilter.GaussianBlur(2)))
    chip = tuple(round(value * scale) for value in (8, 16, 19, 24.5))
    sheet.draw.rounded_rectangle(chip, radius=round(1.5 * scale), fill=(212, 186, 112), outline=(140, 116, 56))
    return sheet


def _put(
    sheet: Sheet,
    scale: float,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    face: str = "hei",
    ink: Ink = WHITE,
    field: str | None = None,
    value: str | None = None,
) -> None:
    place = (round(x * scale), round(y * scale))
    sheet.write(place, text, face=face, size=round(size * scale), ink=ink, field=field, value=value)


def _raised(
    sheet: Sheet,
    scale: float,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    field: str | None = None,
    value: str = "",
) -> None:
    """Embossed letters: a light edge above, a dark one below, silver between."""
    edge = 0.18
    _put(sheet, scale, x + edge, y + edge, text, size, face="hei-bold", ink=(24, 24, 28))
    _put(sheet, scale, x - edge, y - edge, text, size, face="hei-bold", ink=(255, 255, 255))
    _put(sheet, scale, x, y, text, size, face="hei-bold", ink=(196, 198, 202), field=field, value=value or None)


def _union_pay(sheet: Sheet, scale: float) -> None:
    _put(sheet, scale, 66, 41, "UnionPay", 2.4)
    _put(sheet, scale, 68, 44.5, "银联", 4.0, face="hei-bold")
