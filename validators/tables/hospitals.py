"""The table of hospitals: grade and owner, found by any of their names, whichever branch prints it.

>>> table = read_hospitals([Path(__file__).with_name("hospitals.toml")])
>>> found = table.find("復旦大學附屬中山醫院(徐匯院區)", dt.date(2026, 4, 5))
>>> found.name, found.grade, found.ownership
('复旦大学附属中山医院', '三级甲等', 'public')
>>> table.find("示范市第一人民医院", dt.date(2026, 4, 5)) is None
True
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from validators.tables.script import simplified
from validators.tables.table_file import Holding, Row, TableFile, on_day

NAME = "hospitals"
_MUST, _MAY = ("name", "province", "city", "grade", "ownership"), ("aliases",)
_OWNERS = ("public", "private")
_BRANCH = re.compile(r"(?<=医院)[\u4e00-\u9fff]{1,8}院区$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hospital(Holding):
    name: str
    province: str
    city: str
    grade: str
    ownership: str
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Hospitals:
    """Rows by each of their names, folded."""

    by_name: Mapping[str, tuple[Hospital, ...]]

    def find(self, name: str, day: dt.date) -> Hospital | None:
        """As it was on that day; None if it is not listed, or not for that day."""
        known = (self.by_name[key] for key in _keys(name) if key in self.by_name)
        return on_day(next(known, ()), day)


def read_hospitals(paths: Sequence[Path]) -> Hospitals:
    """What ships, then the insurer's own, whose rows stand in the place of those of the same name. Raises TableInvalid."""
    by_name: dict[str, tuple[Hospital, ...]] = {}
    for path in paths:
        file = TableFile(path, NAME)
        own: dict[str, tuple[Hospital, ...]] = {}
        for row in file.rows(_MUST, _MAY):
            hospital = _hospital(file, row)
            for key in _names(file, row):
                own[key] = (*own.get(key, ()), hospital)
        by_name = own if file.is_instead else {**by_name, **own}
    return Hospitals(by_name)


def _hospital(file: TableFile, row: Row) -> Hospital:
    return Hospital(
        name=row["name"],
        province=row["province"],
        city=row["city"],
        grade=row["grade"],
        ownership=file.one_of(row, "ownership", _OWNERS),
        since=row.get("from"),
        until=row.get("to"),
    )


def _names(file: TableFile, row: Row) -> Iterator[str]:
    aliases = row.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        file.fail(file.line(row["name"]), "'aliases' is a list of names")
    yield from dict.fromkeys(_folded(name) for name in (row["name"], *aliases))


def _keys(name: str) -> tuple[str, str]:
    """The name, and without the branch: it works under the hospital's licence. A 分院 may have one of its own."""
    plain = _folded(name)
    return plain, _BRANCH.sub("", plain)


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Half-width, without spaces, marks and brackets, in simplified characters."""
    plain = re.sub(r"[\s·•.,、()\-—]", "", unicodedata.normalize("NFKC", name))
    return simplified(plain).upper()
