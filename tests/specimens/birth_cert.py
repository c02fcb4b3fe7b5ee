"""Made-up 出生医学证明: the bilingual form, an older form of rows.

>>> import random
>>> LAYOUTS["bilingual"](random.Random(1)).fields["certificate_number"][0].isalpha()
True
"""

import datetime as dt
from collections.abc import Callable, Sequence
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.cells import Cell, around, boxed
from tests.specimens.deaths import long_day
from tests.specimens.people import HOSPITALS, Family, Person, digits, make_family
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft


def bilingual(rng: Random) -> Specimen:
    """The national form: English under every label, the parents below one another, a seal."""
    family, hospital = make_family(rng), str(rng.choice(HOSPITALS))
    number, issued = "T" + digits(rng, 9), family.child.birth + dt.timedelta(days=6)
    draft, face = Draft(1500, 1240, (243, 248, 246)), rng.choice(("song", "kai"))
    around(draft, (750, 50), "出生医学证明", size=50)
    around(draft, (750, 118), "MEDICAL CERTIFICATE OF BIRTH", face="song", size=28)
    rows = _rows(family, hospital)
    for place, row in enumerate(rows):
        for label, english, value, x in row:
            y = 200 + place * 92
            box = draft.write((x, y), label, face="song", size=25)
            draft.write((x, y + 32), english, face="song", size=17)
            draft.write((box.x1 + 20, y - 2), value, face=face, size=26)
    draft.write((90, 1080), "签发机构(专用章)", face="song", size=25)
    draft.write((620, 1080), f"签发日期 {long_day(issued)}", face="song", size=25)
    draft.write((940, 1150), f"出生证编号 {number}", face="song", size=28)
    draft.seal((420, 1090), 100, hospital + "出生医学证明专用章")
    return _done(
        draft,
        family,
        {"certificate_number": number, "issue_date": issued.isoformat(), "institution": hospital},
        "bilingual",
    )


def ruled(rng: Random) -> Specimen:
    """Cells, Chinese only."""
    family, hospital = make_family(rng), str(rng.choice(HOSPITALS))
    number, issued = "F" + digits(rng, 9), family.child.birth + dt.timedelta(days=3)
    child = family.child
    draft, face = Draft(1240, 1000, (250, 250, 246)), rng.choice(("hei", "ming"))
    around(draft, (620, 40), "出生医学证明", size=44)
    draft.write((820, 110), f"编号:{number}", face=face, size=26)
    rows: list[Sequence[Cell]] = [
        (Cell("新生儿姓名", 170), Cell(child.name, 230), Cell("性别", 90), Cell(child.sex_word, 90), Cell("出生时间", 140), Cell(f"{long_day(child.birth)}21时05分", 440)),
        (Cell("出生孕周", 170), Cell("38周", 230), Cell("出生体重", 180), Cell("3100克", 200), Cell("出生身长", 140), Cell("49厘米", 240)),
        (Cell("接生机构名称", 170), Cell(hospital, 990)),
    ]  # fmt: skip
    for label, parent in (("母亲姓名", family.mother), ("父亲姓名", family.father)):
        rows += [
            (Cell(label, 170), Cell(parent.name, 230), Cell("年龄", 90), Cell(str(parent.age_on(child.birth)), 90), Cell("民族", 140), Cell(f"{parent.ethnicity}族", 440)),
            (Cell("身份证件号码", 170), Cell(parent.id_number, 410), Cell("国籍", 140), Cell("中国", 440)),
        ]  # fmt: skip
    bottom = boxed(draft, (40, 160), rows, face=face, size=25, value_face="kai", height=66)
    draft.write((70, bottom + 50), "签发机构(盖章)", face=face, size=26)
    draft.write((700, bottom + 50), f"签发日期:{long_day(issued)}", face=face, size=26)
    draft.seal((400, bottom + 70), 90, hospital)
    return _done(
        draft,
        family,
        {"certificate_number": number, "issue_date": issued.isoformat(), "institution": hospital},
        "ruled",
    )


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"bilingual": bilingual, "ruled": ruled}


def _rows(family: Family, hospital: str) -> list[Sequence[tuple[str, str, str, int]]]:
    """Label, its English, value and where it stands, row by row."""
    child = family.child
    rows: list[Sequence[tuple[str, str, str, int]]] = [
        (
            ("新生儿姓名", "Full name of baby", child.name, 90),
            ("性别", "Sex", child.sex_word, 620),
            ("出生时间", "Date of birth", f"{long_day(child.birth)}08时15分", 840),
        ),
        (
            ("出生孕周", "Gestational age", "39周", 90),
            ("出生体重", "Birth weight", "3250克", 620),
            ("出生身长", "Birth length", "50厘米", 1040),
        ),
        (
            ("出生地点", "Place of birth", "江川省清河市", 90),
            ("医疗机构名称", "Name of facility", hospital, 620),
        ),
    ]
    for label, english, parent in (
        ("母亲姓名", "Full name of mother", family.mother),
        ("父亲姓名", "Full name of father", family.father),
    ):
        rows += _parent_rows(label, english, parent, child)
    return rows


def _parent_rows(
    label: str, english: str, parent: Person, child: Person
) -> list[Sequence[tuple[str, str, str, int]]]:
    return [
        (
            (label, english, parent.name, 90),
            ("年龄", "Age", str(parent.age_on(child.birth)), 620),
            ("国籍", "Nationality", "中国", 840),
            ("民族", "Ethnicity", f"{parent.ethnicity}族", 1120),
        ),
        (("住址", "Address", parent.address[:22], 90),),
        (
            ("有效身份证件类别", "Type of valid ID", "居民身份证", 90),
            ("有效身份证件号码", "Valid ID No.", parent.id_number, 620),
        ),
    ]


def _done(draft: Draft, family: Family, more: dict[str, str], name: str) -> Specimen:
    child = family.child
    clock = "08:15" if name == "bilingual" else "21:05"
    draft.fields |= {
        "child_name": child.name,
        "sex": child.sex,
        "birth_at": f"{child.birth.isoformat()}T{clock}",
        "mother_name": family.mother.name,
        "mother_id_number": family.mother.id_number,
        "father_name": family.father.name,
        "father_id_number": family.father.id_number,
        **more,
    }
    return draft.done(f"birth_cert.{name}", DocumentType.BIRTH_CERT)
