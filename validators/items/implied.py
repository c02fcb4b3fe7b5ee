"""What need not be asked for, because something stricter is: whatever meets that meets it too.

A row may say so (`implies`); else it shows in the papers: if each that would meet the one item would meet the other,
in the same role, for the same person and the same visit or stay, only the one is asked for.

>>> without_implied([], [])
[]
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from storage.model.checklist import ChecklistItem, ItemState
from storage.model.document_type import DocumentType
from validators.lists.requirement import Requirement

Parts = Mapping[tuple[str, str], frozenset[tuple[DocumentType, str | None]]]


def without_implied(items: Sequence[ChecklistItem], rows: Sequence[Requirement]) -> list[ChecklistItem]:
    """The items; one that is asked for drops the open ones it implies, and then asks for what meets them all."""
    asked = {item.key for item in items if item.state.is_ask}
    rows = [row for row in rows if row.key in asked]  # the others can imply nothing that is open
    implies = {row.key: row.implies for row in rows if row.implies}
    parts, plain = _parts(rows), _parts([row for row in rows if _is_plain(row)])
    dropped: set[int] = set()
    kept: list[ChecklistItem] = []
    for at, item in enumerate(items):
        if not item.state.is_ask or at in dropped:
            kept.append(item)
            continue
        for place in _weaker(item, items, implies.get(item.key)):
            dropped.add(place)
            both = tuple(kind for kind in item.accepts if kind in items[place].accepts)
            item = replace(item, accepts=both or item.accepts)
        kept.append(item)
    dropped |= {at for at in range(len(items)) if _is_looser_than_another(at, items, parts, plain, dropped)}
    return [item for at, item in enumerate(kept) if at not in dropped]


def _weaker(item: ChecklistItem, items: Sequence[ChecklistItem], key: str | None) -> Iterator[int]:
    """The open item of that key: of the same scope if there is one, else the first."""
    found = [at for at, other in enumerate(items) if other.key == key and other is not item]
    same = [at for at in found if items[at].scope == item.scope] or found[:1]
    yield from (at for at in same if items[at].state.is_ask)


def _parts(rows: Sequence[Requirement]) -> Parts:
    """What each row takes: types with the role they must have."""
    return {
        (row.key, row.scope.partition("_")[0].replace("bill", "visit")): frozenset(
            (part.type, part.role) for part in row.accepts
        )
        for row in rows
        if not row.together
    }


def _is_plain(row: Requirement) -> bool:
    """It takes every paper of its types, whatever the paper proves and whatever else holds."""
    return not row.proves and row.at_least == 1 and not any(part.when for part in row.accepts)


def _is_looser_than_another(
    at: int, items: Sequence[ChecklistItem], parts: Parts, plain: Parts, dropped: set[int]
) -> bool:
    item = items[at]
    mine = plain.get(_name(item), frozenset())
    if item.state is not ItemState.MISSING:
        return False
    for place, other in enumerate(items):
        is_rival = place != at and place not in dropped and other.state is ItemState.MISSING
        if is_rival and (other.person, other.scope) == (item.person, item.scope):
            theirs = {part for part in parts.get(_name(other), frozenset()) if part[0] in other.accepts}
            if theirs and theirs < mine:
                return True
    return False


def _name(item: ChecklistItem) -> tuple[str, str]:
    return item.key, item.scope.partition(":")[0]
