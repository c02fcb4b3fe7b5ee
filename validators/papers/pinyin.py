"""Whether Latin letters spell a Chinese name: as passports and cards print it, in either order, with or without gaps.

Many names are spelled alike, so letters that fit say only that nothing speaks against one person; letters in which not
one character is found are for a person to see. How characters are read is data in `pinyin.toml`.

>>> spells("ZHANGYUE", "张悦", 1), spells("YUEZHANG", "张悦", 1), spells("LYUBUWEI", "吕不韦", 1)
(True, True, True)
>>> spells("WANGQIANG", "张悦", 1), spells("CHEUNGYUET", "张悦", 1)
(False, None)
"""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("pinyin.toml")
_U_UMLAUT = ("V", "YU", "U")
"""How ü is written: on cards, on passports since 2012, and by whoever has no such key."""


def spells(letters: str, name: str, surname_length: int) -> bool | None:
    """Of capitals without gaps, and a name in simplified characters; None where it cannot be told."""
    readings = [readings_of(char) for char in name]
    if not letters or not all(readings):
        return None
    turned = [*readings[surname_length:], *readings[:surname_length]]
    if _fits(letters, readings) or _fits(letters, turned):
        return True
    is_none_there = not any(one in letters for each in readings for one in each)
    return False if is_none_there else None


def readings_of(char: str) -> tuple[str, ...]:
    """All spellings of a character, none if it is not known.

    >>> readings_of("曾"), readings_of("女")[:2]
    (('CENG', 'ZENG'), ('NV', 'NYU'))
    """
    return _table().get(char, ())


def _fits(letters: str, readings: Sequence[Sequence[str]]) -> bool:
    ends = {0}
    for each in readings:
        ends = {at + len(one) for at in ends for one in each if letters.startswith(one, at)}
    return len(letters) in ends


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for syllable, chars in tomllib.loads(_DATA.read_text(encoding="utf-8")).items():
        written = syllable.upper()
        spellings = [written.replace("V", u) for u in _U_UMLAUT] if "V" in written else [written]
        for char in chars:
            found[char].extend(spellings)
    return {char: tuple(spellings) for char, spellings in found.items()}
