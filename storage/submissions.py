"""Submissions: what came in at one time, and the request that brought it, so that a repeat is known as one.

>>> Submissions.__name__
'Submissions'
"""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from storage.model.submission import Submission
from storage.tables import submissions
from storage.transaction import Row, Transaction


class Submissions:
    """The submissions of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def add(self, submission: Submission, idempotency_key: str | None, request_digest: str | None) -> None:
        """Raises NotFound for the claim, Conflict for a key that this claim has used."""
        self._here.must_have(submission.claim_id)
        self._here.insert(
            submissions,
            id=submission.id,
            claim_id=submission.claim_id,
            way=submission.way,
            received_at=submission.received_at,
            originals=list(submission.originals),
            idempotency_key=idempotency_key,
            request_digest=request_digest,
        )

    def by_key(self, claim_id: str, idempotency_key: str) -> tuple[Submission, str] | None:
        """The submission that came with that key, and the digest of its request."""
        row = self._here.row(self._of(claim_id).where(submissions.c.idempotency_key == idempotency_key))
        return None if row is None else (_submission(row), row["request_digest"] or "")

    def of_claim(self, claim_id: str) -> list[Submission]:
        """In the order they came."""
        query = self._of(claim_id).order_by(submissions.c.received_at, submissions.c.id)
        return [_submission(row) for row in self._here.rows(query)]

    def first_at(self, claim_id: str) -> dt.datetime | None:
        """When the first of the claim came."""
        row = self._here.row(self._of(claim_id).order_by(submissions.c.received_at).limit(1))
        found: dt.datetime | None = row["received_at"] if row else None
        return found

    def _of(self, claim_id: str) -> sa.Select[Any]:
        return sa.select(submissions).where(
            submissions.c.claim_id == claim_id, submissions.c.tenant == self._here.tenant
        )


def _submission(row: Row) -> Submission:
    return Submission(
        id=row["id"],
        tenant=row["tenant"],
        claim_id=row["claim_id"],
        way=row["way"],
        received_at=row["received_at"],
        originals=tuple(row["originals"]),
    )
