"""The end of a claim's intake: withdrawn by the claimant's wish, or closed because it was taken over.

>>> import inspect
>>> list(inspect.signature(close_claim).parameters)
['uow', 'caller', 'claim_id']
"""

from dataclasses import replace

from intake.acts.reach import claim_of, living_claim
from intake.acts.record import Deed, record
from intake.caller import Caller
from storage.model.claim import Claim, ClaimState
from storage.model.records import MessageState
from storage.unit_of_work import UnitOfWork


def withdraw_claim(uow: UnitOfWork, caller: Caller, claim_id: str) -> Claim:
    """The claim, withdrawn. Raises NotFound, Conflict when it is closed."""
    return _ended(uow, caller, claim_id, ClaimState.WITHDRAWN)


def close_claim(uow: UnitOfWork, caller: Caller, claim_id: str) -> Claim:
    """The claim, closed. Raises NotFound, Conflict when it is withdrawn."""
    return _ended(uow, caller, claim_id, ClaimState.CLOSED)


def _ended(uow: UnitOfWork, caller: Caller, claim_id: str, state: ClaimState) -> Claim:
    if claim_of(uow, caller, claim_id).state is state:
        return uow.claims.get(claim_id)
    ended = replace(living_claim(uow, caller, claim_id), state=state)
    uow.claims.save(ended)
    for message in uow.messages.rows_of_claim(claim_id):
        if message.state in (MessageState.COMPOSED, MessageState.HELD):
            uow.messages.mark(message.id, message.state, MessageState.SUPERSEDED, uow.now)
    record(uow, caller, Deed(claim_id=claim_id, action=f"claim.{state}", subject=claim_id))
    return ended
