"""One form for comparing printed words: no spaces, half width, simplified script, lower case.

>>> fold("診 斷 證 明 書（ＣＴ）")
'诊断证明书(ct)'
"""

from functools import lru_cache

import opencc

from extractors.layout.lines import squash


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text in its one form for comparing; never shown to anybody."""
    return str(_converter().convert(squash(text))).casefold()


def near(text: str, phrase: str) -> int | None:
    """Where `phrase` stands in `text` with one wrong character; None where it does not.

    One half of the phrase must be right, so only few places are compared.

    >>> near("某某医院出除小结记录", "出院小结记录")
    4
    """
    half = len(phrase) // 2
    for part, offset in ((phrase[:half], 0), (phrase[half:], half)):
        found = text.find(part)
        while found >= 0:
            start = found - offset
            window = text[start : start + len(phrase)] if start >= 0 else ""
            if len(window) == len(phrase) and _wrong(window, phrase) == 1:
                return start
            found = text.find(part, found + 1)
    return None


def _wrong(window: str, phrase: str) -> int:
    return sum(a != b for a, b in zip(window, phrase, strict=True))
