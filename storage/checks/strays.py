"""Claims that vanished, and rows that were given to another tenant: what looking at one claim after the other misses.

>>> "audit_root_heads" in [table.name for table in _NAMING_CLAIMS]
True
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

import sqlalchemy as sa

from storage.checks.fault import Fault
from storage.store import Store
from storage.tables import claims, metadata

_NAMING_CLAIMS = [table for table in metadata.sorted_tables if "claim_id" in table.columns]
_BATCH = 500


def vanished(connection: sa.Connection, claim_id: str | None = None) -> Iterator[Fault]:
    """Claims that are not in the table of claims, but named elsewhere in the database."""
    found: dict[str, list[str]] = defaultdict(list)
    for table in _NAMING_CLAIMS:
        there = sa.exists().where(claims.c.id == table.c.claim_id)
        query = sa.select(table.c.claim_id).where(~there).distinct()
        for row in connection.execute(query if claim_id is None else query.where(table.c.claim_id == claim_id)):
            found[row.claim_id].append(table.name)
    for id, names in sorted(found.items()):
        yield _vanished(id, f"{', '.join(names)} still {'names' if len(names) == 1 else 'name'} it")


def vanished_from_store(store: Store, tenant: str, claim_id: str | None = None) -> Iterator[Fault]:
    """Claims that are not in the table of claims, but have a place in the store."""
    ids = (id for id in store.originals.claims(tenant) if claim_id in (None, id))
    while batch := list(islice(ids, _BATCH)):
        with store.database.read() as connection:
            known = {row.id for row in connection.execute(sa.select(claims.c.id).where(claims.c.id.in_(batch)))}
        for id in sorted(set(batch) - known):
            yield _vanished(id, "its originals are still in the store")


def moved(connection: sa.Connection, claim_id: str | None = None) -> Iterator[Fault]:
    """Claims of which some rows are another tenant's."""
    for table in _NAMING_CLAIMS:
        query = sa.select(table.c.claim_id).join(claims, claims.c.id == table.c.claim_id).distinct()
        query = query.where(table.c.tenant != claims.c.tenant).order_by(table.c.claim_id)
        for row in connection.execute(query if claim_id is None else query.where(table.c.claim_id == claim_id)):
            said = f"Rows of {row.claim_id} in the table {table.name} were given to another tenant."
            yield Fault(row.claim_id, "tenant_changed", table.name, said)


def _vanished(claim_id: str, why: str) -> Fault:
    said = f"{claim_id} vanished from the table of claims, but {why}."
    return Fault(claim_id, "claim_vanished", claim_id, said)
