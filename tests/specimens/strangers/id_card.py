"""Identity cards as customers send them: a copy of both faces on one page, a Zhuang card, an emblem face in a sleeve.

>>> import random
>>> LAYOUTS["copy_of_both"](random.Random(1)).fields["side"]
'both'
"""

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import Any

from PIL import Image

from storage.model.document_type import DocumentType
from tests.specimens.people import CITIES, DISTRICTS, Person, make_person
from tests.specimens.sheet import BLACK, Ink, Sheet, Specimen
from tests.specimens.strangers.form import flow, mid, paper, watermark

_TYPE = DocumentType.ID_CARD
_LABEL: Ink = (70, 110, 160)
_SIZE = (856, 540)


def copy_of_both(rng: Random) -> Specimen:
    """A grey copy: the portrait face above the emblem face, a purpose written across."""
    person = make_person(rng, ages=(20, 80))
    portrait, emblem = _card(rng), _card(rng)
    _portrait(portrait, person, ("姓名", "性别", "民族", "出生", "住址", "公民身份号码"))
    told = _emblem(emblem, rng, person)
    page = Sheet(1240, 1754)
    for card, y in ((portrait, 170), (emblem, 840)):
        page.picture.paste(card.picture.convert("L").convert("RGB"), (190, y))
        page.draw.rounded_rectangle((190, y, 190 + 856, y + 540), 24, outline=(90, 90, 90), width=2)
    mid(page, 620, 1480, "此复印件与原件一致，仅供办理保险理赔使用", face="kai", size=32)
    watermark(page, "仅限理赔使用 他用无效", size=40, strength=48)
    return paper([page], "id.copy_of_both", _TYPE, {"side": "both", **_truth(person), **told})


def zhuang(rng: Random) -> Specimen:
    """A portrait face with the labels in Zhuang under the Chinese ones."""
    person = make_person(rng, ages=(12, 75))
    card = _card(rng)
    _portrait(card, person, ("姓名", "性别", "民族", "出生", "住址", "公民身份号码"))
    for y, text in ((92, "Singqmingz"), (172, "Singqbied"), (252, "Ngoenzseng"), (332, "Dieg youq")):
        card.write((44, y), text, face="song", size=15, ink=_LABEL)
    card.write((250, 172), "Minzcuz", face="song", size=15, ink=_LABEL)
    card.write((44, 500), "Goengminz Sinhfaenh Hauhmaj", face="song", size=15, ink=_LABEL)
    return paper([card], "id.zhuang", _TYPE, {"side": "portrait", **_truth(person)})


def sleeve(rng: Random) -> Specimen:
    """The emblem face alone, in a milky sleeve with a bright streak."""
    person = make_person(rng, ages=(5, 85))
    card = _card(rng)
    told = _emblem(card, rng, person)
    milk = Image.new("RGB", card.picture.size, (250, 250, 252))
    card.picture.paste(Image.blend(card.picture, milk, 0.22))
    for x in range(560, 620):
        shade = Image.blend(card.picture.crop((x, 0, x + 1, 540)), Image.new("RGB", (1, 540), "white"), 0.35)
        card.picture.paste(shade, (x, 0))
    return paper([card], "id.sleeve", _TYPE, {"side": "emblem", **told})


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "copy_of_both": copy_of_both,
    "zhuang": zhuang,
    "sleeve": sleeve,
}


def _card(rng: Random) -> Sheet:
    """A card with the waves of its background."""
    card = Sheet(*_SIZE, (232, 240, 246))
    for place in range(0, 540, 9):
        tint = (208 + rng.randint(0, 16), 226, 236 - rng.randint(0, 12))
        points = [(x, place + 10 * ((x // 40 + place // 9) % 3)) for x in range(0, 860, 40)]
        card.draw.line(points, fill=tint, width=2)
    return card


def _portrait(card: Sheet, person: Person, labels: tuple[str, ...]) -> None:
    name, sex, nation, birth, address, number = labels
    for x, y, label in (
        (44, 62, name),
        (44, 142, sex),
        (250, 142, nation),
        (44, 222, birth),
        (44, 302, address),
    ):
        card.write((x, y), label, face="hei", size=25, ink=_LABEL)
    card.write((130, 56), person.name, face="hei", size=34)
    card.write((130, 138), person.sex_word, face="hei", size=30)
    card.write((320, 138), person.ethnicity, face="hei", size=30)
    day = person.birth
    for x, text, ink in (
        (130, f"{day.year}", BLACK),
        (212, "年", _LABEL),
        (256, f"{day.month}", BLACK),
        (298, "月", _LABEL),
        (340, f"{day.day}", BLACK),
        (384, "日", _LABEL),
    ):
        card.write((x, 220), text, face="hei", size=28, ink=ink)
    flow(card, (130, 298), person.address, width=370, face="hei", size=28, leading=40)
    card.write((44, 468), number, face="hei", size=25, ink=_LABEL)
    card.write((290, 462), person.id_number, face="hei-bold", size=36, spacing=6)
    card.draw.rounded_rectangle((578, 70, 810, 380), 30, fill=(196, 204, 214))
    card.draw.ellipse((640, 120, 750, 250), fill=(150, 140, 135))
    card.draw.rectangle((615, 270, 775, 380), fill=(90, 96, 112))


def _emblem(card: Sheet, rng: Random, person: Person) -> dict[str, Any]:
    card.draw.ellipse((60, 50, 210, 200), fill=(196, 60, 60))
    card.draw.ellipse((90, 76, 180, 166), outline=(240, 200, 90), width=6)
    mid(card, 540, 70, "中华人民共和国", face="hei-bold", size=54)
    mid(card, 540, 160, "居 民 身 份 证", face="hei-bold", size=58)
    age = person.age_on(dt.date(2022, 6, 1))
    since = dt.date(2022, rng.randint(1, 12), rng.randint(1, 28))
    years = 5 if age < 16 else 10 if age < 26 else 20 if age < 46 else 0
    until = dt.date(since.year + years, since.month, since.day) if years else None
    office = f"{rng.choice(CITIES)}公安局{rng.choice(DISTRICTS)[:2]}分局"
    for y, label, value in (
        (370, "签发机关", office),
        (440, "有效期限", f"{since:%Y.%m.%d}-{until:%Y.%m.%d}" if until else f"{since:%Y.%m.%d}-长期"),
    ):
        card.write((196, y), label, face="hei", size=28, ink=_LABEL)
        card.write((346, y - 1), value, face="hei", size=30)
    return {
        "authority": office,
        "valid_from": since.isoformat(),
        "valid_to": until.isoformat() if until else "long_term",
    }


def _truth(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "sex": person.sex,
        "ethnicity": person.ethnicity,
        "birth_date": person.birth.isoformat(),
        "address": person.address,
        "id_number": person.id_number,
    }
