"""The parts of `claims serve`, each as the command it would be alone: in stages, as the supervisor starts them.

>>> claims("db", "upgrade")[1:]
('db', 'upgrade')
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from intake.cli.progress import note
from intake.listening import local_url, what_is_missing
from workers import valkey
from workers.child import Child
from workers.folders import make_private

if TYPE_CHECKING:
    from workers.settings import Settings

_GRACE = 20.0
_KEY_NAME, _KEY_DAYS = "made by claims serve", "30"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Papers that are sent once everything is ready."""

    folder: Path
    claim_types: tuple[str, ...]
    facts: Path | None


def stages_of(settings: "Settings", errand: Errand | None, on_ready: Callable[[], None]) -> list[list[Child]]:
    """The queue, then API and workers, then the errand. Raises `PermanentError` where a part is not to be had."""
    logs = make_private(settings.data / "logs")
    numbers = range(1, settings.readers + 1)
    stages = [[_api(settings, logs, on_ready), *(_worker(f"worker-{number}", logs) for number in numbers)]]
    if settings.has_own_broker:
        stages.insert(0, [_valkey(settings, logs)])
    return [*stages, [_sender(settings, errand)]] if errand else stages


def claims(*arguments: str) -> tuple[str, ...]:
    """The `claims` of this installation, as it is started."""
    return (str(Path(sys.executable).with_name("claims")), *arguments)


def run_claims(*arguments: str) -> str:
    """What that command prints. It has said itself what went wrong where it fails; we then end as it did."""
    done = subprocess.run(claims(*arguments), stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise typer.Exit(done.returncode)
    return done.stdout


def _valkey(settings: "Settings", logs: Path) -> Child:
    socket = make_private(settings.runtime_folder) / Path(settings.broker_url).name
    queue = make_private(settings.data / "queue")
    return Child(
        name="valkey",
        argv=valkey.command(valkey.find_server(), data=queue, socket=socket),
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
    made = run_claims("keys", "create", _KEY_NAME, "--scope", "system", "--days", _KEY_DAYS, "--json")
    secret = str(json.loads(made)["secret"])
    options = [part for one in errand.claim_types for part in ("--claim-type", one)]
    options += ["--facts", str(errand.facts)] if errand.facts else []
    url = local_url(settings.host, settings.port)

    def over(status: int) -> None:
        if status:
            note("The papers could not be sent; everything else goes on.")
        else:
            print(f"Key:   {secret}\n       for a claims system; works for {_KEY_DAYS} days, shown this once")
        print("Stop:  Ctrl-C here, or `make stop` or `claims stop` from elsewhere", flush=True)

    return Child(
        name="send",
        argv=claims("send", str(errand.folder), *options, "--url", url),
        env={**os.environ, "CLAIMS_KEY": secret},
        on_end=over,
    )
