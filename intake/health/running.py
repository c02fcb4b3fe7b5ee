"""What must be in place before claims can be taken in: settings, data folder, secrets, database, queue.

What `claims serve` makes at its first start is no fault while it is missing.

>>> enough_room(free=300_000_000, needed=268_435_456)
'300 MB free'
>>> enough_room(free=1_000_000, needed=268_435_456)
''
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from intake.health.check import Check
from storage.errors import ClaimsError
from workers import valkey
from workers.settings import Settings

_AT_FIRST_START = "is made at the first start"


def running_checks() -> list[Check]:
    """Everything that serving needs, in the order in which it is best mended."""
    try:
        settings = Settings.load()
        _database_file(settings)
    except ClaimsError as error:
        return [_fault("settings", error)]
    return [
        Check("settings", True, f"data in {settings.data}"),
        data_has_room(settings.data, settings.free_bytes),
        secret_is_sound(settings),
        database_is_of_this_version(settings),
        queue_is_there(settings),
    ]


def data_has_room(data: Path, needed: int) -> Check:
    """The folder, or where it will be made, can be written and has room; sizes are bytes."""
    name = "data folder"
    there = next(folder for folder in (data, *data.parents) if folder.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return Check(
            name, False, f"{there} is not a folder we may write", "Set CLAIMS_DATA to one that is ours."
        )
    room = enough_room(free=shutil.disk_usage(there).free, needed=needed)
    if not room:
        remedy = "Make room there, or set CLAIMS_DATA to a folder on a larger disk."
        return Check(
            name, False, f"less than {_megabytes(needed)} free for {data}; uploads are refused", remedy
        )
    return Check(name, True, f"{data}{'' if data.exists() else ' ' + _AT_FIRST_START}, {room}")


def enough_room(*, free: int, needed: int) -> str:
    """How much is free, in words; empty where that is too little. Bytes."""
    return f"{_megabytes(free)} free" if free >= needed else ""


def secret_is_sound(settings: Settings) -> Check:
    """The master secret is there, ours alone and no sample."""
    from storage.secrets import NAME, Secrets

    if not (settings.secrets_folder / NAME).exists() and not _database_file(settings).exists():
        return Check("master secret", True, _AT_FIRST_START)
    return _tried("master secret", lambda: Secrets.load(settings.secrets_folder, create=False).key_id)


def database_is_of_this_version(settings: Settings) -> Check:
    """The tables are those of this version."""
    from storage import migrate
    from storage.database import Database

    def looked() -> str:
        migrate.check(Database(settings.database_url))
        return "of this version"

    if not _database_file(settings).exists():
        return Check("database", True, _AT_FIRST_START)
    return _tried("database", looked)


def queue_is_there(settings: Settings) -> Check:
    """The broker that was named answers; without a name, there is a Valkey to be started."""

    def answered() -> str:
        valkey.ping(settings.broker_url)
        return "the broker of CLAIMS_BROKER_URL answers"

    if settings.has_own_broker:
        return _tried("queue", lambda: f"a private Valkey: {valkey.find_server()}")
    return _tried("queue", answered)


def _tried(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except ClaimsError as error:
        return _fault(name, error)


def _fault(name: str, error: ClaimsError) -> Check:
    return Check(name, False, error.message, error.remedy)


def _database_file(settings: Settings) -> Path:
    from storage.database import Database

    return Database(settings.database_url).path


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000:,} MB"
