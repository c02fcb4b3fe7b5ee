"""Labels that wrap in their cell (户主或与 above 户主关系) are one label again, in the middle of both lines.

>>> lines = [Line("户主或与", Box(0, 0, 80, 20)), Line("孙女", Box(100, 12, 140, 32)), Line("户主关系", Box(0, 24, 80, 44))]
>>> [(line.text, line.box.y0) for line in unwrapped(lines, ["户主或与户主关系"])]
[('户主或与户主关系', 12), ('孙女', 12)]
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from extractors.layout.lines import overlap, squash
from extractors.page import Line
from storage.model.extraction import Box

_LEAST = 2
"""The characters of the shortest half of a label that wraps."""
_LONG = 4
"""The characters of a first half behind which a single one may stand below: 个人现金支 and 付."""
_AND = re.compile(r"[及与和][\u3400-\u9fff]{2,7}")
_GAP = 1.0
_GAP_OF_TWO = 0.6
"""Between halves that are labels by themselves: 诊断 and 建议 are two rows of a form, 处理意见 may be one that wraps."""


def unwrapped(lines: Sequence[Line], spellings: Container[str]) -> list[Line]:
    """The lines, both halves of a wrapped label joined in the place of the first."""
    found = list(lines)
    texts = {id(line): squash(line.text) for line in lines}
    for line in lines:
        below = next((one for one in found if _are_halves(line, one, texts, spellings)), None)
        if below is not None and any(one is line for one in found):
            joined = _one(line, below, _label(texts[id(line)], texts[id(below)], spellings))
            found = [joined if one is line else one for one in found if one is not below]
    return found


def _are_halves(line: Line, other: Line, texts: Mapping[int, str], spellings: Container[str]) -> bool:
    head, tail = texts.get(id(line), ""), texts.get(id(other), "")
    is_enough = min(len(head), len(tail)) >= _LEAST or (len(head) >= _LONG and len(tail) == 1)
    gap = _GAP_OF_TWO if head in spellings and tail in spellings else _GAP
    return is_enough and bool(_label(head, tail, spellings)) and _is_under(line, other, gap)


def _label(head: str, tail: str, spellings: Container[str]) -> str:
    """The label that two halves make; of a known one and words of no list (出院医嘱 above 及随访) the known one."""
    if head + tail in spellings:
        return head + tail
    return head if head in spellings and len(head) >= _LONG and _AND.fullmatch(tail) else ""


def _is_under(line: Line, other: Line, most: float) -> bool:
    gap = other.box.y0 - line.box.y1
    aligned = overlap(line.box.x0, line.box.x1, other.box.x0, other.box.x1) > 0.5
    return aligned and -0.5 * line.box.height < gap <= most * line.box.height


def _one(line: Line, below: Line, text: str) -> Line:
    """As one line of usual height, where the value beside it stands."""
    box = line.box.union(below.box)
    top = round(box.centre[1] - line.box.height / 2)
    place = Box(box.x0, top, box.x1, top + line.box.height)
    return replace(line, text=text, box=place, score=min(line.score, below.score))
