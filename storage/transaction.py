"""What the repositories of one unit of work share: its connection, tenant and moment, and the seals of its claims.

>>> import datetime as dt, sqlalchemy as sa
>>> from storage.sealing import ClaimKeys
>>> from storage.secrets import Secrets
>>> secrets = Secrets(b"s" * 32, b"l" * 32, b"a" * 32, "0a1b2c3d")
>>> with sa.create_engine("sqlite://").connect() as connection:
...     here = Transaction(connection, Owner("main", ClaimKeys(secrets), secrets), dt.datetime(2026, 11, 25, tzinfo=dt.UTC))
...     here.rows(sa.select(sa.literal(2).label("two")))[0]["two"]
2
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from storage.database import told
from storage.errors import NotFound, SealBroken
from storage.sealing import ClaimKeys, Seal
from storage.secrets import Secrets
from storage.tables import claim_keys, claims

Row = sa.RowMapping


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose rows these are, and what opens them."""

    tenant: str
    keys: ClaimKeys
    secrets: Secrets


@dataclass(slots=True)
class Transaction:
    """`now` is UTC and the same for the whole unit."""

    connection: sa.Connection
    owner: Owner
    now: dt.datetime
    _seals: dict[str, Seal] = field(default_factory=dict)

    @property
    def tenant(self) -> str:
        return self.owner.tenant

    def rows(self, query: sa.Select[Any]) -> Sequence[Row]:
        with told():
            return self.connection.execute(query).mappings().all()

    def row(self, query: sa.Select[Any]) -> Row | None:
        with told():
            return self.connection.execute(query).mappings().first()

    def last(self, column: sa.Column[int], claim_id: str) -> int:
        """The highest number in that column among the rows of the claim; 0 when there is none."""
        mine = (column.table.c.claim_id == claim_id, column.table.c.tenant == self.tenant)
        row = self.row(sa.select(sa.func.max(column).label("last")).where(*mine))
        return row["last"] or 0 if row else 0

    def insert(self, table: sa.Table, **values: Any) -> None:
        """A row of this tenant. Raises Conflict when it is there already."""
        with told():
            self.connection.execute(sa.insert(table).values(tenant=self.tenant, **values))

    def change(self, statement: sa.Update | sa.Delete) -> int:
        """How many rows were changed."""
        with told():
            return self.connection.execute(statement).rowcount

    def must_have(self, claim_id: str) -> None:
        """Raises NotFound unless the claim is this tenant's."""
        if claim_id not in self._seals and self.row(self._claim(claim_id)) is None:
            raise NotFound("claim", claim_id)

    def seal(self, claim_id: str) -> Seal:
        """Raises NotFound, and SealBroken when the claim's key has been destroyed."""
        if claim_id not in self._seals:
            mine = (claim_keys.c.claim_id == claim_id, claim_keys.c.tenant == self.tenant)
            row = self.row(sa.select(claim_keys.c.wrapped).where(*mine))
            if row is None:
                self.must_have(claim_id)
                raise SealBroken(f"The key of {claim_id} has been destroyed.")
            self._seals[claim_id] = self.owner.keys.open(row["wrapped"], claim_id)
        return self._seals[claim_id]

    def _claim(self, claim_id: str) -> sa.Select[Any]:
        return sa.select(claims.c.id).where(claims.c.id == claim_id, claims.c.tenant == self.tenant)
