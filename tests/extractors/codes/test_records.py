"""A paper's code beside its print: what agrees is sure, what does not goes to a person."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from PIL import Image

from extractors.documents_of import documents_of
from extractors.kinds.classify import Verdict
from extractors.page import Line, Pixels, ReadPage
from storage.model.document import Document
from storage.model.document_type import DocumentType
from storage.model.extraction import Box, Field, Grade, Source
from storage.model.finding import Outcome
from tests.specimens.codes import code_box, payload_of, with_code
from tests.specimens.tax_invoice_data import Invoice, make_invoice

_WHITE = Image.new("RGB", (1650, 1100), (252, 252, 250))


def _pixels(payload: str) -> Pixels:
    picture = with_code(_WHITE, payload) if payload else _WHITE
    return np.ascontiguousarray(np.asarray(picture, dtype=np.uint8)[:, :, ::-1])


def _read(
    type: DocumentType, rows: Sequence[tuple[str, int, int]], payload: str, *, source: Source = Source.OCR
) -> Document:
    lines = tuple(Line(text, Box(x, y, x + 20 * len(text), y + 24), 0.8, source=source) for text, x, y in rows)
    page = ReadPage(
        number=1, width=1650, height=1100, turn=0, lines=lines, source=source, pixels=_pixels(payload)
    )
    (document,) = documents_of([page], [Verdict(type, 0.99)], (), 1)
    return document


def _digital(number: str) -> list[tuple[str, int, int]]:
    return [(f"发票号码:{number}", 900, 40), ("电子发票(普通发票)", 500, 40), ("名称:张悦", 60, 200)]


def _field(document: Document, name: str) -> Any:
    cell = document.fields[name]
    assert isinstance(cell, Field)
    return cell


def _invoice() -> Invoice:
    return replace(make_invoice(Random(4), rows=1, style="digital"), kind="digital_normal")


def test_a_printed_number_that_the_code_repeats_is_sure_and_lies_on_its_ink() -> None:
    invoice = _invoice()
    document = _read(DocumentType.TAX_INVOICE, _digital(invoice.number), payload_of(invoice))
    number = _field(document, "invoice_number")
    assert (number.value, number.source, number.grade) == (invoice.number, Source.QR, Grade.AUTO)
    assert number.box.y0 == 40 and document.findings == ()


def test_what_only_the_code_says_lies_on_the_code() -> None:
    invoice = _invoice()
    document = _read(DocumentType.TAX_INVOICE, _digital(invoice.number), payload_of(invoice))
    total, drawn = _field(document, "total"), code_box(_WHITE)
    assert (total.value, total.source, total.page) == (f"{invoice.total:.2f}", Source.QR, 1)
    assert all(abs(one - other) <= 12 for one, other in zip(total.box, drawn, strict=True))


def test_a_misread_number_gives_way_to_the_code_and_is_a_finding() -> None:
    invoice = _invoice()
    misread = invoice.number[:-1] + ("1" if invoice.number[-1] != "1" else "7")
    document = _read(DocumentType.TAX_INVOICE, _digital(misread), payload_of(invoice))
    assert _field(document, "invoice_number").value == invoice.number
    assert [(one.rule, one.field, one.outcome) for one in document.findings] == [
        ("sources_differ", "invoice_number", Outcome.HUMAN)
    ]


def test_digital_print_stands_against_a_code_that_differs() -> None:
    invoice = _invoice()
    other = invoice.number[:-1] + ("1" if invoice.number[-1] != "1" else "7")
    document = _read(DocumentType.TAX_INVOICE, _digital(other), payload_of(invoice), source=Source.PDF_TEXT)
    number = _field(document, "invoice_number")
    assert (number.value, number.source) == (other, Source.PDF_TEXT)
    assert [one.field for one in document.findings] == ["invoice_number"]


def test_a_control_invoices_code_holds_the_amount_and_not_the_total() -> None:
    payload = "01,04,4200161350,00015045,94.34,20160501,48114255542168294433,DBFE,"
    rows = [("增值税普通发票", 600, 20), ("价税合计(小写)¥100.00", 900, 900)]
    document = _read(DocumentType.TAX_INVOICE, rows, payload)
    assert (_field(document, "amount").value, _field(document, "check_code").value) == (
        "94.34",
        "48114255542168294433",
    )
    assert document.findings == ()


@pytest.mark.parametrize(("payload", "source"), [("no=0156777242", Source.QR), ("no=01567772421", Source.OCR)])
def test_a_bills_code_is_a_witness_of_the_very_same_number_only(payload: str, source: Source) -> None:
    rows = [
        ("医疗门诊收费票据(电子)", 500, 20),
        ("票据号码:0156777242", 900, 80),
        ("票据代码:11010125", 200, 80),
    ]
    document = _read(DocumentType.INV_OUTPATIENT, rows, f"https://example.org/b?{payload}")
    number = _field(document, "bill_number")
    assert (number.value, number.source) == ("0156777242", source)
    assert document.findings == ()


def test_papers_of_other_types_are_not_searched_for_codes() -> None:
    invoice = _invoice()
    document = _read(DocumentType.DIAGNOSIS_CERT, [("诊断证明书", 600, 20)], payload_of(invoice))
    assert "invoice_number" not in document.fields


def test_a_paper_without_a_code_is_read_as_printed() -> None:
    document = _read(DocumentType.TAX_INVOICE, _digital("26312000000012345678"), "")
    assert _field(document, "invoice_number").source is Source.OCR
