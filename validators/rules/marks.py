"""What the papers of an original are known by in other claims (V17): bytes, bill numbers, codes, pictures.

Only what was surely read counts. Identity cards and the like are rightly sent with every claim: they leave no marks.

>>> bill_text("31060126", "0012345678"), bill_text("", "0012345678"), bill_text("", "26427000000375586818")
('31060126|0012345678', None, '|26427000000375586818')
"""

from collections.abc import Iterator, Sequence

from storage.model.document import Document
from storage.model.print import PagePrint
from storage.model.records import StoredReading
from storage.model.sighting import Mark, MarkKind
from validators.papers.kinds import BILLS, holder_fields
from validators.papers.names import fold, is_plain
from validators.papers.paper import Paper
from validators.rules.finding import everybodys

_WHOLE_NUMBER = 20
"""A number of so many digits is one in the country, without a code."""


def marks_of(stored: StoredReading) -> tuple[Mark, ...]:
    """All marks of one original, its withdrawn papers left out."""
    papers = telling_papers(stored)
    return tuple(_marks(stored, papers)) if papers else ()


def telling_papers(stored: StoredReading) -> tuple[Document, ...]:
    """The papers of the original that should be in one claim only."""
    return tuple(paper for paper in stored.reading.documents if paper.type not in everybodys())


def telling_prints(stored: StoredReading) -> tuple[PagePrint, ...]:
    """The prints of the pages on which those papers lie."""
    papers = telling_papers(stored)
    return tuple(one for one in stored.reading.prints if documents_on(one.page, papers))


def documents_on(page: int, papers: Sequence[Document]) -> tuple[str, ...]:
    """The ids of the papers that lie on that page of the file."""
    return tuple(paper.id for paper in papers if any(place.page == page for place in paper.pages))


def bill_text(code: str, number: str) -> str | None:
    """What names one bill anywhere; None for a number without its code, of which there are many."""
    return f"{code}|{number}" if code or len(number) >= _WHOLE_NUMBER else None


def _marks(stored: StoredReading, papers: Sequence[Document]) -> Iterator[Mark]:
    original = stored.original
    every = tuple(paper.id for paper in papers)
    yield Mark(kind=MarkKind.FILE, text=original.sha256, original_id=original.id, documents=every)
    for paper in papers:
        text = _bill(Paper(paper, 0)) if paper.type in BILLS else None
        if text:
            yield Mark(kind=MarkKind.BILL, text=text, original_id=original.id, documents=(paper.id,))
    for one in telling_prints(stored):
        here = documents_on(one.page, papers)
        for code in one.codes:
            yield _code(code, original.id, [paper for paper in papers if paper.id in here])
        for telling in one.telling:
            yield Mark(kind=MarkKind.PICTURE, text=str(telling), original_id=original.id, documents=here)


def _bill(paper: Paper) -> str | None:
    number = paper.auto("bill_number") or paper.auto("invoice_number")
    code = paper.auto("bill_code") or paper.auto("invoice_code") or ""
    return bill_text(str(code), str(number)) if number else None


def _code(code: str, original_id: str, here: Sequence[Document]) -> Mark:
    """With the name on the paper, where one paper lies there and names somebody plainly."""
    names = [Paper(one, 0).auto(field) for one in here for field in holder_fields(one.type)]
    plain = [fold(name) for name in names if isinstance(name, str) and is_plain(name)]
    holder = plain[0] if len(here) == 1 and plain else None
    ids = tuple(one.id for one in here)
    return Mark(kind=MarkKind.CODE, text=code, original_id=original_id, holder=holder, documents=ids)
