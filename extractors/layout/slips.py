"""Labels in which the engine misread one character, as happens under seals: 个人身付 for 个人自付.

A word counts only where it stands as a label does (alone or before a colon) and resembles one label only. What it
labels is looked at.

>>> from storage.model.extraction import Box
>>> labels = Labels.of(short={"self_pay": ["个人自付"], "self_funded": ["个人自费"]})
>>> page = [Line("个大自费:157.25", Box(0, 0, 150, 20)), Line("个人自理:3.00", Box(200, 0, 350, 20))]
>>> [line.text for line in respelled(page, labels)]
['个人自费:157.25', '个人自理:3.00']
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.labels import Labels
from extractors.page import Line
from storage.model.extraction import Source

_WORD = re.compile(r"^[\u3400-\u9fff]{4,10}(?=\s*(?:[:\uff1a]|$))")
_DOUBTED = 0.85
"""What the score of a line is lowered to: below what is used without a look."""


def respelled(lines: Sequence[Line], labels: Labels) -> list[Line]:
    """The lines with such labels put right."""
    return [_respelled(line, labels) if line.source is Source.OCR else line for line in lines]


def _respelled(line: Line, labels: Labels) -> Line:
    match = _WORD.match(line.text)
    if match is None or any(hit.start < match.end() for hit in labels.find(line.text)):
        return line
    near = {label for label in labels.by_spelling if _is_near(label, match[0])}
    if len(near) != 1:
        return line
    return replace(line, text=near.pop() + line.text[match.end() :], score=min(line.score, _DOUBTED))


def _is_near(label: str, word: str) -> bool:
    return len(label) == len(word) and sum(a != b for a, b in zip(label, word, strict=True)) == 1
