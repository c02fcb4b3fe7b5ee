"""European e-invoices: the same fields from either syntax, alone or inside a PDF, and checked against the print."""

import io
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import RefusedFile
from extractors.formats.decode import decode
from extractors.in_ink import spellings
from extractors.limits import Limits
from extractors.ocr import OcrEngine
from extractors.page import IssuerRecord
from storage.model.document import Document
from storage.model.extraction import Field, Source
from storage.model.reading import Reading
from tests.extractors.invoices import plain
from tests.in_process import read_bytes
from tests.specimens import en16931, hostile

LIMITS = Limits.default()


@pytest.mark.parametrize("content", [en16931.cii(), en16931.ubl()], ids=["cii", "ubl"])
def test_either_syntax_gives_every_field_and_item(content: bytes) -> None:
    record = _record(content)
    assert plain(record.fields) == en16931.TRUTH
    total = record.fields["total"]
    assert isinstance(total, Field)
    assert (total.source, total.box, total.raw) == (Source.XML, None, "1428.00")


@pytest.mark.parametrize(
    "content", [en16931.cii(type_code="381"), en16931.ubl("CreditNote")], ids=["cii", "ubl"]
)
def test_a_credit_note_is_below_zero(content: bytes) -> None:
    found = plain(_record(content).fields)
    assert (found["amount"], found["tax"], found["total"]) == ("-1200.00", "-228.00", "-1428.00")
    assert [row["amount"] for row in found["items"]] == ["-200.00", "-1000.00"]


@pytest.mark.parametrize(
    "name", ["factur-x.xml", "zugferd-invoice.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml"]
)
def test_the_data_inside_a_pdf_are_the_fields_of_its_pages(name: str) -> None:
    (document,) = _read(en16931.factur_x(name=name)).documents
    assert (document.type, len(document.pages), document.findings) == ("tax_invoice", 1, ())
    assert plain(document.fields) == en16931.TRUTH
    places = [_field(document, name).box for name in ("invoice_number", "issue_date", "seller_name", "total")]
    assert None not in places and _field(document, "tax").box is None
    assert _field(document, "total").source is Source.XML


def test_ubl_inside_a_pdf_is_read_too() -> None:
    (document,) = _read(en16931.factur_x(en16931.ubl(), name="xrechnung.xml")).documents
    assert plain(document.fields) == en16931.TRUTH


def test_a_print_that_says_otherwise_is_a_finding() -> None:
    (document,) = _read(en16931.factur_x(total="11.428,00")).documents
    assert [(one.rule, one.field, one.outcome) for one in document.findings] == [
        ("sources_differ", "total", "human")
    ]
    assert _field(document, "total").value == "1428.00"


def test_an_attachment_of_another_name_is_not_opened() -> None:
    assert decode(en16931.factur_x(name="data.xml"), LIMITS).issuer == ()


@pytest.mark.parametrize(
    "data", [hostile.entity_bomb(), hostile.outside_entity(), b"", b"<a/>", b"no xml", en16931.cii()[:900]]
)
def test_bad_data_inside_leave_the_page_readable(data: bytes) -> None:
    reading = _read(en16931.factur_x(data))
    assert reading.status == "read" and len(reading.documents) == 1


def test_data_are_unpacked_no_further_than_xml_may_be_large() -> None:
    assert decode(en16931.factur_x(en16931.cii() + b" " * 50_000_000), LIMITS).issuer == ()


def test_the_data_survive_an_owner_password_and_a_repair() -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(en16931.factur_x())) as document:
        document.save(buffer, encryption=pikepdf.Encryption(owner="secret", user=""))
    broken = en16931.factur_x().replace(b"startxref\n", b"startxref\n9").replace(b"xref\n0", b"xrif\n0")
    for content in (buffer.getvalue(), broken):
        assert plain(decode(content, LIMITS).issuer[0].fields) == en16931.TRUTH


def test_an_entity_bomb_in_the_invoice_is_refused() -> None:
    with pytest.raises(RefusedFile) as caught:
        decode(b'<!DOCTYPE Invoice [<!ENTITY a "a">]>' + en16931.ubl(), LIMITS)
    assert caught.value.code == "unsafe_content"


@given(st.integers(1, 10**9))
def test_a_sum_is_spelled_as_people_print_it(cents: int) -> None:
    value = f"{cents // 100}.{cents % 100:02d}"
    for way in spellings("total", value):
        digits = "".join(mark for mark in way if mark.isdigit())
        assert int(digits) == cents and way[-3] in ".,"


def _record(content: bytes) -> IssuerRecord:
    (record,) = decode(content, LIMITS).issuer
    return record


def _read(content: bytes) -> Reading:
    return read_bytes(content, name="invoice.pdf", file_number=1, engine=_no_engine)


def _field(document: Document, name: str) -> Any:
    return document.fields[name]


def _no_engine() -> OcrEngine:
    raise AssertionError("a page with text needs no engine")
