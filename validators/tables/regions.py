"""The regions in identity numbers, with the years in which each code was in use: the dated table of python-stdnum.

Codes go, numbers stay: most older people have one that is gone. So only a code that nobody ever used, or one that had gone
before the holder was born, is worth a word.

>>> region_of("110103"), region_of("999999")
(Region(name='崇文区', since=None, until=2010), None)
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from stdnum import numdb

_USE = re.compile(r"(?:\[(\d{4})?-(\d{4})?\])?([^,\[\]]+)")


@dataclass(frozen=True, slots=True)
class Region:
    """`until`: the last year in which the code was in use, None where it still is. Of several uses the latest."""

    name: str
    since: int | None
    until: int | None


@lru_cache(maxsize=4096)
def region_of(code: str) -> Region | None:
    """Of the first six digits of a number; None if there never was such a code."""
    found = [info.get("county", "") for _, info in numdb.get("cn/loc").info(code)[1:]]
    uses = [_region(*use.groups()) for use in _USE.finditer(found[0])] if found and found[0] else []
    return max(uses, key=lambda use: use.until or 9999, default=None)


def _region(since: str | None, until: str | None, name: str) -> Region:
    return Region(name, int(since) if since else None, int(until) if until else None)
