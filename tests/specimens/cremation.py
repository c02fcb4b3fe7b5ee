"""Made-up proofs of a cremation: a ruled certificate, a letter of the funeral home.

>>> import random
>>> LAYOUTS["ruled"](random.Random(1)).fields["stamped"]
True
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.cells import Cell, around, boxed
from tests.specimens.deaths import Death, long_day, make_death
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft


def ruled(rng: Random) -> Specimen:
    """A certificate of cells."""
    death = make_death(rng)
    person = death.person
    draft, face = Draft(1150, 860, (247, 250, 244)), rng.choice(("song", "hei"))
    around(draft, (575, 60), "火 化 证 明", size=46)
    draft.write((760, 150), f"火化编号:{death.number}", face=face, size=26)
    rows = (
        (Cell("死者姓名", 170), Cell(person.name, 330), Cell("性别", 150), Cell(person.sex_word, 350)),
        (
            Cell("身份证号码", 170),
            Cell(person.id_number, 330),
            Cell("死亡日期", 150),
            Cell(long_day(death.day), 350),
        ),
        (
            Cell("死亡原因", 170),
            Cell(death.cause, 330),
            Cell("火化日期", 150),
            Cell(long_day(death.reported), 350),
        ),
        (Cell("家属姓名", 170), Cell(death.relative, 330), Cell("与死者关系", 150), Cell("女儿", 350)),
    )
    bottom = boxed(draft, (70, 200), rows, face=face, size=26)
    draft.write((100, bottom + 60), "火化单位(盖章):清河市殡仪馆", face=face, size=26)
    draft.write((700, bottom + 60), f"填发日期:{long_day(death.reported)}", face=face, size=26)
    draft.seal((420, bottom + 80), 100, "清河市殡仪馆火化专用章")
    draft.fields |= {
        "death_date": death.day.isoformat(),
        "cause": death.cause,
        "certificate_number": death.number,
    }
    return _done(draft, death, "清河市殡仪馆", "ruled")


def letter(rng: Random) -> Specimen:
    """A sentence on the home's paper."""
    death = make_death(rng)
    person = death.person
    draft, face = Draft(1000, 1150, (250, 249, 244)), rng.choice(("kai", "wenkai"))
    around(draft, (500, 90), "安平市殡仪馆", size=38)
    around(draft, (500, 150), "遗体火化证明书", size=42)
    told = (
        f"    逝者{person.name},{person.sex_word},身份证号{person.id_number},",
        f"于{long_day(death.day)}病故,遗体已于{long_day(death.reported)}",
        "在我馆火化。",
        "    特此证明。",
    )
    for place, line in enumerate(told):
        draft.write((90, 290 + place * 66), line, face=face, size=30)
    draft.write((560, 640), "安平市殡仪馆", face=face, size=30)
    draft.write((560, 700), long_day(death.reported), face=face, size=30)
    draft.seal((680, 680), 110, "安平市殡仪馆")
    draft.note("death_date", death.day.isoformat())
    return _done(draft, death, "安平市殡仪馆", "letter")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"ruled": ruled, "letter": letter}


def _done(draft: Draft, death: Death, home: str, name: str) -> Specimen:
    person = death.person
    draft.fields |= {
        "name": person.name,
        "sex": person.sex,
        "id_number": person.id_number,
        "issuer": home,
        "issue_date": death.reported.isoformat(),
        "stamped": True,
    }
    return draft.done(f"cremation.{name}", DocumentType.CREMATION)
