"""API keys: names, scopes and digests, never a secret.

>>> Keys.__name__
'Keys'
"""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from storage.errors import Conflict, NotFound
from storage.model.access import ApiKey, Scope
from storage.tables import api_keys
from storage.transaction import Row, Transaction


class Keys:
    """The API keys of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def add(self, key: ApiKey) -> None:
        """Raises Conflict for an identifier that is there already."""
        if key.tenant != self._here.tenant:
            raise Conflict("other_tenant", f"{key.id} is another tenant's.", "Open the store for that tenant.")
        self._here.insert(
            api_keys,
            id=key.id,
            name=key.name,
            scopes=sorted(scope.value for scope in key.scopes),
            secret_sha256=key.secret_sha256,
            created_at=key.created_at,
            expires_at=key.expires_at,
            revoked_at=key.revoked_at,
        )

    def get(self, id: str) -> ApiKey:
        """Raises NotFound."""
        row = self._here.row(self._mine().where(api_keys.c.id == id))
        if row is None:
            raise NotFound("API key", id)
        return _key(row)

    def all(self) -> list[ApiKey]:
        """The oldest first, the revoked ones too."""
        return [
            _key(row) for row in self._here.rows(self._mine().order_by(api_keys.c.created_at, api_keys.c.id))
        ]

    def revoke(self, id: str, at: dt.datetime) -> None:
        """A second time changes nothing. Raises NotFound."""
        if self.get(id).revoked_at is None:
            mine = (api_keys.c.id == id, api_keys.c.tenant == self._here.tenant)
            self._here.change(sa.update(api_keys).where(*mine).values(revoked_at=at))

    def _mine(self) -> sa.Select[Any]:
        return sa.select(api_keys).where(api_keys.c.tenant == self._here.tenant)


def _key(row: Row) -> ApiKey:
    return ApiKey(
        id=row["id"],
        tenant=row["tenant"],
        name=row["name"],
        scopes=frozenset(map(Scope, row["scopes"])),
        secret_sha256=row["secret_sha256"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        revoked_at=row["revoked_at"],
    )
