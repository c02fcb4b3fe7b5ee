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

import cv2
import numpy as np

from extractors.layout.lines import cut, overlap, rows, squash
from extractors.layout.skew import Level
from extractors.layout.upright import UNITS, laid_down
from extractors.ocr import OcrResult
from extractors.page import Line, Pixels
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
_UNSURE = 0.89
"""A score below what is used without a look."""
_HEIGHT, _PITCH, _MARGIN = 56, 120, 32
"""Of a cell on the sheet, in pixels."""
_DARKER = 50
"""How much darker than its paper ink is, of 255."""


def look_into_cells(pixels: Pixels, lines: Sequence[Line], read: Read) -> tuple[Line, ...]:
    """The lines of an upright page, with those that were found in empty cells."""
    cells = _distinct(ink for gap in gaps_in(lines) for ink in _inks(pixels, gap))[:_MOST_CELLS]
    if not cells:
        return tuple(lines)
    result = read(_sheet(pixels, cells))
    found = [_in_its_cell(line, cells, lines[0].page) for line in result.lines] if result.turn == 0 else []
    return (*lines, *(line for line in found if line is not None))


def gaps_in(lines: Sequence[Line]) -> list[Box]:
    """The places of a page's tables where a narrow column has no text beside an amount."""
    if not any(_NARROW.search(line.text) for line in lines):
        return []
    level = Level.of(lines)
    found: list[Box] = []
    heads: list[Line] = []
    for row in rows(level.lines(laid_down(lines))):
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


def _inks(pixels: Pixels, gap: Box) -> list[Box]:
    """The characters in a gap, those close together as one; rules, dashes and specks are none."""
    x0, y0, x1, y1 = max(0, gap.x0), max(0, gap.y0), min(pixels.shape[1], gap.x1), min(pixels.shape[0], gap.y1)
    if x1 - x0 < 4 or y1 - y0 < 8:
        return []
    grey = pixels[y0:y1, x0:x1].min(axis=2)
    dark = (grey < float(np.median(grey)) - _DARKER).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark)
    height, width = dark.shape
    letters = [
        Box(x0 + x, y0 + y, x0 + x + w, y0 + y + h)
        for x, y, w, h, _ in stats[1:count].tolist()
        if 0.35 * height < h < height and w < 1.3 * height and x > 0 and x + w < width
    ]
    return _clustered(sorted(letters), height)


def _clustered(letters: Sequence[Box], height: int) -> list[Box]:
    found: list[Box] = []
    for box in letters:
        if found and box.x0 - found[-1].x1 < 0.6 * height:
            found[-1] = found[-1].union(box)
        else:
            found.append(box)
    return found


def _distinct(cells: Iterable[Box]) -> list[Box]:
    """Two columns side by side have one gap where both are empty."""
    found: list[Box] = []
    for cell in cells:
        if not any(_overlaps(cell, other) for other in found):
            found.append(cell)
    return found


def _overlaps(one: Box, other: Box) -> bool:
    return overlap(one.x0, one.x1, other.x0, other.x1) > 0 and overlap(one.y0, one.y1, other.y0, other.y1) > 0


def _sheet(pixels: Pixels, cells: Sequence[Box]) -> Pixels:
    """The cells one below another on a sheet of the page's paper, each enlarged to one height."""
    paper = np.median(pixels[::16, ::16].reshape(-1, 3), axis=0)
    shown = [_enlarged(pixels, cell) for cell in cells]
    width = 2 * _PITCH + max(one.shape[1] for one in shown)
    sheet = np.full((len(cells) * _PITCH + _MARGIN, width, 3), paper, dtype=np.uint8)
    for place, one in enumerate(shown):
        top = place * _PITCH + _MARGIN
        sheet[top : top + one.shape[0], _PITCH : _PITCH + one.shape[1]] = one
    return sheet


def _enlarged(pixels: Pixels, cell: Box) -> Pixels:
    margin = max(2, cell.height // 4)
    part = pixels[max(0, cell.y0 - margin) : cell.y1 + margin, max(0, cell.x0 - margin) : cell.x1 + margin]
    scale = _HEIGHT / part.shape[0]
    return np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)


def _in_its_cell(line: Line, cells: Sequence[Box], page: int) -> Line | None:
    """What was read on the sheet where it stands on the page; None for what no such cell holds."""
    place = int(line.box.centre[1] - _MARGIN / 2) // _PITCH
    text = squash(line.text)
    if not 0 <= place < len(cells) or not _LIKELY.fullmatch(text):
        return None
    return replace(line, text=text, box=cells[place], score=min(line.score, _UNSURE), page=page)
