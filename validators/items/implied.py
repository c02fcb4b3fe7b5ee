"""What need not be asked for, because something stricter is: whatever meets that meets it too.

A row may say so (`implies`); else it shows in the papers: if each that would meet the one item would meet the other,
for the same person and the same visit or stay, only the one is asked for.

>>> without_implied([], [])
[]
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from storage.model.checklist import ChecklistItem, ItemState
from validators.lists.requirement import Requirement


def without_implied(items: Sequence[ChecklistItem], rows: Sequence[Requirement]) -> list[ChecklistItem]:
    """The items; one that is asked for drops the open ones it implies, and then asks for what meets them all."""
    implies = {row.key: row.implies for row in rows if row.implies}
    plain = _plain_rows(rows)
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
    dropped |= {at for at, item in enumerate(items) if _is_looser_than_another(at, item, items, plain, dropped)}
    return [item for at, item in enumerate(kept) if at not in dropped]


def _weaker(item: ChecklistItem, items: Sequence[ChecklistItem], key: str | None) -> Iterator[int]:
    """The open item of that key: of the same scope if there is one, else the first."""
    found = [at for at, other in enumerate(items) if other.key == key and other is not item]
    same = [at for at in found if items[at].scope == item.scope] or found[:1]
    yield from (at for at in same if items[at].state.is_ask)


def _plain_rows(rows: Sequence[Requirement]) -> frozenset[str]:
    """Rows that take every paper of their types, whatever it proves."""
    return frozenset(
        row.key
        for row in rows
        if not row.proves
        and not row.together
        and row.at_least == 1
        and not any(part.when for part in row.accepts)
    )


def _is_looser_than_another(
    at: int, item: ChecklistItem, items: Sequence[ChecklistItem], plain: frozenset[str], dropped: set[int]
) -> bool:
    if item.state is not ItemState.MISSING or item.key not in plain:
        return False
    return any(
        place not in dropped
        and other.state is ItemState.MISSING
        and (other.person, other.scope) == (item.person, item.scope)
        and set(other.accepts) < set(item.accepts)
        for place, other in enumerate(items)
        if place != at
    )
