"""Whose an identifier is: asked before a unit of work is opened, for a key or a link does not say its tenant.

>>> from storage.database import Database
>>> tenant_of(Database("sqlite:///nothing.db"), "doc_1") is None
True
"""

import sqlalchemy as sa

from storage.database import Database
from storage.tables import api_keys, claims

_KEPT_IN = {"key": api_keys, "clm": claims}


def tenant_of(database: Database, id: str) -> str | None:
    """The tenant of that API key or claim; None when there is no such thing. Raises StoreUnavailable."""
    table = _KEPT_IN.get(id.partition("_")[0])
    if table is None:
        return None
    with database.read() as connection:
        found = connection.execute(sa.select(table.c.tenant).where(table.c.id == id)).scalar()
    return None if found is None else str(found)
