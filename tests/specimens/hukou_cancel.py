"""Made-up proofs that a registration ended: a letter of the police station, its form.

>>> import random
>>> LAYOUTS["letter"](random.Random(1)).fields["cause"]
'死亡'
"""

from collections.abc import Callable
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.cells import Cell, around, boxed
from tests.specimens.deaths import Death, long_day, make_death
from tests.specimens.people import digits
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Draft


def letter(rng: Random) -> Specimen:
    """A sentence, the station and the date below it."""
    death = make_death(rng)
    person = death.person
    draft, face = Draft(1000, 1200, (250, 249, 244)), rng.choice(("kai", "song"))
    around(draft, (500, 100), "户口注销证明", size=46)
    told = (
        f"    {person.name},{person.sex_word},公民身份号码{person.id_number},",
        f"因死亡于{long_day(death.reported)}在我所办理户口注销登记。",
        "    特此证明。",
    )
    for place, line in enumerate(told):
        draft.write((90, 240 + place * 66), line, face=face, size=30)
    draft.write((500, 560), death.station, face=face, size=30)
    draft.write((560, 622), long_day(death.reported), face=face, size=30)
    draft.seal((660, 590), 115, death.station, foot="户口专用章")
    draft.note("issue_date", death.reported.isoformat())
    return _done(draft, death, "letter")


def ruled(rng: Random) -> Specimen:
    """A form of cells with a number."""
    death = make_death(rng)
    person, number = death.person, digits(rng, 8)
    draft, face = Draft(1100, 900), rng.choice(("hei", "ming"))
    around(draft, (550, 60), "死亡注销户口证明", size=42)
    draft.write((760, 140), f"编号:{number}", face=face, size=25)
    rows = (
        (Cell("姓名", 170), Cell(person.name, 310), Cell("性别", 170), Cell(person.sex_word, 310)),
        (Cell("公民身份号码", 170), Cell(person.id_number, 790)),
        (
            Cell("出生日期", 170),
            Cell(long_day(person.birth), 310),
            Cell("死亡日期", 170),
            Cell(long_day(death.day), 310),
        ),
        (Cell("注销原因", 170), Cell("死亡", 310), Cell("注销日期", 170), Cell(long_day(death.reported), 310)),
    )
    bottom = boxed(draft, (70, 180), rows, face=face, size=26)
    draft.write((90, bottom + 60), "户口登记机关(户口专用章)", face=face, size=26)
    draft.write((620, bottom + 60), death.station, face=face, size=26)
    draft.seal((760, bottom + 80), 105, death.station, foot="户口专用章")
    draft.fields |= {
        "birth_date": person.birth.isoformat(),
        "death_date": death.day.isoformat(),
        "certificate_number": number,
    }
    return _done(draft, death, "ruled")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"letter": letter, "ruled": ruled}


def _done(draft: Draft, death: Death, name: str) -> Specimen:
    person = death.person
    draft.fields |= {
        "name": person.name,
        "sex": person.sex,
        "id_number": person.id_number,
        "cause": "死亡",
        "issuer": death.station,
        "stamped": True,
    }
    return draft.done(f"hukou_cancel.{name}", DocumentType.HUKOU_CANCEL)
