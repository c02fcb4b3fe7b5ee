"""What customers say they cannot get, and why.

>>> _place("clm_1", 2)
'cannots/reason/clm_1/2'
"""

import datetime as dt

import sqlalchemy as sa

from storage.model.records import Cannot
from storage.sealing import Seal
from storage.tables import cannots
from storage.transaction import Row, Transaction


class Cannots:
    """What the customers of one tenant cannot get."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def add(
        self, claim_id: str, key: str, person: str | None, scope: str | None, reason: str, at: dt.datetime
    ) -> None:
        """Raises NotFound."""
        seal, number = self._here.seal(claim_id), self._here.last(cannots.c.number, claim_id) + 1
        self._here.insert(
            cannots,
            claim_id=claim_id,
            number=number,
            key=key,
            person=person,
            scope=scope,
            sealed_reason=seal.close_json(reason, _place(claim_id, number)),
            at=at,
        )

    def of_claim(self, claim_id: str) -> list[Cannot]:
        """In the order they were said."""
        mine = (cannots.c.claim_id == claim_id, cannots.c.tenant == self._here.tenant)
        rows = self._here.rows(sa.select(cannots).where(*mine).order_by(cannots.c.number))
        return [_cannot(row, self._here.seal(claim_id)) for row in rows]


def _cannot(row: Row, seal: Seal) -> Cannot:
    place = _place(row["claim_id"], row["number"])
    return Cannot(
        claim_id=row["claim_id"],
        key=row["key"],
        person=row["person"],
        scope=row["scope"],
        reason=seal.open_json(row["sealed_reason"], place),
        at=row["at"],
    )


def _place(claim_id: str, number: int) -> str:
    return f"cannots/reason/{claim_id}/{number}"
