"""Several papers in one picture, told apart by the empty bands between their lines.

A picture is cut down or across where no line stands, and its parts again; a cut counts only when both sides are
papers on their own that cannot be one: different types, or the same kind of paper with different numbers.

>>> from storage.model.extraction import Source
>>> page = ReadPage(number=1, width=400, height=300, turn=0, lines=(), source=Source.OCR)
>>> papers_in(page, Verdict(DocumentType.OTHER, 1.0))
()
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.fields import union
from extractors.kinds.classify import Verdict, classify
from extractors.kinds.cues import shipped
from extractors.kinds.evidence import Evidence
from extractors.kinds.titles import find
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Source

SURE = 0.8
"""The least confidence with which each side must be a paper of its own."""
GAP = 1.3
"""How wide the empty band must be, in heights of a usual line."""
BANDS, DEEPEST = 3, 3
"""How many bands are tried in each direction, and how often a part is cut again."""
_BILLS = frozenset({DocumentType.TAX_INVOICE, DocumentType.INV_OUTPATIENT, DocumentType.INV_INPATIENT})
_CARDS = frozenset(
    {
        DocumentType.ID_CARD,
        DocumentType.BANK_CARD,
        DocumentType.DRV_LICENSE,
        DocumentType.VEH_LICENSE,
        DocumentType.HMT_PERMIT,
    }
)
_SLIPS = frozenset({DocumentType.PAYMENT_SLIP, DocumentType.PREPAYMENT_SLIP})
_TILL = frozenset({DocumentType.RECEIPT})
_CARD_NUMBER = re.compile(r"(?<!\d)(\d{17}[\dx])(?!\d)")
_BILL_NUMBER = re.compile(r"(?:发票号码|票据号码)\D{0,3}(\d{8,20})")


@dataclass(frozen=True, slots=True)
class Region:
    """A paper that is a part of the picture."""

    verdict: Verdict
    box: Box
    lines: tuple[Line, ...]


def papers_in(page: ReadPage, verdict: Verdict) -> tuple[Region, ...]:
    """The papers of the picture where there are surely several; else nothing."""
    if page.source is not Source.OCR or not _may_hold_two(verdict):
        return ()
    found = _parts(page, page.lines, DEEPEST)
    return tuple(found) if len(found) > 1 else ()


def _may_hold_two(verdict: Verdict) -> bool:
    kinds = {verdict.type, verdict.runner_up}
    return bool(kinds & (_BILLS | _CARDS | _SLIPS | _TILL)) or verdict.is_doubtful


def _parts(page: ReadPage, lines: tuple[Line, ...], depth: int) -> list[Region]:
    """The papers among these lines; one region where no cut counts."""
    for halves in _cuts(lines) if depth else []:
        sides = [_region(page, half) for half in halves]
        if not all(_may_hold_two(side.verdict) for side in sides):
            continue
        one, other = (_parts(page, side.lines, depth - 1) for side in sides)
        if all(_are_two(mine, its) for mine in one for its in other):
            return one + other
    return [_region(page, lines)]


def _cuts(lines: Sequence[Line]) -> list[tuple[tuple[Line, ...], tuple[Line, ...]]]:
    """At the widest empty bands down and across, the widest first, each with lines on both sides."""
    if not lines:
        return []
    usual = median(line.box.height for line in lines)
    cuts = []
    for start, end in ((0, 2), (1, 3)):
        ordered = sorted(lines, key=_edge(start))
        for gap, at in _widest(ordered, start, end):
            if gap >= GAP * usual:
                cuts.append((gap, (tuple(ordered[:at]), tuple(ordered[at:]))))
    return [halves for _, halves in sorted(cuts, key=lambda cut: -cut[0])]


def _widest(ordered: Sequence[Line], start: int, end: int) -> list[tuple[int, int]]:
    reach, gaps = 0, []
    for i, line in enumerate(ordered):
        if 2 <= i <= len(ordered) - 2:
            gaps.append((line.box[start] - reach, i))
        reach = max(reach, line.box[end])
    return sorted(gaps, reverse=True)[:BANDS]


def _edge(index: int) -> Callable[[Line], int]:
    return lambda line: line.box[index]


def _region(page: ReadPage, lines: tuple[Line, ...]) -> Region:
    kept = tuple(line for line in page.lines if line in set(lines))
    verdict = classify(replace(page, lines=kept, pixels=None))
    return Region(verdict, union(line.box for line in kept), kept)


def _are_two(one: Region, other: Region) -> bool:
    kinds = {one.verdict.type, other.verdict.type}
    if min(one.verdict.confidence, other.verdict.confidence) < SURE:
        return False
    if len(kinds) == 2:
        return kinds <= _CARDS or (kinds <= _CARDS | _BILLS | _SLIPS and _is_titled(one) and _is_titled(other))
    if kinds <= _TILL:
        return _is_titled(one) and _is_titled(other)
    return kinds <= _BILLS | _CARDS and _differ(_numbers(one), _numbers(other))


def _differ(mine: set[str], its: set[str]) -> bool:
    return bool(mine and its) and mine.isdisjoint(its)


def _numbers(region: Region) -> set[str]:
    """What only one paper of its kind bears: the number of a bill or of a card; bills print tax numbers as long."""
    text = _evidence(region).text
    is_bill = region.verdict.type in _BILLS
    return set(_BILL_NUMBER.findall(text)) | (set() if is_bill else set(_CARD_NUMBER.findall(text)))


def _is_titled(region: Region) -> bool:
    """Whether the title of its own type stands in it; a bill's number does as well."""
    titles = find(_evidence(region).strips, shipped())
    return titles.get(region.verdict.type, 0.0) >= 0.5 or bool(_numbers(region))


def _evidence(region: Region) -> Evidence:
    return Evidence.of(ReadPage(number=1, width=1, height=1, turn=0, lines=region.lines, source=Source.OCR))
