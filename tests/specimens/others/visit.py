"""What happened at a made-up hospital: a bill's numbers that add up, and complaints that go with their diagnoses.

>>> paper = bill(random.Random(3))
>>> paper.total == sum(item.fen for item in paper.items) == paper.pool + paper.account + paper.cash
True
>>> paper.self_pay + paper.self_funded == paper.account + paper.cash
True
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.specimens.others import cast
from tests.specimens.others.fees import Charge

PROVINCES = {"湖南省": "43", "云南省": "53", "安徽省": "34", "山东省": "37", "陕西省": "61"}
_SERVICES = (
    ("诊察费", "次", 800, 4000),
    ("检查费", "次", 6000, 38000),
    ("化验费", "项", 2500, 21000),
    ("治疗费", "次", 1200, 16000),
    ("卫生材料费", "项", 310, 5200),
    ("西药费", "项", 1200, 26000),
    ("中成药费", "项", 1580, 9900),
    ("中药饮片", "剂", 2240, 18800),
    ("一般诊疗费", "次", 1000, 1000),
    ("挂号费", "次", 100, 500),
    ("其他费用", "项", 50, 600),
)


@dataclass(frozen=True, slots=True)
class Item:
    name: str
    unit: str
    count: int
    fen: int
    note: str = ""


Cell = tuple[str, str, str | None, str | None]
"""Label, printed text, field, value (None: as printed)."""


@dataclass(frozen=True, slots=True)
class Bill:
    patient: cast.Person
    hospital: str
    province: str
    day: date
    bill_code: str
    bill_number: str
    check_code: str
    serial: str
    number: str
    institution: str
    insurance: str
    insurance_number: str
    items: tuple[Item, ...]
    pool: int
    account: int
    cash: int
    self_pay: int
    self_funded: int
    payee: str
    reviewer: str

    @property
    def total(self) -> int:
        return sum(item.fen for item in self.items)

    def other_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The other information of the national form, in its order."""
        money = cast.money
        return (
            (
                ("业务流水号", self.serial, "business_serial", None),
                ("门诊号", self.number, "outpatient_number", None),
                ("就诊日期", f"{self.day:%Y%m%d}", "visit_date", self.day.isoformat()),
                ("性别", self.patient.sex_cn, "sex", self.patient.sex),
            ),
            (
                ("医疗机构类型", self.institution, "institution_kind", None),
                ("医保类型", self.insurance, "insurance_kind", None),
                ("医保编号", self.insurance_number, "insurance_number", None),
            ),
            (
                ("医保统筹基金支付", money(self.pool), "pool_paid", None),
                ("其他支付", money(0), "other_paid", None),
                ("个人账户支付", money(self.account), "account_paid", None),
                ("个人现金支付", money(self.cash), "cash_paid", None),
            ),
            (
                ("个人自付", money(self.self_pay), "self_pay", None),
                ("个人自费", money(self.self_funded), "self_funded", None),
            ),
        )


@dataclass(frozen=True, slots=True)
class Illness:
    department: str
    complaint: str
    story: str
    findings: str
    diagnoses: tuple[str, ...]
    treatment: str


ILLNESSES = (
    Illness(
        "呼吸内科",
        "反复咳嗽、咳痰1周，加重伴发热2天",
        "患者1周前受凉后出现咳嗽，咳黄白色粘痰，量中等，2天前体温升至38.6℃，自服感冒药后无明显缓解，无胸痛及咯血，为求进一步诊治来院。",
        "T 38.2℃，咽部充血，双肺呼吸音粗，右下肺可闻及少许湿啰音，心率92次/分，律齐。",
        ("社区获得性肺炎", "急性支气管炎"),
        "口服左氧氟沙星片0.5g每日一次，氨溴索口服液10ml每日三次，多饮水，三天后复诊。",
    ),
    Illness(
        "骨科",
        "右踝部扭伤后肿痛3小时",
        "患者3小时前下楼时不慎踩空致右踝内翻，伤后即感疼痛，行走困难，无皮肤破损，无昏迷呕吐。",
        "右踝外侧明显肿胀，压痛阳性，活动受限，足背动脉搏动可，末梢血运良好。",
        ("右踝关节扭伤", "右踝外侧副韧带损伤"),
        "石膏托外固定，冷敷抬高患肢，口服塞来昔布胶囊0.2g每日两次，两周后门诊复查。",
    ),
    Illness(
        "消化内科",
        "上腹部隐痛伴反酸1月余",
        "患者1月前无明显诱因出现上腹部隐痛，空腹时明显，进食后可缓解，伴反酸嗳气，无黑便，体重无明显减轻。",
        "腹平软，剑突下轻压痛，无反跳痛，肝脾肋下未触及，肠鸣音4次/分。",
        ("慢性非萎缩性胃炎", "胃食管反流病"),
        "奥美拉唑肠溶胶囊20mg每日两次，铝碳酸镁咀嚼片1.0g每日三次，清淡饮食，预约胃镜。",
    ),
    Illness(
        "耳鼻咽喉科",
        "左耳闷胀感伴听力下降5天",
        "患者5天前感冒后出现左耳闷胀不适，伴耳鸣及听力减退，无耳流脓，无眩晕，未曾治疗。",
        "左侧鼓膜内陷，可见液平，右侧鼓膜完整，双侧外耳道通畅，鼻粘膜充血。",
        ("分泌性中耳炎（左）",),
        "桉柠蒎肠溶胶囊0.3g每日三次，布地奈德鼻喷剂每日两次，一周后复查声导抗。",
    ),
    Illness(
        "皮肤科",
        "躯干四肢红斑、风团伴瘙痒1天",
        "患者1天前进食海鲜后躯干及四肢出现大小不等的红色风团，瘙痒剧烈，时起时消，无胸闷气促，无腹痛。",
        "躯干、四肢散在大小不一鲜红色风团，部分融合成片，皮肤划痕症阳性。",
        ("急性荨麻疹",),
        "氯雷他定片10mg每晚一次，炉甘石洗剂外用，避免辛辣海鲜，必要时复诊。",
    ),
    Illness(
        "心血管内科",
        "间断头晕2月，加重3天",
        "患者2月前开始间断头晕，劳累后明显，自测血压最高168/102mmHg，未规律服药，3天前头晕加重，无视物旋转，无肢体麻木。",
        "BP 162/98mmHg，神志清楚，心率78次/分，律齐，未闻及杂音，双下肢无水肿。",
        ("高血压病2级（中危）", "血脂异常"),
        "苯磺酸氨氯地平片5mg每日一次，阿托伐他汀钙片20mg每晚一次，低盐低脂饮食，监测血压，两周后复诊。",
    ),
    Illness(
        "普外科",
        "右手食指切割伤1小时",
        "患者1小时前切菜时不慎切伤右手食指，伤后出血较多，自行压迫止血后来诊，无指体麻木及活动障碍。",
        "右手食指掌侧见长约2.0cm斜行伤口，深达皮下，边缘整齐，活动性渗血，指端血运感觉正常。",
        ("右手食指皮肤裂伤",),
        "清创缝合，肌注破伤风人免疫球蛋白250IU，隔日换药，10天后拆线。",
    ),
    Illness(
        "神经内科",
        "反复右侧偏头痛3年，再发1天",
        "患者3年来反复出现右侧颞部搏动性头痛，每次持续4至12小时，伴恶心畏光，1天前熬夜后再发，休息后缓解不明显。",
        "神志清，颅神经检查未见异常，四肢肌力肌张力正常，病理征阴性，颈软无抵抗。",
        ("无先兆偏头痛",),
        "布洛芬缓释胶囊0.3g每日两次，盐酸氟桂利嗪胶囊5mg每晚一次，规律作息，记录头痛日记。",
    ),
)
OF_CHILDREN = Illness(
    "儿科",
    "咳嗽伴发热3天",
    "患儿3天前受凉后出现阵发性咳嗽，有痰不易咳出，发热，最高体温38.9℃，口服退热药后可降，精神尚可，无喘息及抽搐。",
    "T 37.8℃，神清，咽充血，双侧扁桃体Ⅰ度肿大，双肺呼吸音粗，可闻及痰鸣音，心腹未见异常。",
    ("急性支气管炎",),
    "雾化吸入，口服头孢克洛干混悬剂0.125g每日三次，多饮温水，体温超过38.5℃服布洛芬混悬液，三天后复诊。",
)


@dataclass(frozen=True, slots=True)
class Visit:
    """Who was where and when, with what, so that the papers of one claim tell one story."""

    patient: cast.Person
    hospital: str
    day: date
    illness: Illness
    doctor: str
    charges: tuple[Charge, ...] = ()

    @property
    def age(self) -> str:
        return str(self.patient.age(self.day))


def visit(rng: random.Random) -> Visit:
    return Visit(cast.person(rng), cast.hospital(rng), cast.day(rng), rng.choice(ILLNESSES), cast.name(rng))


def _item(rng: random.Random, service: tuple[str, str, int, int]) -> Item:
    name, unit, low, high = service
    count = rng.choice((1, 1, 1, 2, 3, 7)) if unit in "剂项" else 1
    note = rng.choice(("", "", "甲类", "乙类"))
    return Item(name, unit, count, rng.randint(low // 2, high // 2) * 2, note)


def _summed(charges: Sequence[Charge]) -> tuple[Item, ...]:
    """A row for each category, as bills sum up their lists."""
    sums: dict[str, int] = {}
    for line in charges:
        sums[line.category] = sums.get(line.category, 0) + line.fen
    return tuple(Item(name, "项", 1, fen) for name, fen in sums.items())


def bill(rng: random.Random, at: Visit | None = None) -> Bill:
    """A bill whose items, split and capitals agree; that of a given visit is paid without insurance."""
    own = at or visit(rng)
    chosen = sorted(rng.sample(_SERVICES, rng.randint(3, 8)), key=_SERVICES.index)
    items = _summed(own.charges) or tuple(_item(rng, service) for service in chosen)
    total = sum(item.fen for item in items)
    pool, account, cash = (0, 0, total) if at else cast.parts(rng, total, 3)
    self_pay, self_funded = (0, total) if at else cast.parts(rng, account + cash, 2)
    province = rng.choice(tuple(PROVINCES))
    insurance = rng.choice(("职工基本医疗保险", "城乡居民基本医疗保险"))
    return Bill(
        patient=own.patient,
        hospital=own.hospital,
        province=province,
        day=own.day,
        bill_code=f"{PROVINCES[province]}0601{own.day:%y}",
        bill_number=cast.digits(rng, 10),
        check_code="".join(rng.choice("0123456789abcdef") for _ in range(6)),
        serial=f"{own.day:%y%m%d}{cast.digits(rng, 9)}",
        number=f"MZ{cast.digits(rng, 8)}",
        institution=rng.choice(("综合医院", "三级甲等综合医院", "中医医院", "专科医院")),
        insurance="自费" if at else insurance,
        insurance_number="" if at else cast.digits(rng, 12),
        items=items,
        pool=pool,
        account=account,
        cash=cash,
        self_pay=self_pay,
        self_funded=self_funded,
        payee=cast.name(rng),
        reviewer=cast.name(rng),
    )
