"""The second look into cells of a table that have ink but no text: the detector passes over figures that stand alone.

Only the narrow columns lose theirs (数量 and 单位, one or two characters). Where a row has an amount and nothing
under such a header, the gap between the texts beside it is searched for ink; what is found is enlarged, set on one
sheet and read at once. What is read so is looked at by a person.

>>> head = [Line(text, Box(x, 0, x + 60, 24)) for x, text in ((0, "收费项目"), (200, "数量"), (400, "金额(元)"))]
>>> row = [Line("检查费", Box(0, 40, 60, 64)), Line("12.50", Box(400, 40, 460, 64))]
>>> gaps_in([*head, *row])
[Box(x0=80, y0=38, x1=380, y1=66)]
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import median

from extractors.layout.lines import cut, rows, squash
from extractors.layout.skew import Level
from extractors.layout.upright import UNITS, laid_down
from extractors.ocr import OcrResult
from extractors.page import Line, Pixels
from extractors.second_looks.enlarged import inks_in, place_on_sheet, sheet_of
from storage.model.extraction import Box

Read = Callable[[Pixels], OcrResult]
_NARROW = re.compile(r"数量|次数|单位")
_WORTH = re.compile(r"金额|总价|总额")
_AMOUNT = re.compile(r"[¥]?-?\d[\d,]*\.\d{2,4}元?")
_END = re.compile(r"合计|总计|价税|大写")
_LIKELY = re.compile(rf"\d{{1,4}}(?:\.\d{{1,3}})?[{UNITS}]?|[{UNITS}]{{1,2}}|部位|人次")
_MOST_CELLS = 24
_REACH = 2
"""How many of its own widths beside a header the cells of its column may stand."""
_TAKEN = 0.5
"""The score from which a line is taken for text: a fainter one leaves its cell empty."""
_UNSURE = 0.89
"""A score below what is used without a look."""


def look_into_cells(pixels: Pixels, lines: Sequence[Line], read: Read) -> tuple[Line, ...]:
    """The lines of an upright page, with those that were found in empty cells."""
    cells = _distinct(ink for gap in gaps_in(lines) for ink in inks_in(pixels, gap))[:_MOST_CELLS]
    if not cells:
        return tuple(lines)
    result = read(sheet_of(pixels, cells))
    found = [_in_its_cell(line, cells, lines[0].page) for line in result.lines] if result.turn == 0 else []
    return (*lines, *(line for line in found if line is not None))


def gaps_in(lines: Sequence[Line]) -> list[Box]:
    """The places of a page's tables where a narrow column has no text beside an amount."""
    taken = [line for line in lines if line.score >= _TAKEN]
    if not any(_NARROW.search(line.text) for line in taken):
        return []
    level = Level.of(lines)
    found: list[Box] = []
    heads: list[Line] = []
    for row in rows(level.lines(laid_down(taken))):
        text = squash("".join(line.text for line in row))
        if _WORTH.search(text) and not _AMOUNT.search(text):
            heads = [part for line in row for part in _heads(line)]
        elif _END.match(text):
            heads = []
        elif any(_AMOUNT.fullmatch(squash(line.text)) for line in row):
            found += [gap for head in heads if (gap := _gap(row, head.box)) is not None]
    return [level.restore(box) for box in dict.fromkeys(found)]


def _heads(line: Line) -> Iterator[Line]:
    for match in _NARROW.finditer(line.text):
        yield cut(line, *match.span())


def _gap(row: Sequence[Line], head: Box) -> Box | None:
    """Between the texts beside a column, if none stands in it."""
    height = round(median(line.box.height for line in row))
    if any(line.box.x0 < head.x1 and head.x0 < line.box.x1 for line in row):
        return None
    left = max((line.box.x1 for line in row if line.box.x1 <= head.x0), default=head.x0 - height)
    right = min((line.box.x0 for line in row if line.box.x0 >= head.x1), default=head.x1 + height)
    reach = _REACH * head.width
    middle = round(median(line.box.centre[1] for line in row))
    top, bottom, margin = middle - round(0.6 * height), middle + round(0.6 * height), height // 5
    return Box(max(left + margin, head.x0 - reach), top, min(right - margin, head.x1 + reach), bottom)


def _distinct(cells: Iterable[Box]) -> list[Box]:
    """Two columns side by side have one gap where both are empty."""
    found: list[Box] = []
    for cell in cells:
        if not any(cell.meets(other) for other in found):
            found.append(cell)
    return found


def _in_its_cell(line: Line, cells: Sequence[Box], page: int) -> Line | None:
    """What was read on the sheet where it stands on the page; None for what no such cell holds."""
    place = place_on_sheet(line)
    text = squash(line.text)
    if not 0 <= place < len(cells) or not _LIKELY.fullmatch(text):
        return None
    return replace(line, text=text, box=cells[place], score=min(line.score, _UNSURE), page=page)
