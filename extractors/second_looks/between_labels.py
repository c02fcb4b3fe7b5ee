"""The second look between two labels of one line that an engine read with nothing between them: 性别_年龄_75_岁.

What is written over the rules of a form is lost among them. The whole line and the part around the gap are enlarged and
read once more, on one sheet; what both do not contradict and such a label can have is set between the labels, for a look.

>>> [line.text for line in gaps_between([Line("姓名_张悦_性别_年龄_75_岁", Box(0, 0, 400, 24)), Line("性别:女 年龄", Box(0, 40, 99, 64))])]
['姓名_张悦_性别_年龄_75_岁']
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from extractors.layout.lines import cut, squash
from extractors.ocr import OcrResult
from extractors.page import Line, Pixels
from extractors.second_looks.enlarged import place_on_sheet, sheet_of
from storage.model.extraction import Box

Read = Callable[[Pixels], OcrResult]
_LOOKS: Mapping[str, str] = {"姓名": r"[\u3400-\u9fff·]{2,4}?", "性别": r"[男女]", "年龄": r"\d{1,3}"}
_NEXT = r"性别|年龄|周?岁|科别|科室|门诊|门\(?急|住院|病[历案室区]|床号|职业|民族|出生|单位|婚"
_BLANK = r"[_\s:\uff1a]*"
_GAP = re.compile(rf"({'|'.join(_LOOKS)}){_BLANK}(?={_NEXT})")
_HEADS = re.compile(rf"(?:\s|[\u3400-\u9fff]{{0,2}}(?:{'|'.join(_LOOKS)}|{_NEXT})[\u3400-\u9fff]{{0,2}})*")
_AROUND = 3
"""Characters on both sides of a gap that are read with it."""
_UNSURE = 0.89
"""A score below what is used without a look."""


def look_between_labels(pixels: Pixels, lines: Sequence[Line], read: Read) -> tuple[Line, ...]:
    """The lines of an upright page, those with such a gap in two, with what was found there between them."""
    sought = gaps_between(lines)
    if not sought:
        return tuple(lines)
    places = [box for line in sought for box in (line.box, _around(line))]
    result = read(sheet_of(pixels, places))
    texts: dict[int, list[str]] = {}
    for one in result.lines if result.turn == 0 else ():
        texts.setdefault(place_on_sheet(one) // 2, []).append(squash(one.text))
    found = {id(line): _filled(line, texts.get(place, [])) for place, line in enumerate(sought)}
    return tuple(part for line in lines for part in found.get(id(line), [line]))


def gaps_between(lines: Sequence[Line]) -> list[Line]:
    """The lines with such a gap; a row of nothing but labels heads columns."""
    return [line for line in lines if _GAP.search(line.text) and not _HEADS.fullmatch(line.text)]


def _around(line: Line) -> Box:
    match = _GAP.search(line.text)
    assert match is not None
    return cut(line, max(0, match.start() - 1), match.end() + _AROUND).box


def _filled(line: Line, texts: Sequence[str]) -> list[Line]:
    """A line in which a gap was read as one value, in three."""
    match = _GAP.search(line.text)
    assert match is not None
    pattern = re.compile(rf"{match[1]}{_BLANK}({_LOOKS[match[1]]}){_BLANK}(?={_NEXT})")
    values = {told[1] for text in texts if (told := pattern.search(text))}
    if len(values) != 1:
        return [line]
    value, start, end = values.pop(), match.end(1), match.end()
    whole = replace(line, text=line.text[:start] + value + line.text[end:])
    middle = cut(whole, start, start + len(value))
    return [
        cut(whole, 0, start),
        replace(middle, score=min(line.score, _UNSURE)),
        cut(whole, start + len(value)),
    ]
