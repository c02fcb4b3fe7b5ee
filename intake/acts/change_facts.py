"""Facts learned after the claim was opened: from the insurer's system or staff. Null takes a fact back.

>>> merged({"event.cause": "disease", "event.place": "学校"}, {"event.place": None, "claim.amount": 12})
{'event.cause': 'disease', 'claim.amount': '12.00'}
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from intake.acts.reach import living_claim
from intake.acts.record import Deed, record
from intake.acts.stir import stir
from intake.caller import Caller
from storage.model.claim import Claim
from storage.unit_of_work import UnitOfWork
from validators.facts.plain import facts_data


def change_facts(uow: UnitOfWork, caller: Caller, claim_id: str, given: Mapping[str, Any]) -> Claim:
    """The claim with these facts. Raises NotFound, Conflict, FactsInvalid."""
    claim = living_claim(uow, caller, claim_id)
    return keep_facts(uow, caller, replace(claim, facts=merged(claim.facts, given)), "facts.changed")


def merged(known: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What is known after this was given. Raises FactsInvalid."""
    stated = facts_data(given)
    cleared = names_cleared(given)
    return {name: value for name, value in {**known, **stated}.items() if name not in cleared}


def names_cleared(given: Mapping[str, Any], prefix: str = "") -> tuple[str, ...]:
    """The facts that are given as null: no longer known.

    >>> names_cleared({"event": {"cause": None}, "event.place": "学校"})
    ('event.cause',)
    """
    found: list[str] = []
    for key, value in given.items():
        if value is None:
            found.append(f"{prefix}{key}")
        elif isinstance(value, Mapping):
            found.extend(names_cleared(value, f"{prefix}{key}."))
    return tuple(found)


def keep_facts(uow: UnitOfWork, caller: Caller, claim: Claim, action: str) -> Claim:
    """Saves the claim's new facts and has it assessed anew; nothing happens when they are as before."""
    before = uow.claims.get(claim.id)
    names = sorted(
        name for name in {*before.facts, *claim.facts} if before.facts.get(name) != claim.facts.get(name)
    )
    if not names:
        return before
    details = {"names": ",".join(names)}
    record(uow, caller, Deed(claim_id=claim.id, action=action, subject=claim.id, details=details))
    return stir(uow, caller, claim)
