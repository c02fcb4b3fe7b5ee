"""The holder printed on a bank card: capitals in pinyin (ZHANG YUE), sometimes with MR or MS, below the number.

A few banks print the name in Chinese. Most cards print none, so without a label only the one line close to the number
counts that is a surname with one or two more characters, and no word of banks; it is always looked at.

>>> is_pinyin("OUYANG XIAOMING"), is_pinyin("VALID THRU")
(True, False)
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractors.cards import banks
from extractors.fields import union
from extractors.layout.lines import rows, squash
from extractors.page import Line
from storage.model.extraction import Box

_TITLE = re.compile(r"^(?:MRS?|MS|MISS|DR)\b[. ]*|^(?:MR|MS|MRS)\.", re.IGNORECASE)
_NAME = re.compile(r"[A-Z]{1,12}(?:[ ./,'-]+[A-Z]{1,12}){1,3}")
_SYLLABLE = (
    r"(?:[BPM]?(?:O|IAO|IE|IN|ING)|(?:ZH|CH|SH|[BPMFDTNLGKHJQXRZCSYW])?"
    r"(?:UANG|IANG|IONG|UAI|UAN|ANG|ENG|ING|ONG|IAN|IAO|AI|EI|UI|AO|OU|IU|IE|UE|VE|AN|EN|IN|UN|IA|UA|UO|ER|A|O|E|I|U|V))"
)
_COMPOUND = "OUYANG|SIMA|SHANGGUAN|ZHUGE|SITU|HUANGFU"
_JOINED = re.compile(rf"(MR|MS|MRS)?({_COMPOUND}|{_SYLLABLE})((?:{_SYLLABLE}){{1,2}})")
_PINYIN = re.compile(rf"(?:{_SYLLABLE}){{1,3}}")


_GLUED_TITLE = re.compile(r"(MRS?|MS)(?=[A-Z]{2,} [A-Z ]+$)")
_CAPITALS = re.compile(r"[A-Z]{2,12}")
_MOST_WORDS = 4
_OVERLAPPING, _EVEN = 0.3, 0.7
_LEAST_SCORE = 0.8
_NEAR = 3.5
"""In heights of the number: how far from it a holder's name without a label may stand."""


@lru_cache(maxsize=1)
def _surnames() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("surnames.toml").read_text("utf-8"))


def is_chinese(text: str) -> bool:
    """A surname with one or two more characters, and no word of banks and cards.

    >>> [text for text in ("廖欣国", "欧阳小明", "金穗卡", "白金", "长期有效", "张") if is_chinese(text)]
    ['廖欣国', '欧阳小明']
    """
    data = _surnames()
    surname = 2 if text[:2] in data["double"] else 1 if text[:1] in data["single"] else 0
    return (
        surname > 0
        and 1 <= len(text) - surname <= 2
        and re.fullmatch(r"[\u3400-\u9fff]+", text) is not None
        and not set(text) & set(data["never"])
        and not any(text.startswith(word) for word in data["not_names"])
    )


def find_chinese(lines: Sequence[Line], number: Box) -> Line | None:
    """The one Chinese name close to the number; two that look like one are none."""
    named = [line for line in lines if is_chinese(squash(line.text)) and _is_close(line, number)]
    return named[0] if len(named) == 1 else None


def _is_close(line: Line, number: Box) -> bool:
    """Right above or below the left part of the number, smaller than it, alone in its row on that side."""
    gap = max(line.box.y0 - number.y1, number.y0 - line.box.y1)
    return (
        line.score >= _LEAST_SCORE
        and -0.3 * number.height < gap < _NEAR * number.height
        and 0.35 * number.height < line.box.height < 1.3 * number.height
        and number.x0 - number.height < line.box.x0 < number.centre[0]
    )


def is_pinyin(text: str) -> bool:
    """Two to four words, each one to three syllables of Mandarin."""
    words = re.findall(r"[A-Z]+", _TITLE.sub("", text.upper()))
    not_names = banks.shipped().not_names
    return 2 <= len(words) <= 4 and all(
        word not in not_names and _PINYIN.fullmatch(word) is not None for word in words
    )


def spaced(text: str) -> str:
    """The name with the space that OCR drops between capitals: behind the title and behind the surname.

    >>> spaced("MRLIXIAOMING"), spaced("MSLI XIAOMING"), spaced("ZHANG YUE")
    ('MR LI XIAOMING', 'MS LI XIAOMING', 'ZHANG YUE')
    """
    match = _JOINED.fullmatch(text)
    if match is None:
        return _untied(text)
    return " ".join(part for part in match.groups() if part)


def _untied(text: str) -> str:
    """The title apart from the surname, where what is left is a name."""
    free = _GLUED_TITLE.sub(r"\1 ", text, count=1)
    return free if is_pinyin(free) else text


def find(lines: Sequence[Line], number: Box | None) -> Line | None:
    """The holder's line; below the number where a number was found."""
    low = [line for line in lines if number is None or line.box.centre[1] > number.centre[1]]
    named = [line for line in (*low, *_side_by_side(low)) if _is_name(_untied(line.text))]
    return max(named, key=lambda line: (is_pinyin(line.text), line.box.height), default=None)


def _side_by_side(lines: Sequence[Line]) -> list[Line]:
    """Words in capitals close to one another in a row, as one line: engines read a surname by itself."""
    found = []
    for row in rows([line for line in lines if _CAPITALS.fullmatch(line.text.strip())]):
        for start in range(len(row) - 1):
            for end in range(start + 2, min(len(row), start + _MOST_WORDS) + 1):
                if all(_is_next(left, right) for left, right in pairwise(row[start:end])):
                    found.append(_one_line(row[start:end]))
    return found


def _is_next(left: Line, right: Line) -> bool:
    low, tall = sorted((left.box.height, right.box.height))
    return -_OVERLAPPING * tall < right.box.x0 - left.box.x1 < tall and low > _EVEN * tall


def _one_line(words: Sequence[Line]) -> Line:
    return replace(
        words[0],
        text=" ".join(word.text.strip() for word in words),
        box=union(word.box for word in words),
        score=min(word.score for word in words),
    )


def _is_name(text: str) -> bool:
    if text.upper() != text:
        return False
    words = re.findall(r"[A-Z]+", text)
    if any(word in banks.shipped().not_names for word in words):
        return False
    if _TITLE.match(text):
        return bool(re.fullmatch(r"[A-Z]+(?:[ .,/'-]+[A-Z]+)*", _TITLE.sub("", text)))
    return (_NAME.fullmatch(text) is not None and is_pinyin(text)) or (
        len(text) >= 5 and _JOINED.fullmatch(text) is not None
    )
