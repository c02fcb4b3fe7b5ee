"""Where an issuer's value stands on the page, for papers whose print we have no reader for: a European invoice.

The value is looked for as such papers write it: sums with either decimal mark, dates in either order, the rest letter
by letter. What is found gets its place; a number or total that a page with trusted text does not show is a finding.

>>> from extractors.fields import given
>>> spellings("total", "1234.50")[:3], spellings("issue_date", "2026-11-05")[:2]
(('1234.50', '1,234.50', '1.234,50'), ('2026-11-05', '05.11.2026'))
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from extractors.fields import make
from extractors.page import IssuerRecord, Line, ReadPage
from storage.model.extraction import Cell, Field, Source
from storage.model.finding import Finding, Outcome

RULE = "sources_differ"
_SUMS = ("amount", "tax", "total")
_SOUGHT = ("invoice_number", "issue_date", "seller_name", "seller_tax_id", "buyer_name", "buyer_tax_id", *_SUMS)
_MUST_SHOW = ("invoice_number", "total")


def is_foreign(record: IssuerRecord) -> bool:
    """Chinese issuers name no currency."""
    return "currency" in record.fields


def seek(record: IssuerRecord, pages: Sequence[ReadPage]) -> tuple[Mapping[str, Cell], tuple[Finding, ...]]:
    """The values that the pages show, with their places, and what ought to be there and is not."""
    lines = [(line, _folded(line.text)) for page in pages for line in page.lines]
    found: dict[str, Cell] = {}
    for name in _SOUGHT:
        field = record.fields.get(name)
        if isinstance(field, Field) and isinstance(field.value, str):
            line = _line_with(spellings(name, field.value), lines)
            if line is not None:
                found[name] = make(field.value, [line])
    if not pages or any(page.source is not Source.PDF_TEXT for page in pages):
        return found, ()
    missing = [name for name in _MUST_SHOW if name in record.fields and name not in found]
    return found, tuple(_finding(name, record.fields[name]) for name in missing)


def spellings(name: str, value: str) -> tuple[str, ...]:
    """The ways in which a value may be printed; a space in one may be missing or be one more."""
    if name in _SUMS:
        whole, _, cents = value.lstrip("-").partition(".")
        grouped = f"{int(whole):,}"
        pointed, apart = grouped.replace(",", "."), grouped.replace(",", "'")
        spaced = grouped.replace(",", " ")
        marks = ((whole, "."), (grouped, "."), (pointed, ","), (whole, ","), (apart, "."), (spaced, ","))
        return tuple(f"{digits}{mark}{cents}" for digits, mark in marks)
    if name == "issue_date":
        year, month, day = value.split("-")
        return (
            value,
            f"{day}.{month}.{year}",
            f"{day}/{month}/{year}",
            f"{month}/{day}/{year}",
            year + month + day,
        )
    return (_folded(value),)


def _line_with(ways: tuple[str, ...], lines: Sequence[tuple[Line, str]]) -> Line | None:
    loose = "|".join(r"\s*".join(map(re.escape, way.split())) for way in ways)
    wanted = re.compile(rf"(?<![\dA-Z])(?<!\d[.,'])(?:{loose})(?![\dA-Z]|[.,']\d)")
    return next((line for line, text in lines if wanted.search(text)), None)


def _finding(name: str, field: Cell) -> Finding:
    value = field.value if isinstance(field, Field) else ""
    return Finding(rule=RULE, outcome=Outcome.HUMAN, field=name, detail=f"电子数据为“{value}”，票面上没有找到")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper()
