"""Replies by Idempotency-Key, so that a repeated request gets the same reply.

>>> _place("POST /claims", "k1")
'idempotency/body/POST /claims/k1'
"""

import sqlalchemy as sa

from storage.tables import idempotency
from storage.transaction import Transaction


class Idempotency:
    """The replies of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def get(self, scope: str, key: str) -> tuple[str, int, bytes] | None:
        """The digest of the request, the status of the reply and its body."""
        mine = (
            idempotency.c.tenant == self._here.tenant,
            idempotency.c.scope == scope,
            idempotency.c.key == key,
        )
        row = self._here.row(sa.select(idempotency).where(*mine))
        if row is None:
            return None
        body = self._here.owner.keys.system().open(row["sealed_body"], _place(scope, key))
        return row["request_digest"], row["status"], body

    def put(self, scope: str, key: str, request_digest: str, status: int, body: bytes) -> None:
        """The body is sealed. Raises Conflict when that key has a reply already."""
        self._here.insert(
            idempotency,
            scope=scope,
            key=key,
            request_digest=request_digest,
            status=status,
            sealed_body=self._here.owner.keys.system().close(body, _place(scope, key)),
            at=self._here.now,
        )


def _place(scope: str, key: str) -> str:
    return f"idempotency/body/{scope}/{key}"
