"""What made-up papers about a stay say: days, diagnoses, what was done, orders for home; and what it cost whom.

>>> import random
>>> stay = make_stay(random.Random(5))
>>> (stay.left - stay.came).days == stay.days, len(stay.found) >= 1
(True, True)
>>> cost = make_cost(random.Random(5))
>>> cost.total == cost.pool + sum(cost.funds) + cost.account + cost.cash
True
>>> cost.total == sum(charge.fen for charge in cost.charges)
True
"""

import datetime as dt
from dataclasses import dataclass
from random import Random

from tests.specimens.bills import Charge
from tests.specimens.people import DEPARTMENTS, DIAGNOSES, HOSPITALS, Person, digits, make_day, make_person

_STATES = (
    "患者因“发热、咳嗽3天”入院。查体:T 38.5℃,P 92次/分,R 20次/分,BP 122/76mmHg,双肺呼吸音粗,可闻及湿性啰音。",
    "因“反复上腹痛2月,加重1周”入院。入院时神志清,上腹部轻压痛,无反跳痛及肌紧张,肠鸣音4次/分。",
    "因“摔伤致左前臂肿痛、活动受限3小时”入院。左前臂肿胀畸形,压痛明显,末梢血运及感觉正常。",
    "因“头晕、视物旋转1天”收入院。神清语利,双侧瞳孔等大等圆,四肢肌力5级,病理征未引出。",
)
_COURSES = (
    "入院后完善相关检查,血常规示白细胞升高,胸部CT示炎性改变,予抗感染、化痰、补液等对症支持治疗,症状逐渐好转。",
    "入院后完善检查,无手术禁忌,于全麻下行手术治疗,手术顺利,术后予抗炎、止痛治疗,切口愈合良好,已拆线。",
    "入院后予抑酸、保护胃黏膜、营养支持等治疗,复查各项指标较前改善,未诉特殊不适。",
    "入院后予改善循环、营养神经及康复治疗,监测血压血糖,病情平稳,症状明显缓解。",
)
_OUTCOMES = (
    "患者一般情况好,无发热,饮食睡眠可,双肺呼吸音清,切口无红肿,准予出院。",
    "神志清,精神可,腹软无压痛,二便正常,病情好转,今日出院。",
    "生命体征平稳,伤口愈合良好,肢端血运正常,疼痛明显减轻。",
)
_ORDERS = (
    "注意休息,避免劳累,清淡饮食",
    "继续口服药物治疗,按时服药",
    "1周后门诊复查血常规、肝肾功能",
    "定期门诊随诊,如有不适及时就诊",
    "加强功能锻炼,避免剧烈运动",
    "监测血压、血糖,戒烟限酒",
    "休息2周,术后1月骨科门诊复查X线片",
    "保持伤口清洁干燥,3天换药一次",
)
INSURANCE = ("城镇职工基本医疗保险", "城乡居民基本医疗保险", "职工基本医疗保险", "居民医疗保险")
CATEGORIES = (
    "床位费",
    "诊察费",
    "检查费",
    "化验费",
    "治疗费",
    "手术费",
    "护理费",
    "卫生材料费",
    "西药费",
    "中成药费",
    "中药饮片",
    "其他费用",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """`named` are the diagnoses on admission, `found` those at discharge."""

    person: Person
    hospital: str
    department: str
    came: dt.date
    left: dt.date
    number: str
    bed: str
    named: tuple[str, ...]
    found: tuple[str, ...]
    state: str
    course: str
    outcome: str
    orders: tuple[str, ...]
    doctor: str
    senior: str

    @property
    def days(self) -> int:
        return (self.left - self.came).days

    @property
    def age(self) -> str:
        return str(max(1, self.person.age_on(self.came)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a stay cost and who paid, in fen; `funds` are great illness, civil servants', relief, others."""

    charges: tuple[Charge, ...]
    insurance: str
    pool: int
    funds: tuple[int, int, int, int]
    account: int
    cash: int
    self_funded: int
    first_pay: int
    over_limit: int
    deductible: int
    prepaid: int

    @property
    def total(self) -> int:
        return sum(charge.fen for charge in self.charges)

    @property
    def other(self) -> int:
        return sum(self.funds)

    @property
    def self_pay(self) -> int:
        return self.account + self.cash - self.self_funded

    @property
    def in_scope(self) -> int:
        return self.total - self.self_funded - self.first_pay - self.over_limit

    @property
    def topped_up(self) -> int:
        return max(0, self.cash - self.prepaid)

    @property
    def refunded(self) -> int:
        return max(0, self.prepaid - self.cash)


def make_stay(rng: Random) -> Stay:
    person = make_person(rng, ages=(6, 86))
    left = make_day(rng)
    named = tuple(rng.sample(DIAGNOSES, rng.choice((1, 1, 2, 3))))
    more = [one for one in DIAGNOSES if one not in named]
    return Stay(
        person=person,
        hospital=rng.choice(HOSPITALS),
        department=rng.choice(DEPARTMENTS),
        came=left - dt.timedelta(days=rng.randint(2, 24)),
        left=left,
        number=rng.choice(("ZY", "", "")) + digits(rng, rng.choice((7, 8, 10))),
        bed=str(rng.randint(1, 60)),
        named=named,
        found=(*named, *rng.sample(more, rng.choice((0, 1, 1, 2)))),
        state=rng.choice(_STATES),
        course=rng.choice(_COURSES),
        outcome=rng.choice(_OUTCOMES),
        orders=tuple(rng.sample(_ORDERS, rng.randint(2, 4))),
        doctor=make_person(rng).name,
        senior=make_person(rng).name,
    )


def make_cost(rng: Random, *, charges: int = 0, funds: int = 4) -> Cost:
    """A cost of which the first `funds` other funds may have paid a part."""
    names = rng.sample(CATEGORIES, charges or rng.randint(5, 10))
    lines = tuple(Charge(name, "1", "项", rng.randint(2_000, 480_000)) for name in names)
    total = sum(one.fen for one in lines)
    funded, first = round(total * rng.uniform(0.03, 0.12)), round(total * rng.uniform(0.02, 0.08))
    over = rng.choice((0, 0, rng.randint(100, 9_000)))
    deductible = rng.choice((30_000, 50_000, 65_000, 80_000, 130_000))
    pool = max(0, round((total - funded - first - over - deductible) * rng.uniform(0.5, 0.8)))
    own = total - pool
    parts = [round(own * rng.choice((0, 0.05, 0.11))) if place < funds else 0 for place in range(4)]
    own -= sum(parts)
    account = round(own * rng.choice((0, 0, 0.3, 0.45)))
    return Cost(
        charges=lines,
        insurance=rng.choice(INSURANCE),
        pool=pool,
        funds=(parts[0], parts[1], parts[2], parts[3]),
        account=account,
        cash=own - account,
        self_funded=min(funded, own),
        first_pay=first,
        over_limit=over,
        deductible=deductible,
        prepaid=rng.randint(2, 12) * 50_000,
    )


def numbered(parts: tuple[str, ...], mark: str = ".", gap: str = "", end: str = ";") -> str:
    """1.…;2.…; as doctors write orders; a single part bears no number."""
    if len(parts) == 1:
        return parts[0]
    return gap.join(f"{place}{mark}{part}{end}" for place, part in enumerate(parts, 1))
