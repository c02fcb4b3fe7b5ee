"""Hand-made lines for tests: rows of text set at given places, as an engine would hand them over.

>>> typeset([(10, [(0, "姓名:"), (100, "张悦")])])[1].box.x0
100
"""

from collections.abc import Sequence

from extractors.page import Line, ReadPage
from storage.model.extraction import Box, Source

Rows = Sequence[tuple[int, Sequence[tuple[int, str]]]]


def typeset(rows: Rows, *, size: int = 24, score: float = 0.99, slope: float = 0.0) -> list[Line]:
    """Lines `size` high; with a slope, rows fall to the right as on a photo."""
    found = []
    for y, cells in rows:
        for x, text in cells:
            width = round(sum(1.0 if ord(char) > 0x2E7F else 0.55 for char in text) * size)
            middle = y + size / 2 + slope * (x + width / 2)
            half = (size * 1.1 + width * abs(slope)) / 2
            found.append(Line(text, Box(x, round(middle - half), x + width, round(middle + half)), score))
    return found


def sheet(rows: Rows, *, number: int = 1, size: int = 24, score: float = 0.99, slope: float = 0.0) -> ReadPage:
    """A page without pixels that has those lines."""
    lines = tuple(typeset(rows, size=size, score=score, slope=slope))
    return ReadPage(number=number, width=1600, height=1200, turn=0, lines=lines, source=Source.OCR)
