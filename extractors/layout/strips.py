"""Charges on a narrow strip of thermal paper: the name on one line, price, count and amount on the next.

The header is printed once, in one row; names have their lines to themselves and reach under the other words of the
header. What stands below a name may also be a formula (12.50 × 2 = 25.00).

>>> from storage.model.extraction import Box
>>> body = [(Line("西药费", Box(0, 0, 60, 20)),), (Line("12.50×2盒=25.00", Box(30, 30, 200, 50)),)]
>>> [{key: [line.text for line in lines] for key, lines in one.cells.items()} for one in charges(body, ())]
[{'unit_price': ['12.50'], 'quantity': ['2盒'], 'amount': ['25.00'], 'name': ['西药费']}]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, mode

from extractors.layout.columns import column_of
from extractors.layout.item_codes import without_code
from extractors.layout.lines import cut, joined
from extractors.layout.table_header import Column
from extractors.page import Line

COUNT = r"\d+(?:\.\d+)?\s*(?:/?\s*[\u3400-\u9fff]{1,3})?"
_FORMULA = re.compile(
    rf"[¥¥]?\s*(?P<unit_price>\d[\d,]*(?:\.\d{{1,4}})?)\s*元?\s*[×xX*✕]\s*(?P<quantity>{COUNT})"
    r"\s*[=:]?\s*[¥¥]?\s*(?P<amount>\d[\d,]*\.\d{2})\s*元?"
)
_FIGURE = re.compile(
    rf"[¥¥]?-?\d[\d,]*(?:\.\d+)?元?|[×xX*]?{COUNT}|[甲乙丙]类?|自费|\d+%|[\u3400-\u9fff]{{1,2}}"
)
_AMOUNT = re.compile(r"[¥¥]?-?\d[\d,]*\.\d{2}元?")
_WORDS = re.compile(r"[\u3400-\u9fff]{2}|[A-Za-z]{3}")
_MEASURE = r"\d+(?:\.\d+)?\s*(?:mg|g|ml|m1|l|μg|ug|kg|cm|mm|mmol|英?寸|厘米|毫[克升米]|万?单位|万?IU|U|%)"
SIZE = re.compile(
    rf"(?:规格:?\s*)?(\(?(?:{_MEASURE}|\d+(?:\.\d+)?[\u3400-\u9fff]?\s*[*×xX/:]\s*\d)"
    r"[\w.:/×xX*%()+\u3400-\u9fff-]*)",
    re.IGNORECASE,
)
_MODEL = re.compile(r"(?=.*\d)[\w.:/×*%()+#-]{2,}")
"""A specification without a measure: VCP311H, 1.5T, 20分钟."""
_PACKED = re.compile(r"(?:(.*\d.*?)\s*/\s*)?([\u3400-\u9fff]{1,3})")
"""A size and the unit behind it, or the unit alone."""
_MOST_WORDS = 3
"""Ideographs of such a specification; a name has more."""
_MOST_ABOVE = 2
"""Lines above the figures: a name, and its size or the rest of it."""
_NUMBERED = re.compile(r"(\d{1,3})\s*[.、]\s*(?=\S)")
_APART = 2
"""The space before a size behind a name, in heights of its line; less is a space within the name."""
HEADING = re.compile(r"[【\[].*[】\]]|.{1,8}[费类]:?")


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge: its cells, the heading of its group, and the row of its amount."""

    cells: dict[str, list[Line]]
    heading: list[Line]
    place: int


def charges(body: Sequence[Sequence[Line]], columns: Sequence[Column]) -> list[Charge]:
    """The charges, if nearly all names stand by themselves right above their figures; else none."""
    below = [place for place, row in enumerate(body) if _is_figures(row, columns)]
    both = sum(_is_both(row, columns) for row in body)
    if not below or both > len(below) // 4:
        return []
    if len(below) == 1 and any(body[below[0] + 1 :]):
        return []
    starts = [-1, *below[:-1]]
    counts = [sum(map(bool, body[start + 1 : end])) for start, end in zip(starts, below, strict=True)]
    if not 1 <= median(counts) <= _MOST_ABOVE or min(counts) < 1:
        return []
    return _unnumbered(
        [_charge(body, start + 1, end, columns) for start, end in zip(starts, below, strict=True)]
    )


def formulas(body: Sequence[Sequence[Line]], columns: Sequence[Column]) -> list[Charge]:
    """The charges of a strip whose header has no word for the names, if their figures are formulas; else none."""
    found = charges(body, columns)
    return found if all(_formula(body[one.place]) for one in found) else []


def _unnumbered(found: list[Charge]) -> list[Charge]:
    """The charges without their numbers, where most names are numbered one after the other (1.换药 2.肌肉注射)."""
    matches = [_NUMBERED.match(one.cells["name"][0].text) for one in found]
    firsts = [int(match[1]) - place for place, match in enumerate(matches) if match]
    if len(found) < 2 or not firsts or firsts.count(mode(firsts)) * 4 < len(found) * 3:
        return found
    for one, match in zip(found, matches, strict=True):
        if match:
            first, *rest = one.cells["name"]
            one.cells["name"] = [cut(first, match.end()), *rest]
    return found


def _charge(body: Sequence[Sequence[Line]], start: int, end: int, columns: Sequence[Column]) -> Charge:
    rows = [list(row) for row in body[start:end] if row]
    names = [part for row in rows if (part := [one for line in row if (one := without_code(line))])] or rows
    heading: list[Line] = []
    while len(names) > 1 and HEADING.fullmatch(joined(names[0])):
        heading = names.pop(0)
    cells = _formula(body[end]) or _figures(body[end], columns)
    if "spec" not in cells and (size := _size(names)):
        cells["spec"] = [size]
        names = [row for row in (*names[:-1], names[-1][:-1]) if row]
    return Charge({**cells, "name": [line for row in names for line in row]}, heading, end)


def _size(names: Sequence[Sequence[Line]]) -> Line | None:
    """The size of a drug on a line of its own below its name, or apart behind it."""
    if len(names) + len(names[-1]) < 3:
        return None
    *before, last = names[-1]
    if before and last.box.x0 - before[-1].box.x1 < _APART * last.box.height:
        return None
    match = SIZE.fullmatch(last.text.strip())
    return cut(last, *match.span(1)) if match else None


def _is_figures(row: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether a row has nothing but price, count and amount, perhaps behind a specification."""
    if _formula(row):
        return True
    texts = [part.text for part in _sized(_parts(row), columns)[1]]
    numbers = [text for text in texts if text[-1:] and re.search(r"\d", text)]
    return (
        len(numbers) > 1
        and all(_FIGURE.fullmatch(text) for text in texts)
        and any(_AMOUNT.fullmatch(text) for text in texts)
    )


def _is_both(row: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether a row has a name and an amount."""
    texts = [part.text for part in _parts(row)]
    return (
        not _is_figures(row, columns)
        and any(_WORDS.search(text) for text in texts)
        and any(_AMOUNT.fullmatch(text) for text in texts)
    )


def _formula(row: Sequence[Line]) -> dict[str, list[Line]]:
    """The cells of a formula, whether it was found as one line or as several."""
    text = " ".join(line.text for line in row)
    match = _FORMULA.fullmatch(text)
    if match is None:
        return {}
    found: dict[str, list[Line]] = {}
    start = 0
    for line in row:
        for key in match.groupdict():
            left, right = max(match.start(key), start), min(match.end(key), start + len(line.text))
            if left < right:
                found.setdefault(key, []).append(cut(line, left - start, right - start))
        start += len(line.text) + 1
    return found


def _figures(row: Sequence[Line], columns: Sequence[Column]) -> dict[str, list[Line]]:
    """The cells by their order where each column has one, else by where they stand."""
    size, parts = _sized(_parts(row), columns)
    found: dict[str, list[Line]] = {"spec": [size]} if size else {}
    columns = [one for one in columns if one.key != "name" and (one.key != "spec" or size is None)]
    is_full = len(parts) == len(columns)
    for place, part in enumerate(parts):
        column = columns[place] if is_full else column_of(part, columns)
        found.setdefault(column.key, []).append(part)
    keys = {one.key for one in columns} | found.keys()
    return _of_both(found) if {"spec", "unit"} <= keys else found


def _of_both(found: dict[str, list[Line]]) -> dict[str, list[Line]]:
    """A cell of size and unit (规格/单位) as two: 20mg*7片/盒, or the unit alone."""
    lines = found.get("spec", [])
    match = _PACKED.fullmatch(lines[0].text.strip()) if len(lines) == 1 and "unit" not in found else None
    if match is None:
        return found
    others = {key: cell for key, cell in found.items() if key != "spec"}
    size = {"spec": [cut(lines[0], *match.span(1))]} if match[1] else {}
    return {**others, **size, "unit": [cut(lines[0], *match.span(2))]}


def _sized(parts: Sequence[Line], columns: Sequence[Column]) -> tuple[Line | None, Sequence[Line]]:
    """The size or model of a thing that opens a row of figures, and the figures."""
    match = SIZE.fullmatch(parts[0].text) if len(parts) > 2 else None
    if match is None and len(parts) > 2 and _is_model(parts, columns):
        return parts[0], parts[1:]
    return (cut(parts[0], *match.span(1)), parts[1:]) if match else (None, parts)


def _is_model(parts: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether the first text stands under the names alone and is a specification: few words, and a figure."""
    first, others = parts[0], [one for one in columns if one.key not in ("name", "spec", "")]
    left = min((one.box.x0 for one in others), default=0)
    words = re.findall(r"[\u3400-\u9fff]", first.text)
    is_figure = _FIGURE.fullmatch(first.text) is not None and len(parts) <= len(others)
    is_alone = first.box.x1 <= left and len(words) <= _MOST_WORDS and not is_figure
    return is_alone and _MODEL.fullmatch(first.text) is not None


def _parts(row: Sequence[Line]) -> list[Line]:
    """The lines of a row cut at their spaces; a sign before a count is left out."""
    pieces = [(line, *match.span()) for line in row for match in re.finditer(r"\S+", line.text)]
    found = [cut(line, *span) for line, start, end in pieces for span in _unglued(line.text, start, end)]
    signs = [re.match(r"[×xX*](?=\d)", part.text) for part in found]
    return [cut(part, 1) if sign else part for part, sign in zip(found, signs, strict=True)]


def _unglued(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A size or a count and the price that was printed close behind it."""
    match = re.fullmatch(r"(\d\S*[\u3400-\u9fff])\d[\d,]*\.\d{2,4}", text[start:end])
    middle = start + match.end(1) if match else start
    return [(start, middle), (middle, end)] if match else [(start, end)]
