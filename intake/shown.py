"""What a claimant may see of an assessment: all but what is asked too late, until a person has given a reason for it.

>>> import inspect
>>> list(inspect.signature(shown_to_claimant).parameters)
['uow', 'found']
"""

from dataclasses import replace

from storage.model.records import MessageCause, MessageRow, StoredAssessment
from storage.unit_of_work import UnitOfWork
from validators.items.late import held_back
from workers.steps.late import late_in


def shown_to_claimant(uow: UnitOfWork, found: StoredAssessment | None) -> StoredAssessment | None:
    """The assessment; what could have been asked before is with us meanwhile."""
    late = late_in(uow, found) if found else None
    return replace(found, data=held_back(found.data, late.asks, late.questions)) if found and late else found


def may_claimant_see(message: MessageRow) -> bool:
    """Not what was held and has not been let go."""
    return message.sent_at is not None or message.cause is not MessageCause.OUR_MISS
