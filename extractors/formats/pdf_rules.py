"""The ruled lines of a digital PDF page, from its vector drawing, by pdfplumber.

Only pages whose text is trusted are asked for, and only those with a sane number of drawings: a map or a chart
has too many lines to be a table. Boxes are in the frame of the drawn page.

>>> RuleReader(b"no pdf").read_edges(0, 1.0)
()
"""

import io
from typing import Any

import pdfplumber
import pypdfium2.raw as raw
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from storage.model.extraction import Box

_MAX_OBJECTS = 3000
_MIN_LENGTH = 8.0
_BROKEN = (PDFException, PdfminerException, ValueError, TypeError, LookupError, AttributeError, RecursionError)


class RuleReader:
    """Opens the file on the first page asked for, once."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._document: Any = None
        self._is_broken = False

    def read(self, page: Any, index: int, scale: float) -> tuple[Box, ...]:
        """The rules of a PDFium page; none where the page has too many objects."""
        if raw.FPDFPage_CountObjects(page) > _MAX_OBJECTS:
            return ()
        return self.read_edges(index, scale)

    def read_edges(self, index: int, scale: float) -> tuple[Box, ...]:
        try:
            if self._document is None and not self._is_broken:
                self._document = pdfplumber.open(io.BytesIO(self._content))
            edges = self._document.pages[index].edges if self._document else []
            return tuple(_box(edge, scale) for edge in edges if _length(edge) >= _MIN_LENGTH)
        except _BROKEN:
            self._is_broken = True
            self._document = None
            return ()

    def close(self) -> None:
        if self._document is not None:
            self._document.close()


def _length(edge: dict[str, Any]) -> float:
    return float(max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]))


def _box(edge: dict[str, Any], scale: float) -> Box:
    x0, y0 = round(edge["x0"] * scale), round(edge["top"] * scale)
    x1, y1 = round(edge["x1"] * scale), round(edge["bottom"] * scale)
    return Box(x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))
