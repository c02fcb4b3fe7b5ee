"""Idempotency-Key: the same key with the same request gets the same answer, with another one a refusal.

Source: draft-ietf-httpapi-idempotency-key-header. The answer is kept in the transaction of the act itself, so of two equal
requests at the same time one acts and the other waits and repeats its answer.

>>> once = Once(scope="key:key_1", key="k-1", digest="d1")
>>> once.demand_same("d1"), digest_of(b"POST", b"/v1/claims")[:8]
(None, '1d1b6d48')
"""

import hashlib
import re
from dataclasses import dataclass, replace

from fastapi import Request

from intake.caller import Caller
from intake.errors import refused
from storage.unit_of_work import UnitOfWork

HEADER = "idempotency-key"
_FORM = re.compile(r"[!-~]{1,255}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A request that may come again. `digest` stands for what it asks; scopes keep callers apart."""

    scope: str
    key: str
    digest: str = ""

    def of(self, digest: str) -> "Once":
        """The same key, now that what is asked is known."""
        return replace(self, digest=digest)

    def reply(self, uow: UnitOfWork) -> tuple[int, bytes] | None:
        """The status and body that were answered before. Raises Refused `idempotency_key_reused`."""
        kept = uow.idempotency.get(self.scope, self.key)
        if kept is None:
            return None
        self.demand_same(kept[0])
        return kept[1:]

    def is_known(self, uow: UnitOfWork) -> bool:
        """Whether the key was used before, for whatever."""
        return uow.idempotency.get(self.scope, self.key) is not None

    def keep(self, uow: UnitOfWork, status: int, body: bytes) -> None:
        uow.idempotency.put(self.scope, self.key, self.digest, status, body)

    def demand_same(self, digest: str) -> None:
        """Raises Refused `idempotency_key_reused` if that was another request."""
        if digest != self.digest:
            raise refused("idempotency_key_reused")


def once_of(request: Request, caller: Caller) -> Once | None:
    """What the request's key promises, if it has one. Raises Refused `invalid_idempotency_key`."""
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if _FORM.fullmatch(key) is None:
        raise refused("invalid_idempotency_key")
    return Once(scope=caller.actor, key=key)


def digest_of(*parts: bytes) -> str:
    """One digest of several parts, each counted with its length."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
