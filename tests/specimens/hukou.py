"""Made-up pages of a household register: a member's card with wrapped labels, another print of it, the head page.

>>> import random
>>> LAYOUTS["head"](random.Random(1)).fields["page_kind"], LAYOUTS["cancelled"](random.Random(1)).fields["page_kind"]
('cover', 'cancelled')
"""

import datetime as dt
from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.cells import Cell, around, boxed
from tests.specimens.deaths import STATIONS, long_day
from tests.specimens.people import Person, digits, make_person
from tests.specimens.sheet import RED, Specimen
from tests.specimens.titles import Draft

RELATIONS = ("户主", "妻", "子", "女", "长子", "长女", "次子", "孙女", "孙子", "儿媳", "母亲")


def member(rng: Random) -> Specimen:
    """常住人口登记卡: ruled, the longer labels in two lines in their cells."""
    one, relation = make_person(rng), str(rng.choice(RELATIONS))
    draft, face = Draft(1180, 1000, (246, 248, 242)), rng.choice(("song", "ming"))
    around(draft, (590, 40), "常住人口登记卡", size=42)
    value_face = rng.choice(("kai", "song", "hei"))
    _boxes(draft, (40, 120), one, relation, (face, value_face))
    draft.write((60, 880), "承办人签章:", face=face, size=24)
    draft.write((640, 880), f"登记日期:{_registered(rng)}", face=face, size=24)
    draft.seal((960, 850), 95, rng.choice(STATIONS), foot="户口专用章")
    return _done(draft, one, relation, "member")


def plain(rng: Random) -> Specimen:
    """A newer print without rules, labels in one line, wide gaps."""
    one, relation = make_person(rng), str(rng.choice(RELATIONS))
    draft, face = Draft(1120, 1240), rng.choice(("hei", "zenhei"))
    around(draft, (560, 50), "常 住 人 口 登 记 卡", face="hei-bold", size=38)
    rows = (
        (("姓名", one.name), ("户主或与户主关系", relation)),
        (("曾用名", ""), ("性别", one.sex_word)),
        (("出生地", "江川省清河市"), ("民族", one.ethnicity)),
        (("籍贯", "江川省清河市"), ("出生日期", long_day(one.birth))),
        (("本市(县)其他住址", ""), ("宗教信仰", "")),
        (("公民身份证件编号", one.id_number), ("身高", "165")),
        (("文化程度", "高中"), ("婚姻状况", "已婚")),
        (("服务处所", ""), ("职业", "")),
        (("何时由何地迁来本市(县)", ""), ("", "")),
        (("何时由何地迁来本址", ""), ("", "")),
    )
    for place, row in enumerate(rows):
        for side, (label, value) in enumerate(row):
            box = draft.write((70 + side * 580, 160 + place * 84), label, face=face, size=26)
            draft.write((box.x1 + 24, 160 + place * 84), value, face="kai", size=27)
    draft.write((70, 1040), "承办人签章:", face=face, size=24)
    draft.write((540, 1040), f"登记日期:{_registered(rng)}", face=face, size=24)
    return _done(draft, one, relation, "plain")


def head(rng: Random) -> Specimen:
    """The head page: what kind of household, whose, its number and address, two seals."""
    one, number = make_person(rng, ages=(24, 80)), digits(rng, 9)
    draft, face = Draft(1180, 900, (246, 248, 242)), rng.choice(("song", "kai"))
    rows = (
        (Cell("户 别", 150), Cell("非农业家庭户", 400), Cell("户主姓名", 170), Cell(one.name, 380)),
        (Cell("户 号", 150), Cell(number, 400), Cell("住 址", 170), Cell(one.address[:15], 380)),
    )
    bottom = boxed(draft, (40, 100), rows, face=face, size=26, height=90)
    draft.write((70, bottom + 60), "省级公安机关", face=face, size=26)
    draft.write((70, bottom + 100), "户口专用章", face=face, size=26)
    draft.write((620, bottom + 60), "户口登记机关", face=face, size=26)
    draft.write((620, bottom + 100), "户口专用章", face=face, size=26)
    draft.seal((330, bottom + 190), 105, "江川省公安厅户口专用章")
    draft.seal((900, bottom + 190), 105, rng.choice(STATIONS))
    draft.write((70, bottom + 360), "承办人签章:", face=face, size=24)
    draft.write((640, bottom + 360), f"{_registered(rng)}签发", face=face, size=24)
    truth = {
        "page_kind": "cover",
        "householder": one.name,
        "household_number": number,
        "address": one.address[:15],
    }
    draft.fields |= truth
    return draft.done("hukou.head", DocumentType.HUKOU)


def cancelled(rng: Random) -> Specimen:
    """A member's card with the stamp of the cancellation across."""
    one, relation = make_person(rng, ages=(50, 90)), str(rng.choice(RELATIONS))
    draft = Draft(1180, 1000, (246, 248, 242))
    around(draft, (590, 40), "常住人口登记卡", size=42)
    _boxes(draft, (40, 120), one, relation, ("song", "kai"))
    draft.write((60, 880), "承办人签章:", face="song", size=24)
    draft.write((420, 800), "死亡注销", face="hei-bold", size=52, ink=RED)
    draft.write((640, 880), f"登记日期:{_registered(rng)}", face="song", size=24)
    return _done(draft, one, relation, "cancelled", kind="cancelled")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "member": member,
    "plain": plain,
    "head": head,
    "cancelled": cancelled,
}


def _boxes(draft: Draft, at: tuple[int, int], one: Person, relation: str, faces: tuple[str, str]) -> None:
    rows = (
        (Cell("姓 名", 170), Cell(one.name, 330, "name"), Cell("户主或与\n户主关系", 170), Cell(relation, 430)),
        (Cell("曾用名", 170), Cell("", 330), Cell("性 别", 170), Cell(one.sex_word, 430)),
        (Cell("出生地", 170), Cell("江川省清河市", 330), Cell("民 族", 170), Cell(one.ethnicity, 430)),
        (Cell("籍 贯", 170), Cell("江川省清河市", 330), Cell("出生日期", 170), Cell(long_day(one.birth), 430)),
        (Cell("本市(县)\n其他住址", 170), Cell("", 330), Cell("宗教信仰", 170), Cell("", 430)),
        (Cell("公民身份\n证件编号", 170), Cell(one.id_number, 330), Cell("身高", 100), Cell("168", 200), Cell("血型", 100), Cell("", 200)),
        (Cell("文化程度", 170), Cell("初中", 330), Cell("婚姻状况", 170), Cell("", 130), Cell("兵役状况", 170), Cell("", 130)),
        (Cell("服务处所", 170), Cell("", 530), Cell("职 业", 130), Cell("", 270)),
        (Cell("何时由何地迁来本市(县)", 330), Cell("", 770)),
        (Cell("何时由何地迁来本址", 330), Cell("", 770)),
    )  # fmt: skip
    boxed(draft, at, rows, face=faces[0], size=25, value_face=faces[1], height=62)


def _registered(rng: Random) -> str:
    return long_day(dt.date(2012, 1, 1) + dt.timedelta(days=rng.randint(0, 4000)))


def _done(draft: Draft, one: Person, relation: str, name: str, *, kind: str = "member") -> Specimen:
    draft.fields |= {
        "page_kind": kind,
        "name": one.name,
        "relation": relation,
        "sex": one.sex,
        "ethnicity": one.ethnicity,
        "birth_date": one.birth.isoformat(),
        "id_number": one.id_number,
    }
    return draft.done(f"hukou.{name}", DocumentType.HUKOU)
