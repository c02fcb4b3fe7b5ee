"""The invoice data that a PDF/A-3 carries with it: the one attachment that is ever opened, by its agreed name.

It is unpacked no further than XML may be large, and what cannot be parsed safely is left alone: the pages count then.
Sources: Factur-X 1.0 and ZUGFeRD 1.0 to 2.3 (names of the attachment), ISO 19005-3 (associated files).

>>> is_invoice_name("ZUGFeRD-invoice.xml"), is_invoice_name("terms.xml")
(True, False)
"""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from extractors.errors import RefusedFile
from extractors.formats import en16931, xml_text
from extractors.limits import Limits
from extractors.page import IssuerRecord

_NAMES = frozenset({"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"})
_MOST_ATTACHMENTS = 100
_BROKEN = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    RuntimeError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    zlib.error,
)


def is_invoice_name(name: str) -> bool:
    """Is this one of the agreed names?"""
    return name.lower() in _NAMES


def embedded_records(document: Any, content: bytes, limits: Limits) -> tuple[IssuerRecord, ...]:
    """At most one record of a pypdfium2 document and its bytes."""
    if not _has_invoice(document):
        return ()
    try:
        for packed in _attached(content, limits.xml_bytes):
            record = en16931.record_of(xml_text.parse(packed, limits))
            if record is not None:
                return (record,)
    except (RefusedFile, *_BROKEN):
        pass
    return ()


def _has_invoice(document: Any) -> bool:
    try:
        count = min(document.count_attachments(), _MOST_ATTACHMENTS)
        return any(is_invoice_name(document.get_attachment(number).get_name()) for number in range(count))
    except (pdfium.PdfiumError, ValueError):
        return False


def _attached(content: bytes, most: int) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(content)) as document:
        for name, spec in document.attachments.items():
            if is_invoice_name(spec.filename or name) or is_invoice_name(name):
                yield _unpacked(spec.get_file().obj, most)


def _unpacked(stream: pikepdf.Object, most: int) -> bytes:
    """Never more than `most` bytes and one. Raises ValueError where it is packed in another way."""
    raw = stream.read_raw_bytes()
    match stream.get("/Filter"):
        case None:
            return raw
        case pikepdf.Name.FlateDecode | [pikepdf.Name.FlateDecode]:
            return zlib.decompressobj().decompress(raw, most + 1)
        case _:
            raise ValueError("packed in another way")
