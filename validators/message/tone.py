"""How the message sounds: gentle after a death, in grave illness and for a child; urgent where the insurer hurries;
standard otherwise. And what its first sentence cares about.

>>> from validators.facts.load import facts_from
>>> tone_of([ClaimType.OUTPATIENT_MEDICAL], facts_from({"claim.urgent": True}))
'urgent'
>>> tone_of([ClaimType.DEATH_ILLNESS], facts_from({"claim.urgent": True}))
'gentle'
"""

from collections.abc import Sequence

from storage.model.claim import ClaimType
from validators.facts.load import Facts

_GRAVE = frozenset(
    {
        ClaimType.CRITICAL_ILLNESS,
        ClaimType.DISABILITY,
        ClaimType.DEATH_ILLNESS,
        ClaimType.DEATH_ACCIDENT,
    }
)
_DEATHS = frozenset({ClaimType.DEATH_ILLNESS, ClaimType.DEATH_ACCIDENT})


def tone_of(claim_types: Sequence[ClaimType], facts: Facts) -> str:
    """`gentle`, `urgent` or `standard`; nobody is hurried after a death."""
    if facts.get("insured.is_dead") is True or _DEATHS & set(claim_types):
        return "gentle"
    if facts.get("claim.urgent") is True:
        return "urgent"
    is_gentle = bool(_GRAVE & set(claim_types)) or facts.get("insured.is_minor") is True
    return "gentle" if is_gentle else "standard"


def care_of(role: str, facts: Facts) -> str:
    """Which sentence of thanks or sympathy opens the message."""
    if role == "agent":
        return "agent"
    if facts.get("insured.is_dead") is True:
        return "missing" if facts.get("death.manner") == "missing" else "death"
    is_accident = facts.get("event.cause") == "accident"
    if facts.get("insured.is_minor") is True:
        return "child_accident" if is_accident else "child"
    return "accident" if is_accident else "disease" if facts.get("event.cause") else "unknown"
