"""Cutting a card's line at its labels. On a card a label stands at the start of a line, or behind a short value
(性别男民族汉); behind an address or an authority no label is looked for, since streets are called 民族路.

>>> from storage.model.extraction import Box
>>> [(key, value.text if value else None) for key, _, value in cut_at_labels(Line("性别 男 民族汉", Box(0, 0, 90, 20)))]
[('sex', '男'), ('ethnicity', '汉')]
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.layout.lines import cut, overlap
from extractors.page import Line

SPELLINGS = {
    "name": r"[姓性]\s*[名各](?![\u3400-\u9fff]*[路街号])",
    "sex": r"性\s*[别剔另刑別]",
    "ethnicity": r"民\s*[族旅]",
    "birth": r"[出山]\s*生(?:\s*日\s*期)?",
    "address": r"[住往佳]\s*[址扯趾]",
    "number": r"公\s*民\s*身\s*[份价]\s*(?:证\s*)?[号號]\s*[码妈碼]?|(?:公民)?身份证?号码?",
    "authority": r"[签鉴簽]\s*[发發]\s*[机機]\s*[关美關]",
    "validity": r"有\s*效\s*期\s*[限眼]?",
    "permit": r"通行证号码",
    "issues": r"签发次数",
}
_SHORT = frozenset({"name", "sex", "ethnicity", "birth", "permit", "issues"})
_ANY = re.compile("|".join(f"(?P<{key}>{spelling})" for key, spelling in SPELLINGS.items()))
_MARKS = re.compile(r"[\s::;.,、·|]*")
_MARK_BEFORE = re.compile(r".{0,16}(?:使用|无效|专用|理赔|复印件?|办理)\W*")
"""A watermark that was read as one line with the label it runs into."""
_TWICE = 2
"""The characters of a value that may have been read once more at the end of its label's line."""


class Piece(NamedTuple):
    """A label (or None), the ink of label or line, and the text behind the label if there is any."""

    key: str | None
    ink: Line
    value: Line | None


def plain(lines: Sequence[Line]) -> list[Line]:
    """The lines in NFKC, empty ones left out."""
    folded = [replace(line, text=unicodedata.normalize("NFKC", line.text).strip()) for line in lines]
    return [line for line in folded if line.text]


def cut_at_labels(line: Line) -> list[Piece]:
    """One piece for each label; a line without a label is one piece without a key."""
    marks = _label_marks(line.text)
    if not marks:
        return [Piece(None, line, line)]
    ends = [start for _, start, _ in marks[1:]] + [len(line.text)]
    found = []
    for (key, start, stop), end in zip(marks, ends, strict=True):
        behind = _MARKS.match(line.text, stop)
        value = cut(line, behind.end() if behind else stop, end)
        found.append(Piece(key, cut(line, start, stop), value if value.text else None))
    return found


def _label_marks(text: str) -> list[tuple[str, int, int]]:
    marks: list[tuple[str, int, int]] = []
    place = 0
    while match := _ANY.search(text, place):
        if marks and marks[-1][0] not in _SHORT and match.lastgroup != "number":
            break
        before = text[: match.start()]
        if not marks and before.strip(" :*|-_.·★☆") and not (_is_script(before) or _is_marked(text, match)):
            break
        marks.append((match.lastgroup or "", match.start(), match.end()))
        place = match.end()
    return marks


def _is_marked(text: str, label: re.Match[str]) -> bool:
    """Whether a watermark stands before a label that ends its line."""
    return _MARK_BEFORE.fullmatch(text[: label.start()]) is not None and not text[label.end() :].strip(" :")


def once(lines: Sequence[Line]) -> list[Line]:
    """The lines without the first characters of one that were read once more at the end of what stands before it.

    >>> from storage.model.extraction import Box
    >>> lines = [Line("南", Box(90, 0, 112, 20)), Line("南湖市公安局", Box(94, 2, 220, 22))]
    >>> [line.text for line in once(lines)]
    ['南湖市公安局']
    """
    return [line for line in lines if not any(_is_beginning(line, other) for other in lines)]


def _is_beginning(line: Line, other: Line) -> bool:
    is_short = len(line.text) <= _TWICE < len(other.text) and other.text.startswith(line.text)
    is_level = overlap(line.box.y0, line.box.y1, other.box.y0, other.box.y1) > 0.5
    return is_short and is_level and line.box.x0 < other.box.x0 < line.box.x1


def _is_script(text: str) -> bool:
    """Latin or other letters before a label: the second script of a bilingual card."""
    return not re.search(r"[\u3400-\u9fff\d]", text)
