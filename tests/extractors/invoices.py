"""What the tests of invoices share: a made paper through decoder and reader, without any OCR."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from extractors import sources
from extractors.documents import tax_invoice
from extractors.formats.decode import decode
from extractors.formats.decoded import PageDamage
from extractors.limits import Limits
from extractors.page import DecodedPage, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields

LIMITS = Limits.default()


def pages_of(content: bytes) -> list[ReadPage]:
    """The pages of a file whose text needs no OCR."""
    return [upright(page) for page in decode(content, LIMITS).pages if not isinstance(page, PageDamage)]


def upright(page: DecodedPage) -> ReadPage:
    return ReadPage(
        number=page.number,
        width=page.width,
        height=page.height,
        turn=0,
        lines=page.lines,
        source=page.source,
        rules=page.rules,
    )


def printed(content: bytes) -> Fields:
    """Only what the pages show."""
    return tax_invoice.extract(pages_of(content))


def merged(content: bytes) -> Fields:
    """The issuer's data and the print."""
    decoded = decode(content, LIMITS)
    pages = [upright(page) for page in decoded.pages if not isinstance(page, PageDamage)]
    return sources.merge(DocumentType.TAX_INVOICE, decoded.issuer, tax_invoice.extract(pages))[0]


def plain(fields: Fields) -> dict[str, Any]:
    """Values without provenance, in the form of a specimen's truth."""
    return {name: _plain(cell) for name, cell in fields.items()}


def differences(fields: Fields, truth: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Expected and found wherever they differ."""
    found = plain(fields)
    names = {*truth, *found}
    return {name: (truth.get(name), found.get(name)) for name in names if truth.get(name) != found.get(name)}


def shared_cells(rows: list[dict[str, Any]], truth: list[dict[str, Any]]) -> float:
    """The share of the truth's cells that were found at their place."""
    wanted = Counter((at, *cell) for at, row in enumerate(truth) for cell in row.items())
    found = Counter((at, *cell) for at, row in enumerate(rows) for cell in row.items())
    return sum((wanted & found).values()) / max(1, sum(wanted.values()))


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Field):
        return cell.value
    return [
        one.value if isinstance(one, Field) else {name: field.value for name, field in one.items()}
        for one in cell
    ]
