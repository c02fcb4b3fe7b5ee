"""Notes at the foot of a form, which explain its words and have no values: 备注:1.其他基金支付含大病保险;2.本单一式三份.

Their words are labels elsewhere on the paper. A note is told by its head and by being numbered or a sentence; lines that
follow it closely go on with it. Remarks that hold values (备注:统筹支付:12.00) are none.

>>> from storage.model.extraction import Box
>>> page = [Line("统筹支付 12.00", Box(0, 0, 200, 20)), Line("说明:1.统筹支付含大病保险", Box(0, 100, 300, 120)),
...         Line("2.本单一式三份,参保人一份", Box(40, 124, 300, 144)), Line("经办人:李二", Box(0, 190, 90, 210))]
>>> [line.text for line in without_notes(page)]
['统筹支付 12.00', '经办人:李二']
"""

import re
from collections.abc import Sequence

from extractors.layout.lines import squash
from extractors.page import Line

_HEAD = r"[(\[【*※]*(?:备注|附注|注|说明|提示|温馨提示|特别提示|友情提示|重要提示|注意事项|填表说明|填写说明|注释|声明)[】\]]?:"
_NUMBER = r"[(]?(?:\d{1,2}|[一二三四五六七八九十])[.、)]"
_NUMBERED = re.compile(rf"{_HEAD}\W*{_NUMBER}(?!\d)")
_SENTENCE = re.compile(rf"{_HEAD}(?=.*[,;。、])[^:]{{8,}}")
_BARE_HEAD = re.compile(rf"{_HEAD}")
_ITEM = re.compile(rf"{_NUMBER}(?!\d)[^:]*$")
_VALUE = re.compile(r"[\u3400-\u9fff)]:?[¥]?\d[\d,]*\.\d{2}(?!\d)")
_LABELLED_VALUE = re.compile(r"[\u3400-\u9fff)]:[¥]?\d[\d,]*\.\d{2}(?!\d)")
_PROSE = re.compile(r"[,;。、]")
_CLOSE = 0.9
"""The room between two lines of a note at most, in heights of the upper one's letters."""


def without_notes(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page without its notes."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda one: one.box.centre[1]):
        if _begins(line, lines) or any(_goes_on(line, one) for one in found):
            found.append(line)
    return [line for line in lines if line not in found]


def _begins(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is the head of a note with its text, or a head whose text is numbered beside it."""
    text = squash(line.text)
    if _NUMBERED.match(text):
        return not _LABELLED_VALUE.search(text)
    if _VALUE.search(text):
        return False
    if _BARE_HEAD.fullmatch(text):
        return any(_is_beside(one, line) and _ITEM.match(squash(one.text)) for one in lines)
    return _SENTENCE.fullmatch(text) is not None


def _is_beside(one: Line, head: Line) -> bool:
    """Whether a line begins right behind a head that stands by itself, or lies over it."""
    gap = one.box.x0 - head.box.x1
    is_level = one.box.y0 < head.box.centre[1] < one.box.y1
    return one is not head and is_level and -head.box.width <= gap < 2 * head.box.height


def _goes_on(line: Line, above: Line) -> bool:
    """Whether a line goes on with a note: beside its head, or a sentence close below it without label or amount."""
    text = squash(line.text)
    if _is_beside(line, above) and _BARE_HEAD.fullmatch(squash(above.text)):
        return True
    is_text = ":" not in text and _PROSE.search(text) is not None and not _VALUE.search(text)
    gap = line.box.y0 - above.box.y1
    height = min(above.box.height, line.box.height)
    is_below = line.box.centre[1] > above.box.y1 and gap < _CLOSE * height
    return is_text and is_below and above.box.x0 - height < line.box.x0 < above.box.x1
