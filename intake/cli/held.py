"""`claims held list|release`: messages that ask for what could have been asked before, and the reason to send one anyway.

>>> [command.name for command in held.registered_commands]
['list', 'release']
"""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from intake.caller import Caller, Way
from intake.cli.progress import note
from storage.model.ids import IdKind, new_id
from storage.model.records import MessageRow, MessageState

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

_MOST = 1000

held = typer.Typer(no_args_is_help=True, help="Messages that wait for a person's reason.")


@held.command("list")
def show(as_json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False) -> None:
    """What is held, the oldest first, with the items that could have been asked before."""
    from intake.cli import tables
    from workers.bootstrap import build
    from workers.settings import Settings

    with build(Settings.load()).store.read() as uow:
        rows = [_data(uow, row) for row in uow.messages.in_state(MessageState.HELD, _MOST)]
    if as_json:
        print(json.dumps(rows))
    elif rows:
        tables.show_rows("Held", rows)
    else:
        note("No message is held.")


@held.command("release")
def release(
    message: Annotated[str, typer.Argument(metavar="MESSAGE", help="Its id, msg_….")],
    reason: Annotated[str, typer.Option(help="Why this is asked only now; kept sealed with the claim.")],
) -> None:
    """Sends one; that is written to the claim's audit chain and counted as our miss."""
    from intake.acts.release_message import release_message
    from workers.bootstrap import build
    from workers.settings import Settings

    if not reason.strip():
        raise typer.BadParameter("a reason is needed", param_hint="--reason")
    with build(Settings.load()).store.write() as uow:
        operator = Caller(actor="operator", tenant=uow.tenant, way=Way.STAFF, trace=new_id(IdKind.TRACE))
        released = release_message(uow, operator, message, reason.strip())
    note(f"{message} of {released.claim_id} is on its way.")


def _data(uow: "UnitOfWork", row: MessageRow) -> dict[str, str | int | None]:
    return {
        "message": row.id,
        "claim": row.claim_id,
        "number": row.number,
        "asked late": _late(uow, row),
        "held since": row.composed_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _late(uow: "UnitOfWork", row: MessageRow) -> str:
    """As the claim's chain has it."""
    chain = uow.audit.of_claim(row.claim_id)
    entry = next(one for one in reversed(chain) if (one.action, one.subject) == ("message.held", row.id))
    return str(entry.details["late"])
