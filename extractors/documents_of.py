"""Papers become documents: fields extracted, sources merged, every box in the contract's frame.

>>> documents_of([], [], (), 1)
()
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors import confidence, in_ink, registry, soft_names, sources
from extractors.codes import records as codes
from extractors.kinds import paging
from extractors.kinds.classify import Verdict
from extractors.kinds.split import Paper, split
from extractors.page import IssuerRecord, ReadPage
from extractors.picture import handwriting
from storage.model.document import Document, Page, Quality, QualityGrade, QualityIssue
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields
from storage.model.finding import Finding

_WORST_FIRST = (QualityGrade.POOR, QualityGrade.USABLE, QualityGrade.GOOD)


@dataclass(frozen=True, slots=True)
class _Content:
    fields: Fields
    findings: tuple[Finding, ...]


def documents_of(
    pages: Sequence[ReadPage],
    verdicts: Sequence[Verdict],
    issuer: tuple[IssuerRecord, ...],
    file_number: int,
) -> tuple[Document, ...]:
    """The documents of one file, `f<file>.d<n>` in the order of their pages."""
    papers = _as_issued(split(pages, verdicts), pages, issuer)
    unplaced = list(issuer)
    documents: list[Document] = []
    for paper in papers:
        records = tuple(record for record in unplaced if record.type == paper.type)
        unplaced = [record for record in unplaced if record not in records]
        documents.append(_document(paper, records, f"f{file_number}.d{len(documents) + 1}"))
    for record in unplaced:
        documents.append(_from_record(record, f"f{file_number}.d{len(documents) + 1}"))
    return tuple(documents)


def _as_issued(
    papers: tuple[Paper, ...], pages: Sequence[ReadPage], issuer: tuple[IssuerRecord, ...]
) -> tuple[Paper, ...]:
    """The pages around a foreign invoice's data are that invoice, where we know them as nothing better."""
    is_known = any(paper.type in registry.readable_types() for paper in papers)
    if is_known or not pages or not any(in_ink.is_foreign(record) for record in issuer):
        return papers
    return (Paper(DocumentType.TAX_INVOICE, 1.0, tuple(pages), (None,) * len(pages)),)


def _document(paper: Paper, records: tuple[IssuerRecord, ...], id: str) -> Document:
    content = _content(paper, records)
    written = handwriting.written(paper.type, content.fields, paper.pages)
    fields = confidence.calibrated(soft_names.doubted(content.fields, paper.pages), written)
    by_number = {page.number: page for page in paper.pages}
    return Document(
        id=id,
        type=paper.type,
        confidence=round(paper.confidence, 4),
        pages=_pages(paper),
        quality=_quality(paper.pages),
        fields={name: _placed(cell, by_number) for name, cell in fields.items()},
        findings=content.findings,
        member=next((record.member for record in records if record.member), None),
    )


def _content(paper: Paper, records: tuple[IssuerRecord, ...]) -> _Content:
    if records and in_ink.is_foreign(records[0]):
        printed, missing = in_ink.seek(records[0], paper.pages)
        fields, findings = sources.merge(paper.type, records[:1], printed)
        return _Content(fields, findings + missing)
    printed, own = registry.read(paper.type, paging.distinct(paper.pages))
    fields, findings = sources.merge(paper.type, records, printed)
    coded, differences = sources.merge_codes(paper.type, codes.records_of(paper, fields), fields)
    return _Content(coded, own + findings + differences)


def _from_record(record: IssuerRecord, id: str) -> Document:
    return Document(
        id=id,
        type=DocumentType(record.type),
        confidence=1.0,
        pages=(),
        fields=record.fields,
        member=record.member,
    )


def _pages(paper: Paper) -> tuple[Page, ...]:
    """The pages of the file on which the paper lies; parts of one picture are one page."""
    places: dict[int, Page] = {}
    for page, box in zip(paper.pages, paper.boxes, strict=True):
        place = page.frame_box(box) if box else None
        known = places.get(page.sheet)
        if known and known.box and place:
            place = known.box.union(place)
        places[page.sheet] = Page(page.sheet, page.width, page.height, place)
    return tuple(places.values())


def _quality(pages: Sequence[ReadPage]) -> Quality:
    grades = {page.quality.grade for page in pages}
    worst = next((grade for grade in _WORST_FIRST if grade in grades), QualityGrade.GOOD)
    issues = tuple(
        QualityIssue(issue.fault, page.sheet, page.frame_box(issue.box) if issue.box else None)
        for page in pages
        for issue in page.quality.issues
    )
    return Quality(worst, issues)


def _placed(cell: Cell, pages: Mapping[int, ReadPage]) -> Cell:
    if isinstance(cell, Field):
        return _placed_field(cell, pages)
    rows_or_fields = [
        _placed_field(one, pages)
        if isinstance(one, Field)
        else {name: _placed_field(inner, pages) for name, inner in one.items()}
        for one in cell
    ]
    return tuple(rows_or_fields)  # type: ignore[return-value]


def _placed_field(field: Field, pages: Mapping[int, ReadPage]) -> Field:
    page = pages.get(field.page)
    if page is None:
        return field
    return replace(field, page=page.sheet, box=page.frame_box(field.box) if field.box else None)
