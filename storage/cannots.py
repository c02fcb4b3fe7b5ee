"""What customers say they cannot get, and why.

>>> Cannots.__name__
'Cannots'
"""

import datetime as dt

import sqlalchemy as sa

from storage.model.records import Cannot
from storage.tables import cannots
from storage.transaction import Transaction


class Cannots:
    """What the customers of one tenant cannot get."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def add(
        self, claim_id: str, key: str, person: str | None, scope: str | None, reason: str, at: dt.datetime
    ) -> None:
        """Raises NotFound."""
        self._here.insert(
            cannots,
            claim_id=claim_id,
            key=key,
            person=person,
            scope=scope,
            sealed_reason=self._here.seal(claim_id).close_json(reason, _place(claim_id)),
            at=at,
        )

    def of_claim(self, claim_id: str) -> list[Cannot]:
        """In the order they were said."""
        mine = (cannots.c.claim_id == claim_id, cannots.c.tenant == self._here.tenant)
        return [
            Cannot(
                claim_id=claim_id,
                key=row["key"],
                person=row["person"],
                scope=row["scope"],
                reason=self._here.seal(claim_id).open_json(row["sealed_reason"], _place(claim_id)),
                at=row["at"],
            )
            for row in self._here.rows(sa.select(cannots).where(*mine).order_by(cannots.c.id))
        ]


def _place(claim_id: str) -> str:
    return f"cannots/reason/{claim_id}"
