"""What a made-up medical bill says, apart from how it is laid out: charges, payers, numbers, all adding up.

>>> import random
>>> bill = make_bill(random.Random(3))
>>> sum(charge.fen for charge in bill.charges) == bill.total
True
>>> in_capitals(44050), in_capitals(1640902)
('肆佰肆拾元伍角整', '壹万陆仟肆佰零玖元零贰分')
"""

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from storage.model.money import format_fen
from tests.specimens.people import DEPARTMENTS, HOSPITALS, Person, digits, make_day, make_person

KINDS = ("综合医院", "三级甲等", "二级综合医院", "中医医院", "专科医院", "妇幼保健院")
INSURANCE = ("城乡居民基本医疗保险", "城镇职工基本医疗保险", "职工医保", "居民医保", "自费")
CATEGORIES = (
    "西药费",
    "中成药费",
    "检查费",
    "化验费",
    "治疗费",
    "诊察费",
    "卫生材料费",
    "挂号费",
    "手术费",
    "其他费用",
)
_NUMERALS = "零壹贰叁肆伍陆柒捌玖"


@dataclass(frozen=True, slots=True)
class Charge:
    name: str
    quantity: str
    unit: str
    fen: int
    note: str = ""

    @property
    def amount(self) -> str:
        return format_fen(self.fen)

    def truth(self) -> dict[str, str]:
        told = {"name": self.name, "quantity": self.quantity, "amount": self.amount, "note": self.note}
        return {key: value for key, value in told.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    person: Person
    hospital: str
    department: str
    day: dt.date
    code: str
    number: str
    check: str
    serial: str
    outpatient: str
    record: str
    kind: str
    insurance: str
    insurance_number: str
    charges: tuple[Charge, ...]
    pool: int
    other: int
    account: int
    cash: int
    self_pay: int
    self_funded: int
    payee: str
    reviewer: str

    @property
    def total(self) -> int:
        return sum(charge.fen for charge in self.charges)

    def truth(self) -> dict[str, Any]:
        """The fields that every layout prints."""
        return {
            "bill_code": self.code,
            "bill_number": self.number,
            "check_code": self.check,
            "issue_date": self.day.isoformat(),
            "patient_name": self.person.name,
            "hospital_name": self.hospital,
            "total": format_fen(self.total),
            "total_cn": in_capitals(self.total),
            "items": [charge.truth() for charge in self.charges],
        }


def make_bill(rng: Random, *, charges: int = 0) -> Bill:
    lines = tuple(_charge(rng, name) for name in rng.sample(CATEGORIES, charges or rng.randint(2, 7)))
    total = sum(line.fen for line in lines)
    insurance = rng.choice(INSURANCE)
    pool = 0 if insurance == "自费" else round(total * rng.choice((0, 0.35, 0.5, 0.62)))
    other = round((total - pool) * rng.choice((0, 0, 0.1)))
    account = (total - pool - other) // 2 if rng.random() < 0.4 else 0
    own = total - pool - other
    funded = own if insurance == "自费" else round(own * rng.choice((0, 0.2, 0.45)))
    day = make_day(rng)
    return Bill(
        person=make_person(rng),
        hospital=rng.choice(HOSPITALS),
        department=rng.choice(DEPARTMENTS),
        day=day,
        code=f"{rng.choice(('31', '44', '51', '37'))}06{digits(rng, 2)}{day:%y}",
        number=f"00{digits(rng, 8)}",
        check="".join(rng.choices("0123456789abcdefghijkmnpqrstuvwxyz", k=6)),
        serial=f"{day:%Y%m%d}{digits(rng, 6)}",
        outpatient=f"MZ{digits(rng, 8)}",
        record=digits(rng, 8),
        kind=rng.choice(KINDS),
        insurance=insurance,
        insurance_number="" if insurance == "自费" else digits(rng, 10),
        charges=lines,
        pool=pool,
        other=other,
        account=account,
        cash=own - account,
        self_pay=own - funded,
        self_funded=funded,
        payee=make_person(rng).name,
        reviewer=make_person(rng).name,
    )


def in_capitals(fen: int) -> str:
    """An amount in capitals as the bank rules write it."""
    yuan, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    words = _whole(yuan) + "元" if yuan else ""
    if not jiao and not cent:
        return (words or "零元") + "整"
    if jiao:
        words += _NUMERALS[jiao] + "角"
    elif words:
        words += "零"
    return words + (_NUMERALS[cent] + "分" if cent else "整")


def _whole(number: int) -> str:
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return _whole(number // 10_000) + "万" + (gap + _whole(rest) if rest else "")
    words, is_gap = "", False
    for place, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if is_gap and words else "") + _NUMERALS[digit] + unit
        is_gap = not digit
    return words


def _charge(rng: Random, name: str) -> Charge:
    count = rng.choice((1, 1, 1, 2, 3))
    fen = rng.choice((rng.randint(500, 9900), rng.randint(10_000, 80_000), rng.randint(5, 60) * 100))
    note = rng.choice(("", "", "", "甲", "乙"))
    return Charge(name, str(count), rng.choice(("项", "次")), fen, note)
