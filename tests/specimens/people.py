"""Made-up people, families, hospitals, diagnoses and drugs for made-up papers, everything from a given Random.

Identity numbers are checksum-valid, but their region is one that was never assigned, so no number is anybody's.
Places and hospitals are invented.

>>> import random
>>> person = make_person(random.Random(1))
>>> resident_id.is_valid(person.id_number), resident_id.birth_date(person.id_number) == person.birth
(True, True)
>>> make_family(random.Random(2)).child.birth > make_family(random.Random(2)).mother.birth
True
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from storage.model import resident_id

TODAY = dt.date(2026, 4, 10)
"""The day around which made-up papers are dated."""

SURNAMES = (
    *"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤",
    "欧阳",
    "司徒",
    "上官",
    "诸葛",
)
MALE_GIVEN = tuple("伟强磊军勇杰涛明超刚平辉鹏华飞波斌宇浩凯健俊帆瑞晨轩昊然博文宏志远泽铭毅翔旭东承恩")
FEMALE_GIVEN = tuple("芳娜敏静丽艳娟霞秀兰燕玲桂英丹萍红玉婷雪倩颖琳慧洁莉悦欣怡梦涵诗雨嘉宁佳薇蕾瑶思琪")
MINORITIES = ("回", "满", "壮", "苗", "土家", "彝", "蒙古", "藏", "维吾尔", "朝鲜")
LONG_NAMES = (
    ("阿依努尔·买买提", "F", "维吾尔"),
    ("艾力·吐尔逊", "M", "维吾尔"),
    ("古丽娜尔·哈斯木", "F", "哈萨克"),
    ("扎西·次仁", "M", "藏"),
)

PROVINCES = ("江川省", "云岭省", "临海省", "北原省", "南泽省", "西屏省")
CITIES = ("清河市", "安平市", "东岭市", "南湖市", "新澜市", "长宁市", "永泉市", "海月市")
DISTRICTS = ("东城区", "滨江区", "北辰区", "高新区", "云溪县", "柳河区", "石门县", "鼓楼区")
ROADS = ("人民路", "解放路", "中山北路", "和平大街", "青年路", "建设西路", "学府路", "长虹大道", "花园街")
ESTATES = ("阳光花园", "锦绣家园", "翠湖苑", "金桂小区", "和谐新村", "御景城", "")
VILLAGES = ("青石镇柳树村", "大桥乡王家坪村", "三河镇新民村", "白塔乡杨家湾村")
_REGIONS = ("190104", "240201", "380502", "490327", "570183", "680421", "290105", "590222")

HOSPITALS = (
    "示范市第一人民医院",
    "示范市中心医院",
    "清河市中医医院",
    "安平市妇幼保健院",
    "东岭医科大学附属第二医院",
    "南湖市骨科医院",
    "新澜市儿童医院",
    "长宁区人民医院",
    "永泉县人民医院",
    "海月市同德医院",
)
CLINICS = ("示范市康宁诊所有限公司", "清河市仁和门诊部有限公司", "东岭市益民口腔诊所")
DEPARTMENTS = (
    "儿科",
    "内科",
    "呼吸内科",
    "消化内科",
    "心血管内科",
    "神经内科",
    "普外科",
    "骨科",
    "急诊科",
    "皮肤科",
    "眼科",
    "耳鼻咽喉科",
    "妇科",
    "泌尿外科",
    "口腔科",
    "中医科",
    "康复医学科",
)
DIAGNOSES = (
    "支气管肺炎",
    "急性上呼吸道感染",
    "急性支气管炎",
    "急性扁桃体炎",
    "急性胃肠炎",
    "慢性浅表性胃炎",
    "2型糖尿病",
    "高血压病2级",
    "腰椎间盘突出症",
    "右踝关节扭伤",
    "左侧桡骨远端骨折",
    "头皮裂伤",
    "过敏性鼻炎",
    "急性阑尾炎",
    "胆囊结石伴慢性胆囊炎",
    "偏头痛",
    "荨麻疹",
    "带状疱疹",
    "泌尿道感染",
    "急性结膜炎",
    "软组织挫伤",
    "甲状腺结节",
)


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug as a list prints it; `price` in fen for one `unit`."""

    name: str
    spec: str
    unit: str
    price: int
    category: str = "西药费"


DRUGS = (
    Drug("阿莫西林胶囊", "0.25g*24粒", "盒", 1280),
    Drug("头孢克肟颗粒", "50mg*6袋", "盒", 2845),
    Drug("布洛芬混悬液", "100ml:2g", "瓶", 1890),
    Drug("注射用头孢曲松钠", "1.0g", "支", 1136),
    Drug("氯化钠注射液", "100ml:0.9g", "袋", 345),
    Drug("葡萄糖注射液", "250ml:12.5g", "袋", 412),
    Drug("奥美拉唑肠溶胶囊", "20mg*14粒", "盒", 3160),
    Drug("蒙脱石散", "3g*10袋", "盒", 1575),
    Drug("硝苯地平控释片", "30mg*7片", "盒", 2699),
    Drug("盐酸二甲双胍片", "0.5g*20片", "盒", 1840),
    Drug("氯雷他定片", "10mg*6片", "盒", 1422),
    Drug("维生素C片", "0.1g*100片", "瓶", 560),
    Drug("盐酸氨溴索口服溶液", "100ml:0.6g", "瓶", 2215),
    Drug("连花清瘟胶囊", "0.35g*24粒", "盒", 1480, "中成药费"),
    Drug("蒲地蓝消炎口服液", "10ml*10支", "盒", 3380, "中成药费"),
    Drug("云南白药气雾剂", "85g+30g", "盒", 4250, "中成药费"),
    Drug("小儿豉翘清热颗粒", "2g*6袋", "盒", 2760, "中成药费"),
)
SERVICES = (
    Drug("普通门诊诊查费", "", "次", 1500, "诊察费"),
    Drug("血常规五分类", "", "次", 2000, "化验费"),
    Drug("C反应蛋白测定", "", "项", 2500, "化验费"),
    Drug("胸部正位DR摄影", "", "部位", 6800, "检查费"),
    Drug("颅脑CT平扫", "", "次", 22000, "检查费"),
    Drug("腹部彩色多普勒超声", "", "次", 11000, "检查费"),
    Drug("静脉输液", "", "组", 1200, "治疗费"),
    Drug("雾化吸入治疗", "", "次", 1800, "治疗费"),
    Drug("清创缝合(小)", "", "次", 9600, "手术费"),
    Drug("普通床位费", "", "日", 4500, "床位费"),
    Drug("Ⅱ级护理", "", "日", 1800, "护理费"),
    Drug("一次性使用输液器", "", "个", 260, "卫生材料费"),
    Drug("石膏绷带", "15cm*460cm", "卷", 1380, "卫生材料费"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    name: str
    sex: str
    birth: dt.date
    id_number: str
    address: str
    ethnicity: str

    @property
    def sex_word(self) -> str:
        return "男" if self.sex == "M" else "女"

    def age_on(self, day: dt.date) -> int:
        had_birthday = (day.month, day.day) >= (self.birth.month, self.birth.day)
        return day.year - self.birth.year - (not had_birthday)


@dataclass(frozen=True, slots=True)
class Family:
    father: Person
    mother: Person
    child: Person


class Cast(Random):
    """A Random for one paper of a claim: its first people, its hospital, department and day are already cast."""

    def __init__(
        self, seed: int, people: Person | Sequence[Person], hospital: str, department: str, day: dt.date
    ) -> None:
        super().__init__(seed)
        self._waiting: list[Person] = [people] if isinstance(people, Person) else list(reversed(people))
        self.day = day
        self._roles = {id(HOSPITALS): hospital, id(DEPARTMENTS): department}

    def next_person(self) -> Person | None:
        return self._waiting.pop() if self._waiting else None

    def choice(self, seq: Any) -> Any:
        return self._roles.get(id(seq)) or super().choice(seq)


def make_person(
    rng: Random, *, sex: str | None = None, ages: tuple[int, int] = (1, 90), surname: str | None = None
) -> Person:
    """A person whose age on `TODAY` lies within `ages`, or the one the paper's cast has waiting."""
    waiting = rng.next_person() if isinstance(rng, Cast) else None
    if waiting is not None:
        return waiting
    sex = sex or rng.choice("MF")
    birth = TODAY - dt.timedelta(days=rng.randint(ages[0] * 366, ages[1] * 365))
    ethnicity = rng.choice(MINORITIES) if rng.random() < 0.1 else "汉"
    return Person(
        name=make_name(rng, sex, surname),
        sex=sex,
        birth=birth,
        id_number=make_id_number(rng, birth, sex),
        address=make_address(rng),
        ethnicity=ethnicity,
    )


def make_family(rng: Random, child_ages: tuple[int, int] = (1, 15)) -> Family:
    """Parents and a child who bears the father's surname."""
    father = make_person(rng, sex="M", ages=(38, 50))
    mother = make_person(rng, sex="F", ages=(36, 48))
    surname = father.name[:2] if father.name[:2] in SURNAMES else father.name[0]
    return Family(father, mother, make_person(rng, ages=child_ages, surname=surname))


def make_name(rng: Random, sex: str, surname: str | None = None) -> str:
    given = MALE_GIVEN if sex == "M" else FEMALE_GIVEN
    count = 1 if rng.random() < 0.3 else 2
    return (surname or rng.choice(SURNAMES)) + "".join(rng.sample(given, count))


def make_id_number(rng: Random, birth: dt.date, sex: str) -> str:
    order = rng.randrange(0, 499) * 2 + (1 if sex == "M" else 0)
    first17 = f"{rng.choice(_REGIONS)}{birth:%Y%m%d}{order:03d}"
    return first17 + resident_id.check_digit(first17)


def make_address(rng: Random) -> str:
    place = rng.choice(PROVINCES) + rng.choice(CITIES) + rng.choice(DISTRICTS)
    if rng.random() < 0.3:
        return f"{place}{rng.choice(VILLAGES)}{rng.randint(1, 12)}组{rng.randint(1, 99)}号"
    house = f"{rng.choice(ROADS)}{rng.randint(1, 899)}号{rng.choice(ESTATES)}"
    return f"{place}{house}{rng.randint(1, 28)}栋{rng.randint(1, 33)}{rng.randint(1, 8):02d}室"


def make_day(rng: Random, within: int = 400) -> dt.date:
    """A day not long before `TODAY`, or the day of the paper's cast."""
    if isinstance(rng, Cast):
        return rng.day
    return TODAY - dt.timedelta(days=rng.randint(1, within))


def digits(rng: Random, count: int, *, first: Sequence[str] = "123456789") -> str:
    """That many digits, the first of them one of `first`."""
    return rng.choice(first) + "".join(rng.choices("0123456789", k=count - 1))
