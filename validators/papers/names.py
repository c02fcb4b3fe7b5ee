"""Whether two names mean one person: width, spaces, `·`, variant characters and scripts do not count.

Only names of which every character differs are taken for different people; all else that is not the same is for
a person to see, or says nothing: masked names, newborns named after their mother (rules V04, A3). Latin letters that
spell a Chinese name are that name written otherwise.

>>> compare("张 悅", "张悦"), compare("張悦", "张悦"), compare("王强", "张悦")
(<Match.VARIANT: 'variant'>, <Match.VARIANT: 'variant'>, <Match.DIFFERENT: 'different'>)
>>> compare("张*", "张悦"), compare("张悦之子", "王小明"), compare("张伟", "张悦")
(<Match.UNCLEAR: 'unclear'>, <Match.SIMILAR: 'similar'>, <Match.SIMILAR: 'similar'>)
>>> compare("ZHANG<<YUE", "张悦"), compare("Lü, Buwei", "呂不韋"), compare("WANG QIANG", "张悦")
(<Match.VARIANT: 'variant'>, <Match.VARIANT: 'variant'>, <Match.SIMILAR: 'similar'>)
"""

import re
import tomllib
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from validators.papers.pinyin import spells
from validators.tables.script import simplified

_DATA = Path(__file__).with_name("variants.toml")
_REMEMBERED = 2048
_MASKS = "*×✱○●?�□某X"
_DOTS = re.compile(r"[\s·•・‧∙⋅˙.・]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z<,'’‘-]*")
_CHINESE = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U000323af]+")


class Match(StrEnum):
    """How two names compare."""

    SAME = "same"
    VARIANT = "variant"
    """One person, written otherwise."""
    UNCLEAR = "unclear"
    """Nothing speaks against one person."""
    SIMILAR = "similar"
    """For a person to see."""
    DIFFERENT = "different"


@lru_cache(maxsize=_REMEMBERED)
def compare(first: str, second: str) -> Match:
    """What two names as printed say about each other."""
    a, b = _letters(compact(first)), _letters(compact(second))
    if a == b:
        return Match.SAME
    if fold(a) == fold(b):
        return Match.VARIANT
    if _is_masked(a) or _is_masked(b):
        return Match.UNCLEAR if _fits(fold(a), fold(b)) else Match.SIMILAR
    if not (_CHINESE.fullmatch(a) and _CHINESE.fullmatch(b)):
        return _compare_foreign(a, b)
    if is_newborn(a) or is_newborn(b) or set(fold(a)) & set(fold(b)) or min(len(a), len(b)) < 2:
        return Match.SIMILAR
    return Match.DIFFERENT


def compact(name: str) -> str:
    """Half-width, without spaces and dots.

    >>> compact("买买提·艾力")
    '买买提艾力'
    """
    return _DOTS.sub("", unicodedata.normalize("NFKC", name))


@lru_cache(maxsize=_REMEMBERED)
def fold(name: str) -> str:
    """Variant and traditional characters in one simplified form."""
    variants = _data()["fold"]
    first = "".join(variants.get(char, char) for char in compact(name))
    return "".join(variants.get(char, char) for char in simplified(first)).upper()


def is_newborn(name: str) -> bool:
    """A baby named after its mother: 张悦之子."""
    return compact(name).endswith(tuple(_data()["words"]["newborn"]))


def is_plain(name: str) -> bool:
    """A whole Chinese name that can be told from another."""
    text = compact(name)
    is_chinese = _CHINESE.fullmatch(text) is not None
    return is_chinese and len(text) >= 2 and not _is_masked(text) and not is_newborn(text)


def surname(name: str) -> str:
    """The family name of a plain Chinese name.

    >>> surname("欧阳静"), surname("张悦")
    ('欧阳', '张')
    """
    text = compact(name)
    return text[:2] if text.startswith(tuple(_data()["words"]["compound_surnames"])) else text[:1]


def mask(name: str) -> str:
    """The surname alone, the rest hidden.

    >>> mask("王小明")
    '王**'
    """
    first = surname(name)
    return first + "*" * max(1, len(compact(name)) - len(first))


def _is_masked(name: str) -> bool:
    return any(char in _MASKS for char in name) and not re.fullmatch("[A-Za-z]+", name)


def _fits(a: str, b: str) -> bool:
    masks = set(_MASKS)
    pairs = zip(a, b, strict=False)
    return all(x == y or x in masks or y in masks for x, y in pairs)


def _letters(name: str) -> str:
    """Of a name in Latin letters the capitals alone; any other name as it is."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return re.sub("[^A-Z]", "", plain.upper()) if _LATIN.fullmatch(plain) else name


def _compare_foreign(a: str, b: str) -> Match:
    chinese = next((name for name in (a, b) if _CHINESE.fullmatch(name)), None)
    latin = [name for name in (a, b) if re.search("[A-Za-z]", name)]
    if len(latin) == 1 and chinese:
        fits = spells(latin[0], fold(chinese), len(surname(chinese)))
        return {True: Match.VARIANT, False: Match.SIMILAR, None: Match.UNCLEAR}[fits]
    return Match.SIMILAR if len(latin) == 2 else Match.UNCLEAR


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
