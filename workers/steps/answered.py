"""Requests that have been answered: all that they asked for is there, by an assessment that was just made.

>>> import inspect
>>> list(inspect.signature(note_answered).parameters)
['uow', 'claim', 'found']
"""

import datetime as dt
from typing import TYPE_CHECKING

from storage.model.claim import Claim
from storage.model.records import MessageRow, MessageState, StoredAssessment
from validators.clocks.answered import is_answered

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

_SAID = ("answer.given", "item.cannot", "facts.changed", "document.withdrawn")
_ASKING = (MessageState.COMPOSED, MessageState.SENT, MessageState.DELIVERED)


def note_answered(uow: "UnitOfWork", claim: Claim, found: StoredAssessment) -> None:
    """Says of each open request whether it is answered now, and since when: by the last that came before."""
    for row in uow.messages.rows_of_claim(claim.id):
        is_open = row.asks and row.answered_at is None and row.state in _ASKING
        if is_open and is_answered(uow.assessments.get(row.assessment_id).data, found.data):
            uow.messages.answered(row.id, _came_at(uow, claim, row, found))


def _came_at(uow: "UnitOfWork", claim: Claim, row: MessageRow, found: StoredAssessment) -> dt.datetime:
    moments = (claim.last_upload_at, uow.events.last_at(claim.id, _SAID))
    return max((at for at in moments if at and row.composed_at <= at <= found.at), default=found.at)
