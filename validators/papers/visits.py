"""The visits of a claim: as the claim names them, else the days its bills show.

Only days that were surely read part visits: a misread date must not ask a family for a visit that never was.

>>> visits_of((), ())[0].scope
'visit:1'
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from storage.model.document_type import DocumentType
from validators.facts.values import Record
from validators.papers.kinds import BILLS, date_fields
from validators.papers.paper import Paper, as_date

_NEAR = dt.timedelta(days=1)
_LATER = dt.timedelta(days=45)
_EXACT = frozenset({*BILLS, DocumentType.OP_RECORD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit: its number, its days where known, and its bills."""

    number: int
    start: dt.date | None = None
    end: dt.date | None = None
    bills: tuple[Paper, ...] = ()

    kind: ClassVar[str] = "visit"

    @property
    def scope(self) -> str:
        return f"{self.kind}:{self.number}"

    def is_of(self, paper: Paper) -> bool:
        """Nothing on the paper says that it belongs to another day; reports and lists may come later."""
        day = day_of(paper)
        if not day or not self.start:
            return True
        is_exact = paper.type in _EXACT
        return self.start - _NEAR <= day <= (self.end or self.start) + (_NEAR if is_exact else _LATER)

    def distance(self, paper: Paper) -> int:
        """Days between, 0 where either is unknown."""
        day = day_of(paper)
        return abs((day - self.start).days) if day and self.start else 0


def visits_of(bills: Sequence[Paper], named: Sequence[Record]) -> tuple[Visit, ...]:
    """Named visits first, then one for each further day that bills show; at least one."""
    visits = [_named(row, number) for number, row in enumerate(named, 1)]
    for bill in sorted(bills, key=lambda bill: (day_of(bill) or dt.date.max, bill.place)):
        at = next((at for at, visit in enumerate(visits) if visit.is_of(bill)), None)
        if at is None:
            day = day_of(bill)
            visits.append(Visit(number=len(visits) + 1, start=day, end=day, bills=(bill,)))
        else:
            visits[at] = replace(visits[at], bills=(*visits[at].bills, bill))
    return tuple(visits) or (Visit(number=1),)


def day_of(paper: Paper) -> dt.date | None:
    """The day the paper belongs to, if surely read."""
    return paper.once("day", _day_of)


def _day_of(paper: Paper) -> dt.date | None:
    return next((day for name in date_fields(paper.type) if (day := as_date(paper.auto(name)))), None)


def _named(row: Record, number: int) -> Visit:
    start, end = row.get("from"), row.get("to")
    return Visit(
        number=number,
        start=start if isinstance(start, dt.date) else None,
        end=end if isinstance(end, dt.date) else None,
    )
