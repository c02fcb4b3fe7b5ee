"""One table as a TOML file: rows of one kind, each for the days on which it holds, every fault with file and line.

>>> file = TableFile(Path(__file__).with_name("cards.toml"), "cards")
>>> next(file.rows(("digits", "issuer", "kind")))["issuer"]
'中国工商银行'
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from validators.errors import TableInvalid

_TOP = {"as_of", "source", "instead"}
_MAY = ("from", "to", "source")

Row = Mapping[str, Any]
Dated = TypeVar("Dated", bound="Holding")


class Holding:
    """A row that holds from a day to a day, or always."""

    __slots__ = ()
    since: dt.date | None
    until: dt.date | None


def on_day(rows: Iterable[Dated], day: dt.date) -> Dated | None:
    """The row that holds on that day."""
    held = (row for row in rows if (row.since or day) <= day <= (row.until or day))
    return next(held, None)


class TableFile:
    """A file while it is read. `is_instead`: it stands in the place of the table that ships, not beside it."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        try:
            self.text = path.read_text(encoding="utf-8")
            self.content: Row = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            self.fail(int(found[1]) if found else 1, "this is no TOML")
        except (OSError, UnicodeDecodeError):
            self.fail(1, "it cannot be read")
        for key in set(self.content) - _TOP - {name}:
            self.fail(self.line(key), f"there is no '{key}' in a table of {name}")
        if not isinstance(self.content.get("as_of"), dt.date) or not self.content.get("source"):
            self.fail(1, "'as_of' (a day) and 'source' are missing")
        self.is_instead = self.content.get("instead", False) is True

    def rows(self, must: Sequence[str], may: Sequence[str] = ()) -> Iterator[Row]:
        """Each with the keys it must have, texts all of them, and none that it cannot have."""
        for row in self.content.get(self.name, ()):
            place = self.line(str(row.get(must[0]) if isinstance(row, Mapping) else row))
            if not isinstance(row, Mapping) or set(row) - {*must, *may, *_MAY}:
                self.fail(place, f"a row has {', '.join((*must, *may, *_MAY))}, and nothing else")
            lacking = [key for key in must if not isinstance(row.get(key), str) or not row[key].strip()]
            if lacking:
                self.fail(place, f"'{lacking[0]}' is missing")
            self.check_days(row, place)
            yield row

    def check_days(self, row: Row, place: int) -> None:
        days = [row.get("from", dt.date.min), row.get("to", dt.date.max)]
        if not all(isinstance(day, dt.date) and not isinstance(day, dt.datetime) for day in days):
            self.fail(place, "'from' and 'to' are days (YYYY-MM-DD, without quotes)")
        if days[0] > days[1]:
            self.fail(place, f"{days[1]} is before {days[0]}")

    def one_of(self, row: Row, key: str, allowed: Sequence[str]) -> str:
        if row[key] not in allowed:
            self.fail(self.line(next(iter(row.values()))), f"'{key}' is one of {', '.join(allowed)}")
        return str(row[key])

    def line(self, named: object) -> int:
        """Where it stands first, counted from 1."""
        lines = enumerate(self.text.splitlines(), 1)
        return next((number for number, line in lines if str(named) in line.partition("#")[0]), 1)

    def fail(self, line: int, problem: str) -> NoReturn:
        raise TableInvalid(f"{self.path}:{line}: {problem}.")
