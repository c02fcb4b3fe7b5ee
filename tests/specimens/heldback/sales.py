"""What the sellers of the held-back tax invoices sold: clinics free of tax, shops of aids at 13 %.

>>> made = sale(random.Random(4), taxed=True)
>>> made.total == made.amount + made.tax
True
"""

import random
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tests.specimens.heldback import story
from tests.specimens.others import cast
from tests.specimens.others.goods import Line, Sale

_CARE = (
    ("*医疗服务*牙周基础治疗", "", "次"),
    ("*医疗服务*门诊诊查费", "", "次"),
    ("*医疗服务*口腔锥形束CT", "", "次"),
    ("*医疗服务*树脂充填", "", "颗"),
    ("*医疗服务*中医推拿治疗", "", "次"),
)
_AIDS = (
    ("*医疗仪器器械*膝关节固定支具", "M", "件"),
    ("*医疗仪器器械*腋下拐杖", "中号", "副"),
    ("*医疗仪器器械*家用雾化器", "NB-6", "台"),
    ("*化学药品制剂*双氯芬酸二乙胺乳胶剂", "20g", "支"),
    ("*医药*医用退热贴", "4片", "盒"),
)
_TOWNS = ("松溪", "鹤川", "龙桥", "清湾")


def sale(rng: random.Random, *, taxed: bool, years: tuple[int, int] = (2025, 2026)) -> Sale:
    """One to four lines; a price with all its digits where the sum does not divide."""
    chosen = rng.sample(_AIDS if taxed else _CARE, rng.randint(1, 4))
    day = date(rng.randint(*years), 1, 4) + timedelta(days=rng.randint(0, 120))
    town = rng.choice(_TOWNS)
    clinic = rng.choice(("雅正口腔门诊部有限公司", "仁安中医诊所有限公司", "益民门诊部"))
    shop = rng.choice(("康达医疗器械有限公司", "百姓缘大药房", "健之友医疗用品经营部"))
    company = rng.random() < 0.3
    return Sale(
        number=f"{day:%y}{rng.choice((33, 51, 42))}2000000{cast.digits(rng, 9)}",
        day=day,
        buyer=f"{town}恒昌机电有限公司" if company else story.name(rng),
        buyer_tax_id=cast.tax_id(rng) if company else "",
        seller=f"{town}市{shop if taxed else clinic}",
        seller_tax_id=cast.tax_id(rng),
        lines=tuple(_line(rng, *each, 13 if taxed else None) for each in chosen),
        people=(story.name(rng), story.name(rng), story.name(rng)),
        remarks=rng.choice(("", f"就诊人:{story.name(rng)}", f"订单号:{cast.digits(rng, 12)}")),
    )


def _line(rng: random.Random, name: str, spec: str, unit: str, rate: int | None) -> Line:
    count, fen = rng.randint(1, 3), rng.randint(1500, 68_000)
    tax = 0 if rate is None else int((Decimal(fen * rate) / 100).quantize(Decimal(1), ROUND_HALF_UP))
    price = f"{Decimal(fen) / 100 / count:.6f}".rstrip("0").rstrip(".")
    return Line(name, spec, unit, count, price, fen, rate, tax)
