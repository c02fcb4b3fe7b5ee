"""People, hospitals, numbers and amounts for the held-back papers; all made up, none shared with the others.

Identity numbers bear regions that were never assigned, so that no number is anybody's.

Check digits after GB 11643 and ISO/IEC 7812, capitals after 正确填写票据和结算凭证的基本规定.

>>> capitals(10001)
'壹佰元零壹分'
>>> luhn("621700123456789012")
'6217001234567890122'
"""

import random
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SURNAMES = "邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_GIVEN = (
    "佳怡子涵雨桐浩然思源嘉懿若曦梓睿一诺欣妍志远晓峰丽华建国秀英海燕文博春梅立群玉兰国栋静雯俊杰婉清振宇雪莹"
)
_PLACES = (
    ("160104", "湖南省长沙市岳麓区", "长沙市公安局岳麓分局"),
    ("250112", "云南省昆明市西山区", "昆明市公安局西山分局"),
    ("390104", "安徽省合肥市蜀山区", "合肥市公安局蜀山分局"),
    ("480203", "山东省青岛市市北区", "青岛市公安局市北分局"),
    ("550205", "福建省厦门市海沧区", "厦门市公安局海沧分局"),
    ("670124", "陕西省西安市周至县", "周至县公安局"),
)
_STREETS = ("梧桐巷", "青石路", "南塘街", "柳溪路", "望江大道", "育才北路", "银杏街")


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    sex: str
    birth: date
    ethnicity: str
    address: str
    id_number: str
    authority: str

    @property
    def sex_cn(self) -> str:
        return "男" if self.sex == "M" else "女"

    def age(self, on: date) -> int:
        return on.year - self.birth.year - ((on.month, on.day) < (self.birth.month, self.birth.day))


def person(rng: random.Random, *, age: tuple[int, int] = (19, 68), on: date = date(2026, 3, 1)) -> Person:
    """Somebody of an age, with an address, an authority and a number that belong together."""
    code, region, authority = rng.choice(_PLACES)
    sex = rng.choice("MF")
    birth = on - timedelta(days=rng.randint(age[0] * 366, age[1] * 365))
    serial = f"{rng.randint(10, 99)}{rng.randrange(1 if sex == 'M' else 0, 10, 2)}"
    body = f"{code}{birth:%Y%m%d}{serial}"
    address = (
        f"{region}{rng.choice(_STREETS)}{rng.randint(2, 388)}号{rng.randint(1, 30)}栋{rng.randint(101, 3204)}室"
    )
    return Person(name(rng), sex, birth, "汉", address, body + check_digit(body), authority)


def name(rng: random.Random) -> str:
    return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2))))


def check_digit(body: str) -> str:
    total = sum(int(d) * pow(2, 17 - i, 11) for i, d in enumerate(body))
    return "10X98765432"[total % 11]


def luhn(body: str) -> str:
    """The number with its check digit."""
    total = 0
    for i, digit in enumerate(reversed(body)):
        n = int(digit) * (2 if i % 2 == 0 else 1)
        total += n - 9 if n > 9 else n
    return body + str(-total % 10)


def hospital(rng: random.Random) -> str:
    place = rng.choice(("云溪", "澄江", "北岭", "栖霞湾", "望州", "青浦岗", "临川坪", "明湖"))
    return place + rng.choice(
        ("市中心医院", "市第三人民医院", "县人民医院", "市中医医院", "市妇幼保健院", "区人民医院")
    )


_TOWNS = ("云溪", "澄江", "北岭", "望州", "明湖")


def company(rng: random.Random, *, shop: bool) -> str:
    """A clinic, or a pharmacy that sells goods."""
    word = rng.choice(("安和", "济仁", "康瑞", "同舟", "惠泽", "佑民"))
    clinics = ("综合门诊部有限公司", "口腔医院有限公司", "康复医院有限公司")
    shops = ("大药房连锁有限公司", "医药有限责任公司", "大药房有限公司第三分店")
    return f"{rng.choice(_TOWNS)}市{word}{rng.choice(shops if shop else clinics)}"


def employer(rng: random.Random) -> str:
    return f"{rng.choice(_TOWNS)}{rng.choice(('远航', '新禾', '拓川', '锦程'))}{rng.choice(('科技', '物流', '建材', '商贸'))}有限公司"


def tax_id(rng: random.Random) -> str:
    """A unified social credit code after GB 32100."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = "91" + digits(rng, 6) + "MA" + "".join(rng.choice(alphabet) for _ in range(7))
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + alphabet[-total % 31]


def digits(rng: random.Random, count: int) -> str:
    return str(rng.randint(1, 9)) + "".join(rng.choice("0123456789") for _ in range(count - 1))


def day(rng: random.Random) -> date:
    return date(2025, 1, 6) + timedelta(days=rng.randint(0, 440))


def money(fen: int, *, marks: bool = False) -> str:
    """
    >>> money(123450), money(123450, marks=True)
    ('1234.50', '1,234.50')
    """
    return f"{fen / 100:,.2f}" if marks else f"{fen / 100:.2f}"


def parts(rng: random.Random, total: int, count: int) -> list[int]:
    """Splits a sum into `count` parts, the last of which takes what is left."""
    found = []
    for _ in range(count - 1):
        found.append(total * rng.randint(0, 60) // 100)
        total -= found[-1]
    return [*found, total]


def plain(text: str) -> str:
    """The contract's form of a free text: NFKC, no space beside a Chinese character.

    >>> plain("头痛 3 天，无发热")
    '头痛3天,无发热'
    """
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    return re.sub(r"(?<=[\u3000-\u9fff]) | (?=[\u3000-\u9fff])", "", text)


def capitals(fen: int, yuan: str = "元") -> str:
    """An amount in capitals, strictly.

    >>> [capitals(n) for n in (10540, 168032, 600714, 10700053, 5600)]
    ['壹佰零伍元肆角整', '壹仟陆佰捌拾元叁角贰分', '陆仟零柒元壹角肆分', '壹拾万柒仟元伍角叁分', '伍拾陆元整']
    """
    whole, rest = divmod(fen, 100)
    jiao, cent = divmod(rest, 10)
    text = _whole(whole) + yuan if whole else ""
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif cent and text:
        text += "零"
    return text + (_DIGITS[cent] + "分" if cent else "整")


def _whole(number: int) -> str:
    high, low = divmod(number, 10_000)
    text = _section(high) + "万" if high else ""
    if text and low and low < 1000:
        text += "零"
    return text + (_section(low) if low else "")


def _section(number: int) -> str:
    text = ""
    for value, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            text += _DIGITS[digit] + unit
        elif text and number and not text.endswith("零"):
            text += "零"
    return text
