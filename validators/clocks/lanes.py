"""Which claims come first, and why: a rescue under way, a death, a grave illness, an event that hits many at once.

A claim may be in several lanes; the first is the most pressing. The reason is the code of what says so.

>>> from validators.facts.known import facts_from
>>> [(lane.name.value, lane.reason) for lane in lanes_of([ClaimType.DEATH_ACCIDENT], facts_from({"event.rescue": True}))]
[('rescue', 'fact:event.rescue'), ('death', 'claim_type:death_accident')]
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage.model.claim import ClaimType
from validators.facts.known import Facts


class LaneName(StrEnum):
    """In the order of their pressure."""

    RESCUE = "rescue"
    DEATH = "death"
    CRITICAL_ILLNESS = "critical_illness"
    MASS_EVENT = "mass_event"
    URGENT = "urgent"


_BY_TYPE = {
    ClaimType.DEATH_ILLNESS: LaneName.DEATH,
    ClaimType.DEATH_ACCIDENT: LaneName.DEATH,
    ClaimType.CRITICAL_ILLNESS: LaneName.CRITICAL_ILLNESS,
}
_BY_FACT = {
    "event.rescue": LaneName.RESCUE,
    "insured.is_dead": LaneName.DEATH,
    "event.mass_event": LaneName.MASS_EVENT,
    "claim.urgent": LaneName.URGENT,
}


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane, and the code of what puts the claim there."""

    name: LaneName
    reason: str


def lanes_of(claim_types: Sequence[ClaimType], facts: Facts) -> tuple[Lane, ...]:
    """The claim's lanes, each once, the most pressing first; none where nothing presses."""
    found: dict[LaneName, Lane] = {}
    for lane in _all(claim_types, facts):
        found.setdefault(lane.name, lane)
    return tuple(found[name] for name in LaneName if name in found)


def _all(claim_types: Sequence[ClaimType], facts: Facts) -> Iterator[Lane]:
    for kind in claim_types:
        if kind in _BY_TYPE:
            yield Lane(_BY_TYPE[kind], f"claim_type:{kind}")
    for name, lane in _BY_FACT.items():
        if facts.get(name) not in (None, False):
            yield Lane(lane, f"fact:{name}")
