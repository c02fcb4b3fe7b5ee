"""One paper, several sources: the issuer's data, its QR code and what is printed become one set of fields.

XML outranks what is printed, and digital print outranks the code, which outranks what OCR read. The stronger value is
kept, and where the print says the same, the value points at its ink. Where they disagree, the disagreement is a finding
for a person, never a silent choice. Source: contract, section 3 (`xml > ofd = pdf_text > qr > mrz > ocr`).

>>> from extractors.page import Line
>>> from extractors.fields import given, make
>>> from storage.model.extraction import Box, Source
>>> record = IssuerRecord(type="tax_invoice", fields={"total": given("57.00", Source.XML)})
>>> ink = Line("￥57.00", Box(5, 5, 90, 30), source=Source.OFD)
>>> fields, findings = merge(DocumentType.TAX_INVOICE, [record], {"total": make("57.00", [ink])})
>>> fields["total"].source.value, fields["total"].box, findings
('xml', Box(x0=5, y0=5, x1=90, y1=30), ())
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from extractors.page import IssuerRecord
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields, Row, Source
from storage.model.finding import Finding, Outcome
from storage.model.money import parse_capitals

RULE = "sources_differ"
_KEYS = ("invoice_number", "invoice_code")
_BELOW_CODES = frozenset({Source.MRZ, Source.OCR})
_NO_RATE = frozenset({"0%", "0"})


@dataclass(slots=True)
class _Merging:
    fields: dict[str, Cell] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def note(self, name: str, issued: object, printed: object, *, by: str = "电子数据") -> None:
        detail = f"{by}为“{issued}”,票面为“{printed}”"
        self.findings.append(Finding(rule=RULE, outcome=Outcome.HUMAN, field=name, detail=detail))


def merge(
    type: DocumentType, records: Sequence[IssuerRecord], fields: Fields
) -> tuple[Fields, tuple[Finding, ...]]:
    """The fields of one paper and what its sources disagree about."""
    record = _fitting([one for one in records if one.type == type], fields)
    if record is None:
        return fields, ()
    merging = _Merging()
    for name in dict.fromkeys((*record.fields, *fields)):
        issued, printed = record.fields.get(name), fields.get(name)
        merging.fields[name] = _cell(name, issued, printed, merging)
    return merging.fields, tuple(merging.findings)


def merge_codes(
    type: DocumentType, records: Sequence[IssuerRecord], fields: Fields
) -> tuple[Fields, tuple[Finding, ...]]:
    """The fields of one paper with what its QR code says, and where the two disagree.

    >>> from extractors.page import Line
    >>> from extractors.fields import given, make
    >>> from storage.model.extraction import Box
    >>> code = IssuerRecord(type="tax_invoice", fields={"total": given("57.00", Source.QR, box=Box(1, 1, 9, 9))})
    >>> ink = Line("￥51.00", Box(5, 5, 90, 30), 0.7)
    >>> fields, findings = merge_codes(DocumentType.TAX_INVOICE, [code], {"total": make("51.00", [ink])})
    >>> fields["total"].value, fields["total"].box, findings[0].detail
    ('57.00', Box(x0=1, y0=1, x1=9, y1=9), '二维码为“57.00”,票面为“51.00”')
    """
    record = _fitting([one for one in records if one.type == type], fields)
    if record is None:
        return fields, ()
    merging = _Merging(fields=dict(fields))
    for name, told in record.fields.items():
        known = fields.get(name)
        if isinstance(told, Field) and (known is None or isinstance(known, Field)):
            merging.fields[name] = told if known is None else _coded(name, told, known, merging)
    return merging.fields, tuple(merging.findings)


def _coded(name: str, told: Field, known: Field, merging: _Merging) -> Field:
    if known.value is not None and not is_same(told.value, known.value):
        merging.note(name, told.value, known.value, by="二维码")
        return told if known.source in _BELOW_CODES else known
    if known.source not in _BELOW_CODES:
        return known
    return replace(told, page=known.page, box=known.box)


def _fitting(records: Sequence[IssuerRecord], fields: Fields) -> IssuerRecord | None:
    """The record with this paper's number; a lone record fits where the paper shows no number."""
    for record in records:
        if all(_agree(record.fields.get(key), fields.get(key)) for key in _KEYS):
            return record
    return records[0] if records else None


def _agree(issued: Cell | None, printed: Cell | None) -> bool:
    if not isinstance(issued, Field) or not isinstance(printed, Field):
        return True
    return is_same(issued.value, printed.value)


def _cell(name: str, issued: Cell | None, printed: Cell | None, merging: _Merging) -> Cell:
    if issued is None or printed is None:
        found = issued if issued is not None else printed
        assert found is not None
        return found
    if isinstance(issued, Field) and isinstance(printed, Field):
        return _field(name, issued, printed, merging)
    if isinstance(issued, tuple) and isinstance(printed, tuple):
        return _rows(name, issued, printed, merging)
    return issued


def _field(name: str, issued: Field, printed: Field, merging: _Merging) -> Field:
    if printed.value is None:
        return replace(issued, page=printed.page, box=printed.box)
    if name == "tax_rate" and issued.value in _NO_RATE:
        return printed
    if is_same(issued.value, printed.value):
        return replace(issued, page=printed.page, box=printed.box)
    merging.note(name, issued.value, printed.value)
    return issued


def _rows(name: str, issued: tuple[object, ...], printed: tuple[object, ...], merging: _Merging) -> Cell:
    if len(issued) != len(printed):
        merging.note(name, f"{len(issued)}行", f"{len(printed)}行")
        return issued  # type: ignore[return-value]
    return tuple(_row(name, one, other, merging) for one, other in zip(issued, printed, strict=True))  # type: ignore[return-value]


def _row(name: str, issued: object, printed: object, merging: _Merging) -> Field | Row:
    if isinstance(issued, Field) and isinstance(printed, Field):
        return _field(name, issued, printed, merging)
    if not isinstance(issued, Mapping) or not isinstance(printed, Mapping):
        raise TypeError("a table has rows, a list has fields")
    merged: dict[str, Field] = {}
    for key in dict.fromkeys((*issued, *printed)):
        cell = _cell(key, issued.get(key), printed.get(key), merging)
        if isinstance(cell, Field):
            merged[key] = cell
    return merged


def is_same(issued: object, printed: object) -> bool:
    """Equal but for width, spaces, zeros at the end of a number, and the spelling of capitals.

    >>> is_same("1.0", "1"), is_same("壹拾元零柒角", "壹拾圆柒角整"), is_same("甲", "乙")
    (True, True, False)
    """
    if issued == printed:
        return True
    if not isinstance(issued, str) or not isinstance(printed, str):
        return False
    one, other = _squashed(issued), _squashed(printed)
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        fen = parse_capitals(one)
        return fen is not None and fen == parse_capitals(other)


def _squashed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()
