"""The customer says "that is all I have": the message need not wait any longer.

>>> import inspect
>>> list(inspect.signature(finish_claim).parameters)
['uow', 'caller', 'claim_id']
"""

from dataclasses import replace

from intake.acts.reach import living_claim
from intake.acts.record import Deed, record
from intake.caller import Caller
from storage.model.claim import Claim
from storage.unit_of_work import UnitOfWork


def finish_claim(uow: UnitOfWork, caller: Caller, claim_id: str) -> Claim:
    """The claim, finished for now. A later upload takes it back. Raises NotFound, Conflict."""
    claim = living_claim(uow, caller, claim_id)
    if claim.finished_at is not None:
        return claim
    finished = replace(claim, finished_at=uow.now)
    uow.claims.save(finished)
    record(uow, caller, Deed(claim_id=claim_id, action="claim.finished", subject=claim_id))
    uow.outbox.add("compose_message", claim_id, caller.trace)
    return finished
