"""Which emblem belongs to which portrait: an identity card is often two pictures.

Portraits of one person are one card. Emblems pair by the same picture, then by neighbouring upload, then by
dates that fit; with as many emblems as portraits all are paired, and nobody is asked whose an emblem is (V01). One too
many was taken anew, perhaps of any of them.

>>> pair(())
()
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from storage.model.document_type import DocumentType
from validators.papers.names import fold
from validators.papers.paper import Paper, of_types

TWO_SIDED = (
    DocumentType.ID_CARD,
    DocumentType.ID_TEMP,
    DocumentType.HMT_PERMIT,
    DocumentType.FPR_CARD,
)
_SPANS = ((16, 5), (26, 10), (46, 20))


@dataclass(frozen=True, slots=True)
class Card:
    """One identity card: the papers that show its portrait, and those that show its emblem."""

    type: DocumentType
    portraits: tuple[Paper, ...]
    emblems: tuple[Paper, ...] = ()

    @property
    def papers(self) -> tuple[Paper, ...]:
        return tuple(dict.fromkeys((*self.portraits, *self.emblems)))

    @property
    def name(self) -> str | None:
        return next((paper.text("name") for paper in self.portraits if paper.text("name")), None)

    @property
    def birth(self) -> dt.date | None:
        return next((paper.date("birth_date") for paper in self.portraits if paper.date("birth_date")), None)


def pair(papers: Iterable[Paper]) -> tuple[Card, ...]:
    """All cards among the papers; an emblem that no portrait claims is a card without portraits."""
    return tuple(card for kind in TWO_SIDED for card in _pair_kind(kind, of_types(papers, [kind])))


def side_of(paper: Paper) -> str:
    """`portrait`, `emblem` or `both`: as read, else told by the fields that stand there, else perhaps both."""
    side = paper.text("side")
    if side in ("portrait", "emblem", "both"):
        return side
    if not shows_side(paper):
        return "both"
    has_portrait = paper.has("name") or paper.has("id_number")
    has_emblem = paper.has("authority") or paper.has("valid_to")
    return "both" if has_portrait and has_emblem else "emblem" if has_emblem else "portrait"


def shows_side(paper: Paper) -> bool:
    """Something read on it tells its side."""
    return any(paper.has(name) for name in ("side", "name", "id_number", "authority", "valid_to"))


def _pair_kind(kind: DocumentType, papers: Sequence[Paper]) -> list[Card]:
    cards = [Card(kind, tuple(group)) for group in _people(p for p in papers if side_of(p) != "emblem")]
    cards = [replace(card, emblems=tuple(p for p in card.portraits if side_of(p) == "both")) for card in cards]
    loose = _same_emblems(p for p in papers if side_of(p) == "emblem")
    links = sorted(
        (
            (_distance(card, group), at, turn)
            for at, card in enumerate(cards)
            for turn, group in enumerate(loose)
        ),
        key=lambda link: link[0],
    )
    taken: set[int] = set()
    for _, at, turn in links:
        if not cards[at].emblems and turn not in taken:
            cards[at] = replace(cards[at], emblems=tuple(loose[turn]))
            taken.add(turn)
    again = [emblem for turn, group in enumerate(loose) if turn not in taken for emblem in group]
    cards = [replace(card, emblems=(*card.emblems, *again)) for card in cards]
    return cards or [Card(kind, (), tuple(group)) for group in loose]


def _people(papers: Iterable[Paper]) -> list[list[Paper]]:
    """Portraits of one person together: by number, else by the only number that the name has, else by name."""
    portraits = list(papers)
    numbers: dict[str, set[str]] = {}
    for paper in portraits:
        number = paper.text("id_number")
        if number:
            numbers.setdefault(fold(paper.text("name") or ""), set()).add(number)
    groups: dict[str, list[Paper]] = {}
    for paper in portraits:
        groups.setdefault(_person(paper, numbers), []).append(paper)
    return list(groups.values())


def _person(paper: Paper, numbers: Mapping[str, set[str]]) -> str:
    """What is the same for all portraits of one person; its own id where neither number nor name was read."""
    name, number = fold(paper.text("name") or ""), paper.text("id_number")
    known = numbers.get(name, set()) if name else set()
    return number or (next(iter(known)) if len(known) == 1 else name) or paper.id


def _same_emblems(papers: Iterable[Paper]) -> list[list[Paper]]:
    groups: dict[object, list[Paper]] = {}
    for paper in papers:
        dates = paper.text("valid_from"), paper.text("valid_to")
        groups.setdefault((paper.text("authority"), *dates) if all(dates) else paper.id, []).append(paper)
    return list(groups.values())


def _distance(card: Card, emblems: Sequence[Paper]) -> tuple[bool, int, bool, bool]:
    pairs = [(portrait, emblem) for portrait in card.portraits for emblem in emblems]
    return min(
        (not _share_picture(p, e), abs(p.file - e.file), not _fits(card, e), p.file > e.file) for p, e in pairs
    )


def _share_picture(first: Paper, second: Paper) -> bool:
    numbers = [{page.page for page in paper.document.pages} for paper in (first, second)]
    return first.file == second.file and bool(numbers[0] & numbers[1])


def _fits(card: Card, emblem: Paper) -> bool:
    """The span of validity is the one the law gives to the holder's age on the first day."""
    start, birth = emblem.date("valid_from"), card.birth
    if not start or not birth:
        return False
    age = start.year - birth.year - ((start.month, start.day) < (birth.month, birth.day))
    years = next((span for limit, span in _SPANS if age < limit), None)
    end = emblem.date("valid_to")
    return end is None if years is None else end is not None and end.year - start.year == years
