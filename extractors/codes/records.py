"""What the QR codes on a paper say, as records of the issuer with Source.QR.

The code of a tax invoice is read field by field. What a medical bill's code holds differs by province and is often a
link or sealed: it is read only as a witness of what is printed, where it holds the very same number, whole.

>>> from extractors.page import Line
>>> from extractors.fields import make
>>> printed = {"bill_number": make("0156777242", [Line("0156777242", Box(0, 0, 90, 20), 0.8)])}
>>> _witnessed(Code("https://example.org/b?no=0156777242&code=11010125", Box(5, 5, 60, 60)), printed, 1)
{'bill_number': Field(value='0156777242', ...source=<Source.QR: 'qr'>, page=1, box=Box(x0=5, y0=5, x1=60, y1=60), ...)}
"""

import re
from collections.abc import Iterator

from extractors.codes import tax_payload
from extractors.codes.finder import Code, find
from extractors.fields import given
from extractors.kinds.split import Paper
from extractors.page import IssuerRecord, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Field, Fields, Source

BILLS = frozenset({DocumentType.INV_OUTPATIENT, DocumentType.INV_INPATIENT})
_WITH_CODES = BILLS | {DocumentType.TAX_INVOICE}
_PAGES = 2
"""A bill's code is on its first page; the page before may be its back."""
_NUMBERS = ("bill_code", "bill_number", "check_code", "invoice_number")
_LEAST_WITNESSED = 6


def records_of(paper: Paper, printed: Fields) -> tuple[IssuerRecord, ...]:
    """One record for each code on the paper that says something we know; boxes in the page's upright frame."""
    if paper.type not in _WITH_CODES:
        return ()
    return tuple(record for number, code in _codes(paper) if (record := _record(paper, code, number, printed)))


def _codes(paper: Paper) -> Iterator[tuple[int, Code]]:
    for page, place in list(zip(paper.pages, paper.boxes, strict=True))[:_PAGES]:
        yield from ((page.number, code) for code in _on(page) if _lies_in(code.box, place))


def _on(page: ReadPage) -> tuple[Code, ...]:
    """The codes on the page, looked for once."""
    if "codes" not in page.known:
        page.known["codes"] = () if page.pixels is None else find(page.pixels)
    found: tuple[Code, ...] = page.known["codes"]
    return found


def _lies_in(box: Box, place: Box | None) -> bool:
    x, y = box.centre
    return place is None or (place.x0 <= x <= place.x1 and place.y0 <= y <= place.y1)


def _record(paper: Paper, code: Code, page: int, printed: Fields) -> IssuerRecord | None:
    if paper.type in BILLS:
        fields = _witnessed(code, printed, page)
    else:
        told = tax_payload.parse(code.payload) or {}
        fields = {name: _field(value, code, page) for name, value in told.items()}
    return IssuerRecord(type=paper.type, fields=fields) if fields else None


def _field(value: str, code: Code, page: int) -> Field:
    return given(value, Source.QR, page=page, raw=value, box=code.box)


def _witnessed(code: Code, printed: Fields, page: int) -> dict[str, Field]:
    """Printed numbers that the code holds as a whole word."""
    words = set(re.findall(r"[0-9A-Za-z]+", code.payload[:2000]))
    found: dict[str, Field] = {}
    for name in _NUMBERS:
        cell = printed.get(name)
        value = cell.value if isinstance(cell, Field) else None
        if isinstance(value, str) and len(value) >= _LEAST_WITNESSED and value in words:
            found[name] = _field(value, code, page)
    return found
