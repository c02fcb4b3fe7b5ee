"""Electronic invoices as data: the issuer's XML becomes the fields of a `tax_invoice`.

Two families, both read by element names wherever they are nested: the tax service's 数电票 XML (`EInvoice`, since
2021) and the older e-invoice schema (`fp:eInvoice`, 2016/2019) that OFD invoices carry. The names stand in
`einvoice.toml`. Custom tags, which only point at text objects, hold no values and give nothing here.

>>> root = ET.fromstring("<eInvoice><InvoiceCode>031001900511</InvoiceCode><InvoiceNo>04875996</InvoiceNo>"
...                      "<Seller><Name>某某餐饮</Name></Seller><TaxTotalAmount>***</TaxTotalAmount></eInvoice>")
>>> {name: field.value for name, field in invoice_fields(root).items()}
{'invoice_code': '031001900511', 'invoice_number': '04875996', 'seller_name': '某某餐饮', 'kind': 'vat_e_normal'}
"""

import re
import tomllib
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from extractors.errors import refused
from extractors.fields import given
from extractors.formats import en16931, xml_text
from extractors.formats.decoded import DecodedFile
from extractors.limits import Limits
from extractors.page import IssuerRecord
from extractors.values import invoice as invoice_values
from extractors.values import invoice_kind
from storage.model.document_type import DocumentType
from storage.model.extraction import Cell, Field, Fields, Source

MEDIA_TYPE = "application/xml"
_MARKS = re.compile(r"[\W_]+")
_NEEDED = frozenset({"total", "amount", "seller_name", "items"})


def decode_xml(content: bytes, limits: Limits) -> DecodedFile:
    """Raises `RefusedFile`: `unsafe_content`, `damaged_file`, or `unsupported_type` where it is no invoice."""
    record = record_of(xml_text.parse(content, limits))
    if record is None:
        raise refused("unsupported_type")
    return DecodedFile(media_type=MEDIA_TYPE, page_count=0, pages=iter(()), issuer=(record,))


def record_of(root: ET.Element) -> IssuerRecord | None:
    """The record, or None where the XML is not an invoice with its values in it. European ones are told first."""
    european = en16931.record_of(root)
    if european is not None:
        return european
    fields = invoice_fields(root)
    if "invoice_number" not in fields or not _NEEDED & fields.keys():
        return None
    return IssuerRecord(type=DocumentType.TAX_INVOICE, fields=fields)


def invoice_fields(root: ET.Element) -> Fields:
    """The fields of an invoice's XML, source `xml`, without places."""
    leaves: dict[str, str] = {}
    items: list[Mapping[str, Field]] = []
    _collect(root, leaves, items)
    cells: dict[str, Cell] = dict(_fields(leaves, _names()["fields"]))
    if items:
        cells["items"] = tuple(items)
    kind = invoice_kind.of_record(_text(cells, "invoice_code"), _text(cells, "invoice_number"), _label(root))
    if kind is not None and "invoice_number" in cells:
        cells["kind"] = given(kind, Source.XML)
    return cells


def labelled_fields(pairs: Mapping[str, str]) -> Fields:
    """The same from names as printed, as custom data and Info dictionaries spell them."""
    return dict(_fields({_plain(name): value for name, value in pairs.items()}, _names()["labels"]))


def record_of_names(pairs: Mapping[str, str], source: Source) -> IssuerRecord | None:
    """A record from names without nesting, such as the Info dictionary of a 数电票's PDF."""
    leaves = {_plain(name): value for name, value in pairs.items() if value}
    fields: dict[str, Field] = dict(_fields(leaves, _names()["fields"]))
    if "invoice_number" not in fields:
        return None
    return IssuerRecord(
        type=DocumentType.TAX_INVOICE,
        fields={name: replace(field, source=source) for name, field in fields.items()},
    )


def _collect(parent: ET.Element, leaves: dict[str, str], items: list[Mapping[str, Field]]) -> None:
    waiting = [parent]
    while waiting:
        element = waiting.pop(0)
        row = _item(element)
        if row:
            items.append(row)
            continue
        side = _side(element)
        for child in element:
            name, text = _plain(_local(child)), (child.text or "").strip()
            if len(child) == 0 and text:
                leaves.setdefault(name, text)
                if side:
                    leaves.setdefault(side + name, text)
        waiting = [child for child in element if len(child)] + waiting


def _side(element: ET.Element) -> str:
    name = _plain(_local(element))
    return next((side for side in ("buyer", "seller") if name.startswith(side)), "")


def _item(element: ET.Element) -> dict[str, Field]:
    """The element as a row of the table; empty where it is none."""
    leaves: dict[str, str] = {}
    for child in element:
        if len(child) == 0 and (child.text or "").strip():
            leaves.setdefault(_plain(_local(child)), (child.text or "").strip())
    row = dict(_fields(leaves, _names()["items"], in_row=True))
    return row if {"name", "amount"} <= row.keys() or {"name", "unit_price"} <= row.keys() else {}


def _fields(
    leaves: Mapping[str, str], names: Mapping[str, list[str]], *, in_row: bool = False
) -> Iterator[tuple[str, Field]]:
    for field, known in names.items():
        raw = next((leaves[name] for name in known if name in leaves), None)
        value = invoice_values.of_issuer(field, raw, in_row=in_row) if raw is not None else None
        if raw is not None and value is not None:
            yield field, given(value, Source.XML, raw=raw)


def _label(root: ET.Element) -> str:
    """What the XML calls its own kind: codes and names of the inherent labels, template names."""
    words: list[str] = []
    for element in root.iter():
        name = _plain(_local(element))
        if name in ("generalorspecialvat", "einvoicetype", "invoicetype", "typeofinvoice", "fplxmc"):
            prefix = "vat" if name == "generalorspecialvat" else ""
            words.extend(
                prefix + (one.text or "").strip() for one in element.iter() if (one.text or "").strip()
            )
    return " ".join(words)


def _text(cells: Mapping[str, Cell], name: str) -> str | None:
    cell = cells.get(name)
    return cell.value if isinstance(cell, Field) and isinstance(cell.value, str) else None


def _plain(name: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).lower()


def _local(element: ET.Element) -> str:
    return element.tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1] if isinstance(element.tag, str) else ""


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
