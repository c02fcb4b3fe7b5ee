"""Another writer of the database, who has the lock: nothing can be recorded or settled while he has it.

>>> nobody_writes.__name__
'nobody_writes'
"""

import contextlib
import sqlite3
from collections.abc import Iterator

from tests.journeys.service.serving import Serving


@contextlib.contextmanager
def nobody_writes(serving: Serving) -> Iterator[None]:
    """For less than the ten seconds that writers wait."""
    with contextlib.closing(sqlite3.connect(serving.data / "claims.db", isolation_level=None)) as ours:
        ours.execute("PRAGMA busy_timeout=10000")
        ours.execute("BEGIN IMMEDIATE")
        yield
        ours.execute("ROLLBACK")
