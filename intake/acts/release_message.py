"""A message that was held is let go: a person says why it asks only now, and answers for it.

>>> import inspect
>>> list(inspect.signature(release_message).parameters)
['uow', 'caller', 'message_id', 'reason']
"""

from intake.acts.reach import keep_to_own, living_claim
from intake.acts.record import Deed, record
from intake.caller import Caller
from storage.errors import Conflict
from storage.model.audit import Detail
from storage.model.records import StoredMessage
from storage.unit_of_work import UnitOfWork
from workers.steps.case import keep_state


def release_message(uow: UnitOfWork, caller: Caller, message_id: str, reason: str) -> StoredMessage:
    """The message, on its way. `reason` is kept sealed. Raises NotFound, Conflict `not_held` or `claim_ended`."""
    held = uow.messages.get(message_id)
    keep_to_own(caller, held.claim_id, "message", message_id)
    living_claim(uow, caller, held.claim_id)
    if not uow.messages.release(message_id, caller.actor, reason, uow.now):
        raise Conflict("not_held", f"The message {message_id} is {held.state}.", "Only a held one is released.")
    details: dict[str, Detail] = {"number": held.number}
    deed = Deed(claim_id=held.claim_id, action="message.released", subject=message_id, details=details)
    record(uow, caller, deed)
    keep_state(uow, held.claim_id)
    uow.outbox.add("deliver_message", message_id, caller.trace)
    return uow.messages.get(message_id)
