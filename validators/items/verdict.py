"""What one paper, or all of them, mean for one requirement.

>>> first([Verdict(state=ItemState.MISSING), Verdict(state=ItemState.IN_REVIEW)]).state.value
'in_review'
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from storage.model.checklist import Ask, ItemState

_ORDER = {state: rank for rank, state in enumerate(ItemState)}
_SIDES = ("portrait", "emblem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A state with its reason (a wording key) and what fills the wording."""

    state: ItemState
    reason: str = ""
    documents: tuple[str, ...] = ()
    ask: Ask = Ask()
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def rank(self) -> int:
        """The place of its state in the contract's order."""
        return _ORDER[self.state]

    @property
    def order(self) -> tuple[object, ...]:
        """Which comes before another: by its state, its reason and what it asks for, never by ids."""
        return self.rank, self.reason, self.ask.sides, self.ask.pages

    @property
    def is_good(self) -> bool:
        return self.state in (ItemState.SATISFIED, ItemState.SATISFIED_WITH_WARNING)


def first(verdicts: Iterable[Verdict]) -> Verdict:
    """The one whose state comes first; of equals, the first."""
    return min(verdicts, key=lambda verdict: (verdict.rank, verdict.reason))


def with_what_is_unreadable(chosen: Verdict, verdicts: Iterable[Verdict]) -> Verdict:
    """A side or page that is missing, and what must be taken again beside it: one request names both."""
    again = [verdict for verdict in verdicts if verdict.state is ItemState.UNREADABLE]
    if chosen.state is not ItemState.WRONG_SIDE_OR_PAGE or not again:
        return chosen
    asks = [verdict.ask for verdict in (chosen, *again)]
    sides = tuple(side for side in _SIDES if any(side in ask.sides for ask in asks))
    documents = tuple(dict.fromkeys(one for ask in asks for one in ask.documents))
    return replace(
        chosen,
        reason=f"{chosen.reason}_and_again",
        ask=replace(chosen.ask, sides=sides, documents=documents),
        details={**again[0].details, **chosen.details},
    )
