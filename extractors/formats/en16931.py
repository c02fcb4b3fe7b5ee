"""European e-invoices as data: CII (Factur-X, ZUGFeRD, XRechnung) and UBL become the fields of a `tax_invoice`.

Where each field stands is in `en16931.toml`. The kind is `other`. A credit note gives money back: its sums are below
zero, as on a red invoice. Of several tax ids the VAT number counts, of several tax sums the one in the invoice's
currency. Source: EN 16931-1:2017 and its two syntaxes.

>>> text = "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'><ID>7</ID><LegalMonetaryTotal>" \\
...        "<TaxInclusiveAmount>9</TaxInclusiveAmount></LegalMonetaryTotal></Invoice>"
>>> {name: field.value for name, field in invoice_fields(ET.fromstring(text)).items()}
{'kind': 'other', 'invoice_number': '7', 'total': '9.00'}
"""

import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from extractors.fields import given
from extractors.page import IssuerRecord
from extractors.values import invoice as invoice_values
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields, Source

_UBL = "{urn:oasis:names:specification:ubl:"
_ROOTS = {
    "CrossIndustryInvoice": "cii",
    "CrossIndustryDocument": "cii",
    "Invoice": "ubl",
    "CreditNote": "ubl",
}
_CREDIT_NOTES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
"""Codes of UNTDID 1001 that EN 16931 counts as credit notes."""
_SUMS = frozenset({"amount", "tax", "total"})
_VAT_NUMBER = re.compile(r"[A-Z]{2}\s*[0-9A-Z+*]")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NOT_FIELDS = frozenset({"items", "rows", "type_code"})
_MOST_ROWS = 2_000


def record_of(root: ET.Element) -> IssuerRecord | None:
    """None where the XML is no such invoice, or one without number or total."""
    fields = invoice_fields(root)
    if not {"invoice_number", "total"} <= fields.keys():
        return None
    return IssuerRecord(type=DocumentType.TAX_INVOICE, fields=fields)


def invoice_fields(root: ET.Element) -> Fields:
    """The fields, source `xml`, without places; empty where the document element is another."""
    places = _places(root)
    if places is None:
        return {}
    currency = _text(_at(root, places["currency"]))
    type_code = _text(_at(root, places["type_code"]))
    sign = -1 if type_code in _CREDIT_NOTES or _local(root) == "CreditNote" else 1
    cells: dict[str, Cell] = {"kind": given("other", Source.XML)}
    for name in places.keys() - _NOT_FIELDS:
        field = _field(name, list(_at(root, places[name])), currency, sign)
        if field is not None:
            cells[name] = field
    rows = [_row(one, places["items"], sign) for one in list(_at(root, places["rows"]))[:_MOST_ROWS]]
    items = tuple(row for row in rows if row)
    ordered = {name: cells[name] for name in ("kind", *places) if name in cells}
    return {**ordered, "items": items} if items else ordered


def _row(element: ET.Element, places: dict[str, list[str]], sign: int) -> dict[str, Field]:
    row: dict[str, Field] = {}
    for name, paths in places.items():
        found = list(_at(element, paths))
        field = _field(name, found, "", sign)
        if field is not None:
            row[name] = field
        unit = found[0].get("unitCode") if name == "quantity" and found else None
        if unit:
            row["unit"] = given(unit, Source.XML)
    return row


def _field(name: str, found: list[ET.Element], currency: str, sign: int) -> Field | None:
    if name.endswith("_tax_id"):
        found.sort(key=lambda one: not _VAT_NUMBER.match(_text([one])))
    if name in _SUMS and currency:
        found.sort(key=lambda one: one.get("currencyID", currency) != currency)
    raw = _text(found)
    value = _value(name, raw, sign) if raw else None
    return given(value, Source.XML, raw=raw) if value is not None else None


def _value(name: str, raw: str, sign: int) -> str | None:
    match name:
        case "amount" | "tax" | "total":
            value = invoice_values.of_issuer(name, raw, in_row=False)
            return value if value is None or sign > 0 or not Decimal(value) else f"{-Decimal(value):f}"
        case "invoice_number":
            return " ".join(raw.split())
        case "currency":
            return raw.upper()
        case "tax_rate":
            return _percent(raw)
        case "issue_date":
            return invoice_values.of_issuer(name, _DAY.sub(r"\1-\2-\3", raw[:10]), in_row=False)
        case _:
            return invoice_values.of_issuer(name, raw, in_row=True)


def _percent(raw: str) -> str | None:
    try:
        return f"{Decimal(raw).normalize():f}%"
    except InvalidOperation:
        return None


def _at(element: ET.Element, paths: Iterable[str]) -> Iterator[ET.Element]:
    for path in paths:
        level = [element]
        for step in path.split("/"):
            level = [child for one in level for child in one if step in ("*", _local(child))]
        yield from (one for one in level if len(one) or (one.text or "").strip())


def _text(found: Iterable[ET.Element]) -> str:
    return next(((one.text or "").strip() for one in found), "")


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _places(root: ET.Element) -> dict[str, Any] | None:
    syntax = _ROOTS.get(_local(root))
    if syntax is None or (syntax == "ubl" and not root.tag.startswith(_UBL)):
        return None
    return dict(_syntaxes()[syntax])


@cache
def _syntaxes() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
