"""Bank cards as customers send them: a raised number on a dark card, a flat credit card, a bank app's card page.

>>> import random
>>> LAYOUTS["credit_flat"](random.Random(1)).fields["card_kind"]
'credit'
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.people import CITIES, ROADS, digits, make_person
from tests.specimens.sheet import Ink, Sheet, Specimen
from tests.specimens.strangers.form import GREY, mid, paper, right

_TYPE = DocumentType.BANK_CARD
_DEBIT = (
    ("中国工商银行", "ICBC", "622202", 19),
    ("中国建设银行", "China Construction Bank", "621700", 19),
    ("中国农业银行", "AGRICULTURAL BANK OF CHINA", "622848", 19),
    ("招商银行", "CHINA MERCHANTS BANK", "621483", 16),
    ("中国邮政储蓄银行", "POSTAL SAVINGS BANK OF CHINA", "621098", 19),
    ("交通银行", "BANK OF COMMUNICATIONS", "622262", 19),
)
_CREDIT = (("招商银行", "622588", 16), ("浦发银行", "622521", 16), ("平安银行", "622155", 16))
_GIVEN = ("WEI", "XIAOMING", "LIHUA", "JIANGUO", "YUTING", "HAORAN")
_FAMILY = ("ZHANG", "WANG", "LI", "CHEN", "LIU", "HUANG")
_TINTS: tuple[Ink, ...] = ((28, 44, 92), (92, 18, 30), (24, 72, 60), (40, 40, 46))


def raised(rng: Random) -> Specimen:
    """A dark debit card; the number stands out of the plastic, light above and dark below."""
    bank, english, bin_, length = rng.choice(_DEBIT)
    number = _number(rng, bin_, length)
    card = Sheet(1012, 638, rng.choice(_TINTS))
    for x in range(-600, 1000, 34):
        card.draw.line((x, 638, x + 640, 0), fill=(70, 84, 120), width=1)
    card.write((56, 44), bank, face="hei-bold", size=52, ink=(240, 240, 240))
    card.write((58, 110), english, face="hei", size=22, ink=(220, 220, 220))
    right(card, 956, 62, rng.choice(("借记卡", "储蓄卡")), face="hei", size=30, ink=(240, 240, 240))
    card.draw.rounded_rectangle((86, 210, 206, 300), 14, fill=(214, 186, 110))
    card.draw.line((86, 255, 206, 255), fill=(120, 100, 50), width=2)
    for move, ink in (((3, 3), (20, 20, 24)), ((-2, -2), (250, 250, 250)), ((0, 0), (206, 208, 214))):
        place = (70 + move[0], 352 + move[1])
        card.write(place, _spaced(number), face="hei", size=54 if length == 16 else 46, ink=ink, spacing=4)
    card.write((330, 452), "有效期至 GOOD THRU  长期", face="hei", size=20, ink=(220, 220, 220))
    card.draw.rounded_rectangle((800, 500, 960, 600), 12, fill=(20, 110, 130))
    card.write((816, 508), "UnionPay", face="hei-bold", size=28, ink=(250, 250, 250))
    card.write((836, 552), "银联", face="hei-bold", size=34, ink=(250, 250, 250))
    truth = {"bank_name": bank, "card_number": number, "card_kind": "debit"}
    return paper([card], "bank.raised", _TYPE, truth)


def credit_flat(rng: Random) -> Specimen:
    """A pale credit card with flat print: the number small at the lower left, the holder in Latin letters."""
    bank, bin_, length = rng.choice(_CREDIT)
    number = _number(rng, bin_, length)
    holder = f"{rng.choice(_FAMILY)} {rng.choice(_GIVEN)}"
    card = Sheet(1012, 638, (238, 232, 220))
    card.draw.ellipse((480, -260, 1300, 560), fill=(226, 214, 190))
    right(card, 960, 48, bank, face="hei-bold", size=44)
    card.write((60, 56), "PLATINUM 白金信用卡", face="hei", size=28, ink=GREY)
    card.draw.rounded_rectangle((80, 190, 200, 282), 14, fill=(200, 200, 206))
    card.write((60, 430), _spaced(number), face="zenhei", size=38, ink=(60, 60, 66))
    card.write((60, 496), "VALID FROM 03/22   THRU 03/32", face="zenhei", size=20, ink=GREY)
    card.write((60, 544), holder, face="zenhei", size=32, ink=(60, 60, 66))
    card.write((830, 556), "银联 UnionPay", face="hei-bold", size=20, ink=(20, 90, 120))
    truth = {"bank_name": bank, "card_number": number, "card_kind": "credit", "holder_name": holder}
    return paper([card], "bank.credit_flat", _TYPE, truth)


def app_page(rng: Random) -> Specimen:
    """A screenshot of the bank's app: the account's particulars, one a line, values at the right edge."""
    bank, _, bin_, length = rng.choice(_DEBIT)
    number = _number(rng, bin_, length)
    person = make_person(rng, ages=(20, 70))
    sheet = Sheet(1080, 1900, (245, 246, 248))
    sheet.write((50, 24), "9:41", face="hei-bold", size=30)
    right(sheet, 1040, 24, "5G  86%", face="hei", size=28)
    sheet.write((44, 96), "<", face="hei", size=44)
    mid(sheet, 540, 100, "账户详情", face="hei-bold", size=40)
    sheet.draw.rounded_rectangle((40, 200, 1040, 1130), 24, fill=(255, 255, 255))
    rows = (
        ("所属银行", bank),
        ("户名", person.name),
        ("账号", _spaced(number)),
        ("账户类型", "借记卡 Ⅰ类户"),
        ("币种", "人民币"),
        ("开户网点", f"{rng.choice(CITIES)}{rng.choice(ROADS)}支行"),
        ("账户状态", "正常"),
        ("可用余额", "******"),
    )
    for place, (label, value) in enumerate(rows):
        y = 240 + place * 108
        sheet.write((80, y), label, face="hei", size=34, ink=GREY)
        right(sheet, 1000, y, value, face="hei", size=34)
        sheet.rule(80, y + 72, 1000, y + 72, width=1, ink=(225, 225, 230))
    sheet.draw.rounded_rectangle((80, 1240, 1000, 1340), 50, fill=(200, 40, 50))
    mid(sheet, 540, 1264, "复制账户信息", face="hei", size=38, ink=(255, 255, 255))
    mid(sheet, 540, 1420, "客服热线 400-000-0000  24小时服务", face="hei", size=26, ink=GREY)
    truth = {"bank_name": bank, "card_number": number, "card_kind": "debit", "holder_name": person.name}
    return paper([sheet], "bank.app_page", _TYPE, truth)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "raised": raised,
    "credit_flat": credit_flat,
    "app_page": app_page,
}


def _number(rng: Random, bin_: str, length: int) -> str:
    """A number of that length whose last digit is Luhn's."""
    body = bin_ + digits(rng, length - len(bin_) - 1, first="0123456789")
    doubled = [int(char) * (2 if place % 2 == 0 else 1) for place, char in enumerate(reversed(body))]
    return body + str(-sum(one // 10 + one % 10 for one in doubled) % 10)


def _spaced(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
