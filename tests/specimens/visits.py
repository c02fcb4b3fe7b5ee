"""What made-up papers about a visit say: complaint, history, diagnoses, treatment, advice.

>>> import random
>>> visit = make_visit(random.Random(5))
>>> len(visit.diagnoses) >= 1, visit.rest in visit.advice
(True, True)
"""

import datetime as dt
from dataclasses import dataclass
from random import Random

from tests.specimens.people import (
    DEPARTMENTS,
    DIAGNOSES,
    DRUGS,
    HOSPITALS,
    Person,
    digits,
    make_day,
    make_person,
)
from tests.specimens.sheet import Sheet, font

_COMPLAINTS = (
    "发热、咳嗽3天",
    "反复上腹部疼痛2月,加重1周",
    "右踝扭伤后肿痛2小时",
    "头晕伴恶心半天",
    "咽痛、流涕2天",
    "腰痛伴左下肢麻木10天",
    "皮肤瘙痒伴红疹1天",
    "腹痛、腹泻6小时",
)
_HISTORIES = (
    "患者3天前受凉后出现发热,体温最高38.6℃,伴咳嗽、少量白痰,无胸痛及呼吸困难,自服退热药后体温可暂时下降。",
    "患者近2月来反复出现上腹部隐痛,餐后明显,伴反酸、嗳气,无黑便,1周前进食辛辣后加重,未予特殊处理。",
    "患者2小时前下楼时不慎扭伤右踝,当即感局部疼痛、肿胀,行走困难,无畸形及皮肤破损,冰敷后来院。",
    "患者半天前无明显诱因出现头晕,与体位变化有关,伴恶心,未吐,无头痛及肢体活动障碍,休息后稍缓解。",
    "患者10天前搬重物后出现腰痛,伴左下肢放射性麻木,咳嗽时加重,卧床休息后减轻,大小便正常。",
    "患者1天前进食海鲜后全身出现散在红色风团,瘙痒明显,无胸闷气促,未用药,门诊就诊。",
)
_PAST = ("既往体健,否认药物过敏史。", "高血压病史5年,规律服药,血压控制可。", "否认肝炎、结核等传染病史。")
_EXAM = ("神志清,咽部充血,双肺呼吸音粗,未闻及干湿啰音,心律齐,腹软。", "神清,心肺听诊未见异常,腹软,局部压痛。")
_RESTS = (
    "建议休息3天",
    "建议休息一周",
    "全休两周",
    "休息7天",
    "建休5天",
    "休息半个月",
    "休息贰周",
    "建议休息1个月",
)
REST_DAYS = dict(zip(_RESTS, (3, 7, 14, 7, 5, 15, 14, 30), strict=True))
_ADVICE = ("注意休息,清淡饮食", "避免剧烈运动", "门诊随诊", "定期复查", "不适随诊", "按时服药")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    person: Person
    hospital: str
    department: str
    day: dt.date
    clock: str
    number: str
    complaint: str
    history: str
    past: str
    exam: str
    diagnoses: tuple[str, ...]
    treatment: str
    rest: str
    advice: str
    doctor: str

    @property
    def age(self) -> str:
        return str(max(1, self.person.age_on(self.day)))

    @property
    def rest_days(self) -> int:
        return REST_DAYS[self.rest]


def make_visit(rng: Random) -> Visit:
    person = make_person(rng, ages=(3, 85))
    drugs = rng.sample(DRUGS, rng.randint(1, 3))
    orders = [f"{drug.name} {drug.spec} 每日{rng.choice('23')}次口服" for drug in drugs]
    rest = rng.choice(_RESTS)
    return Visit(
        person=person,
        hospital=rng.choice(HOSPITALS),
        department=rng.choice(DEPARTMENTS),
        day=make_day(rng),
        clock=f"{rng.randint(8, 17):02d}:{rng.randint(0, 59):02d}",
        number=digits(rng, rng.choice((8, 10))),
        complaint=rng.choice(_COMPLAINTS) + "。",
        history=rng.choice(_HISTORIES),
        past=rng.choice(_PAST),
        exam=rng.choice(_EXAM),
        diagnoses=tuple(rng.sample(DIAGNOSES, rng.choice((1, 1, 2, 3)))),
        treatment="".join(f"{place}.{order};" for place, order in enumerate([*orders, "不适随诊"], 1)),
        rest=rest,
        advice=f"{rest},{rng.choice(_ADVICE)}。",
        doctor=make_person(rng).name,
    )


def wrapped(text: str, face: str, size: int, width: int) -> list[str]:
    """The text cut into lines that are no wider than `width`."""
    used = font(face, size)
    lines = [""]
    for char in text:
        if lines[-1] and used.getlength(lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    return lines


def paragraph(
    sheet: Sheet,
    at: tuple[int, int],
    text: str,
    *,
    width: int,
    face: str = "song",
    size: int = 28,
    first: int = 0,
    leading: float = 1.6,
) -> int:
    """Writes wrapped text whose first line starts `first` pixels further right; gives the height below it."""
    x, y = at
    used = font(face, size)
    head = text
    if first:
        count = max(place for place in range(len(text) + 1) if used.getlength(text[:place]) <= width - first)
        sheet.write((x + first, y), text[:count], face=face, size=size)
        head, y = text[count:], y + round(size * leading)
    for line in wrapped(head, face, size, width) if head else []:
        sheet.write((x, y), line, face=face, size=size)
        y += round(size * leading)
    return y


def numbered_list(names: tuple[str, ...], mark: str = ".") -> str:
    return (
        " ".join(f"{place}{mark}{name}" for place, name in enumerate(names, 1)) if len(names) > 1 else names[0]
    )
