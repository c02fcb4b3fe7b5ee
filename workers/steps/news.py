"""Whether there is something to tell that the message in force does not say.

>>> import inspect
>>> list(inspect.signature(is_news).parameters)
['uow', 'case']
"""

from typing import TYPE_CHECKING

from storage.model.records import StoredMessage
from workers.steps.case import Case

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork


def is_news(uow: "UnitOfWork", case: Case) -> bool:
    """No message yet, other asks or questions than it has, or complete and it was not (or the other way round)."""
    assert case.assessment is not None
    if case.message is None:
        return True
    data = case.assessment.data
    asks_as_before = data["message"]["fingerprint"] == case.message.message.fingerprint
    return not asks_as_before or data["complete"] is not _was_complete(uow, case.message)


def _was_complete(uow: "UnitOfWork", message: StoredMessage) -> bool:
    """What the chain says of the message as it was composed."""
    chain = reversed(uow.audit.of_claim(message.claim_id))
    entry = next((one for one in chain if (one.action, one.subject) == ("message.composed", message.id)), None)
    return entry is not None and entry.details["complete"] is True
