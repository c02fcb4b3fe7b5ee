"""`claims db upgrade` and `claims db check`: the database of the settings, and at the very first the master secret.

A secret is made only where there is no database yet: one made later could not open what is stored.

>>> [command.name for command in db.registered_commands]
['upgrade', 'check']
"""

from typing import TYPE_CHECKING

import typer

from intake.cli.progress import note

if TYPE_CHECKING:
    from workers.settings import Settings

FOUND_FAULTS = 3

db = typer.Typer(no_args_is_help=True, help="The database: brought up to this version, or looked at.")


@db.command("upgrade")
def upgrade() -> None:
    """Makes the database and the master secret where there are none, and brings the database up to this version."""
    from workers.settings import Settings

    is_first = bring_up(Settings.load())
    note("The database is made." if is_first else "The database is of this version.")


@db.command("check")
def check() -> None:
    """Whether the database is of this version. Exit status 3 when it is not."""
    from storage import migrate
    from storage.database import Database
    from storage.errors import SchemaWrong
    from workers.settings import Settings

    try:
        migrate.check(Database(Settings.load().database_url))
    except SchemaWrong as error:
        note(f"{error.message} {error.remedy}")
        raise typer.Exit(FOUND_FAULTS) from None
    note("The database is of this version.")


def bring_up(settings: "Settings") -> bool:
    """Data folder, master secret and database as this version needs them; whether it was the first time.

    Raises `PermanentError` (a secret that is missing or unsafe, a newer database), `StoreUnavailable`, `StoreFull`.
    """
    from storage import migrate
    from storage.database import Database
    from storage.secrets import Secrets

    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_first = not Database(settings.database_url).path.exists()
    Secrets.load(settings.secrets_folder, create=is_first)
    migrate.upgrade(settings.database_url)
    return is_first
