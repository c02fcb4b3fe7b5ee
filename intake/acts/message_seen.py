"""The proof that a message has arrived: its claimant's page showed it to whoever has the link.

>>> import inspect
>>> list(inspect.signature(message_seen).parameters)
['uow', 'caller', 'message']
"""

from intake.acts.record import Deed, record
from intake.caller import Caller
from storage.model.audit import Detail
from storage.model.records import MessageState, StoredMessage
from storage.unit_of_work import UnitOfWork


def message_seen(uow: UnitOfWork, caller: Caller, message: StoredMessage) -> None:
    """Said once of a message that had been sent. Raises NotFound."""
    if uow.messages.mark(message.id, MessageState.SENT, MessageState.DELIVERED, uow.now):
        details: dict[str, Detail] = {"number": message.number, "proof": "page"}
        deed = Deed(claim_id=message.claim_id, action="message.delivered", subject=message.id, details=details)
        record(uow, caller, deed)
