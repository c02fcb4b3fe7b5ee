"""The one place where real parts are chosen.

What needs the store is imported when it is built: `claims read` reads files without it.

>>> open_reader().limits.file_bytes > 0
True
"""

import datetime as dt
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from extractors.walls.looking import PictureLooker
from workers.clocks import Pace
from workers.notify import Notifier
from workers.settings import Settings
from workers.vitals import Vitals

if TYPE_CHECKING:
    from storage.secrets import Secrets
    from storage.store import Store
    from validators.facts.lookups import LookUps

Clock = Callable[[], dt.datetime]
_ZONE = ZoneInfo("Asia/Shanghai")


def _name() -> str:
    return f"wrk_{secrets.token_hex(6)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What every door and every step works with. `clock` tells UTC; `name` is this process's own.

    `look_ups` leads to the insurer's own systems; None where no way is set, and what they know is asked of the customer.
    """

    settings: Settings
    store: "Store"
    secrets: "Secrets"
    clock: Clock
    notifiers: Mapping[str, Notifier]
    look_ups: "LookUps | None" = None
    name: str = field(default_factory=_name)
    vitals: Vitals = field(default_factory=Vitals)

    @property
    def actor(self) -> str:
        """Whom the audit chain names for what this process does."""
        return f"worker:{self.name}"

    @property
    def pace(self) -> Pace:
        """When messages are due, as set."""
        return Pace(
            quiet=dt.timedelta(minutes=self.settings.quiet_minutes),
            latest=dt.timedelta(hours=self.settings.latest_hours),
            waits_for_reviews=self.settings.wait_for_reviews,
        )

    def today(self) -> dt.date:
        """The day it is where the claimants live."""
        return self.day_of(self.clock())

    def day_of(self, at: dt.datetime) -> dt.date:
        """The day that a moment has where the claimants live."""
        return at.astimezone(_ZONE).date()


def build(settings: Settings, *, create: bool = False) -> Services:
    """The parts as set. With `create`, secrets and database are made where they are missing.

    Raises `PermanentError` (a secret that is missing or unsafe, a wrong schema, a table with a fault) or `StoreUnavailable`.
    """
    from storage import migrate
    from storage.database import Database
    from storage.originals.folder import FolderStore
    from storage.sealing import ClaimKeys
    from storage.secrets import Secrets
    from storage.store import Store
    from validators.facts.lookup_file import FileLookUps
    from validators.tables.current import use_own
    from workers.notify.console import Console
    from workers.notify.log import Log

    use_own(settings.tables_folder)
    keys = Secrets.load(settings.secrets_folder, create=create)
    if create:
        migrate.upgrade(settings.database_url)
    database = Database(settings.database_url)
    migrate.check(database)
    store = Store(database, FolderStore(settings.originals_folder), ClaimKeys(keys), keys)
    notifiers: tuple[Notifier, ...] = (Console(), Log())
    return Services(
        settings=settings,
        store=store,
        secrets=keys,
        clock=utc_now,
        notifiers={notifier.name: notifier for notifier in notifiers},
        look_ups=FileLookUps(settings.lookup_folder) if settings.lookup_folder else None,
    )


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def open_reader(settings: Settings | None = None) -> IsolatedReader:
    """The reader of customers' files: an isolated child with the OCR engine, started on first use."""
    if settings is None:
        return IsolatedReader(Limits.default())
    return IsolatedReader(Limits.default(), settings.engine, settings.reader_threads)


def open_looker() -> PictureLooker:
    """What looks at a picture before it is read: started on first use, without the OCR engine."""
    return PictureLooker(Limits.default())
