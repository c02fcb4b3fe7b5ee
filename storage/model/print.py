"""The print of a page: what is left of it by which the same page is known again, in another file.

A page with writing has the hashes of its runs of four characters (`words`) and of its `figures`; one without has points of its picture,
each with a place and a descriptor. `telling` are hashes of the few things by which it is looked for among very many;
`codes` are the SHA-256 of what its QR codes say. Prints are kept sealed with the reading and shown to nobody.

>>> page = PagePrint(page=1, words=(7, 9), telling=(5,))
>>> prints_from_data(prints_to_data([page])) == (page,)
True
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

POINT_BYTES = 36
"""Two bytes each for x and y, 32 for the descriptor."""
MOST_WORDS, MOST_FIGURES, MOST_TELLING, MOST_POINTS, MOST_CODES, MOST_PRINTS = 512, 128, 256, 128, 4, 4000
_HEX = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePrint:
    """`page` is the page of the file, counted from 1; several papers on one page have a print each."""

    page: int
    words: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()
    telling: tuple[int, ...] = ()
    points: bytes = b""
    codes: tuple[str, ...] = ()


def prints_to_data(prints: Iterable[PagePrint]) -> list[dict[str, Any]]:
    """As JSON."""
    return [
        {
            "page": one.page,
            "words": list(one.words),
            "figures": list(one.figures),
            "telling": list(one.telling),
            "points": base64.b64encode(one.points).decode(),
            "codes": list(one.codes),
        }
        for one in prints
    ]


def prints_from_data(data: Any) -> tuple[PagePrint, ...]:
    """Raises ValueError, TypeError or LookupError for what is no print, or larger than one can be."""
    return tuple(_print(one) for one in _listed(data, MOST_PRINTS))


def _print(data: Any) -> PagePrint:
    points = base64.b64decode(data["points"], validate=True)
    codes = _listed(data["codes"], MOST_CODES)
    if len(points) % POINT_BYTES or len(points) > POINT_BYTES * MOST_POINTS:
        raise ValueError("points that are none, or too many")
    if not all(isinstance(code, str) and _HEX.fullmatch(code) for code in codes):
        raise ValueError("a code that is none")
    return PagePrint(
        page=_whole(data["page"]),
        words=tuple(_whole(one) for one in _listed(data["words"], MOST_WORDS)),
        figures=tuple(_whole(one) for one in _listed(data["figures"], MOST_FIGURES)),
        telling=tuple(_whole(one) for one in _listed(data["telling"], MOST_TELLING)),
        points=points,
        codes=tuple(codes),
    )


def _listed(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("a list that is none, or too long")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**48:
        raise ValueError("a number that is none, or out of bounds")
    return value
