"""Which titles a page bears, and how much each looks like a title rather than a mention.

A title stands alone in its line but for the issuer's name before it, high on the page, in letters no smaller than
the rest. Of titles that overlap the longest counts: a temporary identity card is no identity card.

>>> from extractors.kinds.cues import Cues
>>> book = {DocumentType.DISCHARGE: Cues(titles=("出院小结",)), DocumentType.OP_NOTE: Cues(titles=("手术记录",))}
>>> strips = [Strip("某市人民医院出院小结", 0.0, 1.6), Strip("术中见手术记录,术后恢复可", 0.6, 1.0)]
>>> {type.value: round(quality, 2) for type, quality in find(strips, book).items()}
{'discharge': 1.0, 'op_note': 0.0}
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.kinds.cues import CueBook
from extractors.kinds.evidence import Strip
from extractors.kinds.folding import near
from storage.model.document_type import DocumentType

_ISSUER = re.compile(
    r"^[^,。;:、]{0,40}(医院|卫生院|中心|诊所|门诊部|卫生室|分院|院区|保健院|省|市|县|区|州|公司|银行|局|大队|支队|所|法院"
    r"|大学|学校|国|科|馆|药房|委员会|航空|普通|\))$"
)
_TRIMMING = re.compile(
    r"[\s\-—_=·.*#|~:,。]+|[(\[【<《][^()\[\]【】]{0,10}[)\]】>》]|第?\d+[页联次]?(/?共?\d+页?)?|no"
)
_FUZZY_FROM = 6
_MENTION, _ALONE = 0.4, 0.85
"""The share of its line that a title must be, and that one of at most `_SHORT` characters must be."""
_SHORT = 3


@dataclass(frozen=True, slots=True)
class _Hit:
    type: DocumentType
    strip: Strip
    start: int
    end: int
    is_exact: bool


def find(strips: Sequence[Strip], book: CueBook) -> dict[DocumentType, float]:
    """The best title of each type that bears one, from 0 (a mention) to 1."""
    best: dict[DocumentType, float] = {}
    for hit in _longest(_hits(strips, book)):
        best[hit.type] = max(best.get(hit.type, 0.0), _quality(hit))
    return best


def _hits(strips: Sequence[Strip], book: CueBook) -> Iterator[_Hit]:
    everything = "\n".join(strip.text for strip in strips)
    letters = frozenset(everything)
    known = {title for cues in book.values() for title in cues.titles}
    for type, cues in book.items():
        for title in cues.titles:
            strange = len(frozenset(title) - letters)
            if strange == 0 and title in everything:
                yield from _exact(type, title, strips)
            elif len(title) >= _FUZZY_FROM and strange <= 1 and near(everything, title) is not None:
                yield from _close(type, title, strips, known)


def _exact(type: DocumentType, title: str, strips: Iterable[Strip]) -> Iterator[_Hit]:
    for strip in strips:
        start = strip.text.find(title)
        if start >= 0:
            yield _Hit(type, strip, start, start + len(title), True)


def _close(type: DocumentType, title: str, strips: Iterable[Strip], known: set[str]) -> Iterator[_Hit]:
    for strip in strips:
        start = near(strip.text, title)
        if start is not None and strip.text[start : start + len(title)] not in known:
            yield _Hit(type, strip, start, start + len(title), False)


def _longest(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    by_strip: dict[int, list[_Hit]] = {}
    for hit in hits:
        by_strip.setdefault(id(hit.strip), []).append(hit)
    for group in by_strip.values():
        yield from (hit for hit in group if not any(_hides(other, hit) for other in group))


def _hides(other: _Hit, hit: _Hit) -> bool:
    inside = other.start <= hit.start and hit.end <= other.end
    longer = other.end - other.start > hit.end - hit.start
    same = (other.start, other.end) == (hit.start, hit.end)
    return inside and ((longer and other.is_exact >= hit.is_exact) or (same and other.is_exact > hit.is_exact))


def _quality(hit: _Hit) -> float:
    text = hit.strip.text
    head, tail = text[: hit.start], text[hit.end :]
    if tail.startswith(":") and len(tail) > 1:
        return 0.0
    length = hit.end - hit.start
    alone = _share(length, head, tail)
    if alone < (_MENTION if length > _SHORT else _ALONE):
        return 0.0
    return alone * _by_place(hit.strip.place) * _by_size(hit.strip.size) * (1.0 if hit.is_exact else 0.85)


def _share(length: int, head: str, tail: str) -> float:
    rest = "" if _ISSUER.match(head) else _TRIMMING.sub("", head)
    return length / (length + len(rest) + len(_TRIMMING.sub("", tail)))


def _by_place(place: float) -> float:
    return 1.0 if place <= 0.3 else 0.85 if place <= 0.5 else 0.6


def _by_size(size: float) -> float:
    return 1.0 if size >= 1.25 else 0.85 if size >= 0.8 else 0.55
