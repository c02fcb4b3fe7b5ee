"""Which claim an act is about: another's claim is one that does not exist, an ended one takes nothing more.

>>> from intake.caller import Way
>>> guest = Caller(actor="link:clm_1", tenant="main", way=Way.LINK, trace="trc_1", claim_id="clm_1")
>>> keep_to_own(guest, "clm_2", "claim", "clm_2")
Traceback (most recent call last):
    ...
storage.errors.NotFound: There is no claim clm_2. Check the identifier.
"""

from intake.caller import Caller
from storage.errors import Conflict, NotFound
from storage.model.claim import Claim
from storage.unit_of_work import UnitOfWork


def claim_of(uow: UnitOfWork, caller: Caller, claim_id: str) -> Claim:
    """The claim, if this caller may know of it. Raises NotFound."""
    keep_to_own(caller, claim_id, "claim", claim_id)
    return uow.claims.get(claim_id)


def living_claim(uow: UnitOfWork, caller: Caller, claim_id: str) -> Claim:
    """As `claim_of`, while something may still be done to it. Raises NotFound, Conflict `claim_ended`."""
    claim = claim_of(uow, caller, claim_id)
    if claim.state.is_ended:
        raise Conflict("claim_ended", f"The claim {claim_id} is {claim.state}.", "Open a new claim.")
    return claim


def keep_to_own(caller: Caller, claim_id: str, noun: str, id: str) -> None:
    """NotFound of that noun when the claim it belongs to is not the caller's."""
    if not caller.may_see(claim_id):
        raise NotFound(noun, id)
