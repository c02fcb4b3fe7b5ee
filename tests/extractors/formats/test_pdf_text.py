"""The text layer of PDF pages: when it is trusted, and where its lines stand."""

import io
from random import Random
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest

from extractors.formats.decode import decode
from extractors.formats.pdf_text import trusted_lines
from extractors.page import Line
from storage.model.extraction import Source
from tests.extractors.invoices import LIMITS, plain
from tests.specimens.tax_invoice_board import Board, pdf

_SAMPLE = "发票代码:050001700111 开票日期"


def _board() -> Board:
    board = Board(210, 140)
    board.text(25.4, 50.8, _SAMPLE, size=4)
    board.text(25.4, 90, "价税合计（大写）伍拾贰圆柒角", size=4)
    return board


def _edited(content: bytes, edit: str, value: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        page = document.pages[0]
        match edit:
            case "key":
                name, wanted = value
                page.obj[name] = wanted
            case "content":
                before, after = value
                page.Contents.write(page.Contents.read_bytes().replace(before, after))
            case "scan":
                image = pikepdf.Stream(
                    document, bytes(3 * 4), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image
                )
                image.Width, image.Height, image.BitsPerComponent = 2, 2, 8
                image.ColorSpace = pikepdf.Name.DeviceRGB
                page.Resources["/XObject"] = pikepdf.Dictionary(Im0=image)
                drawn = b"q 600 0 0 400 0 0 cm /Im0 Do Q\n" + page.Contents.read_bytes()
                page.Contents.write(drawn)
        document.save(out)
    return out.getvalue()


def _lines(content: bytes) -> tuple[Line, ...]:
    return trusted_lines(pdfium.PdfDocument(content)[0])


@pytest.mark.parametrize("seed", range(6))
def test_lines_are_whole_and_in_the_frame_of_200_dpi(seed: int) -> None:
    first = _lines(pdf(_board(), Random(seed)))[0]
    assert first.text == _SAMPLE
    assert first.source is Source.PDF_TEXT
    assert abs(first.box.x0 - 200) <= 3 and first.box.y0 < 400 < first.box.y1 + 12


def test_a_turned_page_reads_as_it_is_shown() -> None:
    sideways = pdf(_board(), Random(0))
    assert _lines(_edited(sideways, "key", ("/Rotate", 90))) == ()
    turned = _edited(sideways, "content", (b" 1 0 0 1 ", b" 0 1 -1 0 "))
    assert _lines(turned) == ()
    upright = _lines(_edited(turned, "key", ("/Rotate", 90)))
    assert any(_SAMPLE.split()[0] in line.text for line in upright)


def test_text_outside_the_crop_box_is_not_read() -> None:
    cropped = _edited(pdf(_board(), Random(0)), "key", ("/CropBox", pikepdf.Array([60, 200, 500, 390])))
    (line,) = _lines(cropped)
    assert line.text == _SAMPLE
    assert abs(line.box.x0 - (200 - 60 * 200 / 72)) <= 3


def test_invisible_text_is_not_trusted() -> None:
    assert _lines(_edited(pdf(_board(), Random(0)), "content", (b"BT ", b"BT 3 Tr "))) == ()


def test_text_over_a_picture_of_the_page_is_not_trusted() -> None:
    assert _lines(_edited(pdf(_board(), Random(0)), "scan", None)) == ()


def test_a_page_with_hardly_any_text_is_not_trusted() -> None:
    board = Board(210, 140)
    board.text(20, 20, "第1页")
    assert _lines(pdf(board, Random(0))) == ()


def test_letters_that_nobody_can_print_are_not_trusted() -> None:
    board = Board(210, 140)
    board.text(20, 20, "\ue123\ue456\ue789" * 8)
    board.text(20, 40, "发票代码发票号码开票日期")
    assert _lines(pdf(board, Random(0))) == ()


def test_a_slanting_watermark_is_left_out() -> None:
    board = _board()
    board.text(60, 100, "仅供理赔使用")
    plain = pdf(board, Random(7))
    with pikepdf.open(io.BytesIO(plain)) as document:
        content = document.pages[0].Contents.read_bytes()
    last = content[content.rindex(b"BT") :]
    slanted = _edited(plain, "content", (last, last.replace(b" 1 0 0 1 ", b" 0.7 0.7 -0.7 0.7 ")))
    assert [line.text for line in _lines(slanted)] == [_SAMPLE, "价税合计（大写）伍拾贰圆柒角"]


def _with_info(content: bytes, **entries: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        for name, text in entries.items():
            document.docinfo[f"/{name}"] = text
        document.save(out)
    return out.getvalue()


def test_an_info_dictionary_with_an_invoice_is_a_record_of_the_issuer() -> None:
    content = _with_info(
        pdf(_board(), Random(0)), InvoiceNumber="2" * 20, TotalTaxAm="3.10", SellerName="示范公司"
    )
    (record,) = decode(content, LIMITS).issuer
    assert plain(record.fields) == {"invoice_number": "2" * 20, "tax": "3.10", "seller_name": "示范公司"}


def test_an_ordinary_info_dictionary_is_no_record() -> None:
    assert decode(_with_info(pdf(_board(), Random(0)), Title="发票"), LIMITS).issuer == ()
