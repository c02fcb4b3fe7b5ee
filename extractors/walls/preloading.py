"""Everything that decoding loads when it first needs it, loaded beforehand: a decoder opens no file any more, but fonts.

Libraries import parts of themselves, encodings and tables late. So the nursery decodes one tiny file of each kind before
the first customer's file is there. All of it stays in one thread, so that the nursery may fork.

>>> len(samples()) > 9
True
"""

import codecs
import contextlib
import io
import logging
import zipfile
from pathlib import Path

import cv2
import numpy as np
import pdfminer.cmapdb
from PIL import AvifImagePlugin, Image

from extractors.errors import NoSuchPage, RefusedFile
from extractors.formats.decode import decode
from extractors.formats.page_picture import page_picture
from extractors.limits import Limits
from extractors.picture.first_sight import first_sight
from extractors.walls import unpacking

CHARACTER_MAPS = Path(pdfminer.cmapdb.__file__).parent / "cmap"
"""Too many to load: a decoder may read them where a PDF's font asks for one."""
_PICTURES = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "AVIF")
_ENCODINGS = (
    *(
        "ascii",
        "latin-1",
        "cp1252",
        "utf-7",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp437",
    ),
    *("gbk", "gb2312", "gb18030", "hz", "big5", "big5hkscs", "cp950", "shift_jis", "euc_jp", "euc_kr", "idna"),
    *(
        "iso2022_jp",
        "iso8859-2",
        "iso8859-15",
        "cp1250",
        "cp1251",
        "koi8-r",
        "mac-roman",
        "punycode",
        "raw-unicode-escape",
    ),
    *("base64", "quopri", "uu", "zlib", "charmap", "unicode-escape"),
)
_PDF = (
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>\n"
    b"endobj\n4 0 obj\n<< /Length 79 >>\nstream\n"
    b"BT /F 6 Tf 9 50 Td (Invoice 20260410 total) Tj ET 9 40 m 90 40 l S 9 9 50 9 re S  \nendstream\nendobj\n"
    b"5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /SimSun >>\nendobj\n"
    b"trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n9999\n%%EOF\n"
)
_XML = "<?xml version='1.0' encoding='GBK'?><eInvoice><InvoiceNo>04875996</InvoiceNo><Total>1.00</Total></eInvoice>"
_UBL = (
    "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'><ID>7</ID>"
    "<LegalMonetaryTotal><TaxInclusiveAmount>9</TaxInclusiveAmount></LegalMonetaryTotal></Invoice>"
)
_OFD = {
    "OFD.xml": "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>",
    "Doc_0/Document.xml": "<Document><CommonData><PageArea><PhysicalBox>0 0 50 50</PhysicalBox></PageArea></CommonData>"
    "<Pages><Page ID='1' BaseLoc='Page.xml'/></Pages></Document>",
    "Doc_0/Page.xml": "<Page><Content><Layer><TextObject ID='2' Boundary='5 5 40 9' Size='5'>"
    "<TextCode X='0' Y='5' DeltaX='g 3 5'>发票A1</TextCode></TextObject>"
    "<PathObject ID='3' Boundary='5 20 40 1'><AbbreviatedData>M 0 0 L 40 0</AbbreviatedData></PathObject>"
    "</Layer></Content></Page>",
}


def preload(limits: Limits) -> None:
    """Decodes and draws every sample; that one is refused does not matter."""
    logging.disable()
    cv2.setNumThreads(1)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    _one_thread_for_heif()
    Image.init()
    for name in _ENCODINGS:
        with contextlib.suppress(LookupError):
            codecs.lookup(name)
    for content in samples():
        with contextlib.suppress(RefusedFile):
            list(decode(content, limits).pages)
        with contextlib.suppress(RefusedFile, NoSuchPage):
            page_picture(content, page=1, longest=50, limits=limits)
    first_sight(np.zeros((99, 99, 3), np.uint8))
    unpacking.preload(limits)


def samples() -> tuple[bytes, ...]:
    """One tiny file of each kind; the PDF has no table of its objects, so that it is repaired too."""
    return (
        *map(_picture, _PICTURES),
        *(_XML.encode("gbk"), _UBL.encode()),
        _ofd(),
        _PDF,
        _PDF[:-40],
        b"nothing",
    )


def _picture(form: str) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((32, 32)).convert("RGB").save(buffer, form)
    return buffer.getvalue()


def _ofd() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _OFD.items():
            package.writestr(name, text)
    return buffer.getvalue()


def _one_thread_for_heif() -> None:
    with contextlib.suppress(ImportError):
        from pi_heif import options  # type: ignore[import-untyped]

        options.DECODE_THREADS = 1
