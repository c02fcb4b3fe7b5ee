"""Made-up tax invoices in really different layouts and carriers, with their truth.

>>> specimen = LAYOUTS["digital_pdf"](Random(5))
>>> specimen.suffix, specimen.content[:4], specimen.fields["kind"] in ("digital_normal", "digital_special")
('.pdf', b'%PDF', True)
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.sheet import Specimen
from tests.specimens.tax_invoice_board import Board, ofd, pdf, picture
from tests.specimens.tax_invoice_control import control_board, paper_board, toll_board
from tests.specimens.tax_invoice_data import Invoice, make_invoice
from tests.specimens.tax_invoice_digital import centred_board, digital_board
from tests.specimens.tax_invoice_xml import control_xml, digital_xml


def _rows(rng: Random) -> int:
    return rng.choice((1, 1, 2, 3, 5, 8, 13, 30, 60, 100))


def _made(name: str, invoice: Invoice, content: bytes, suffix: str) -> Specimen:
    return Specimen(
        name=name, type=DocumentType.TAX_INVOICE, content=content, suffix=suffix, fields=invoice.truth
    )


def _control(rng: Random) -> tuple[Invoice, Board]:
    kind = "vat_e_special" if rng.random() < 0.15 else ""
    invoice = make_invoice(rng, rows=_rows(rng), style="control", kind=kind)
    return invoice, control_board(invoice, rng)


def control_pdf(rng: Random) -> Specimen:
    """税控 e-invoice, PDF with a text layer."""
    invoice, board = _control(rng)
    return _made("control_pdf", invoice, pdf(board, rng), ".pdf")


def control_ofd(rng: Random) -> Specimen:
    """税控 e-invoice, OFD with the issuer's XML attached."""
    invoice, board = _control(rng)
    return _made("control_ofd", invoice, ofd(board, rng, attached=control_xml(invoice, rng)), ".ofd")


def bare_ofd(rng: Random) -> Specimen:
    """税控 e-invoice, OFD without any data but its print."""
    invoice, board = _control(rng)
    return _made("bare_ofd", invoice, ofd(board, rng), ".ofd")


def toll_pdf(rng: Random) -> Specimen:
    """Toll e-invoice, PDF."""
    invoice = make_invoice(rng, rows=rng.choice((1, 1, 1, 2, 4)), style="control", kind="toll")
    goods = tuple(
        replace(one, name="*经营租赁*通行费", spec="", unit="", quantity="", unit_price="")
        for one in invoice.goods
    )
    invoice = replace(invoice, goods=goods)
    return _made("toll_pdf", invoice, pdf(toll_board(invoice, rng), rng), ".pdf")


def digital_pdf(rng: Random) -> Specimen:
    """数电票, PDF."""
    invoice = make_invoice(rng, rows=_rows(rng), style="digital")
    return _made("digital_pdf", invoice, pdf(digital_board(invoice, rng), rng), ".pdf")


def centred_pdf(rng: Random) -> Specimen:
    """数电票 from a web page, PDF."""
    invoice = make_invoice(rng, rows=rng.choice((1, 2, 4, 7)), style="digital")
    return _made("centred_pdf", invoice, pdf(centred_board(invoice, rng), rng), ".pdf")


def digital_ofd(rng: Random) -> Specimen:
    """数电票, OFD with custom data."""
    invoice = make_invoice(rng, rows=_rows(rng), style="digital")
    custom = {
        "发票号码": invoice.number,
        "合计金额": f"{invoice.amount}",
        "开票日期": f"{invoice.date:%Y年%m月%d日}",
        "销售方纳税人识别号": invoice.seller.tax_id,
    }
    return _made("digital_ofd", invoice, ofd(digital_board(invoice, rng), rng, custom=custom), ".ofd")


def xml_alone(rng: Random) -> Specimen:
    """数电票, the XML alone."""
    invoice = make_invoice(rng, rows=_rows(rng), style="digital")
    return _made("xml_alone", invoice, digital_xml(invoice, rng), ".xml")


def paper_photo(rng: Random) -> Specimen:
    """The form on paper, scanned: pixels only."""
    invoice = make_invoice(rng, rows=rng.choice((1, 2, 3)), style="paper")
    face = rng.choice(("song", "hei", "kai"))
    shown = picture(paper_board(invoice, rng), rng, face=face)
    return Specimen(name="paper_photo", type=DocumentType.TAX_INVOICE, pictures=(shown,), fields=invoice.truth)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "control_pdf": control_pdf,
    "control_ofd": control_ofd,
    "bare_ofd": bare_ofd,
    "toll_pdf": toll_pdf,
    "digital_pdf": digital_pdf,
    "centred_pdf": centred_pdf,
    "digital_ofd": digital_ofd,
    "xml_alone": xml_alone,
    "paper_photo": paper_photo,
}
