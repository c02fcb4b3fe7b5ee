"""Decoding and reading in this very process, for tests that know what they read: no walls, no deadlines.

>>> from tests.specimens import en16931
>>> read_bytes(en16931.ubl(), name="invoice.xml", file_number=1, engine=no_engine).documents[0].type.value
'tax_invoice'
"""

import hashlib
from collections.abc import Callable

from extractors.formats.decode import decode
from extractors.limits import Limits
from extractors.ocr import OcrEngine
from extractors.read import read_file
from storage.model.reading import Reading


def read_bytes(content: bytes, *, name: str, file_number: int, engine: Callable[[], OcrEngine]) -> Reading:
    """Raises `RefusedFile` and `EngineUnavailable`."""
    decoded = decode(content, Limits.default())
    sha256 = hashlib.sha256(content).hexdigest()
    return read_file(decoded, name=name, file_number=file_number, engine=engine, sha256=sha256)


def no_engine() -> OcrEngine:
    """For files that need none."""
    raise AssertionError("no page of this file is to be read by OCR")
