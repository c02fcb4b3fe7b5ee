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

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.kinds import paging, regions
from extractors.kinds.classify import Verdict
from extractors.kinds.own_pixels import own_pixels
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
    pieces = list(
        _faces_together([_pieces(page, verdict) for page, verdict in zip(pages, verdicts, strict=True)])
    )
    count = Counter(sheet for piece in pieces for sheet in {page.sheet for page in piece.pages})
    for piece in pieces:
        home = _home(papers, piece, count)
        if home is None:
            papers.append(piece)
        else:
            papers[home] = _joined(papers[home], piece)
    whole = [_whole_where_alone(paper, papers) for paper in papers]
    sheets = len({page.sheet for page in pages})
    return tuple(paper for paper in whole if len(whole) == 1 or not _is_blank(paper, sheets)) or tuple(
        whole[:1]
    )


def _pieces(page: ReadPage, verdict: Verdict) -> list[Paper]:
    found = regions.papers_in(page, verdict)
    if len(found) < 2:
        place = Box(0, 0, *page.upright_size) if page.placing else None
        return [Paper(verdict.type, verdict.confidence, (page,), (place,))]
    return [
        Paper(one.verdict.type, one.verdict.confidence, (_part(page, one, found),), (one.box,)) for one in found
    ]


def _part(page: ReadPage, one: regions.Region, found: Sequence[regions.Region]) -> ReadPage:
    """The page with the lines and the pixels of one of the papers on it."""
    others = [other.box for other in found if other is not one]
    pixels = None if page.pixels is None else own_pixels(page.pixels, one.box, others)
    return replace(page, lines=one.lines, pixels=pixels)


def _faces_together(pieces: Sequence[Sequence[Paper]]) -> Iterator[Paper]:
    """The pieces page by page; the two faces of the only card of its kind in a picture are joined first."""
    by_sheet: dict[int, list[Paper]] = {}
    for piece in (piece for page in pieces for piece in page):
        by_sheet.setdefault(piece.pages[0].sheet, []).append(piece)
    for group in by_sheet.values():
        left = list(group)
        while left:
            first = left.pop(0)
            same = [other for other in left if other.type is first.type]
            if len(same) == 1 and _are_faces(first, same[0]):
                left.remove(same[0])
                first = _joined(first, same[0])
            yield first


def _are_faces(one: Paper, other: Paper) -> bool:
    pages = (one.pages[0], other.pages[0])
    if one.type not in paging.BOTH_FACES or any(page.placing is None for page in pages):
        return False
    return paging.continues(one.type, one.pages, other.type, pages[1])


def _home(papers: Sequence[Paper], piece: Paper, count: Mapping[int, int]) -> int | None:
    """The place of the paper that the piece goes on with, the latest first; blank pages between do not count.

    `count`: how many papers lie on each sheet; those that share one go on nowhere else.
    """
    is_next = True
    for place in range(len(papers) - 1, -1, -1):
        paper = papers[place]
        if _is_blank(paper, 2):
            continue
        if all(count[page.sheet] == 1 for page in (*paper.pages, *piece.pages)):
            goes_on = paging.continues(paper.type, paper.pages, piece.type, piece.pages[0], is_next=is_next)
            if goes_on:
                return place
        is_next = False
    return None


def _joined(paper: Paper, piece: Paper) -> Paper:
    """One paper of both, its pages by their printed numbers, its type that of a page that is known."""
    first = piece if paper.type is DocumentType.OTHER else paper
    same = piece.type is paper.type
    confidence = min(paper.confidence, piece.confidence) if same else first.confidence
    boxes = dict(zip((*paper.pages, *piece.pages), (*paper.boxes, *piece.boxes), strict=True))
    pages = tuple(paging.in_order([*paper.pages, *piece.pages]))
    return Paper(first.type, confidence, pages, tuple(boxes[page] for page in pages))


def _whole_where_alone(paper: Paper, papers: Sequence[Paper]) -> Paper:
    """The paper without boxes on the pages that it shares with no other."""
    others = {page.sheet for other in papers if other is not paper for page in other.pages}
    boxes = (box if page.sheet in others else None for page, box in zip(paper.pages, paper.boxes, strict=True))
    return replace(paper, boxes=tuple(boxes))


def _is_blank(paper: Paper, page_count: int) -> bool:
    """A page of a longer file with nothing on it: the back of a scanned sheet."""
    few = sum(len(line.text) for page in paper.pages for line in page.lines) < 12
    return page_count > 1 and paper.type is DocumentType.IRRELEVANT and few
