"""The head that every page of a paper repeats: on later pages it stands in the midst of text that goes on.

>>> from storage.model.extraction import Box
>>> first = [Line("示范市第一人民医院", Box(100, 0, 300, 30)), Line("姓名:张悦", Box(0, 50, 90, 70)),
...          Line("1.继续口服药物,", Box(0, 900, 200, 920))]
>>> second = [Line("示范市第一人民医院", Box(102, 1, 302, 31)), Line("姓名:张悦", Box(0, 52, 90, 72)),
...           Line("2.不适随诊", Box(0, 100, 120, 120))]
>>> [line.text for line in without_running_head(second, first, Labels.of({"patient_name": ["姓名"]}))]
['2.不适随诊']
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from extractors.layout.labels import Hit, Labels
from extractors.layout.lines import rows, squash
from extractors.page import Line

_ALIKE = 0.8
_SHORTEST = 2
_GOES_ON = re.compile(r"[((]?(?:续页?|接上页|续上页)[))]?$")


def without_running_head(lines: Sequence[Line], first: Sequence[Line], labels: Labels) -> list[Line]:
    """A later page without the lines at its top that stand at the top of the first page too.

    The heading of free text is no misread one of the first page: 出院诊断 is not 入院诊断.
    """
    heads = [_text(one) for one in sorted(first, key=lambda one: one.box.y0)[: len(first) // 2 + 1]]
    repeated = [
        line for row in takewhile(lambda row: _is_head(row, heads, labels), rows(lines)) for line in row
    ]
    return [line for line in lines if line not in repeated]


def _is_head(row: Sequence[Line], heads: Sequence[str], labels: Labels) -> bool:
    """Whether a row stands on the first page: beside what does, labels of short values (床号:12) may be new."""
    known = [_is_among(line, heads, labels) for line in row]
    return any(known) and all(
        is_known or _is_short(line, labels) for is_known, line in zip(known, row, strict=True)
    )


def _is_short(line: Line, labels: Labels) -> bool:
    hits = labels.find(line.text)
    return bool(hits) and hits[0].start == 0 and not any(hit.label.is_prose for hit in hits)


def _is_among(line: Line, heads: Sequence[str], labels: Labels) -> bool:
    text = _text(line)
    hits = labels.find(text)
    if any(hit.label.is_prose for hit in hits):
        return text in heads
    return any(_is_alike(text, head) for head in heads) or _is_told(text, hits, heads)


def _is_told(text: str, hits: Sequence[Hit], heads: Sequence[str]) -> bool:
    """Whether every label of a line and every value behind it stand in the head of the first page, apart or not."""
    if not hits or hits[0].start > 0:
        return False
    ends = [*(hit.start for hit in hits[1:]), len(text)]
    values = [text[hit.end : end] for hit, end in zip(hits, ends, strict=True)]
    told = all(any(hit.label.spelling in head for head in heads) for hit in hits)
    return told and all(any(value in head for head in heads) for value in values)


def _text(line: Line) -> str:
    """Without the words for a page that goes on."""
    return _GOES_ON.sub("", squash(line.text))


def _is_alike(text: str, head: str) -> bool:
    """Whether one is the other, a misread character aside."""
    if len(text) < _SHORTEST or abs(len(text) - len(head)) > 2:
        return text == head
    return text == head or SequenceMatcher(None, text, head, autojunk=False).ratio() >= _ALIKE
