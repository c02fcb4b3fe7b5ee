"""Cells that may not be whole: the rest of a name was too faint to read, or the picture ends in the middle of a cell.

>>> from extractors.fields import make
>>> from storage.model.extraction import Source
>>> name, rest = Line("计算机体层(CT)平", Box(20, 40, 260, 64)), Line("扫", Box(20, 70, 44, 92), score=0.33)
>>> page = ReadPage(number=1, width=600, height=400, turn=0, source=Source.OCR, lines=(name, rest))
>>> cut_doubted({"items": ({"name": make("计算机体层(CT)平", [name])},)}, [page])["items"][0]["name"].grade.value
'check'
"""

from collections.abc import Mapping, Sequence

from extractors.layout.lines import overlap
from extractors.medical.billing import doubt
from extractors.page import Line, ReadPage
from storage.model.extraction import Box, Field, Fields, Row, Source

_TAKEN = 0.5
"""The score from which a line is taken for text."""
_EDGE = 1
"""In pixels: what lies no further from the edge of a picture may go on beyond it."""


def cut_doubted(fields: Fields, pages: Sequence[ReadPage]) -> Fields:
    """The fields, those cells of `items` for a look; boxes in the pages' upright frames."""
    items = fields.get("items")
    if not isinstance(items, tuple):
        return fields
    by_number = {page.number: page for page in pages if page.source is Source.OCR}
    rows = tuple(_row(row, by_number) for row in items if isinstance(row, Mapping))
    return {**fields, "items": rows}


def _row(row: Row, pages: Mapping[int, ReadPage]) -> Row:
    return {key: doubt(cell) if _may_be_cut(key, cell, pages) else cell for key, cell in row.items()}


def _may_be_cut(key: str, cell: Field, pages: Mapping[int, ReadPage]) -> bool:
    page = pages.get(cell.page)
    if page is None or cell.box is None:
        return False
    is_at_edge = cell.box.x0 <= _EDGE or cell.box.x1 >= page.upright_size[0] - _EDGE
    return is_at_edge or (key in ("name", "spec") and any(_is_rest(line, cell.box) for line in page.lines))


def _is_rest(line: Line, cell: Box) -> bool:
    """Whether a line that was too faint to be taken begins right below a cell."""
    if line.score >= _TAKEN or not any("\u3400" <= char <= "\u9fff" for char in line.text):
        return False
    height = line.box.height
    is_below = -0.4 * height < line.box.y0 - cell.y1 < 0.6 * height and line.box.y1 > cell.y1
    return is_below and overlap(line.box.x0, line.box.x1, cell.x0, cell.x1) > 0.5
