"""Whether the latest assessment asks for something that could have been asked before: against the last message that left.

>>> import inspect
>>> list(inspect.signature(cause_of).parameters)
['uow', 'found', 'late']
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.model.records import MessageCause, MessageState, StoredAssessment
from validators.items.basis import Key
from validators.items.late import asked_anew, late_asks
from validators.items.late_questions import late_questions

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Late:
    """What is asked for, and what is asked, though it could have been before; empty is false."""

    asks: tuple[Key, ...] = ()
    questions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.asks or self.questions)

    @property
    def told(self) -> str:
        """For the audit chain and the events: `key/person/scope`, questions by their fact."""
        return ",".join((*("/".join(key) for key in self.asks), *self.questions))


def late_in(uow: "UnitOfWork", found: StoredAssessment) -> Late:
    """What the claimant must not hear of before a person has given a reason."""
    before = _last_said(uow, found)
    if before is None:
        return Late()
    return Late(late_asks(before.data, found.data), late_questions(before.data, found.data))


def cause_of(uow: "UnitOfWork", found: StoredAssessment, late: Late) -> MessageCause:
    """Why a message on that assessment is composed; `late` is what `late_in` says of it."""
    before = _last_said(uow, found)
    if before is None:
        return MessageCause.FIRST
    if late or _is_anew_our_miss(before, found):
        return MessageCause.OUR_MISS
    return MessageCause.NEW_FACT if asked_anew(before.data, found.data) else MessageCause.FOLLOW_UP


def _is_anew_our_miss(before: StoredAssessment, found: StoredAssessment) -> bool:
    """A person asked for one more paper since, and answers for it that it could have been asked before."""
    known, asked = (one.data.get("basis", {}).get("further", []) for one in (before, found))
    return any(row["cause"] == MessageCause.OUR_MISS for row in asked if row not in known)


def drop_held(uow: "UnitOfWork", found: StoredAssessment) -> None:
    """What is held is superseded unless the assessment asks the very same."""
    held = uow.messages.held(found.claim_id)
    if held is not None and held.message.fingerprint != found.data["message"]["fingerprint"]:
        uow.messages.mark(held.id, MessageState.HELD, MessageState.SUPERSEDED, uow.now)


def _last_said(uow: "UnitOfWork", found: StoredAssessment) -> StoredAssessment | None:
    """What the last message that left was composed of."""
    out = [row for row in uow.messages.rows_of_claim(found.claim_id) if row.sent_at]
    if not out:
        return None
    said = out[-1].assessment_id
    return found if said == found.id else uow.assessments.get(said)
