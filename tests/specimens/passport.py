"""Made-up passports: the mainland's data page, a foreign one; the machine-readable lines check themselves.

>>> import random
>>> len(LAYOUTS["mainland"](random.Random(1)).fields["mrz"])
88
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from extractors.page import Line
from extractors.values.mrz import check_digit
from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.people import digits, make_person
from tests.specimens.sheet import Specimen, font
from tests.specimens.titles import Draft

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_LATIN = (("ZHANG", "YUE"), ("WANG", "XIAOMING"), ("OUYANG", "QING"), ("LI", "GUILAN"))
_FOREIGN = (("ERIKSSON", "ANNA MARIA"), ("MORGAN", "ELLIS"), ("OKAFOR", "CHIDI"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    name: str
    surname: str
    given: str
    country: str
    number: str
    sex: str
    birth: dt.date
    start: dt.date
    end: dt.date

    @property
    def mrz(self) -> tuple[str, str]:
        first = f"P{'O' if self.country == 'CHN' else '<'}{self.country}{self.surname}<<{self.given.replace(' ', '<')}"
        number = self.number.ljust(9, "<")
        birth, end = f"{self.birth:%y%m%d}", f"{self.end:%y%m%d}"
        parts = [number + check_digit(number), birth + check_digit(birth), end + check_digit(end)]
        optional = "<" * 14 + "0"
        whole = parts[0] + parts[1] + parts[2] + optional
        second = f"{parts[0]}{self.country}{parts[1]}{self.sex}{parts[2]}{optional}{check_digit(whole)}"
        return first.ljust(44, "<"), second


def mainland(rng: Random) -> Specimen:
    """Bilingual labels above their values, two lines for machines below."""
    person = make_person(rng, ages=(18, 70))
    surname, given = rng.choice(_LATIN)
    start = dt.date(2019, 1, 1) + dt.timedelta(days=rng.randint(0, 1500))
    data = Data(
        name=person.name,
        surname=surname,
        given=given,
        country="CHN",
        number="E" + digits(rng, 8),
        sex=person.sex,
        birth=person.birth,
        start=start,
        end=start.replace(year=start.year + 10, day=min(start.day, 28)) - dt.timedelta(days=1),
    )
    draft = Draft(1250, 880, (236, 240, 238))
    for x, label, value in (
        (420, "类型/Type", "P"),
        (600, "国家码/Country Code", "CHN"),
        (860, "护照号/Passport No.", data.number),
    ):
        _pair(draft, (x, 60), label, value)
    draft.frame(Box(60, 130, 370, 560))
    draft.write((420, 150), "姓名/Name", face="song", size=20)
    draft.write((420, 182), data.name, face="hei", size=30)
    draft.write((420, 222), f"{surname}, {given}", face="song", size=28)
    rows = (
        ((420, "性别/Sex", f"{person.sex_word}/{person.sex}"), (640, "国籍/Nationality", "中国/CHINESE"), (900, "出生日期/Date of birth", _day(data.birth))),
        ((420, "出生地点/Place of birth", "江川/JIANGCHUAN"), (860, "签发日期/Date of issue", _day(data.start))),
        ((420, "签发地点/Place of issue", "江川/JIANGCHUAN"), (860, "有效期至/Date of expiry", _day(data.end))),
        ((420, "签发机关/Authority", "公安部出入境管理局"),),
    )  # fmt: skip
    for place, row in enumerate(rows):
        for x, label, value in row:
            _pair(draft, (x, 290 + place * 92), label, value)
    truth = {"name": data.name, "authority": "公安部出入境管理局", "valid_from": data.start.isoformat()}
    return _done(draft, data, truth, "mainland")


def foreign(rng: Random) -> Specimen:
    """A passport in English."""
    surname, given = rng.choice(_FOREIGN)
    birth = dt.date(1960, 1, 1) + dt.timedelta(days=rng.randint(0, 14000))
    start = dt.date(2020, 1, 1) + dt.timedelta(days=rng.randint(0, 1200))
    data = Data(
        name="",
        surname=surname,
        given=given,
        country="UTO",
        number="L" + digits(rng, 8),
        sex=rng.choice("MF"),
        birth=birth,
        start=start,
        end=start.replace(year=start.year + 5, day=min(start.day, 28)),
    )
    draft = Draft(1180, 820, (240, 236, 228))
    draft.write((60, 40), "UTOPIA", face="song-bold", size=40)
    draft.write((400, 50), "PASSPORT", face="song", size=30)
    _pair(draft, (820, 40), "Passport No.", data.number)
    draft.frame(Box(60, 130, 340, 520))
    rows = (
        ("Surname", surname),
        ("Given names", given),
        ("Nationality", "UTOPIAN"),
        ("Date of birth", _day(birth)),
        ("Date of issue", _day(start)),
        ("Date of expiry", _day(data.end)),
    )
    for place, (label, value) in enumerate(rows):
        _pair(draft, (400, 130 + place * 78), label, value)
    _pair(draft, (860, 364), "Sex", data.sex)
    return _done(draft, data, {"valid_from": data.start.isoformat()}, "foreign")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"mainland": mainland, "foreign": foreign}


def _pair(draft: Draft, at: tuple[int, int], label: str, value: str) -> None:
    draft.write(at, label, face="song", size=20)
    draft.write((at[0], at[1] + 32), value, face="song", size=27)


def _machine_line(draft: Draft, line: str, y: int) -> None:
    """Every character in a place of its own, as OCR-B stands."""
    step = (draft.picture.width - 100) // len(line)
    for place, char in enumerate(line):
        draft.draw.text((50 + place * step, y), char, font=font("hei", 30), fill=(30, 30, 34))
    draft.lines.append(Line(line, Box(50, y, 50 + step * len(line), y + 36)))


def _day(day: dt.date) -> str:
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}"


def _done(draft: Draft, data: Data, more: Mapping[str, str], name: str) -> Specimen:
    for place, line in enumerate(data.mrz):
        _machine_line(draft, line, draft.picture.height - 130 + place * 56)
    draft.fields |= {
        "name_latin": f"{data.surname} {data.given}",
        "sex": data.sex,
        "birth_date": data.birth.isoformat(),
        "document_number": data.number,
        "nationality": data.country,
        "valid_to": data.end.isoformat(),
        "mrz": "".join(data.mrz),
        **more,
    }
    return draft.done(f"passport.{name}", DocumentType.PASSPORT)
