"""An original that could not be read twice is given another try, by an operator.

>>> import inspect
>>> list(inspect.signature(retry_original).parameters)
['uow', 'caller', 'original_id']
"""

from intake.acts.record import Deed, record
from intake.caller import Caller
from storage.model.submission import Original
from storage.unit_of_work import UnitOfWork
from workers.steps.case import keep_state


def retry_original(uow: UnitOfWork, caller: Caller, original_id: str) -> Original:
    """The original, received anew. Raises NotFound, Conflict `not_quarantined`."""
    claim_id = uow.originals.get(original_id).claim_id
    uow.originals.retry(original_id)
    record(uow, caller, Deed(claim_id=claim_id, action="original.retried", subject=original_id))
    keep_state(uow, claim_id)
    uow.outbox.add("read_original", original_id, caller.trace)
    return uow.originals.get(original_id)
