"""The store: the database and the originals of an installation, with what opens them.

>>> import inspect
>>> list(inspect.signature(Store.write).parameters)
['self', 'tenant']
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from storage.database import Database
from storage.originals import OriginalStore
from storage.sealing import ClaimKeys
from storage.secrets import Secrets
from storage.transaction import Owner, Transaction
from storage.unit_of_work import UnitOfWork


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Store:
    """Every thread may use it; nothing is opened before the first unit of work."""

    def __init__(
        self,
        database: Database,
        originals: OriginalStore,
        keys: ClaimKeys,
        secrets: Secrets,
        *,
        clock: Callable[[], dt.datetime] = utc_now,
    ) -> None:
        self.database = database
        self.originals = originals
        self.keys = keys
        self.secrets = secrets
        self.clock = clock

    @contextmanager
    def write(self, tenant: str = "main") -> Iterator[UnitOfWork]:
        """One transaction: kept when the block ends, gone when it raises. Do nothing slow in it: others wait.

        Raises StoreUnavailable and StoreFull, besides what the repositories raise.
        """
        with self.database.write() as connection:
            yield UnitOfWork(Transaction(connection, Owner(tenant, self.keys, self.secrets), self.clock()))

    @contextmanager
    def read(self, tenant: str = "main") -> Iterator[UnitOfWork]:
        """One moment of the database. Raises StoreUnavailable; what writes raises it too."""
        with self.database.read() as connection:
            yield UnitOfWork(Transaction(connection, Owner(tenant, self.keys, self.secrets), self.clock()))
