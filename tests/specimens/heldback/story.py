"""People, hospitals, illnesses and prices of the held-back papers; all made up, shared with no other maker's.

>>> made = visit(random.Random(5))
>>> made.total == sum(line.fen for line in made.lines) == made.pool + made.account + made.cash
True
"""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.specimens.others import cast

_SURNAMES = ("俞", "祝", "柯", "骆", "岑", "鲍", "裴", "柏", "佟", "凌", "屈", "阮", "焦", "柴", "欧阳", "司徒")
_GIVEN = "晨朗珂沛霖淑芬乐童昊辰锦程敏慧亦凡启航素琴德胜冬灵筱月书瑶培根"
_TOWNS = ("松溪", "雁荡口", "阳坪", "鹤川", "龙桥", "清湾", "白石", "枫林")
_ADDRESSES = (
    ("150304", "浙江省台州市路桥区", "台州市公安局路桥分局"),
    ("560922", "四川省射洪市", "射洪市公安局"),
    ("401087", "湖北省洪湖市", "洪湖市公安局"),
    ("170109", "北京市通州区", "北京市公安局通州分局"),
)


@dataclass(frozen=True, slots=True)
class Illness:
    department: str
    complaint: str
    story: str
    findings: str
    diagnoses: tuple[tuple[str, str], ...]
    treatment: str


ADULTS = (
    Illness(
        "泌尿外科",
        "左侧腰腹部绞痛4小时",
        "4小时前无诱因突发左侧腰部绞痛，阵发性加剧，向下腹部放射，伴恶心，呕吐胃内容物1次，无肉眼血尿，无发热。",
        "左肾区叩击痛（+），左输尿管走行区压痛，腹软，无反跳痛。",
        (("左侧输尿管结石", "N20.100"), ("左肾轻度积水", "N13.301")),
        "解痉止痛，多饮水，适当跳跃运动，口服坦索罗辛缓释胶囊0.2mg每晚一次，两周后复查泌尿系彩超",
    ),
    Illness(
        "骨伤科",
        "摔倒后左腕部肿痛2小时",
        "患者2小时前骑电动车不慎滑倒，左手掌撑地，当即感左腕部疼痛、肿胀，不能活动，无昏迷史。",
        "左腕部肿胀，呈餐叉样畸形，压痛明显，手指血运及感觉正常。",
        (("左侧桡骨远端骨折", "S52.501"), ("左腕部软组织挫伤", "S60.201")),
        "手法复位后石膏托固定，抬高患肢，口服活血止痛胶囊每次4粒每日三次，一周后复查X线片",
    ),
    Illness(
        "内分泌科",
        "口干、多饮2月，体重下降5公斤",
        "2月前出现口干、多饮、多尿，每日饮水约3000ml，体重逐渐下降约5公斤，未予重视，近1周感乏力。",
        "神志清，精神可，甲状腺无肿大，双足背动脉搏动正常，随机血糖15.6mmol/L。",
        (("2型糖尿病", "E11.900"), ("高脂血症", "E78.500"), ("脂肪肝", "K76.000")),
        "糖尿病饮食，二甲双胍缓释片0.5g每日两次，监测血糖，两周后复诊",
    ),
    Illness(
        "眼科",
        "右眼被树枝划伤后疼痛流泪半天",
        "半天前修剪果树时右眼被树枝划伤，即感疼痛、畏光、流泪，视物稍模糊，无头痛呕吐。",
        "右眼结膜充血，角膜颞下方可见线状上皮缺损，荧光素染色（+），前房清。",
        (("右眼角膜擦伤", "S05.001"), ("右眼结膜炎", "H10.900")),
        "左氧氟沙星滴眼液每日四次点右眼，避免揉眼及污水入眼，三天后复查",
    ),
)
CHILDREN = (
    Illness(
        "急诊儿科",
        "呕吐、腹泻1天，发热半天",
        "患儿1天前进食后出现呕吐，非喷射性，共4次，随后解黄色稀水样便6次，半天前发热，体温最高38.7℃，尿量略少。",
        "精神稍软，皮肤弹性可，口唇稍干，心肺听诊无殊，腹软，肠鸣音活跃。",
        (("急性胃肠炎", "A09.901"), ("轻度脱水", "E86.X01")),
        "口服补液盐少量多次，蒙脱石散每次1.5g每日三次，清淡饮食，如精神差、尿少随诊",
    ),
    Illness(
        "急诊儿科",
        "跌倒致额部裂伤40分钟",
        "40分钟前患儿在家玩耍时跌倒，额部撞于茶几角，当即出血，哭闹，无昏迷、呕吐、抽搐。",
        "神清，额部正中见一长约1.5cm裂口，深及皮下，少量渗血，双侧瞳孔等大等圆。",
        (("额部皮肤裂伤", "S01.801"),),
        "清创美容缝合，破伤风疫苗接种，创口保持干燥，五天后拆线，观察有无呕吐嗜睡",
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One service or drug; the price in fen."""

    category: str
    name: str
    spec: str
    unit: str
    price: int
    level: str
    count: int = 1

    @property
    def fen(self) -> int:
        return self.price * self.count


BOOK = (
    Line("诊查费", "普通门诊诊查费", "", "次", 1500, "甲"),
    Line("检查费", "泌尿系彩色多普勒超声", "", "次", 13500, "乙"),
    Line("检查费", "数字化X线摄影（DR）", "", "部位", 6400, "甲"),
    Line("检验费", "尿液分析", "", "项", 1600, "甲"),
    Line("检验费", "血清肌酐测定", "", "项", 750, "甲"),
    Line("检验费", "糖化血红蛋白测定", "", "项", 4200, "乙"),
    Line("治疗费", "肌肉注射", "", "次", 280, "甲"),
    Line("治疗费", "石膏固定术（小）", "", "次", 9100, "甲"),
    Line("治疗费", "清创缝合（小）", "", "次", 12600, "甲"),
    Line("材料费", "一次性使用注射器", "5ml", "支", 58, "乙"),
    Line("材料费", "高分子石膏绷带", "4英寸", "卷", 7860, "丙"),
    Line("西药费", "盐酸坦索罗辛缓释胶囊", "0.2mg*10粒", "盒", 2384, "乙"),
    Line("西药费", "间苯三酚注射液", "4ml:40mg", "支", 1865, "乙"),
    Line("西药费", "左氧氟沙星滴眼液", "5ml:24.4mg", "支", 1218, "甲"),
    Line("西药费", "盐酸二甲双胍缓释片", "0.5g*30片", "盒", 1836, "甲"),
    Line("中成药", "活血止痛胶囊", "0.25g*48粒", "盒", 2940, "甲"),
    Line("中成药", "排石颗粒", "20g*10袋", "盒", 3325, "甲"),
)


@dataclass(frozen=True, slots=True)
class Visit:
    patient: cast.Person
    hospital: str
    day: date
    illness: Illness
    doctor: str
    clerks: tuple[str, str]
    lines: tuple[Line, ...]
    pool: int
    account: int
    self_funded: int

    @property
    def total(self) -> int:
        return sum(line.fen for line in self.lines)

    @property
    def cash(self) -> int:
        return self.total - self.pool - self.account

    @property
    def self_pay(self) -> int:
        return self.account + self.cash - self.self_funded

    @property
    def categories(self) -> dict[str, int]:
        sums: dict[str, int] = {}
        for line in self.lines:
            sums[line.category] = sums.get(line.category, 0) + line.fen
        return sums


def name(rng: random.Random, *, given: int = 0) -> str:
    return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, given or rng.choice((1, 2, 2))))


def hospital(
    rng: random.Random, kinds: tuple[str, ...] = ("市人民医院", "县第二人民医院", "市中西医结合医院")
) -> str:
    return rng.choice(_TOWNS) + rng.choice(kinds)


def patient(rng: random.Random, on: date, *, age: tuple[int, int] = (20, 70)) -> cast.Person:
    """Somebody with a long address of a village or a block, and a number of no real region."""
    code, region, authority = rng.choice(_ADDRESSES)
    person = cast.person(rng, age=age, on=on)
    place = rng.choice(
        (
            f"{rng.choice(_TOWNS)}镇{rng.choice(('上河', '石坝', '新屋', '大塘'))}行政村第{rng.randint(2, 18)}村民小组{rng.randint(3, 120)}号",
            f"{rng.choice(_TOWNS)}街道{rng.choice(('芳华', '锦绣', '翠园'))}小区{rng.randint(2, 30)}幢{rng.randint(1, 4)}单元{rng.randint(101, 1804)}室",
        )
    )
    body = code + person.id_number[6:17]
    return replace(
        person,
        name=name(rng),
        address=region + place,
        authority=authority,
        id_number=body + cast.check_digit(body),
    )


def visit(rng: random.Random, *, child: bool = False, lines: int = 0, insured: bool = True) -> Visit:
    """A visit whose bill adds up; `lines`: how many services (0: three to seven)."""
    day = date(2025, 3, 3) + timedelta(days=rng.randint(0, 420))
    chosen = sorted(rng.sample(BOOK, lines or rng.randint(3, 7)), key=BOOK.index)
    counted = tuple(
        replace(line, count=rng.choice((1, 1, 2, 3)) if line.unit in "盒支袋卷" else 1) for line in chosen
    )
    total = sum(line.fen for line in counted)
    pool = total * rng.randint(20, 70) // 100 if insured else 0
    account = (total - pool) * rng.choice((0, 30, 60)) // 100 if insured else 0
    own = total - pool
    return Visit(
        patient=patient(rng, day, age=(2, 12) if child else (20, 70)),
        hospital=hospital(rng, ("市儿童医院", "市妇女儿童医院") if child else ("市人民医院", "县第二人民医院")),
        day=day,
        illness=rng.choice(CHILDREN if child else ADULTS),
        doctor=name(rng),
        clerks=(name(rng), name(rng)),
        lines=counted,
        pool=pool,
        account=account,
        self_funded=own * rng.randint(0, 40) // 100 if insured else own,
    )
