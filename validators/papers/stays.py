"""The stays in hospital of a claim: bills, discharge summaries and lists that speak of the same days in bed.

Papers with the same inpatient number are of one stay, also where the bill was settled in the middle; with different
numbers never. Without numbers, days that overlap tell, and days that only touch unless the hospitals differ: who is
moved leaves one hospital on the day he enters the next. Only what was surely read counts.

>>> stays_of((), ())[0].scope
'stay:1'
>>> is_other_hospital("示范市第一人民医院", "示范市第一人民医院(东院区)"), is_other_hospital("示范市第一人民医院", "康宁医院")
(False, True)
"""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from storage.model.document_type import DocumentType
from validators.facts.values import Record
from validators.papers.bills import is_inpatient
from validators.papers.kinds import BILLS
from validators.papers.paper import Paper, as_date
from validators.papers.visits import Visit

ANCHORS = (DocumentType.INV_INPATIENT, DocumentType.DISCHARGE, DocumentType.ADMISSION)
"""What shows that there was a stay."""

Group = tuple[list["Span"], list[Paper]]

_NEAR = dt.timedelta(days=1)
_LATER = dt.timedelta(days=90)
_LATE_DAYS = ("issue_date", "report_date", "operation_date", "visit_date")
_SPANS = (("admission_date", "discharge_date"), ("period_from", "period_to"))


@dataclass(frozen=True, slots=True)
class Span:
    """What a paper tells of its stay, each part None where it does not."""

    number: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    hospital: str | None = None

    def is_same(self, other: "Span") -> bool | None:
        """Whether both are of one stay; None where nothing tells."""
        if self.number and other.number:
            return self.number == other.number
        if not (self.start and other.start):
            return None
        mine, theirs = (self.start, self.end or self.start), (other.start, other.end or other.start)
        apart = max(mine[0], theirs[0]) - min(mine[1], theirs[1])
        if apart < dt.timedelta(0):
            return True
        return apart <= _NEAR and not is_other_hospital(self.hospital or "", other.hospital or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay(Visit):
    """One stay: its days where known, its bills, and what its papers tell."""

    kind: ClassVar[str] = "stay"
    spans: tuple[Span, ...] = ()
    papers: frozenset[str] = frozenset()

    def is_of(self, paper: Paper) -> bool:
        """Nothing on the paper says that it belongs to another stay; reports and statements may come later."""
        if paper.id in self.papers:
            return True
        told = span_of(paper)
        answers = [told.is_same(span) for span in self.spans]
        if True in answers:
            return True
        if told.number and False in answers:
            return False
        day = told.start or next((day for name in _LATE_DAYS if (day := as_date(paper.auto(name)))), None)
        if day is None or self.start is None:
            return True
        later = _LATER if told.start is None else _NEAR
        return self.start - _NEAR <= day <= (self.end or self.start) + later

    def distance(self, paper: Paper) -> int:
        """0 for what may be of this stay; far for what is of another."""
        return 0 if self.is_of(paper) else _LATER.days


def stays_of(papers: Sequence[Paper], named: Sequence[Record]) -> tuple[Stay, ...]:
    """The stays that the claim names and its papers show, by their first day; at least one."""
    groups: list[Group] = [([_named(row)], []) for row in named]
    anchors = sorted((paper for paper in papers if _is_anchor(paper)), key=_order)
    for paper in anchors:
        _place(paper, groups)
    stays = [_stay(spans, members) for spans, members in groups] or [_stay([], [])]
    ordered = sorted(stays, key=lambda stay: (stay.start or dt.date.max, stay.end or dt.date.max))
    return tuple(
        Stay(number=at, start=s.start, end=s.end, bills=s.bills, spans=s.spans, papers=s.papers)
        for at, s in enumerate(ordered, 1)
    )


def span_of(paper: Paper) -> Span:
    """What the paper surely tells of its stay."""
    return paper.once("span", _span_of)


def _span_of(paper: Paper) -> Span:
    number, hospital = paper.auto("inpatient_number"), paper.auto("hospital_name")
    days = [(as_date(paper.auto(first)), as_date(paper.auto(last))) for first, last in _SPANS]
    start, end = next(((a, b) for a, b in days if a), (None, None))
    return Span(
        number if isinstance(number, str) else None,
        start,
        end if start and end and end >= start else None,
        hospital if isinstance(hospital, str) else None,
    )


def is_other_hospital(first: str, second: str) -> bool:
    """Both are named, and neither name holds the other."""
    a, b = (unicodedata.normalize("NFKC", name).replace(" ", "") for name in (first, second))
    return bool(a and b) and a not in b and b not in a


def _is_anchor(paper: Paper) -> bool:
    if not paper.is_sure:
        return False
    return paper.type in ANCHORS or (paper.type is DocumentType.TAX_INVOICE and is_inpatient(paper) is True)


def _order(paper: Paper) -> tuple[object, ...]:
    """Those that tell most come first; the order of arrival never counts."""
    span = span_of(paper)
    return span.start is None, span.number is None, span.start or dt.date.max, span.number or "", paper.shown


def _place(paper: Paper, groups: list[Group]) -> None:
    """Into every group that it is surely of, made one; else where nothing speaks against it; else a new one."""
    span = span_of(paper)
    answers = [_answer(span, spans) for spans, _ in groups]
    sure = [group for group, answer in zip(groups, answers, strict=True) if answer is True]
    unclear = [group for group, answer in zip(groups, answers, strict=True) if answer is None]
    if not sure and unclear:
        sure = unclear[:1]
    spans = [*(one for group in sure for one in group[0]), span]
    members = [*(one for group in sure for one in group[1]), paper]
    groups[:] = [group for group in groups if group not in sure]
    groups.append((spans, members))


def _answer(span: Span, spans: Sequence[Span]) -> bool | None:
    answers = [span.is_same(other) for other in spans]
    if any(other.number and span.number and other.number != span.number for other in spans):
        return any(other.number == span.number for other in spans)
    return True if True in answers else False if False in answers else None


def _stay(spans: Sequence[Span], members: Sequence[Paper]) -> Stay:
    starts = [span.start for span in spans if span.start]
    ends = [span.end or span.start for span in spans if span.start]
    return Stay(
        number=1,
        start=min(starts, default=None),
        end=max((day for day in ends if day), default=None),
        bills=tuple(paper for paper in members if paper.type in BILLS),
        spans=tuple(spans),
        papers=frozenset(paper.id for paper in members),
    )


def _named(row: Record) -> Span:
    start, end, hospital = row.get("from"), row.get("to"), row.get("hospital")
    return Span(
        None,
        start if isinstance(start, dt.date) else None,
        end if isinstance(end, dt.date) else None,
        hospital if isinstance(hospital, str) else None,
    )
