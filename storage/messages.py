"""Messages: numbered within the claim; a newer one supersedes those that never went out.

>>> _place("msg_1")
'messages/body/msg_1'
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from storage.errors import NotFound
from storage.model.ids import IdKind, new_id
from storage.model.message import Message
from storage.model.records import MessageCause, MessageRow, MessageState, StoredMessage
from storage.tables import assessments, messages
from storage.transaction import Row, Transaction

_UNSENT = (MessageState.COMPOSED.value, MessageState.HELD.value, MessageState.FAILED.value)
_NOT_IN_FORCE = (MessageState.HELD.value, MessageState.SUPERSEDED.value)
_TIMES = {MessageState.SENT: "sent_at", MessageState.DELIVERED: "delivered_at"}
_CLEAR = [
    column for column in messages.c if column.name not in ("tenant", "sealed_body", "sealed_release_reason")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composing:
    """Why a message is composed, how many items and questions it puts, and whether it is held."""

    cause: MessageCause
    asks: int
    is_held: bool = False


class Messages:
    """The messages of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def add(
        self,
        claim_id: str,
        assessment_id: str,
        message: Message,
        at: dt.datetime,
        composing: Composing | None = None,
    ) -> StoredMessage:
        """A composed message; older ones that are not out are superseded. Raises NotFound."""
        self._must_have(claim_id, assessment_id)
        mine = (messages.c.claim_id == claim_id, messages.c.tenant == self._here.tenant)
        older = (*mine, messages.c.state.in_(_UNSENT))
        self._here.change(sa.update(messages).where(*older).values(state=MessageState.SUPERSEDED.value))
        id = new_id(IdKind.MESSAGE)
        state = MessageState.HELD if composing and composing.is_held else MessageState.COMPOSED
        self._here.insert(
            messages,
            id=id,
            claim_id=claim_id,
            assessment_id=assessment_id,
            number=self._here.last(messages.c.number, claim_id) + 1,
            state=state.value,
            sealed_body=self._here.seal(claim_id).close_json(asdict(message), _place(id)),
            composed_at=at,
            cause=composing.cause.value if composing else None,
            asks=composing.asks if composing else None,
        )
        return self.get(id)

    def get(self, id: str) -> StoredMessage:
        """Raises NotFound."""
        row = self._here.row(self._mine().where(messages.c.id == id))
        if row is None:
            raise NotFound("message", id)
        return self._read(row)

    def of_claim(self, claim_id: str) -> list[StoredMessage]:
        """In the order of their numbers."""
        return [self._read(row) for row in self._here.rows(self._of(claim_id).order_by(messages.c.number))]

    def in_force(self, claim_id: str) -> StoredMessage | None:
        """The one with the highest number that is neither held nor superseded."""
        query = self._of(claim_id).where(messages.c.state.not_in(_NOT_IN_FORCE))
        row = self._here.row(query.order_by(messages.c.number.desc()).limit(1))
        return None if row is None else self._read(row)

    def held(self, claim_id: str) -> StoredMessage | None:
        """The one that waits for a person's reason."""
        row = self._here.row(self._of(claim_id).where(messages.c.state == MessageState.HELD.value))
        return None if row is None else self._read(row)

    def rows_of_claim(self, claim_id: str) -> list[MessageRow]:
        """As `of_claim`, without their words."""
        mine = (messages.c.claim_id == claim_id, messages.c.tenant == self._here.tenant)
        return self._rows(sa.select(*_CLEAR).where(*mine).order_by(messages.c.number))

    def in_state(self, state: MessageState, most: int) -> list[MessageRow]:
        """The oldest first, without their words."""
        mine = (messages.c.tenant == self._here.tenant, messages.c.state == state.value)
        return self._rows(sa.select(*_CLEAR).where(*mine).order_by(messages.c.id).limit(most))

    def mark(self, id: str, from_state: MessageState, to_state: MessageState, at: dt.datetime) -> bool:
        """From one state to another, by whoever is first; False when it is in another state. Raises NotFound."""
        times = {_TIMES[to_state]: at} if to_state in _TIMES else {}
        return self._mark(id, from_state, {"state": to_state.value, **times})

    def release(self, id: str, by: str, reason: str, at: dt.datetime) -> bool:
        """Lets a held message go; `reason` is sealed. False when it is not held. Raises NotFound."""
        seal = self._here.seal(self.get(id).claim_id)
        said = seal.close_json(reason, f"messages/release_reason/{id}")
        values = {"released_at": at, "released_by": by, "sealed_release_reason": said}
        return self._mark(id, MessageState.HELD, {"state": MessageState.COMPOSED.value, **values})

    def answered(self, id: str, at: dt.datetime) -> None:
        """All that it asked for had arrived by then; said once."""
        mine = (messages.c.id == id, messages.c.tenant == self._here.tenant, messages.c.answered_at.is_(None))
        self._here.change(sa.update(messages).where(*mine).values(answered_at=at))

    def _mark(self, id: str, from_state: MessageState, values: Mapping[str, Any]) -> bool:
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

    def _rows(self, query: sa.Select[Any]) -> list[MessageRow]:
        return [MessageRow(**_clear(row)) for row in self._here.rows(query)]

    def _read(self, row: Row) -> StoredMessage:
        body = self._here.seal(row["claim_id"]).open_json(row["sealed_body"], _place(row["id"]))
        return StoredMessage(**_clear(row), message=Message(**body))


def _clear(row: Row) -> dict[str, Any]:
    values = {column.name: row[column.name] for column in _CLEAR}
    cause = values["cause"]
    return values | {
        "state": MessageState(values["state"]),
        "cause": None if cause is None else MessageCause(cause),
    }


def _place(id: str) -> str:
    return f"messages/body/{id}"
