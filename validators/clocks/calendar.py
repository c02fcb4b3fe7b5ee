"""The calendar of working days: dated data, read once and checked, each fault with file and line.

>>> calendar = load_calendar()
>>> [calendar.is_worked(dt.date(2026, 2, day)) for day in (13, 14, 16, 28)]
[True, True, False, True]
>>> calendar.missing(dt.date(2026, 6, 1)), calendar.knows(dt.date(2026, 6, 1))
((), True)
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from validators.errors import CalendarInvalid

FILE = Path(__file__).with_name("calendar.toml")
_NAMES, _HOLIDAY_NAMES = {"source", "holidays", "worked"}, {"name", "from", "to"}
_DAY, _SATURDAY, _NOTICE_IS_OUT = dt.timedelta(days=1), 5, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """`years` are those whose notice is known. `worked` are days of weekends that are worked."""

    years: frozenset[int]
    holidays: frozenset[dt.date]
    worked: frozenset[dt.date]

    def knows(self, day: dt.date) -> bool:
        """Whether it is known for sure that the day is worked or not."""
        return day.year in self.years

    def is_worked(self, day: dt.date) -> bool:
        """In a year that is not known, every Monday to Friday is."""
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.holidays)

    def missing(self, today: dt.date) -> tuple[int, ...]:
        """The years that should be known by now: this one, and in December the next."""
        wanted = (today.year, today.year + 1) if today.month >= _NOTICE_IS_OUT else (today.year,)
        return tuple(year for year in wanted if year not in self.years)


@cache
def load_calendar(path: Path = FILE) -> Calendar:
    """The calendar in that file. CalendarInvalid names the file and the line."""
    return _CalendarFile(path).calendar()


class _CalendarFile:
    """One file while it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8")
            self.content: Mapping[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            self.fail(int(found[1]) if found else 1, "this is no TOML")
        except (OSError, UnicodeDecodeError):
            self.fail(1, "it cannot be read")

    def calendar(self) -> Calendar:
        years = {self._year(name): self._table(name, table) for name, table in self.content.items()}
        holidays = [day for year, table in years.items() for day in self._holidays(year, table)]
        worked = [day for year, table in years.items() for day in self._worked(year, table)]
        for day in (*holidays, *worked):
            if (*holidays, *worked).count(day) > 1:
                self.fail(self._line(day), f"{day} stands here twice")
        return Calendar(years=frozenset(years), holidays=frozenset(holidays), worked=frozenset(worked))

    def _year(self, name: str) -> int:
        if not re.fullmatch(r"20\d\d", name):
            self.fail(self._line(f"[{name}"), f"'{name}' is no year")
        return int(name)

    def _table(self, year: str, table: object) -> Mapping[str, Any]:
        if not isinstance(table, Mapping) or set(table) != _NAMES:
            self.fail(self._line(f"[{year}"), f"a year has {', '.join(sorted(_NAMES))}, and nothing else")
        return table

    def _holidays(self, year: int, table: Mapping[str, Any]) -> Iterator[dt.date]:
        for row in table["holidays"]:
            if not isinstance(row, Mapping) or set(row) != _HOLIDAY_NAMES:
                self.fail(self._line(f"[{year}"), f"a holiday of {year} has name, from and to")
            first, last = self._day(year, row["from"]), self._day(year, row["to"])
            if last < first:
                self.fail(self._line(first), f"{last} is before {first}")
            yield from (first + _DAY * at for at in range((last - first).days + 1))

    def _worked(self, year: int, table: Mapping[str, Any]) -> Iterator[dt.date]:
        for raw in table["worked"]:
            day = self._day(year, raw)
            if day.weekday() < _SATURDAY:
                self.fail(self._line(day), f"{day} is no Saturday or Sunday, so it is worked anyway")
            yield day

    def _day(self, year: int, raw: object) -> dt.date:
        if not isinstance(raw, dt.date) or isinstance(raw, dt.datetime):
            self.fail(self._line(str(raw)), f"'{raw}' is no day (YYYY-MM-DD, without quotes)")
        if raw.year != year:
            self.fail(self._line(raw), f"{raw} is not in {year}")
        return raw

    def _line(self, named: object) -> int:
        """Where it stands first, counted from 1."""
        lines = enumerate(self.text.splitlines(), 1)
        return next((number for number, line in lines if str(named) in line.partition("#")[0]), 1)

    def fail(self, line: int, problem: str) -> NoReturn:
        raise CalendarInvalid(f"{self.path}:{line}: {problem}.")
