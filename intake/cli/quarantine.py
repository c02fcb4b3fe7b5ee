"""`claims quarantine list|retry`: originals that could not be read in spite of every attempt, and another try for one.

>>> [command.name for command in quarantine.registered_commands]
['list', 'retry']
"""

import json
from typing import Annotated

import typer

from intake.caller import Caller, Way
from intake.cli.progress import note
from storage.model.ids import IdKind, new_id
from storage.model.submission import Original, OriginalState

_MOST = 1000

quarantine = typer.Typer(no_args_is_help=True, help="Originals that could not be read.")


@quarantine.command("list")
def show(as_json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False) -> None:
    """What is quarantined, the oldest first; without names, which are the claimant's."""
    from intake.cli import tables
    from workers.bootstrap import build
    from workers.settings import Settings

    with build(Settings.load()).store.read() as uow:
        rows = [_data(original) for original in uow.originals.in_state(OriginalState.QUARANTINED, _MOST)]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    elif rows:
        tables.show_rows("Quarantine", [{**row, "sha256": f"{row['sha256']:.12}…"} for row in rows])
    else:
        note("Nothing is quarantined.")


@quarantine.command("retry")
def retry(original: Annotated[str, typer.Argument(metavar="ORIGINAL", help="Its id, org_….")]) -> None:
    """Has one read again; that is written to the claim's audit chain."""
    from intake.acts.retry_original import retry_original
    from workers.bootstrap import build
    from workers.settings import Settings

    with build(Settings.load()).store.write() as uow:
        operator = Caller(actor="operator", tenant=uow.tenant, way=Way.STAFF, trace=new_id(IdKind.TRACE))
        waiting = retry_original(uow, operator, original)
    note(f"{original} of {waiting.claim_id} waits to be read again.")


def _data(original: Original) -> dict[str, str | int]:
    return {
        "id": original.id,
        "claim": original.claim_id,
        "number": original.number,
        "size": original.size,
        "sha256": original.sha256,
        "attempts": original.attempts,
        "received_at": original.received_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
