"""Something that could change what is asked: the claim is to be assessed anew, and may get another message.

>>> import inspect
>>> list(inspect.signature(stir).parameters)
['uow', 'caller', 'claim']
"""

from dataclasses import replace

from intake.caller import Caller
from storage.model.claim import Claim
from storage.unit_of_work import UnitOfWork
from workers.steps.case import keep_state


def stir(uow: UnitOfWork, caller: Caller, claim: Claim) -> Claim:
    """Saves the claim at its next revision; the state follows."""
    uow.claims.save(replace(claim, revision=claim.revision + 1))
    keep_state(uow, claim.id)
    uow.outbox.add("assess_claim", claim.id, caller.trace)
    return uow.claims.get(claim.id)
