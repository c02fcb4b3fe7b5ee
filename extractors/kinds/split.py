"""Which pages of one file are one paper.

A page joins the paper before it when it bears the same title with the next page number, the same bill number, or no
title of its own while the paper may have more pages; the two faces of a card are one paper. Blank pages drop out.

>>> from extractors.page import Line
>>> from storage.model.extraction import Source
>>> def page(number, *texts):
...     lines = tuple(Line(text, Box(0, 40 * i, 300, 40 * i + 30), page=number) for i, text in enumerate(texts))
...     return ReadPage(number=number, width=400, height=600, turn=0, source=Source.OCR, lines=lines)
>>> pages = [page(1, "住院费用清单", "第1页/共2页"), page(2, "住院费用清单", "第2页/共2页"), page(3, "出院小结")]
>>> verdicts = [Verdict(DocumentType.FEE_LIST, 0.9), Verdict(DocumentType.FEE_LIST, 0.9), Verdict(DocumentType.DISCHARGE, 0.9)]
>>> [(paper.type.value, [page.number for page in paper.pages]) for paper in split(pages, verdicts)]
[('fee_list', [1, 2]), ('discharge', [3])]
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.kinds import paging, regions
from extractors.kinds.classify import Verdict
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Box

NOTHING = frozenset({DocumentType.IRRELEVANT, DocumentType.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Paper:
    """One logical paper. `boxes` says where it lies on each page, in the upright frame; None is the whole page."""

    type: DocumentType
    confidence: float
    pages: tuple[ReadPage, ...]
    boxes: tuple[Box | None, ...]


def split(pages: Sequence[ReadPage], verdicts: Sequence[Verdict]) -> tuple[Paper, ...]:
    """The papers of one file, in the order of their first pages. Every page but blank ones lies in one paper."""
    papers: list[Paper] = []
    for page, verdict in zip(pages, verdicts, strict=True):
        for piece in _pieces(page, verdict):
            last = papers[-1] if papers else None
            if last and _goes_on(last, piece):
                papers[-1] = _joined(last, piece)
            else:
                papers.append(piece)
    return tuple(paper for paper in papers if len(papers) == 1 or not _is_blank(paper, len(pages))) or tuple(
        papers[:1]
    )


def _pieces(page: ReadPage, verdict: Verdict) -> list[Paper]:
    found = regions.papers_in(page, verdict)
    if len(found) < 2:
        return [Paper(verdict.type, verdict.confidence, (page,), (None,))]
    return [
        Paper(one.verdict.type, one.verdict.confidence, (replace(page, lines=one.lines),), (one.box,))
        for one in found
    ]


def _goes_on(paper: Paper, piece: Paper) -> bool:
    if any(paper.boxes) or any(piece.boxes):
        return False
    return paging.continues(paper.type, paper.pages, piece.type, piece.pages[0])


def _joined(paper: Paper, piece: Paper) -> Paper:
    same = piece.type is paper.type
    confidence = min(paper.confidence, piece.confidence) if same else paper.confidence
    return Paper(paper.type, confidence, paper.pages + piece.pages, paper.boxes + piece.boxes)


def _is_blank(paper: Paper, page_count: int) -> bool:
    """A page of a longer file with nothing on it: the back of a scanned sheet."""
    few = sum(len(line.text) for page in paper.pages for line in page.lines) < 12
    return page_count > 1 and paper.type is DocumentType.IRRELEVANT and few
