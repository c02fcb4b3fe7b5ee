"""What the customer says cannot be got: the item goes to a person and is no longer asked for.

>>> Given(key="fee_list", reason="医院不给打印").person is None
True
"""

from dataclasses import dataclass

from intake.acts.reach import living_claim
from intake.acts.record import Deed, record
from intake.acts.stir import stir
from intake.caller import Caller
from storage.errors import NotFound
from storage.model.claim import Claim
from storage.model.records import Cannot
from storage.unit_of_work import UnitOfWork
from validators.claim.further import FACT, PREFIX
from validators.lists.checklist import load_checklist


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The key of a list's item, why it cannot be got, and whose or which one where the item stands more than once."""

    key: str
    reason: str
    person: str | None = None
    scope: str | None = None


def cannot_get(uow: UnitOfWork, caller: Caller, claim_id: str, given: Given) -> None:
    """Raises NotFound (also for a key that no list of the claim has), Conflict."""
    claim = living_claim(uow, caller, claim_id)
    if given.key not in _keys(claim):
        raise NotFound("item", given.key)
    if any(_is_same(known, given) for known in uow.cannots.of_claim(claim_id)):
        return
    uow.cannots.add(claim_id, given.key, given.person, given.scope, given.reason, uow.now)
    details = {"person": given.person, "scope": given.scope}
    record(uow, caller, Deed(claim_id=claim_id, action="item.cannot", subject=given.key, details=details))
    stir(uow, caller, claim)


def _keys(claim: Claim) -> set[str]:
    listed = {row.key for claim_type in claim.claim_types for row in load_checklist(claim_type).requirements}
    return listed | {PREFIX + row["type"] for row in claim.facts.get(FACT, ())}


def _is_same(known: Cannot, given: Given) -> bool:
    return (known.key, known.person, known.scope) == (given.key, given.person, given.scope)
