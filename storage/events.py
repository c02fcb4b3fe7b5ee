"""Events: everything that happened, by a cursor that only grows, so that nobody misses one.

>>> Events.__name__
'Events'
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from storage.model.records import Event
from storage.tables import events
from storage.transaction import Transaction


class Events:
    """The events of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def add(self, claim_id: str, kind: str, data: Mapping[str, Any]) -> None:
        """`data` holds ids, codes and counts, nothing of a person or a paper. Raises NotFound."""
        self._here.must_have(claim_id)
        self._here.insert(events, claim_id=claim_id, kind=kind, at=self._here.now, data=dict(data))

    def latest_by_original(self, claim_id: str, kind: str) -> dict[str, Mapping[str, Any]]:
        """What the newest event of that kind says of each original of the claim."""
        mine = (events.c.tenant == self._here.tenant, events.c.claim_id == claim_id, events.c.kind == kind)
        query = sa.select(events.c.data).where(*mine).order_by(events.c.seq)
        return {row["data"]["original"]: row["data"] for row in self._here.rows(query)}

    def last_at(self, claim_id: str, kinds: Sequence[str]) -> dt.datetime | None:
        """When something of these kinds last happened to the claim."""
        mine = (events.c.tenant == self._here.tenant, events.c.claim_id == claim_id, events.c.kind.in_(kinds))
        row = self._here.row(sa.select(events.c.at).where(*mine).order_by(events.c.seq.desc()).limit(1))
        found: dt.datetime | None = row["at"] if row else None
        return found

    def after(self, seq: int, most: int, claim_id: str | None = None) -> list[Event]:
        """What came after that cursor (0: from the beginning), the oldest first."""
        query = sa.select(events).where(events.c.tenant == self._here.tenant, events.c.seq > seq)
        if claim_id is not None:
            query = query.where(events.c.claim_id == claim_id)
        return [
            Event(seq=row["seq"], claim_id=row["claim_id"], kind=row["kind"], at=row["at"], data=row["data"])
            for row in self._here.rows(query.order_by(events.c.seq).limit(most))
        ]
