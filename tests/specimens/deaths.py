"""What made-up papers about one death say: who died when, where and of what, who wrote it down.

>>> import random
>>> death = make_death(random.Random(3))
>>> death.day < death.reported
True
"""

import datetime as dt
from dataclasses import dataclass
from random import Random

from tests.specimens.people import HOSPITALS, Person, digits, make_day, make_name, make_person

CAUSES = ("急性心肌梗死", "脑出血", "肺部感染", "呼吸衰竭", "心源性猝死", "多器官功能衰竭")
STATIONS = ("清河市公安局东城派出所", "安平市公安局北辰派出所", "示范县公安局城关派出所")


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    person: Person
    day: dt.date
    reported: dt.date
    cause: str
    hospital: str
    station: str
    number: str
    relative: str
    doctor: str


def make_death(rng: Random) -> Death:
    person = make_person(rng, ages=(50, 92))
    day = make_day(rng, 300)
    return Death(
        person=person,
        day=day,
        reported=day + dt.timedelta(days=rng.randint(1, 4)),
        cause=rng.choice(CAUSES),
        hospital=rng.choice(HOSPITALS),
        station=rng.choice(STATIONS),
        number=digits(rng, 9),
        relative=make_name(rng, "F"),
        doctor=make_name(rng, "M"),
    )


def long_day(day: dt.date) -> str:
    return f"{day.year}年{day.month:02d}月{day.day:02d}日"
