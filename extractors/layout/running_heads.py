"""The head that every page of a paper repeats: on later pages it stands in the midst of text that goes on.

>>> from storage.model.extraction import Box
>>> first = [Line("示范市第一人民医院", Box(100, 0, 300, 30)), Line("姓名:张悦", Box(0, 50, 90, 70)),
...          Line("1.继续口服药物,", Box(0, 900, 200, 920))]
>>> second = [Line("示范市第一人民医院", Box(102, 1, 302, 31)), Line("姓名:张悦", Box(0, 52, 90, 72)),
...           Line("2.不适随诊", Box(0, 100, 120, 120))]
>>> [line.text for line in without_running_head(second, first, Labels.of({"patient_name": ["姓名"]}))]
['2.不适随诊']
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from extractors.layout.labels import Labels
from extractors.layout.lines import squash
from extractors.page import Line

_ALIKE = 0.8
_SHORTEST = 2


def without_running_head(lines: Sequence[Line], first: Sequence[Line], labels: Labels) -> list[Line]:
    """A later page without the lines at its top that stand at the top of the first page too.

    The heading of free text is no misread one of the first page: 出院诊断 is not 入院诊断.
    """
    ordered = sorted(lines, key=lambda one: one.box.y0)
    heads = [squash(one.text) for one in sorted(first, key=lambda one: one.box.y0)[: len(first) // 2 + 1]]
    count = 0
    while count < len(ordered) and _is_among(ordered[count], heads, labels):
        count += 1
    repeated = ordered[:count]
    return [line for line in lines if line not in repeated]


def _is_among(line: Line, heads: Sequence[str], labels: Labels) -> bool:
    text = squash(line.text)
    is_section = any(hit.label.is_prose for hit in labels.find(text))
    return text in heads if is_section else any(_is_alike(text, head) for head in heads)


def _is_alike(text: str, head: str) -> bool:
    """Whether one is the other, a misread character aside."""
    if len(text) < _SHORTEST or abs(len(text) - len(head)) > 2:
        return text == head
    return text == head or SequenceMatcher(None, text, head, autojunk=False).ratio() >= _ALIKE
