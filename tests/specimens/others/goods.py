"""What the held-back tax invoices sell, priced so that lines, tax and totals agree to the cent.

>>> sale = sell(random.Random(2), taxed=True)
>>> sale.total == sale.amount + sale.tax == sum(line.fen + line.tax for line in sale.lines)
True
"""

import random
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tests.specimens.others import cast

_CARE = (
    ("*医疗服务*治疗费", "", "次"),
    ("*医疗服务*检查费", "", "次"),
    ("*医疗服务*口腔修复费", "", "颗"),
    ("*医疗服务*诊查费", "", "次"),
    ("*医疗服务*康复理疗费", "", "次"),
)
_GOODS = (
    ("*化学药品制剂*布洛芬缓释胶囊", "0.3g*20粒", "盒"),
    ("*中成药*复方丹参滴丸", "27mg*180丸", "瓶"),
    ("*生物制品*人血白蛋白", "10g/50ml", "瓶"),
    ("*医疗仪器器械*腕式护具", "L", "只"),
    ("*医疗仪器器械*电子血压计", "HB-21", "台"),
)


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    spec: str
    unit: str
    count: int
    price: str
    fen: int
    rate: int | None
    tax: int

    @property
    def rate_text(self) -> str:
        return "免税" if self.rate is None else f"{self.rate}%"

    def row(self) -> dict[str, str]:
        """The line's truth; a tax of asterisks is not there."""
        found = {"name": self.name, "spec": self.spec, "unit": self.unit, "quantity": str(self.count)}
        found |= {"unit_price": self.price, "amount": cast.money(self.fen), "tax_rate": self.rate_text}
        if self.rate is not None:
            found["tax"] = cast.money(self.tax)
        return {key: value for key, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Sale:
    number: str
    day: date
    buyer: str
    buyer_tax_id: str
    seller: str
    seller_tax_id: str
    lines: tuple[Line, ...]
    people: tuple[str, str, str]
    remarks: str

    @property
    def amount(self) -> int:
        return sum(line.fen for line in self.lines)

    @property
    def tax(self) -> int:
        return sum(line.tax for line in self.lines)

    @property
    def total(self) -> int:
        return self.amount + self.tax

    def common(self) -> dict[str, object]:
        """The truth that every kind of invoice prints."""
        found: dict[str, object] = {
            "issue_date": self.day.isoformat(),
            "buyer_name": self.buyer,
            "buyer_tax_id": self.buyer_tax_id,
            "seller_name": self.seller,
            "seller_tax_id": self.seller_tax_id,
            "amount": cast.money(self.amount),
            "tax": cast.money(self.tax) if self.tax else "",
            "total": cast.money(self.total),
            "items": [line.row() for line in self.lines],
            "remarks": cast.plain(self.remarks),
        }
        return {key: value for key, value in found.items() if value}


def sell(
    rng: random.Random, *, taxed: bool, count: int | None = None, years: tuple[int, int] | None = None
) -> Sale:
    """An invoice of a clinic (free of tax) or a pharmacy (13 %)."""
    book = _GOODS if taxed else _CARE
    chosen = rng.sample(book, count or rng.randint(1, 4))
    lines = tuple(_line(rng, *each, 13 if taxed else None) for each in chosen)
    company = rng.random() < 0.3
    day = cast.day(rng)
    if years:
        day = day.replace(year=rng.randint(*years), day=min(day.day, 28))
    return Sale(
        number=f"{day:%y}{rng.choice((43, 53, 34))}2000000{cast.digits(rng, 9)}",
        day=day,
        buyer=cast.employer(rng) if company else cast.name(rng),
        buyer_tax_id=cast.tax_id(rng) if company else "",
        seller=cast.company(rng, shop=taxed),
        seller_tax_id=cast.tax_id(rng),
        lines=lines,
        people=(cast.name(rng), cast.name(rng), cast.name(rng)),
        remarks=rng.choice(("", f"病历号:{cast.digits(rng, 8)}", f"就诊日期:{day:%Y-%m-%d}")),
    )


def _line(rng: random.Random, name: str, spec: str, unit: str, rate: int | None) -> Line:
    count, fen = rng.randint(1, 4), rng.randint(900, 48_000)
    tax = 0 if rate is None else int((Decimal(fen * rate) / 100).quantize(Decimal(1), ROUND_HALF_UP))
    exact = Decimal(fen) / 100 / count
    price = f"{exact:.2f}" if fen % count == 0 else f"{exact:.8f}".rstrip("0")
    return Line(name, spec, unit, count, price, fen, rate, tax)
