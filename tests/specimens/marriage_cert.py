"""Made-up 结婚证: the booklet laid open, the older booklet's single page, the licence on a phone.

>>> import random
>>> sorted(LAYOUTS["open"](random.Random(1)).fields)
['certificate_number', 'holder_id_number', 'holder_name', 'issue_date', 'spouse_id_number', 'spouse_name']
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.cells import around
from tests.specimens.people import Person, digits, make_person
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft

_SAID = ("结婚申请,符合《中华人民共和国民法典》", "规定,予以登记,发给此证。")


@dataclass(frozen=True, slots=True)
class Couple:
    """Who holds the booklet, whom it names as well, when and under which number they registered."""

    holder: Person
    spouse: Person
    day: dt.date
    number: str


def make_couple(rng: Random) -> Couple:
    holder = make_person(rng, sex="F", ages=(24, 70))
    spouse = make_person(rng, sex="M", ages=(24, 70))
    day = dt.date(2016, 1, 1) + dt.timedelta(days=rng.randint(0, 3000))
    return Couple(holder, spouse, day, f"J190104-{day.year}-{digits(rng, 6)}")


def open_pages(rng: Random) -> Specimen:
    """Both pages: the registration left, the picture and the two people right."""
    couple = make_couple(rng)
    draft, face = Draft(1480, 1000, (248, 240, 236)), rng.choice(("song", "kai"))
    around(draft, (370, 70), "结 婚 证", size=48)
    rows = (
        ("持证人", couple.holder.name),
        ("登记日期", f"{couple.day.year}年{couple.day.month:02d}月{couple.day.day:02d}日"),
        ("结婚证字号", couple.number),
        ("备注", ""),
    )
    for place, (label, value) in enumerate(rows):
        draft.write((90, 200 + place * 80), label, face="song", size=28)
        draft.write((270, 200 + place * 80), value, face=face, size=28)
    for place, text in enumerate(_SAID):
        draft.write((90, 560 + place * 44), text, face="song", size=26)
    draft.write((90, 720), "登记机关", face="song", size=26)
    draft.seal((420, 790), 120, "清河市民政局婚姻登记专用章")
    draft.frame(Box(880, 60, 1340, 380))
    for place, one in enumerate((couple.spouse, couple.holder)):
        _person(draft, one, (810, 430 + place * 260), face)
    return _done(draft, couple, "open")


def single(rng: Random) -> Specimen:
    """A page with everything below each other, the older print."""
    couple = make_couple(rng)
    draft, face = Draft(900, 1260, (250, 236, 232)), rng.choice(("hei", "zenhei"))
    around(draft, (450, 60), "中华人民共和国", size=36)
    around(draft, (450, 115), "结婚证", size=54)
    draft.write((80, 230), f"结婚证字号:{couple.number}", face=face, size=28)
    draft.write((80, 290), f"持 证 人:{couple.holder.name}", face=face, size=28)
    draft.write((80, 350), f"登记日期:{couple.day:%Y-%m-%d}", face=face, size=28)
    for place, one in enumerate((couple.holder, couple.spouse)):
        y = 440 + place * 260
        draft.write((80, y), f"姓名:{one.name}", face=face, size=28)
        draft.write((460, y), f"性别:{one.sex_word}", face=face, size=28)
        draft.write((80, y + 60), f"出生日期:{one.birth:%Y年%m月%d日}", face=face, size=28)
        draft.write((80, y + 120), f"身份证件号:{one.id_number}", face=face, size=28)
    draft.write((80, 980), "准予登记,发给此证。", face=face, size=28)
    draft.write((80, 1100), "婚姻登记员:", face=face, size=26)
    draft.seal((640, 1090), 110, "示范县民政局婚姻登记专用章")
    return _done(draft, couple, "single")


def phone(rng: Random) -> Specimen:
    """The electronic licence as an app shows it."""
    couple = make_couple(rng)
    draft, face = Draft(1080, 1700, (255, 255, 255)), rng.choice(("hei", "zenhei"))
    around(draft, (540, 90), "电子结婚证", face="hei-bold", size=50)
    facts = [
        ("持证人", couple.holder.name),
        ("结婚证字号", couple.number),
        ("登记日期", f"{couple.day:%Y-%m-%d}"),
    ]
    for whose, one in (("男方", couple.spouse), ("女方", couple.holder)):
        facts += [(f"{whose}姓名", one.name), (f"{whose}国籍", "中国"), (f"{whose}身份证件号", one.id_number)]
    for place, (label, value) in enumerate((*facts, ("登记机关", "安平市民政局"))):
        draft.write((60, 230 + place * 100), label, face=face, size=36, ink=(120, 120, 125))
        draft.write((420, 230 + place * 100), value, face=face, size=36)
    return _done(draft, couple, "phone")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"open": open_pages, "single": single, "phone": phone}


def _person(draft: Draft, one: Person, at: tuple[int, int], face: str) -> None:
    x, y = at
    pairs = (("姓名", one.name, 0, 0), ("性别", one.sex_word, 360, 0), ("国籍", "中国", 0, 1))
    day = f"{one.birth:%Y年%m月%d日}"
    for label, value, dx, row in (*pairs, ("出生日期", day, 230, 1), ("身份证件号", one.id_number, 0, 2)):
        box = draft.write((x + dx, y + row * 66), label, face="song", size=26)
        draft.write((box.x1 + 18, y + row * 66), value, face=face, size=26)


def _done(draft: Draft, couple: Couple, name: str) -> Specimen:
    for key, one in (("holder", couple.holder), ("spouse", couple.spouse)):
        draft.note(f"{key}_name", one.name)
        draft.note(f"{key}_id_number", one.id_number)
    draft.note("certificate_number", couple.number)
    draft.note("issue_date", couple.day.isoformat())
    return draft.done(f"marriage_cert.{name}", DocumentType.MARRIAGE_CERT)
