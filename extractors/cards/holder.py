"""The holder printed on a bank card: capitals in pinyin (ZHANG YUE), sometimes with MR or MS, below the number.

>>> is_pinyin("OUYANG XIAOMING"), is_pinyin("VALID THRU")
(True, False)
"""

import re
from collections.abc import Sequence

from extractors.cards import banks
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


def is_pinyin(text: str) -> bool:
    """Two to four words, each one to three syllables of Mandarin."""
    words = re.findall(r"[A-Z]+", _TITLE.sub("", text.upper()))
    not_names = banks.shipped().not_names
    return 2 <= len(words) <= 4 and all(
        word not in not_names and _PINYIN.fullmatch(word) is not None for word in words
    )


def spaced(text: str) -> str:
    """The name with the space that OCR drops between capitals: behind the title and behind the surname.

    >>> spaced("MRLIXIAOMING"), spaced("ZHANG YUE")
    ('MR LI XIAOMING', 'ZHANG YUE')
    """
    match = _JOINED.fullmatch(text)
    if match is None:
        return text
    return " ".join(part for part in match.groups() if part)


def find(lines: Sequence[Line], number: Box | None) -> Line | None:
    """The holder's line; below the number where a number was found."""
    low = [line for line in lines if number is None or line.box.centre[1] > number.centre[1]]
    named = [line for line in low if _is_name(line.text)]
    return max(named, key=lambda line: (is_pinyin(line.text), line.box.height), default=None)


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
