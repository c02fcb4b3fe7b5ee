"""What hospitals charge for in the held-back fee lists; prices in ten-thousandths of a yuan, amounts in fen.

>>> charges = charge(random.Random(1), 6)
>>> all(abs(c.price * c.count - c.fen * 100) < 100 for c in charges)
True
"""

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_MASTER = (
    ("西药费", "左氧氟沙星氯化钠注射液", "100ml:0.5g", "瓶", "38.6000"),
    ("西药费", "注射用头孢哌酮钠舒巴坦钠", "1.5g", "支", "21.4300"),
    ("西药费", "甲钴胺片", "0.5mg×20片", "盒", "19.8500"),
    ("西药费", "0.9%氯化钠注射液", "250ml", "袋", "4.1200"),
    ("西药费", "阿托伐他汀钙片", "20mg×7片", "盒", "5.6000"),
    ("中成药费", "银杏叶滴丸", "63mg×60丸", "盒", "31.2000"),
    ("中成药费", "蓝芩口服液", "10ml×12支", "盒", "46.8000"),
    ("检查费", "彩色多普勒超声常规检查（腹部）", "", "次", "120.0000"),
    ("检查费", "常规心电图检查", "", "次", "24.0000"),
    ("检查费", "X线计算机体层（CT）平扫", "", "部位", "186.0000"),
    ("化验费", "血细胞分析（五分类）", "", "次", "18.0000"),
    ("化验费", "C-反应蛋白测定", "", "项", "22.5000"),
    ("化验费", "葡萄糖测定", "", "项", "4.5000"),
    ("治疗费", "静脉注射", "", "次", "3.5000"),
    ("治疗费", "雾化吸入", "", "次", "6.0000"),
    ("护理费", "二级护理", "", "日", "26.0000"),
    ("床位费", "普通病房床位费（三人间）", "", "日", "45.0000"),
    ("诊察费", "住院诊察费", "", "日", "18.0000"),
    ("卫生材料费", "一次性使用静脉留置针", "22G", "支", "17.6200"),
    ("卫生材料费", "医用输液贴", "70mm×60mm", "片", "0.3500"),
)
OUTPATIENT = ("西药费", "中成药费", "检查费", "化验费", "治疗费", "卫生材料费")


@dataclass(frozen=True, slots=True)
class Charge:
    category: str
    name: str
    spec: str
    unit: str
    price: int
    count: int
    day: int

    @property
    def fen(self) -> int:
        return int((Decimal(self.price * self.count) / 100).quantize(Decimal(1), ROUND_HALF_UP))

    def shown_price(self, places: int) -> str:
        return f"{Decimal(self.price) / 10_000:.{places}f}"


def charge(rng: random.Random, count: int, *, days: int = 1, outpatient: bool = False) -> list[Charge]:
    """That many different lines in the order of the price book."""
    book = [line for line in _MASTER if not outpatient or line[0] in OUTPATIENT]
    chosen = sorted(rng.sample(book, min(count, len(book))), key=book.index)
    return [
        Charge(*line[:4], _price(line[4]), _count(rng, line[0], line[3], days), rng.randrange(days))
        for line in chosen
    ]


def _price(text: str) -> int:
    return int(Decimal(text) * 10_000)


def _count(rng: random.Random, category: str, unit: str, days: int) -> int:
    if category == "检查费":
        return 1
    if unit == "日":
        return days
    return rng.randint(1, 2) if category == "化验费" else rng.choice((1, 2, 3, days + 1))
