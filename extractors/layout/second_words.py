"""The English words of a bilingual form: in lines of their own below their Chinese label or right of it, or before it.

They name what the label names and are no value. Only where several stand so: else they may be one.

>>> from storage.model.extraction import Box
>>> places = {"患者姓名": (0, 0), "Patient Name": (0, 22), "刘悦": (120, 8), "校验码": (0, 60), "Check Code": (0, 82), "a1b2c3": (120, 68),
...           "个人自费": (0, 120), "Self-funded": (150, 120), "8.00": (300, 120)}
>>> page = [Line(text, Box(x, y, x + 90, y + 20)) for text, (x, y) in places.items()]
>>> [line.text for line in without_second_words(page)]
['患者姓名', '刘悦', '校验码', 'a1b2c3', '个人自费', '8.00']
"""

import re
from collections.abc import Sequence

from extractors.layout.labels import is_english
from extractors.layout.lines import cut, in_row, overlap
from extractors.page import Line

_LEAST = 3
_WORD = re.compile(r"[\u3400-\u9fff()/:]{2,16}")
_FIRST = re.compile(r"(?=[A-Z][A-Za-z.]*[a-z]{2})[A-Za-z][A-Za-z .,/&'-]*\s+(?=[\u3400-\u9fff]{2})")
_BELOW = 0.5
"""In heights of a line: how far below its Chinese words the English ones begin."""


def without_second_words(lines: Sequence[Line]) -> list[Line]:
    """The lines of a level page (NFKC) without such words."""
    lines = _without_first(lines)
    words = [line for line in lines if _WORD.fullmatch(line.text)]
    second = [line for line in lines if is_english(line.text) and _is_second(line, words, lines)]
    return [line for line in lines if line not in second] if len(second) >= _LEAST else list(lines)


def _without_first(lines: Sequence[Line]) -> list[Line]:
    """The lines without English words before the Chinese ones that say the same (Total 合计), where several begin so."""
    begins = {line: match.end() for line in lines if (match := _FIRST.match(line.text))}
    if len(begins) < _LEAST:
        return list(lines)
    return [cut(line, begins[line]) if line in begins else line for line in lines]


def _is_second(line: Line, words: Sequence[Line], lines: Sequence[Line]) -> bool:
    return any(_is_below(line, one) or _is_right(line, one, lines) for one in words)


def _is_below(line: Line, word: Line) -> bool:
    gap, height = line.box.y0 - word.box.y1, line.box.height
    aligned = overlap(line.box.x0, line.box.x1, word.box.x0, word.box.x1) > 0.5
    return aligned and abs(gap) < _BELOW * height


def _is_right(line: Line, word: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is the next one right of a word in its row."""
    if word.box.x1 > line.box.x0 or not in_row(line.box, word.box):
        return False
    between = (one for one in lines if word.box.x1 <= one.box.centre[0] <= line.box.x0)
    return not any(in_row(one.box, line.box) for one in between if one is not word)
