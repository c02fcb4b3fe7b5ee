"""Made-up companies, goods and invoices whose sums, check digits and numbers hold.

>>> invoice = make_invoice(Random(3), rows=4, style="digital")
>>> invoice.amount + invoice.tax == invoice.total, len(invoice.number)
(True, 20)
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from tests.specimens.bills import in_capitals
from tests.specimens.people import digits, make_name

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PLACES = ("示范市", "清河市", "安平市", "东岭市", "南湖市", "云岭省新澜市", "长宁市滨江区")
_FIRMS = ("康宁", "仁和", "汇通", "远航", "鼎盛", "佳禾", "蓝海", "百川", "新纪元", "同德", "华泽", "ABC")
_TRADES = (
    "医药",
    "门诊部",
    "汽车维修",
    "酒店管理",
    "商贸",
    "物流",
    "信息技术",
    "餐饮管理",
    "口腔诊所",
    "高速公路",
)
_FORMS = (
    "有限公司",
    "有限责任公司",
    "股份有限公司",
    "(集团)有限公司",
    "有限公司东岭分公司",
    "店(个体工商户)",
    "中心",
)
_GOODS = (
    ("医疗服务", ("门诊治疗费", "检查费", "化验费", "康复理疗", "住院床位费及护理费"), ("次", "项", "")),
    (
        "化学药品制剂",
        ("阿莫西林胶囊", "布洛芬缓释胶囊(芬必得)", "盐酸左氧氟沙星氯化钠注射液", "维生素C片"),
        ("盒", "瓶"),
    ),
    ("餐饮服务", ("餐费", "餐饮服务"), ("次", "")),
    ("劳务", ("汽车维修服务费", "钣金喷漆", "拖车施救费"), ("台", "次", "项")),
    ("信息技术服务", ("技术服务费", "软件运维服务V2.0 (年度)"), ("年", "套", "")),
    ("电子计算机", ("笔记本电脑ThinkBook 14 G6+", "移动硬盘"), ("台", "个")),
    ("谷物加工品", ("大米5kg装东北五常稻花香", "小麦粉"), ("袋", "千克")),
    ("机动车零部件", ("前保险杠总成(含支架)", "机油滤清器", "左前大灯LED"), ("件", "只", "m²")),
)
_SPECS = ("", "", "A6100", "0.25g*24粒", "500ml", "XR-2000/B型", "12支/盒", "标准", "无", "DN50*2.0mm镀锌")
_RATES = (("13%", 13), ("6%", 6), ("3%", 3), ("1%", 1), ("9%", 9), ("免税", 0), ("不征税", 0))
_REMARKS = (
    "",
    "",
    "订单号:94859303935",
    "就诊人:张某, 就诊日期:2024-03-05",
    "差额征税:2.00。",
    "收款人:李某; 复核人:周某;",
    "购方开户银行:示范银行东岭支行; 银行账号:6200123456789; 销方开户银行:示范银行; 银行账号:110016045;",
)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    tax_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """A row of the table; `tax` is None where `***` is printed."""

    name: str
    spec: str
    unit: str
    quantity: str
    unit_price: str
    amount: Decimal
    tax_rate: str
    tax: Decimal | None

    @property
    def truth(self) -> dict[str, str]:
        cells = {
            "name": self.name,
            "spec": self.spec,
            "unit": self.unit,
            "quantity": self.quantity,
            "unit_price": self.unit_price,
            "amount": f"{self.amount}",
            "tax_rate": self.tax_rate,
            "tax": "" if self.tax is None else f"{self.tax}",
        }
        return {key: value.replace("m²", "m2") for key, value in cells.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    style: str
    kind: str
    code: str
    number: str
    date: dt.date
    check_code: str
    machine: str
    buyer: Company
    seller: Company
    goods: tuple[Goods, ...]
    people: tuple[str, str, str]
    remarks: str

    @property
    def amount(self) -> Decimal:
        return sum((one.amount for one in self.goods), Decimal(0))

    @property
    def has_tax(self) -> bool:
        return any(one.tax is not None for one in self.goods)

    @property
    def tax(self) -> Decimal:
        return sum((one.tax or Decimal(0) for one in self.goods), Decimal(0))

    @property
    def total(self) -> Decimal:
        return self.amount + self.tax

    @property
    def capitals(self) -> str:
        return in_capitals(int(self.total * 100)).replace("元", "圆")

    @property
    def truth(self) -> dict[str, Any]:
        """What a perfect reader gives for this paper."""
        payee, reviewer, issuer = self.people if self.style != "digital" else ("", "", self.people[2])
        fields = {
            "kind": self.kind,
            "invoice_code": self.code,
            "invoice_number": self.number,
            "issue_date": self.date.isoformat(),
            "check_code": self.check_code,
            "machine_number": self.machine,
            "buyer_name": self.buyer.name,
            "buyer_tax_id": self.buyer.tax_id,
            "seller_name": self.seller.name,
            "seller_tax_id": self.seller.tax_id,
            "amount": f"{self.amount}",
            "tax": f"{self.tax}" if self.has_tax else "",
            "total": f"{self.total}",
            "total_cn": self.capitals,
            "payee": payee,
            "reviewer": reviewer,
            "issuer": issuer,
            "remarks": self.remarks,
        }
        return {key: value for key, value in fields.items() if value} | {
            "items": [one.truth for one in self.goods]
        }


def make_tax_id(rng: Random) -> str:
    """18 characters with the check digit of GB 32100; the region was never assigned."""
    body = "9" + rng.choice("123") + "190104" + "".join(rng.choice(_ALPHABET[:10] + "MAQX") for _ in range(9))
    total = sum(_ALPHABET.index(char) * 3**place % 31 for place, char in enumerate(body))
    return body + _ALPHABET[(31 - total % 31) % 31]


def make_company(rng: Random) -> Company:
    name = rng.choice(_PLACES) + rng.choice(_FIRMS) + rng.choice(_TRADES) + rng.choice(_FORMS)
    return Company(name, make_tax_id(rng))


def make_goods(rng: Random, rate: tuple[str, int]) -> Goods:
    kind, names, units = rng.choice(_GOODS)
    price = Decimal(rng.randint(100, 500_000)) / 100
    count = Decimal(rng.choice(("1", "1", "2", "3", "10", "0.5", "24", "1.25")))
    amount = (price * count).quantize(CENT, ROUND_HALF_UP)
    exact = amount / count if rng.random() < 0.6 else (amount / count).quantize(Decimal("0.0000000001"))
    bare = rng.random() < 0.15
    return Goods(
        name=f"*{kind}*{rng.choice(names)}",
        spec=rng.choice(_SPECS),
        unit=rng.choice(units),
        quantity="" if bare else f"{count}",
        unit_price="" if bare else f"{exact.normalize():f}"[:16].rstrip("."),
        amount=amount,
        tax_rate=rate[0],
        tax=(amount * rate[1] / 100).quantize(CENT, ROUND_HALF_UP) if rate[1] else None,
    )


def _discount(of: Goods, rng: Random) -> Goods:
    amount = -(of.amount * rng.randint(3, 30) / 100).quantize(CENT, ROUND_HALF_UP)
    tax = None if of.tax is None else -(of.tax * 10 / 100).quantize(CENT, ROUND_HALF_UP)
    return replace(of, spec="", unit="", quantity="", unit_price="", amount=amount, tax=tax)


def _rows(rng: Random, rows: int) -> tuple[Goods, ...]:
    rate = rng.choice(_RATES)
    goods: list[Goods] = []
    while len(goods) < rows:
        goods.append(make_goods(rng, rate))
        if len(goods) < rows and rng.random() < 0.12:
            goods.append(_discount(goods[-1], rng))
    return tuple(goods)


def make_invoice(rng: Random, *, rows: int, style: str, kind: str = "") -> Invoice:
    """`style`: `control` (税控 e-invoice), `paper` (税控 on paper) or `digital` (数电票)."""
    day = dt.date(2019 if style != "digital" else 2023, 1, 1) + dt.timedelta(days=rng.randint(0, 1000))
    if style == "digital":
        kind = kind or rng.choice(("digital_normal", "digital_special"))
        code, number = "", f"{day:%y}{digits(rng, 18)}"
    else:
        kind = kind or ("vat_e_normal" if style == "control" else rng.choice(("vat_special", "vat_normal")))
        code, number = _code(rng, kind, day), digits(rng, 8, first="0123456789")
    is_person = rng.random() < 0.3 and not kind.endswith("special")
    control = style != "digital"
    return Invoice(
        style=style,
        kind=kind,
        code=code,
        number=number,
        date=day,
        check_code=digits(rng, 20) if control and kind != "vat_special" else "",
        machine=digits(rng, 12) if style == "control" else "",
        buyer=Company(rng.choice(("个人", make_name(rng, "F"))), "") if is_person else make_company(rng),
        seller=make_company(rng),
        goods=_rows(rng, rows),
        people=(
            rng.choice((make_name(rng, "F"), "")),
            rng.choice((make_name(rng, "M"), "管理员", "")),
            make_name(rng, "F"),
        ),
        remarks=rng.choice(_REMARKS),
    )


def _code(rng: Random, kind: str, day: dt.date) -> str:
    tails: dict[str, Sequence[str]] = {
        "vat_e_normal": ("11",),
        "toll": ("12",),
        "vat_e_special": ("13",),
        "vat_normal": ("04",),
    }
    if kind == "vat_special":
        return f"{digits(rng, 4)}{day:%y}{digits(rng, 1)}1{rng.choice('34')}0"
    return f"0{digits(rng, 4)}{day:%y}00{rng.choice('123')}{rng.choice(tails[kind])}"
