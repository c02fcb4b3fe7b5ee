"""Two papers in one picture, told apart by the empty band between their lines.

A picture is cut once, down or across, where no line stands; the cut counts only when both sides are papers on their
own that cannot be one: different types, or the same kind of bill with different numbers.

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
from extractors.kinds.evidence import Evidence
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Source

SURE = 0.8
"""The least confidence with which each side must be a paper of its own."""
GAP = 1.3
"""How wide the empty band must be, in heights of a usual line."""
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
_BILL_NUMBER = re.compile(r"(?:发票号码|票据号码)\D{0,3}(\d{8,20})")


@dataclass(frozen=True, slots=True)
class Region:
    """A paper that is a part of the picture."""

    verdict: Verdict
    box: Box
    lines: tuple[Line, ...]


def papers_in(page: ReadPage, verdict: Verdict) -> tuple[Region, ...]:
    """The papers of the picture where there are surely two; else nothing."""
    if page.source is not Source.OCR or not _may_hold_two(verdict):
        return ()
    for halves in _cuts(page.lines):
        found = [_region(page, half) for half in halves]
        if _are_two(*found):
            return tuple(found)
    return ()


def _may_hold_two(verdict: Verdict) -> bool:
    kinds = {verdict.type, verdict.runner_up}
    return bool(kinds & (_BILLS | _CARDS)) or verdict.is_doubtful


def _cuts(lines: Sequence[Line]) -> list[tuple[tuple[Line, ...], tuple[Line, ...]]]:
    """The widest empty band down and the widest across, the wider one first, each with lines on both sides."""
    if not lines:
        return []
    usual = median(line.box.height for line in lines)
    cuts = []
    for start, end in ((0, 2), (1, 3)):
        ordered = sorted(lines, key=_edge(start))
        gap, at = _widest(ordered, start, end)
        if gap >= GAP * usual:
            cuts.append((gap, (tuple(ordered[:at]), tuple(ordered[at:]))))
    return [halves for _, halves in sorted(cuts, key=lambda cut: -cut[0])]


def _widest(ordered: Sequence[Line], start: int, end: int) -> tuple[int, int]:
    reach, best = 0, (0, 0)
    for i, line in enumerate(ordered):
        if 2 <= i <= len(ordered) - 2:
            best = max(best, (line.box[start] - reach, i))
        reach = max(reach, line.box[end])
    return best


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
        return kinds <= _CARDS
    return kinds <= _BILLS and _differ(_bill_numbers(one), _bill_numbers(other))


def _differ(mine: set[str], its: set[str]) -> bool:
    return bool(mine and its) and mine.isdisjoint(its)


def _bill_numbers(region: Region) -> set[str]:
    page = ReadPage(number=1, width=1, height=1, turn=0, lines=region.lines, source=Source.OCR)
    return set(_BILL_NUMBER.findall(Evidence.of(page).text))
