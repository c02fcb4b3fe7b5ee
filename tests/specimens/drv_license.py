"""Made-up driving licences: the main page, the other one, both in one picture, the electronic licence.

>>> import random
>>> LAYOUTS["main"](random.Random(1)).fields["side"], LAYOUTS["back"](random.Random(1)).fields["side"]
('main', 'back')
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.cells import around
from tests.specimens.people import Person, digits, make_person
from tests.specimens.sheet import RED, Specimen
from tests.specimens.titles import Draft

_LABEL = (40, 90, 60)
_CLASSES = ("C1", "C2", "B2", "C1E", "A2")


@dataclass(frozen=True, slots=True)
class Licence:
    person: Person
    first: dt.date
    kind: str
    start: dt.date
    end: dt.date
    file: str


def make_licence(rng: Random) -> Licence:
    person = make_person(rng, ages=(22, 65))
    first = dt.date(2008, 1, 1) + dt.timedelta(days=rng.randint(0, 3000))
    start = first.replace(
        year=first.year + 6 if first.year + 16 > 2026 else first.year + 16, day=min(first.day, 28)
    )
    return Licence(
        person, first, rng.choice(_CLASSES), start, start.replace(year=start.year + 10), digits(rng, 12)
    )


def main(rng: Random) -> Specimen:
    """The main page: green labels in both languages, values printed beside them."""
    licence = make_licence(rng)
    draft = Draft(1060, 720, (238, 244, 240))
    _main(draft, licence, 0, rng.choice(("song", "hei")))
    return _done(draft, licence, "main", _MAIN)


def back(rng: Random) -> Specimen:
    """The other page."""
    licence = make_licence(rng)
    draft = Draft(1060, 720, (238, 244, 240))
    _back(draft, licence, 0, rng.choice(("song", "hei")))
    return _done(draft, licence, "back", _BACK)


def both(rng: Random) -> Specimen:
    """Both pages below each other."""
    licence = make_licence(rng)
    draft, face = Draft(1060, 1460, (238, 244, 240)), rng.choice(("song", "hei"))
    _main(draft, licence, 0, face)
    _back(draft, licence, 740, face)
    return _done(draft, licence, "both", (*_MAIN, "file_number"))


def phone(rng: Random) -> Specimen:
    """The electronic licence of the traffic police's app, both pages on one screen."""
    licence = make_licence(rng)
    person = licence.person
    draft, face = Draft(1080, 1800, (255, 255, 255)), rng.choice(("hei", "zenhei"))
    around(draft, (540, 90), "机动车驾驶证(电子版)", face="hei-bold", size=46)
    facts = (
        ("姓名", person.name),
        ("性别", person.sex_word),
        ("国籍", "中国"),
        ("证号", person.id_number),
        ("住址", person.address[:16]),
        ("出生日期", f"{person.birth}"),
        ("初次领证日期", f"{licence.first}"),
        ("准驾车型", licence.kind),
        ("有效期限", f"{licence.start}至{licence.end}"),
        ("档案编号", licence.file),
        ("状态", "正常"),
        ("累积记分", "0分"),
    )
    for place, (label, value) in enumerate(facts):
        draft.write((60, 220 + place * 96), label, face=face, size=36, ink=(120, 120, 125))
        draft.write((370, 220 + place * 96), value, face=face, size=36)
    draft.note("address", person.address[:16])
    return _done(draft, licence, "phone", (*_MAIN, "file_number"), side="both")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"main": main, "back": back, "both": both, "phone": phone}

_MAIN = (
    *("licence_number", "name", "sex", "nationality", "address", "birth_date", "first_issue_date", "class"),
    *("valid_from", "valid_to"),
)
_BACK = ("licence_number", "name", "file_number")


def _main(draft: Draft, licence: Licence, top: int, face: str) -> None:
    person = licence.person
    around(draft, (530, top + 40), "中华人民共和国机动车驾驶证", size=40)
    around(draft, (530, top + 96), "Driving License of the People's Republic of China", face="song", size=22)
    row = ((60, "证号", "No."), person.id_number)
    _pairs(draft, top + 150, [row], face)
    cells = (
        ((60, "姓名", "Name"), person.name),
        ((420, "性别", "Sex"), person.sex_word),
        ((640, "国籍", "Nationality"), "中国"),
    )
    _pairs(draft, top + 212, cells, face)
    _pairs(draft, top + 280, [((60, "住址", "Address"), person.address[:20])], face)
    _pairs(draft, top + 372, [((400, "出生日期", "Date of Birth"), f"{person.birth}")], face)
    _pairs(draft, top + 440, [((400, "初次领证日期", "Date of First Issue"), f"{licence.first}")], face)
    _pairs(draft, top + 508, [((400, "准驾车型", "Class"), licence.kind)], face)
    _pairs(draft, top + 600, [((60, "有效期限", "Valid Period"), f"{licence.start}至{licence.end}")], face)
    draft.frame(Box(830, top + 370, 1010, top + 590))
    for place, text in enumerate(("清河市公安局", "交通警察支队")):
        draft.write((110, top + 400 + place * 50), text, face="song-bold", size=30, ink=RED)
    draft.note("address", person.address[:20])


def _back(draft: Draft, licence: Licence, top: int, face: str) -> None:
    around(draft, (530, top + 50), "中华人民共和国机动车驾驶证副页", size=38)
    _pairs(draft, top + 140, [((60, "证号", "No."), licence.person.id_number)], face)
    cells = (((60, "姓名", "Name"), licence.person.name), ((500, "档案编号", "File No."), licence.file))
    _pairs(draft, top + 220, cells, face)
    draft.write((60, top + 310), "记录", face="song", size=26, ink=_LABEL)
    draft.write(
        (170, top + 310),
        f"请于{licence.end.year}年{licence.end.month:02d}月{licence.end.day:02d}日前九十日内换领新证。",
        face=face,
        size=27,
    )


def _pairs(draft: Draft, y: int, cells: Sequence[tuple[tuple[int, str, str], str]], face: str) -> None:
    for (x, label, english), value in cells:
        box = draft.write((x, y), label, face="song", size=25, ink=_LABEL)
        draft.write((x, y + 30), english, face="song", size=15, ink=_LABEL)
        draft.write((max(box.x1, x + 70) + 40, y + 2), value, face=face, size=28)


def _done(draft: Draft, licence: Licence, name: str, keys: Sequence[str], *, side: str = "") -> Specimen:
    person = licence.person
    truth = {
        "licence_number": person.id_number,
        "name": person.name,
        "sex": person.sex,
        "nationality": "中国",
        "birth_date": person.birth.isoformat(),
        "first_issue_date": licence.first.isoformat(),
        "class": licence.kind,
        "valid_from": licence.start.isoformat(),
        "valid_to": licence.end.isoformat(),
        "file_number": licence.file,
    }
    draft.fields |= {"side": side or name, **{key: truth[key] for key in keys if key in truth}}
    return draft.done(f"drv_license.{name}", DocumentType.DRV_LICENSE)
