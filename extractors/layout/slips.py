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
_LAST_LETTER = re.compile(r"^([\u3400-\u9fff])\s*[:\uff1a]")
_DOUBTED = 0.85
"""What the score of a line is lowered to: below what is used without a look."""


def respelled(lines: Sequence[Line], labels: Labels) -> list[Line]:
    """The lines with such labels put right."""
    return [_respelled(line, labels) if line.source is Source.OCR else line for line in lines]


def with_heads(lines: Sequence[Line], labels: Labels) -> list[Line]:
    """The lines, those whose label lost its first letter in wide print (名:张悦 for 姓 名:张悦) with it again.

    Only where one field has a label of two letters that ends so.

    >>> from storage.model.extraction import Box
    >>> labels = Labels.of(short={"age": ["年龄"], "sex": ["性别"], "department": ["科别"]})
    >>> page = [Line("龄:24岁", Box(0, 0, 80, 20)), Line("别:男", Box(100, 0, 160, 20))]
    >>> [line.text for line in with_heads(page, labels)]
    ['年龄:24岁', '别:男']
    """
    return [_with_head(line, labels) if line.source is Source.OCR else line for line in lines]


def _with_head(line: Line, labels: Labels) -> Line:
    match = _LAST_LETTER.match(line.text)
    if match is None:
        return line
    ending = {
        text: one.key for text, one in labels.by_spelling.items() if len(text) == 2 and text[1] == match[1]
    }
    if len({key for key in ending.values() if key}) != 1:
        return line
    spelling = next(text for text, key in ending.items() if key)
    return replace(line, text=spelling + line.text[1:], score=min(line.score, _DOUBTED))


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
