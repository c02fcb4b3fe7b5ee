"""Whether two prints are of one page: by the writing, else by the points of the picture. Only numbers are compared.

Forms of one layout with other values mostly share less than two thirds of their runs of characters, a page after
re-encoding, scaling, cropping and turning nine tenths; where the texts are alike, the figures are not. Of points at least `_LEAST_POINTS` must agree on one turn, scale and shift;
of two other pictures not ten do.

>>> is_same_page(PagePrint(page=1, words=tuple(range(40))), PagePrint(page=7, words=tuple(range(5, 40))))
True
>>> is_same_page(PagePrint(page=1, words=tuple(range(40))), PagePrint(page=1, words=tuple(range(15, 55))))
False
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from struct import unpack_from

from storage.model.print import POINT_BYTES, PagePrint

_SHARED, _FIGURES, _COVERED = 0.82, 0.5, 0.4
"""So much of the smaller page is on the other: of its words, of its figures; and of the larger after cropping."""
_LEAST_WORDS, _LEAST_POINTS = 20, 20
_ALIKE = 56
"""Of 256 bits so many may differ."""
_NEAR = 6.0
_TRIED = 24

Place = complex
Pair = tuple[Place, Place]


def is_same_page(one: PagePrint, other: PagePrint) -> bool:
    """One page with writing and one without are never the same."""
    if min(len(one.words), len(other.words)) >= _LEAST_WORDS:
        return _share(one.words, other.words) >= _SHARED and _share(one.figures, other.figures) >= _FIGURES
    return agreeing(one.points, other.points) >= _LEAST_POINTS


def _share(one: Sequence[int], other: Sequence[int]) -> float:
    """Of the smaller; nothing where it is too small a part of the larger, all where one of both is empty."""
    smaller, larger = sorted((len(one), len(other)))
    shared = len(set(one) & set(other))
    if not smaller:
        return 1.0
    return shared / smaller if shared >= _COVERED * larger else 0.0


def agreeing(one: bytes, other: bytes) -> int:
    """The most points of both that lie alike under one turn, scale and shift."""
    pairs = _pairs(_points(one), _points(other))
    if len(pairs) < _LEAST_POINTS:
        return 0
    return max((_under(pairs, first, second) for first, second in _tries(pairs)), default=0)


def _points(packed: bytes) -> list[tuple[Place, int]]:
    starts = range(0, len(packed), POINT_BYTES)
    places = [complex(*unpack_from("<HH", packed, start)) for start in starts]
    rows = [int.from_bytes(packed[start + 4 : start + POINT_BYTES], "big") for start in starts]
    return list(zip(places, rows, strict=True))


def _pairs(one: Sequence[tuple[Place, int]], other: Sequence[tuple[Place, int]]) -> list[Pair]:
    """Points of both that are each other's nearest, the most alike first."""
    if not one or not other:
        return []
    apart = [[(a ^ b).bit_count() for _, b in other] for _, a in one]
    nearest = [row.index(min(row)) for row in apart]
    back = [column.index(min(column)) for column in zip(*apart, strict=True)]
    mutual = [(apart[at][to], at, to) for at, to in enumerate(nearest) if back[to] == at]
    return [(one[at][0], other[to][0]) for bits, at, to in sorted(mutual) if bits <= _ALIKE]


def _tries(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Pair]]:
    """Two pairs tell a turn, a scale and a shift; the most alike are tried, those that lie apart."""
    for first, second in combinations(pairs[:_TRIED], 2):
        if abs(first[0] - second[0]) > 4 * _NEAR and abs(first[1] - second[1]) > 4 * _NEAR:
            yield first, second


def _under(pairs: Sequence[Pair], first: Pair, second: Pair) -> int:
    turn = (second[1] - first[1]) / (second[0] - first[0])
    shift = first[1] - turn * first[0]
    return sum(abs(turn * place + shift - seen) <= _NEAR for place, seen in pairs)
