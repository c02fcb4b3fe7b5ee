"""Verification: whether what is kept is what was received and done. It finds faults and names them; it mends nothing.

Every original is read through the store and compared with its digest, every chain with its head, every row with its
entry, every day's root with its heads. What is known to escape: everything put back to one older state together, which
only a copy of a root kept elsewhere would tell. Memory stays bounded, and no lock is held while originals are read.

>>> import inspect
>>> list(inspect.signature(verify_all).parameters)
['store', 'checked']
"""

from collections.abc import Iterator

import sqlalchemy as sa

from storage.checks.chain import chain_faults
from storage.checks.contents import content_faults
from storage.checks.fault import Checked, Fault
from storage.checks.records import record_faults
from storage.checks.roots import days_of, head_faults, root_faults
from storage.checks.rows import load
from storage.checks.strays import moved, vanished, vanished_from_store
from storage.errors import NotFound
from storage.store import Store
from storage.tables import audit_roots, claims

__all__ = ["Checked", "Fault", "verify_all", "verify_claim"]

_BATCH = 500
_FIRST_TENANT = "main"


def verify_claim(store: Store, claim_id: str, checked: Checked | None = None) -> list[Fault]:
    """Everything wrong with that claim, and with the roots of the days on which something was done in it.

    Raises NotFound when nothing at all tells of such a claim; StoreUnavailable when the store does not answer.
    """
    store.originals.check()
    checked = checked or Checked()
    faults = list(_claim(store, claim_id, checked))
    with store.database.read() as connection:
        tenants = _tenants(connection)
        faults += [*vanished(connection, claim_id), *moved(connection, claim_id)]
        for tenant in tenants:
            faults += head_faults(connection, tenant, claim_id)
            faults += root_faults(connection, tenant, store.secrets.audit, days_of(connection, claim_id))
    for tenant in tenants:
        faults += vanished_from_store(store, tenant, claim_id)
    if not faults and not checked.claims:
        raise NotFound("claim", claim_id)
    return faults


def verify_all(store: Store, checked: Checked | None = None) -> Iterator[Fault]:
    """Everything wrong with the store, claim by claim, then day by day; `checked` counts along.

    Raises StoreUnavailable when the store does not answer.
    """
    store.originals.check()
    checked = checked or Checked()
    for claim_id in _claim_ids(store):
        yield from _claim(store, claim_id, checked)
    with store.database.read() as connection:
        tenants = _tenants(connection)
        yield from vanished(connection)
        yield from moved(connection)
        for tenant in tenants:
            yield from head_faults(connection, tenant)
            yield from root_faults(connection, tenant, store.secrets.audit)
    for tenant in tenants:
        yield from vanished_from_store(store, tenant)


def _claim(store: Store, claim_id: str, checked: Checked) -> Iterator[Fault]:
    """What the claim's own rows and originals tell; nothing for a claim that has no row."""
    try:
        with store.database.read() as connection:
            rows = load(connection, claim_id)
    except (sa.exc.DBAPIError, ValueError):
        said = f"The rows of {claim_id} cannot be read: they hold what was never written there."
        yield Fault(claim_id, "rows_unreadable", claim_id, said)
        return
    if rows is not None:
        checked.claims += 1
        checked.entries += len(rows.chain.entries)
        yield from chain_faults(rows.chain, store.secrets.audit)
        yield from record_faults(rows)
        yield from content_faults(store, rows, checked)


def _claim_ids(store: Store) -> Iterator[str]:
    """The ids of all claims, a batch at a time."""
    last = ""
    while True:
        with store.database.read() as connection:
            query = sa.select(claims.c.id).where(claims.c.id > last).order_by(claims.c.id).limit(_BATCH)
            batch = list(connection.execute(query).scalars())
        if not batch:
            return
        yield from batch
        last = batch[-1]


def _tenants(connection: sa.Connection) -> list[str]:
    found = sa.union(sa.select(claims.c.tenant), sa.select(audit_roots.c.tenant))
    return sorted({_FIRST_TENANT, *connection.execute(found).scalars()})
