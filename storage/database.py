"""The database: one SQLite file, safe for many threads and processes at once.

Write-ahead log, every commit on the disk (`synchronous=FULL`), foreign keys watched. A writer takes the lock when it
begins (`BEGIN IMMEDIATE`), so it never fails half-way because another was faster; a reader sees one moment.
Source: sqlite.org, "Write-Ahead Logging", "PRAGMA Statements", "Result and Error Codes".

>>> Database("postgresql://db/claims")
Traceback (most recent call last):
    ...
storage.errors.PermanentError: This version keeps its data in SQLite, not at postgresql://... Give a file, ...
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from storage.errors import Conflict, PermanentError, SchemaWrong, StoreFull, StoreUnavailable

WAIT_SECONDS = 10
_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON")


class Database:
    """One file. Opens nothing before it is used, and never makes the file: that is what `migrate.upgrade` does."""

    def __init__(self, url: str) -> None:
        """Raises PermanentError for any other kind of database."""
        self.path = _path(url)
        self._writers = _engine(self.path, "BEGIN IMMEDIATE", ("journal_mode=WAL", *_PRAGMAS))
        self._readers = _engine(self.path, "BEGIN", (*_PRAGMAS, "query_only=ON"))
        self._turn = threading.Lock()

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction: kept when the block ends, gone when it raises. Raises StoreUnavailable, StoreFull."""
        if not self._turn.acquire(timeout=WAIT_SECONDS):
            raise StoreUnavailable("The database is busy.")
        try:
            with told(), self._writers.begin() as connection:
                yield connection
        finally:
            self._turn.release()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """One moment of the database, unchanged until the block ends; nothing can be written. Raises StoreUnavailable."""
        with told(), self._readers.begin() as connection:
            yield connection

    def close(self) -> None:
        """Lets go of every connection."""
        self._writers.dispose()
        self._readers.dispose()


@contextmanager
def told() -> Iterator[None]:
    """Says what SQLite says in our words: the one place where its errors become ours."""
    try:
        yield
    except sa.exc.TimeoutError as error:
        raise StoreUnavailable("The database is busy.") from error
    except sa.exc.DBAPIError as error:
        ours = _ours(error.orig)
        if ours is None:
            raise
        raise ours from error


def _path(url: str) -> Path:
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError:
        parsed = sa.URL.create(url.partition(":")[0] or "nothing")
    name = parsed.database or ""
    if parsed.drivername in ("sqlite", "sqlite+pysqlite") and name not in ("", ":memory:") and not parsed.query:
        return Path(name).absolute()
    raise PermanentError(
        "database_unsupported",
        f"This version keeps its data in SQLite, not at {parsed.drivername}://.",
        "Give a file, such as sqlite:///var/claims.db.",
    )


def _engine(path: Path, begin: str, pragmas: tuple[str, ...]) -> sa.Engine:
    place = sa.URL.create("sqlite", database=f"file:{quote(str(path))}", query={"mode": "rw", "uri": "true"})
    engine = sa.create_engine(
        place,
        pool_size=16,
        pool_timeout=WAIT_SECONDS,
        connect_args={"timeout": WAIT_SECONDS, "isolation_level": None, "check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _ours(error: BaseException | None) -> Exception | None:
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
        return Conflict("already_kept", "This is kept already.", "Read what is kept before you add to it.")
    if code == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return Conflict(
            "only_grows", f"What is written of the past stays: {error}.", "Run `claims audit verify`."
        )
    if code == sqlite3.SQLITE_ERROR and str(error).startswith(("no such table", "no such column")):
        return SchemaWrong("The database does not have the tables of this version.")
    return _of_the_disk(code & 0xFF)


def _of_the_disk(code: int) -> Exception | None:
    if code == sqlite3.SQLITE_FULL:
        return StoreFull("The disk of the database is full.")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreUnavailable("The database is busy.")
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return StoreUnavailable("The database file does not answer.", "Check the disk and the file's mode.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return PermanentError("store_damaged", "The database file is damaged.", "Restore it from a backup.")
    return None
