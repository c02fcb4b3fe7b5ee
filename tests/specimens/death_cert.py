"""Made-up death certificates: the old form's parts, the national form of 2026, a letter of the police.

>>> import random
>>> LAYOUTS["family_part"](random.Random(1)).fields["part"], "part" in LAYOUTS["national"](random.Random(1)).fields
('3', False)
"""

from collections.abc import Callable
from functools import partial
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.cells import Cell, around, boxed
from tests.specimens.deaths import Death, long_day, make_death
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft

_KEPT = {"2": "第二联 公安部门保存", "3": "第三联 死者家属保存", "4": "第四联 殡葬部门保存"}


def old_part(rng: Random, part: str) -> Specimen:
    """One part of the old form (国卫规划发〔2013〕57号): ruled cells, the part named at its edge."""
    death = make_death(rng)
    draft, face = Draft(1300, 1000), rng.choice(("song", "ming"))
    around(draft, (650, 50), "居民死亡医学证明(推断)书", size=44)
    draft.write((70, 130), "江川省清河市东城区  行政区划代码190104", face=face, size=24)
    draft.write((900, 130), f"编号:{death.number}", face=face, size=24)
    bottom = boxed(draft, (60, 176), _rows(death), face=face, size=25, value_face=rng.choice(("kai", "song")))
    draft.write((90, bottom + 40), "医疗卫生机构盖章", face=face, size=25)
    draft.write((90, bottom + 100), long_day(death.reported), face="kai", size=26)
    draft.write((760, bottom + 40), "派出所意见(盖章)", face=face, size=25)
    draft.write((60, bottom + 190), _KEPT[part], face=face, size=25)
    draft.seal((330, bottom + 100), 110, death.hospital)
    _note(draft, death)
    draft.note("certificate_number", death.number)
    draft.note("part", part)
    return draft.done(f"death_cert.part_{part}", DocumentType.DEATH_CERT)


def national(rng: Random) -> Specimen:
    """The national form as an electronic licence: numbered by the dead person's identity number."""
    death = make_death(rng)
    person = death.person
    draft, face = Draft(1100, 1500, (250, 252, 255)), rng.choice(("hei", "zenhei"))
    around(draft, (550, 90), "居民死亡医学证明", face="hei-bold", size=52)
    draft.write((90, 210), f"证明编号:{person.id_number}", face=face, size=30)
    pairs = (
        ("死者姓名", person.name),
        ("性别", person.sex_word),
        ("民族", person.ethnicity),
        ("国籍", "中国"),
        ("身份证件号码", person.id_number),
        ("出生日期", long_day(person.birth)),
        ("死亡日期", f"{long_day(death.day)} 03时20分"),
        ("死亡地点", "医疗卫生机构"),
        ("死亡原因", death.cause),
        ("签发机构", death.hospital),
        ("签发医师", death.doctor),
        ("签发日期", long_day(death.reported)),
    )
    for place, (label, value) in enumerate(pairs):
        draft.write((90, 300 + place * 80), label, face=face, size=30, ink=(90, 96, 110))
        draft.write((400, 300 + place * 80), value, face=face, size=30)
    draft.write((90, 1320), "电子证照与纸质证明具有同等法律效力", face=face, size=26)
    draft.seal((820, 1180), 130, death.hospital)
    _note(draft, death)
    draft.note("certificate_number", person.id_number)
    draft.note("issuer", death.hospital)
    draft.note("place", "医疗卫生机构")
    return draft.done("death_cert.national", DocumentType.DEATH_CERT)


def police(rng: Random) -> Specimen:
    """A letter about a death that was no natural one."""
    death = make_death(rng)
    person = death.person
    draft, face = Draft(1000, 1300, (249, 247, 240)), rng.choice(("song", "wenkai"))
    around(draft, (500, 110), "死 亡 证 明", size=46)
    told = (
        f"    兹证明{person.name},{person.sex_word},{long_day(person.birth)}出生,公民身份",
        f"号码{person.id_number},于{long_day(death.day)}因交通",
        "事故死亡,经勘查排除他杀,系非正常死亡。",
        "    特此证明。",
    )
    for place, line in enumerate(told):
        draft.write((90, 250 + place * 64), line, face=face, size=30)
    draft.write((520, 640), death.station, face=face, size=30)
    draft.write((580, 700), long_day(death.reported), face=face, size=30)
    draft.seal((690, 680), 115, death.station)
    _note(draft, death)
    draft.fields |= {"cause": "交通事故", "issuer": death.station}
    return draft.done("death_cert.police", DocumentType.DEATH_CERT)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "police_part": partial(old_part, part="2"),
    "family_part": partial(old_part, part="3"),
    "national": national,
    "police": police,
}


def _rows(death: Death) -> tuple[tuple[Cell, ...], ...]:
    person = death.person
    return (
        (
            *(Cell("死者姓名", 150), Cell(person.name, 270, "name")),
            *(
                Cell("性别", 100),
                Cell(person.sex_word, 120),
                Cell("民族", 100),
                Cell(f"{person.ethnicity}族", 140),
            ),
            *(Cell("国家或\n地区", 130), Cell("中国", 170)),
        ),
        (
            *(Cell("有效身份\n证件类别", 150), Cell("居民身份证", 270)),
            *(Cell("证件号码", 220), Cell(person.id_number, 540, "id_number")),
        ),
        (
            *(Cell("出生日期", 150), Cell(long_day(person.birth), 440)),
            *(Cell("死亡日期", 160), Cell(long_day(death.day), 430)),
        ),
        (
            *(Cell("死亡地点", 150), Cell("1 医疗卫生机构", 440, "place", "医疗卫生机构")),
            *(Cell("死亡原因", 160), Cell(death.cause, 430)),
        ),
        (
            *(Cell("家属姓名", 150), Cell(death.relative, 440)),
            *(Cell("医师签名", 160), Cell(death.doctor, 430)),
        ),
    )


def _note(draft: Draft, death: Death) -> None:
    person = death.person
    truth = {
        "name": person.name,
        "sex": person.sex,
        "id_number": person.id_number,
        "birth_date": person.birth.isoformat(),
        "death_date": death.day.isoformat(),
        "cause": death.cause,
        "issue_date": death.reported.isoformat(),
        "stamped": True,
    }
    for key, value in truth.items():
        draft.note(key, value)
