"""The outbox: steps to be taken once the transaction that asked for them is safe. A row stays until it was sent.

>>> Outbox.__name__
'Outbox'
"""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from storage.model.records import OutboxRow
from storage.tables import outbox
from storage.transaction import Transaction


class Outbox:
    """The steps of one tenant that nobody was told of yet."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def add(self, step: str, subject: str, trace: str, not_before: dt.datetime | None = None) -> None:
        """Due now, or at `not_before` (UTC)."""
        due_at = not_before or self._here.now
        self._here.insert(outbox, step=step, subject=subject, trace=trace, not_before=not_before, due_at=due_at)

    def take(self, now: dt.datetime, most: int) -> list[OutboxRow]:
        """What is due, the longest due first. The rows stay: two relays may take the same, none is lost."""
        due = (outbox.c.tenant == self._here.tenant, outbox.c.due_at <= now)
        query = sa.select(outbox).where(*due).order_by(outbox.c.due_at, outbox.c.id).limit(most)
        return [
            OutboxRow(
                id=row["id"],
                step=row["step"],
                subject=row["subject"],
                trace=row["trace"],
                not_before=row["not_before"],
            )
            for row in self._here.rows(query)
        ]

    def sent(self, ids: Sequence[int]) -> None:
        """Removes rows that the queue has. Rows that are gone already are no matter."""
        mine = (outbox.c.tenant == self._here.tenant, outbox.c.id.in_(ids))
        self._here.change(sa.delete(outbox).where(*mine))
