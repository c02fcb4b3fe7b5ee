"""Where text stands on a page: visual rows, label and value, columns.

All boxes are in the page's upright frame.

>>> page = [Line("姓名", Box(0, 0, 40, 20)), Line("张悦", Box(60, 1, 100, 21)), Line("性别女", Box(0, 40, 60, 60))]
>>> [[line.text for line in row] for row in rows(page)]
[['姓名', '张悦'], ['性别女']]
>>> cut(page[2], 2).text
'女'
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.page import Line
from storage.model.extraction import Box

_REACH = 0.3
"""The part of a line's height that it shares with those beside it, though they are not on its line."""

_RIGHT_HALVES = {"师": "币帀巾", "码": "马", "址": "止", "科": "斗", "龄": "令", "断": "斤", "别": "刂"}
"""Letters that end labels, and what engines read where they see only the right half of one."""

_WIDE_GAP = 3
"""Line heights between words of one row that spell no word together, unless each is a letter."""

_DOUBLED = 0.4
"""The part of a letter's width that two lines share where both were read with it."""


def squash(text: str) -> str:
    """NFKC without any space: the form in which labels are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def rows(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines grouped into visual rows, top to bottom, each row left to right."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.box.centre[1]):
        if found and _same_row(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [tuple(sorted(row, key=lambda one: one.box.x0)) for row in found]


def interleaved(found: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Rows that reach into one another without touching are one: values printed a little off the form's labels.

    >>> form = [(Line("性别", Box(0, 20, 40, 40)), Line("科室", Box(90, 20, 130, 40)))]
    >>> values = [(Line("女", Box(50, 8, 70, 28)), Line("骨科", Box(140, 8, 180, 28)))]
    >>> [[line.text for line in row] for row in interleaved(values + form)]
    [['性别', '女', '科室', '骨科']]
    """
    kept: list[tuple[Line, ...]] = []
    for row in found:
        if kept and _reach_into(kept[-1], row):
            kept[-1] = tuple(sorted((*kept[-1], *row), key=lambda one: one.box.x0))
        else:
            kept.append(row)
    return kept


def cut(line: Line, start: int, end: int | None = None) -> Line:
    """The part of a line between two character positions; its box is estimated from the characters' widths."""
    end = len(line.text) if end is None else end
    widths = [_width(char) for char in line.text]
    total = sum(widths) or 1.0
    left = line.box.x0 + line.box.width * sum(widths[:start]) / total
    right = line.box.x0 + line.box.width * sum(widths[:end]) / total
    return replace(
        line,
        text=line.text[start:end].strip(),
        box=Box(round(left), line.box.y0, round(right), line.box.y1),
    )


def undoubled(row: Sequence[Line]) -> list[Line]:
    """A row in which a line that reaches into the next one does not end with that one's first letters.

    Nor does the next one begin with the right half of a label's last letter.

    >>> [line.text for line in undoubled([Line("姓名缪岚性", Box(0, 0, 100, 20)), Line("性别 女", Box(86, 0, 170, 20))])]
    ['姓名缪岚', '性别 女']
    >>> [line.text for line in undoubled([Line("医师", Box(0, 0, 40, 20)), Line("币周敏", Box(33, 0, 100, 20))])]
    ['医师', '周敏']
    """
    found = list(row)
    for place, (left, right) in enumerate(pairwise(row)):
        letter = left.box.width / max(len(left.text), 1)
        reach = left.box.x1 - right.box.x0
        for count in (2, 1):
            is_same = len(left.text) > count < len(right.text) and _are_same(
                left.text[-count:], right.text[:count]
            )
            if is_same and reach > _DOUBLED * count * letter:
                found[place] = cut(left, 0, len(left.text) - count)
                break
        if reach > 0 and len(right.text) > 1 and right.text[0] in _RIGHT_HALVES.get(left.text[-1:], ""):
            found[place + 1] = cut(right, 1)
    return found


def _are_same(one: str, other: str) -> bool:
    """Whether two pieces of text are the same, however wide their marks (: and ：) were read."""
    return unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)


def mended(row: Sequence[Line], words: Iterable[str]) -> list[Line]:
    """A row in which words printed with wide gaps (姓 名) and found as several lines are one line again."""
    found: list[Line] = []
    place = 0
    known = tuple(words)
    while place < len(row):
        end = _reach(row, place, known)
        found.append(row[place] if end == place else _one(row[place : end + 1]))
        place = end + 1
    return found


def joined(lines: Sequence[Line]) -> str:
    """The text of lines in reading order; a space only where two Latin words or numbers would run together."""
    text = ""
    for line in lines:
        is_apart = (
            text[-1:].isascii() and text[-1:].isalnum() and line.text[:1].isascii() and line.text[:1].isalnum()
        )
        text += (" " if is_apart else "") + line.text
    return text


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """The shared part of two spans as a share of the shorter one, 0 to 1."""
    shorter = min(a1 - a0, b1 - b0)
    return max(0.0, min(a1, b1) - max(a0, b0)) / shorter if shorter > 0 else 0.0


def in_row(one: Box, other: Box) -> bool:
    """Whether two boxes stand level: they share more than half the height of the smaller one."""
    return overlap(one.y0, one.y1, other.y0, other.y1) > 0.5


def is_level(one: Line, other: Line) -> bool:
    """Whether two lines stand level on one page."""
    return one.page == other.page and in_row(one.box, other.box)


def right_of(line: Line, lines: Sequence[Line]) -> Line | None:
    """The nearest line right of another in its row."""
    right = [one for one in lines if one.box.x0 >= line.box.x1 and is_level(one, line)]
    return min(right, key=lambda one: one.box.x0, default=None)


def _reach(row: Sequence[Line], place: int, words: Sequence[str]) -> int:
    """How far the short lines from here on spell one word together; `place` itself if they do not."""
    text = squash(row[place].text)
    if not 0 < len(text) <= 2:
        return place
    for end in range(place + 1, min(place + 4, len(row))):
        if _is_far(row[end - 1], row[end]):
            return place
        start, text = text, text + squash(row[end].text)
        if any(text.startswith(word) and len(start) < len(word) for word in words):
            return end if start not in words or _ends_a_label(text, words) else place
        if not any(word.startswith(text) for word in words):
            return place
    return place


def _ends_a_label(text: str, words: Sequence[str]) -> bool:
    """Whether nothing or a colon follows the word that a text begins with: in 处理 建议全休 the value begins the second line."""
    return any(text.startswith(word) and text[len(word) :][:1] in ("", ":") for word in words)


def _is_far(left: Line, right: Line) -> bool:
    """Whether two pieces of two letters or more stand too far apart to be one word: 患者 and 性别 head two columns."""
    are_words = len(squash(left.text)) > 1 and len(squash(right.text)) > 1
    return are_words and right.box.x0 - left.box.x1 > _WIDE_GAP * min(left.box.height, right.box.height)


def _one(lines: Sequence[Line]) -> Line:
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return replace(
        lines[0], text=" ".join(line.text for line in lines), box=box, score=min(line.score for line in lines)
    )


def _same_row(row: Sequence[Line], line: Line) -> bool:
    last, box = row[-1].box, line.box
    shorter, taller = sorted((last.height, box.height))
    if taller > 2 * shorter and abs(last.centre[1] - box.centre[1]) > 0.5 * shorter:
        return False
    return overlap(last.y0, last.y1, box.y0, box.y1) > 0.5


def _reach_into(upper: Sequence[Line], lower: Sequence[Line]) -> bool:
    """Whether most of the smaller row lies beside words of the other, at nearly its height, and none on another."""
    few, many = sorted((upper, lower), key=len)
    is_crossed = any(
        overlap(one.box.x0, one.box.x1, other.box.x0, other.box.x1) > 0 for one in upper for other in lower
    )
    near = [one for one in few if any(_is_beside(one.box, other.box) for other in many)]
    return not is_crossed and 2 * len(near) > len(few)


def _is_beside(one: Box, other: Box) -> bool:
    shared = overlap(one.y0, one.y1, other.y0, other.y1)
    return shared > _REACH and max(one.height, other.height) < 1.7 * min(one.height, other.height)


def _width(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.55
