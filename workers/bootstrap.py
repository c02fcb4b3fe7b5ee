"""The one place where real parts are chosen.

>>> open_reader().limits.file_bytes > 0
True
"""

from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader


def open_reader() -> IsolatedReader:
    """The reader of customers' files: an isolated child with the OCR engine, started on first use."""
    return IsolatedReader(Limits.default())
