"""Messages: numbered within the claim; a newer one supersedes those that never went out.

>>> _place("msg_1")
'messages/body/msg_1'
"""

import datetime as dt
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from storage.errors import NotFound
from storage.model.ids import IdKind, new_id
from storage.model.message import Message
from storage.model.records import MessageState, StoredMessage
from storage.tables import assessments, messages
from storage.transaction import Row, Transaction

_UNSENT = (MessageState.COMPOSED.value, MessageState.FAILED.value)


class Messages:
    """The messages of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def add(self, claim_id: str, assessment_id: str, message: Message, at: dt.datetime) -> StoredMessage:
        """A composed message; older ones that are not out are superseded. Raises NotFound."""
        self._must_have(claim_id, assessment_id)
        mine = (messages.c.claim_id == claim_id, messages.c.tenant == self._here.tenant)
        older = (*mine, messages.c.state.in_(_UNSENT))
        self._here.change(sa.update(messages).where(*older).values(state=MessageState.SUPERSEDED.value))
        id = new_id(IdKind.MESSAGE)
        self._here.insert(
            messages,
            id=id,
            claim_id=claim_id,
            assessment_id=assessment_id,
            number=self._here.last(messages.c.number, claim_id) + 1,
            state=MessageState.COMPOSED.value,
            sealed_body=self._here.seal(claim_id).close_json(asdict(message), _place(id)),
            composed_at=at,
        )
        return self.get(id)

    def get(self, id: str) -> StoredMessage:
        """Raises NotFound."""
        row = self._here.row(self._mine().where(messages.c.id == id))
        if row is None:
            raise NotFound("message", id)
        return self._read(row)

    def latest(self, claim_id: str) -> StoredMessage | None:
        """The one with the highest number."""
        row = self._here.row(self._of(claim_id).order_by(messages.c.number.desc()).limit(1))
        return None if row is None else self._read(row)

    def of_claim(self, claim_id: str) -> list[StoredMessage]:
        """In the order of their numbers."""
        return [self._read(row) for row in self._here.rows(self._of(claim_id).order_by(messages.c.number))]

    def mark(self, id: str, from_state: MessageState, to_state: MessageState, at: dt.datetime) -> bool:
        """From one state to another, by whoever is first; False when it is in another state. Raises NotFound."""
        values: dict[str, Any] = {"state": to_state.value}
        if to_state is MessageState.SENT:
            values["sent_at"] = at
        self.get(id)
        mine = (messages.c.id == id, messages.c.tenant == self._here.tenant)
        still = sa.update(messages).where(*mine, messages.c.state == from_state.value)
        return bool(self._here.change(still.values(values)))

    def _must_have(self, claim_id: str, assessment_id: str) -> None:
        self._here.must_have(claim_id)
        mine = (assessments.c.claim_id == claim_id, assessments.c.tenant == self._here.tenant)
        found = sa.select(assessments.c.id).where(assessments.c.id == assessment_id, *mine)
        if self._here.row(found) is None:
            raise NotFound("assessment", assessment_id)

    def _of(self, claim_id: str) -> sa.Select[Any]:
        return self._mine().where(messages.c.claim_id == claim_id)

    def _mine(self) -> sa.Select[Any]:
        return sa.select(messages).where(messages.c.tenant == self._here.tenant)

    def _read(self, row: Row) -> StoredMessage:
        body = self._here.seal(row["claim_id"]).open_json(row["sealed_body"], _place(row["id"]))
        return StoredMessage(
            id=row["id"],
            claim_id=row["claim_id"],
            number=row["number"],
            assessment_id=row["assessment_id"],
            state=MessageState(row["state"]),
            message=Message(**body),
            composed_at=row["composed_at"],
            sent_at=row["sent_at"],
        )


def _place(id: str) -> str:
    return f"messages/body/{id}"
