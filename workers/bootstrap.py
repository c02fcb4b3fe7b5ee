"""The one place where real parts are chosen.

>>> open_reader().limits.file_bytes > 0
True
"""

from extractors.isolation import IsolatedReader
from extractors.limits import Limits


def open_reader() -> IsolatedReader:
    """The reader of customers' files: an isolated child with the OCR engine, started on first use."""
    return IsolatedReader(Limits.default())
