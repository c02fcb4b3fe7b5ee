"""The parts of `claims serve`, each as the command it would be alone: in stages, as the supervisor starts them.

>>> claims("api")[1:]
('api',)
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from intake.cli.listening import local_url, what_is_missing
from intake.cli.progress import note
from workers import valkey
from workers.child import Child
from workers.folders import make_private

if TYPE_CHECKING:
    from workers.settings import Settings

_GRACE = 20.0
_ORPHAN_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Papers that are sent once everything is ready. `key` is the secret of an API key."""

    folder: Path
    claim_types: tuple[str, ...]
    facts: Path | None
    key: str


def stages_of(settings: "Settings", errand: Errand | None, on_ready: Callable[[], None]) -> list[list[Child]]:
    """The queue; the API and one worker; then the other workers, and the errand. Raises `PermanentError`."""
    logs = make_private(settings.data / "logs")
    first, *others = [_worker(f"worker-{number}", logs) for number in range(1, settings.readers + 1)]
    return [
        [_valkey(settings, logs)] if settings.has_own_broker else [],
        [_api(settings, logs, on_ready), first],
        [*others, *([_sender(settings, errand)] if errand else [])],
    ]


def claims(*arguments: str) -> tuple[str, ...]:
    """The `claims` of this installation, as it is started."""
    return (str(Path(sys.executable).with_name("claims")), *arguments)


def _valkey(settings: "Settings", logs: Path) -> Child:
    socket = make_private(settings.runtime_folder) / Path(settings.broker_url).name
    queue = make_private(settings.data / "queue")
    valkey.wait_until_silent(socket, seconds=_ORPHAN_SECONDS)
    return Child(
        name="valkey",
        argv=valkey.command(valkey.find_server(), data=queue, socket=socket, log=logs / "valkey.log"),
        waits_for=lambda: "" if valkey.answers(socket) else "it does not answer yet",
        log=logs / "valkey.log",
    )


def _api(settings: "Settings", logs: Path, on_ready: Callable[[], None]) -> Child:
    return Child(
        name="api",
        argv=claims("api"),
        env=os.environ,
        waits_for=lambda: what_is_missing(settings.host, settings.port),
        on_ready=on_ready,
        grace=_GRACE,
        log=logs / "api.log",
    )


def _worker(name: str, logs: Path) -> Child:
    return Child(name=name, argv=claims("worker"), env=os.environ, grace=_GRACE, log=logs / f"{name}.log")


def _sender(settings: "Settings", errand: Errand) -> Child:
    options = [part for one in errand.claim_types for part in ("--claim-type", one)]
    options += ["--facts", str(errand.facts)] if errand.facts else []
    url = local_url(settings.host, settings.port)

    def over(status: int) -> None:
        if status:
            note("The papers could not be sent; everything else goes on.")
        else:
            print(f"Key:   {errand.key}\n       for a claims system; shown this once")
        print("Stop:  Ctrl-C here, or `make stop` or `claims stop` from elsewhere", flush=True)

    return Child(
        name="send",
        argv=claims("send", str(errand.folder), *options, "--url", url),
        env={**os.environ, "CLAIMS_KEY": errand.key},
        on_end=over,
    )
