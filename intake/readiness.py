"""Whether everything that papers need is in place: database, schema, store, room, broker, workers, engine.

Each check answers None, or a reason with a stable code and a remedy. `/readyz` shows them; uploads are taken and kept safe also
while there is no broker, no worker or no engine: they are read later.

>>> engine_works([Beat(worker="w", at=dt.datetime(2026, 11, 25), details={"engine": "unavailable"})]).code
'engine_unavailable'
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storage import migrate
from storage.errors import ClaimsError, StoreFull
from storage.model.records import Beat
from workers import valkey
from workers.alive import is_gone
from workers.bootstrap import Services

FRESH = dt.timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it is not ready, and what to do."""

    code: str
    message: str
    remedy: str


def reasons(services: Services) -> dict[str, Reason | None]:
    """Every check by name, in the order in which they are best mended."""
    found = {
        "database": _raised(lambda: _reads(services)),
        "schema": _raised(lambda: migrate.check(services.store.database)),
        "store": _raised(services.store.originals.check),
        "free_space": _raised(lambda: _has_room(services)),
        "broker": _raised(lambda: valkey.ping(services.settings.broker_url)),
    }
    beats = [] if found["database"] or found["schema"] else _fresh_beats(services)
    return {**found, "workers": workers_beat(beats), "engine": engine_works(beats) if beats else None}


def workers_beat(fresh: Sequence[Beat]) -> Reason | None:
    """At least one worker gave a sign of life lately."""
    if fresh:
        return None
    return Reason("no_workers", "No worker gives a sign of life.", "Start one: `claims worker`.")


def engine_works(fresh: Sequence[Beat]) -> Reason | None:
    """At least one worker's engine works, or still loads."""
    if any(beat.details.get("engine") != "unavailable" for beat in fresh):
        return None
    return Reason("engine_unavailable", "No worker can start its OCR engine.", "Run `claims doctor`.")


def _reads(services: Services) -> None:
    with services.store.database.read() as connection:
        connection.exec_driver_sql("SELECT 1")


def _has_room(services: Services) -> None:
    room, wanted = services.store.originals.free_bytes(), services.settings.free_bytes
    if room < wanted:
        raise StoreFull(f"Only {room} bytes are left for originals.")


def _fresh_beats(services: Services) -> list[Beat]:
    with services.store.read() as uow:
        return [beat for beat in uow.beats.all() if uow.now - beat.at < FRESH and _is_there(beat)]


def _is_there(beat: Beat) -> bool:
    """A worker that said goodbye or was killed is missed at once; one on another machine when it falls silent."""
    return not beat.details.get("stopped") and not is_gone(str(beat.details.get("place")))


def _raised(check: Callable[[], object]) -> Reason | None:
    try:
        check()
    except ClaimsError as error:
        return Reason(error.code, error.message, error.remedy)
    return None
