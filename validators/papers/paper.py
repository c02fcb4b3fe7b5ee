"""The papers of a claim in the order they came, with their fields at hand.

Nothing here judges: `value` gives what was read, `auto` only what may be used without a look.

>>> from storage.model.reading import Reading
>>> papers_in([Reading(file="a.jpg", sha256="00", media_type="image/jpeg", status=ReadingStatus.READ)])
()
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from storage.model.document import Document
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Grade, Row, Value
from storage.model.reading import Reading, ReadingStatus

T = TypeVar("T")

SURE = 0.7
"""The lowest confidence at which a paper's type is believed."""


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """A document, the place of its file in the order of upload, the file's name, and its place in the file.

    Its id names it and says nothing: what is alike is put in order by `shown`, then by `place`.
    """

    document: Document
    file: int
    name: str = ""
    index: int = 0
    known: dict[str, Any] = field(default_factory=dict, repr=False)
    """What was worked out of it once."""

    def once(self, name: str, work: "Callable[[Paper], T]") -> "T":
        """The result of that work, done at the first call only: a paper never changes."""
        if name not in self.known:
            self.known[name] = work(self)
        found: T = self.known[name]
        return found

    @property
    def id(self) -> str:
        return self.document.id

    @property
    def type(self) -> DocumentType:
        return self.document.type

    @property
    def place(self) -> tuple[int, int]:
        return self.file, self.index

    @property
    def shown(self) -> str:
        """All that was read of it, as one text: the same for the same picture, however and whenever it came."""
        return self.once("shown", _all_shown)

    @property
    def is_sure(self) -> bool:
        """The machine believes its own type."""
        return self.document.confidence >= SURE

    def field(self, name: str) -> Field | None:
        """The field if the paper has it, readable or not."""
        cell = self.document.fields.get(name)
        return cell if isinstance(cell, Field) else None

    def fields(self, name: str) -> tuple[Field, ...]:
        """The fields of a list, or the one field as a list."""
        cell = self.document.fields.get(name, ())
        if isinstance(cell, Field):
            return (cell,)
        return tuple(part for part in cell if isinstance(part, Field))

    def rows(self, name: str = "items") -> tuple[Row, ...]:
        cell = self.document.fields.get(name, ())
        return () if isinstance(cell, Field) else tuple(row for row in cell if not isinstance(row, Field))

    def has(self, name: str) -> bool:
        """Something readable stands there."""
        cell = self.document.fields.get(name, ())
        if isinstance(cell, Field):
            return cell.value is not None
        return any(not isinstance(part, Field) or part.value is not None for part in cell)

    def value(self, name: str) -> Value:
        cell = self.document.fields.get(name)
        return cell.value if isinstance(cell, Field) else None

    def auto(self, name: str) -> Value:
        """The value if it may be used without a look."""
        cell = self.document.fields.get(name)
        return cell.value if isinstance(cell, Field) and cell.grade is Grade.AUTO else None

    def text(self, name: str) -> str | None:
        value = self.value(name)
        return value if isinstance(value, str) else None

    def date(self, name: str) -> dt.date | None:
        return as_date(self.value(name))

    def money(self, name: str) -> Decimal | None:
        return as_money(self.value(name))


def _all_shown(paper: Paper) -> str:
    fields = paper.document.fields
    return "\n".join(f"{name}={_shown(fields[name])}" for name in sorted(fields))


def _shown(cell: Cell) -> str:
    if isinstance(cell, Field):
        return f"{cell.value}/{cell.grade}/{cell.box}"
    parts = (_shown(one) if isinstance(one, Field) else _row_shown(one) for one in cell)
    return ";".join(parts)


def _row_shown(row: Row) -> str:
    return ",".join(f"{name}:{_shown(row[name])}" for name in sorted(row))


def papers_in(readings: Sequence[Reading]) -> tuple[Paper, ...]:
    """Every document once: identical bytes count once. What lay in an archive came as files one after the other."""
    first = {reading.sha256: at for at, reading in reversed(list(enumerate(readings)))}
    papers: list[Paper] = []
    place = 0
    for at, reading in enumerate(readings):
        members = list(dict.fromkeys(document.member for document in reading.documents)) or [None]
        if reading.status is not ReadingStatus.REFUSED and first[reading.sha256] == at:
            for index, document in enumerate(reading.documents):
                file = place + members.index(document.member)
                papers.append(Paper(document, file, document.member or reading.file, index))
        place += len(members)
    return tuple(papers)


def of_types(papers: Iterable[Paper], types: Iterable[DocumentType]) -> tuple[Paper, ...]:
    wanted = frozenset(types)
    return tuple(paper for paper in papers if paper.document.type in wanted)


def as_date(value: Value) -> dt.date | None:
    """The day of a date or of a printed moment; None for `long_term` and all else.

    >>> as_date("2026-04-05T09:28"), as_date("long_term")
    (datetime.date(2026, 4, 5), None)
    """
    try:
        return dt.date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def as_money(value: Value) -> Decimal | None:
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
