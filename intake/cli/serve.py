"""`claims serve`: database, queue, API, pages and workers under one supervisor; nothing else has to run.

The parts are `claims api` and `claims worker`, as they would be started apart, and a private Valkey where no broker is
named. What they log lies in the data folder; what happens to them is said on stderr.

>>> ready_line("http://127.0.0.1:8080", Path("/srv/claims"), 2.31)
'Ready after 2.3 s: http://127.0.0.1:8080, data in /srv/claims. Stop: Ctrl-C here, or `claims stop` from elsewhere.'
"""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from intake.cli.listening import require_free
from intake.cli.parts import Errand, stages_of
from intake.cli.progress import note
from storage.errors import PermanentError
from storage.model.access import Scope
from workers.apart import apart
from workers.folder_lock import held
from workers.supervisor import Supervisor

if TYPE_CHECKING:
    from workers.settings import Settings

_KEY_DAYS = 30


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on (CLAIMS_HOST).")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on (CLAIMS_PORT).")] = None,
    send: Annotated[Path | None, typer.Option("--send", help="Papers to send once it is ready.")] = None,
    claim_type: Annotated[list[str] | None, typer.Option("--claim-type", help="Of the papers to send.")] = None,
    facts: Annotated[Path | None, typer.Option("--facts", help="What is known of them: YAML or JSON.")] = None,
) -> None:
    """API, pages and workers on embedded parts, in one command. Ctrl-C stops it."""
    began = time.monotonic()
    settings = _settings(host, port)
    if send and not claim_type:
        raise PermanentError("usage", "--send needs the claim type of its papers.", "Add --claim-type.")
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)

    def ready() -> None:
        note(ready_line(settings.public_url, settings.data, time.monotonic() - began))

    with held(settings.data):
        require_free(settings.host, settings.port)
        key = apart(lambda: _prepared(settings, needs_key=send is not None))
        errand = (
            Errand(folder=send, claim_types=tuple(claim_type or ()), facts=facts, key=key) if send else None
        )
        Supervisor(stages_of(settings, errand, ready), lambda text: note(f"claims serve: {text}")).run()


def ready_line(url: str, data: Path, seconds: float) -> str:
    """Where it is and how it ends."""
    return (
        f"Ready after {seconds:.1f} s: {url}, data in {data}. "
        "Stop: Ctrl-C here, or `claims stop` from elsewhere."
    )


def _settings(host: str | None, port: int | None) -> "Settings":
    """The options are settings of every part, so they go into the environment that all of them read."""
    from workers.settings import Settings

    os.environ.update({"CLAIMS_HOST": host} if host else {})
    os.environ.update({"CLAIMS_PORT": str(port)} if port else {})
    return Settings.load()


def _prepared(settings: "Settings", *, needs_key: bool) -> str:
    """Makes or brings up what is kept; the secret of a key for the papers to send, where there are some."""
    from intake.cli.db import bring_up
    from intake.cli.keys import made_key

    bring_up(settings)
    if not needs_key:
        return ""
    return made_key(settings, "made by claims serve", frozenset({Scope.SYSTEM}), _KEY_DAYS)[1]
