"""The shape of the database: brought up to this version, or found to be another.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     upgrade(f"sqlite:///{folder}/claims.db")
...     check(Database(f"sqlite:///{folder}/claims.db"))
...     check(Database(f"sqlite:///{folder}/other.db"))
Traceback (most recent call last):
    ...
storage.errors.SchemaWrong: There is no database yet. Run `claims db upgrade`.
"""

import os
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database import Database
from storage.errors import SchemaWrong, StoreUnavailable

_STEPS = Path(__file__).parent / "migrations"


def upgrade(url: str) -> None:
    """Makes the database where there is none and brings it up to this version, all or nothing.

    Raises SchemaWrong for a database of a newer version, StoreUnavailable, StoreFull.
    """
    with closing(Database(url)) as database:
        _make(database.path)
        with database.write() as connection:
            if _found(connection) not in (None, *_known()):
                raise _newer()
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def check(database: Database) -> None:
    """Raises SchemaWrong unless the database has the tables of this version."""
    if not database.path.exists():
        raise SchemaWrong("There is no database yet.")
    with database.read() as connection:
        found = _found(connection)
    if found is None:
        raise SchemaWrong("The database has no tables yet.")
    if found not in _known():
        raise _newer()
    if found != _known()[0]:
        raise SchemaWrong(f"The database is of an older version ({found}).")


def _make(path: Path) -> None:
    """An empty file for nobody else's eyes, whose name outlives a power cut."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise StoreUnavailable(
            f"The database cannot be made: {error.strerror}.", "Check the folder."
        ) from error


def _found(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _known() -> list[str]:
    """Every step of this version, the last first."""
    return [step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    return config


def _newer() -> SchemaWrong:
    return SchemaWrong(
        "The database was made by a newer version of claims-intake.", "Install that version or a later one."
    )
