"""Plain words, as data for each locale: a glossary of the trade's words with what people say, what is never said, and
how long a sentence may be.

>>> hard_words("请提供投保人的医保结算单。", "zh-CN")
('投保人', '医保结算单')
>>> long_sentences("短。" + "长" * 61 + "。", "zh-CN")[0][:3]
'长长长'
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def rules(locale: str) -> Mapping[str, Any]:
    """`limit`, `unit`, `ends`, `glossary`, `banned` of that locale."""
    return tomllib.loads((_FOLDER / f"{locale}.toml").read_text(encoding="utf-8"))


def hard_words(text: str, locale: str) -> tuple[str, ...]:
    """The words of the trade and the banned ones that stand in a text."""
    of_locale = rules(locale)
    words = (*of_locale["glossary"], *of_locale["banned"]["words"])
    return tuple(word for word in words if _stands_in(word, text))


def _stands_in(word: str, text: str) -> bool:
    if word.isascii():
        return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None
    return word in text


def long_sentences(text: str, locale: str) -> tuple[str, ...]:
    """The sentences of a text that are longer than the limit."""
    of_locale = rules(locale)
    signs = re.escape(of_locale["ends"])
    end = rf"[{signs}](?=\s|$)" if of_locale["unit"] == "words" else f"[{signs}]"
    sentences = (one.strip() for one in re.split(rf"{end}|\n", text))
    return tuple(one for one in sentences if _length(one, of_locale["unit"]) > of_locale["limit"])


def _length(sentence: str, unit: str) -> int:
    return len(sentence.split()) if unit == "words" else len(sentence)
