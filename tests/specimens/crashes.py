"""What made-up papers about one traffic accident say.

>>> import random
>>> crash = make_crash(random.Random(3))
>>> crash.first.plate != crash.second.plate
True
"""

import datetime as dt
from dataclasses import dataclass
from random import Random

from tests.specimens.people import ROADS, Person, digits, make_day, make_person

OFFICES = ("清河市公安局交通警察支队东城大队", "安平市公安局交通警察大队", "示范县公安局交通管理大队")
LIABILITIES = (("全部责任", "无责任"), ("主要责任", "次要责任"), ("同等责任", "同等责任"))


@dataclass(frozen=True, slots=True)
class Party:
    person: Person
    plate: str
    liability: str

    def row(self) -> dict[str, str]:
        return {
            "name": self.person.name,
            "plate": self.plate,
            "licence_number": self.person.id_number,
            "liability": self.liability,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    at: dt.datetime
    place: str
    first: Party
    second: Party
    number: str
    office: str

    @property
    def signed(self) -> dt.date:
        return self.at.date() + dt.timedelta(days=5)

    @property
    def moment(self) -> str:
        return f"{self.at:%Y-%m-%dT%H:%M}"


def make_crash(rng: Random) -> Crash:
    first, second = make_person(rng, ages=(22, 65)), make_person(rng, ages=(22, 65))
    clock = dt.time(rng.randint(6, 22), rng.randrange(0, 60, 5))
    one, other = rng.choice(LIABILITIES)
    roads = rng.sample(ROADS, 2)
    return Crash(
        at=dt.datetime.combine(make_day(rng, 300), clock),
        place=f"清河市东城区{roads[0]}与{roads[1]}交叉口",
        first=Party(first, "苏A" + digits(rng, 5), one),
        second=Party(second, "浙B" + digits(rng, 5), other),
        number=digits(rng, 10),
        office=rng.choice(OFFICES),
    )


def long_moment(at: dt.datetime) -> str:
    return f"{at.year}年{at.month:02d}月{at.day:02d}日{at.hour:02d}时{at.minute:02d}分"
