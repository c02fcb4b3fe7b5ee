"""One script a page: where nearly all characters are simplified, a stray traditional one is the engine's slip.

>>> from storage.model.extraction import Box
>>> page = [Line(text, Box(0, 0, 9, 9)) for text in ("姚琪悅", "性别女", "儿科门诊病历", "注射用头孢")]
>>> [line.text for line in one_script(page)][0]
'姚琪悦'
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import opencc

from extractors.page import Line
from storage.model.extraction import Source

_STRAY = 0.06
"""The share of different traditional characters above which a page may well be in traditional script."""


def one_script(lines: Sequence[Line]) -> list[Line]:
    """Recognised lines with stray traditional characters made simplified; printed data stays as it is."""
    letters = {
        char
        for line in lines
        if line.source is Source.OCR
        for char in line.text
        if "\u3400" <= char <= "\u9fff"
    }
    stray = {ord(char): other for char in letters if (other := _simplified(char)) != char}
    if not stray or len(stray) > max(1, _STRAY * len(letters)):
        return list(lines)
    return [
        replace(line, text=line.text.translate(stray)) if line.source is Source.OCR else line for line in lines
    ]


def simplified(text: str) -> str:
    """The text in simplified script, character for character, so that places in it stay the same.

    >>> simplified("性別:女 出院醫囑")
    '性别:女 出院医嘱'
    """
    return "".join(_simplified(char) if "\u3400" <= char <= "\u9fff" else char for char in text)


@lru_cache(maxsize=8192)
def _simplified(char: str) -> str:
    found = str(_converter().convert(char))
    return found if len(found) == 1 else char


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
