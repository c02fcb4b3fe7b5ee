"""An e-bill downloaded as PDF: its text layer is read, no engine is asked, and every figure is used."""

from random import Random

from extractors.ocr import OcrEngine
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Source
from storage.model.reading import Reading
from tests.in_process import read_bytes
from tests.specimens.bills import in_capitals, make_bill
from tests.specimens.tax_invoice_board import Board, pdf


def no_engine() -> OcrEngine:
    raise AssertionError("a text layer needs no engine")


def downloaded() -> Reading:
    """The national form as the finance ministry's platform writes it."""
    bill = make_bill(Random(5), charges=3)
    board = Board(210, 130)
    board.label(70, 12, "某省医疗门诊收费票据(电子)", size=5)
    board.label(12, 22, "票据代码:")
    board.text(28, 22, bill.code)
    board.label(140, 22, "票据号码:")
    board.text(156, 22, bill.number)
    board.label(12, 28, "交款人:")
    board.text(25, 28, bill.person.name)
    board.label(140, 28, "开票日期:")
    board.text(156, 28, bill.day.isoformat())
    for start in (12, 110):
        for x, word in ((0, "项目名称"), (34, "数量/单位"), (58, "金额(元)"), (80, "备注")):
            board.label(start + x, 38, word)
    for place, charge in enumerate(bill.charges):
        x, y = (12, 110)[place % 2], 46 + place // 2 * 6
        board.text(x, y, charge.name)
        board.text(x + 36, y, f"{charge.quantity}/{charge.unit}")
        board.right(x + 72, y, charge.amount)
    board.label(12, 80, "金额合计(大写)")
    board.text(38, 80, in_capitals(bill.total))
    board.label(130, 80, "(小写)")
    board.text(143, 80, f"{bill.total / 100:.2f}")
    board.label(12, 90, f"业务流水号:{bill.serial} 门诊号:{bill.outpatient} 就诊日期:{bill.day:%Y%m%d}")
    board.label(12, 112, f"收款单位(章):{bill.hospital}")
    board.label(110, 112, f"复核人:{bill.reviewer}")
    board.label(160, 112, f"收款人:{bill.payee}")
    content = pdf(board, Random(1))
    return read_bytes(content, name="bill.pdf", file_number=1, engine=no_engine)


def test_a_downloaded_bill_is_read_from_its_text_layer() -> None:
    bill = make_bill(Random(5), charges=3)
    (document,) = downloaded().documents
    assert document.type is DocumentType.INV_OUTPATIENT
    told = {key: cell.value for key, cell in document.fields.items() if isinstance(cell, Field)}
    truth = bill.truth() | {"business_serial": bill.serial, "outpatient_number": bill.outpatient}
    wanted = {key: value for key, value in truth.items() if key not in ("items", "check_code")}
    assert {key: told.get(key) for key in wanted} == wanted
    rows = [(row["name"].value, row["amount"].value) for row in document.fields["items"]]  # type: ignore[union-attr]
    assert rows == [(charge.name, charge.amount) for charge in bill.charges]


def test_what_a_text_layer_says_needs_no_look() -> None:
    (document,) = downloaded().documents
    fields = [cell for cell in document.fields.values() if isinstance(cell, Field)]
    assert {field.source for field in fields} == {Source.PDF_TEXT}
    assert all(field.is_auto for field in fields)
