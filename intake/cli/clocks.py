"""`claims clocks [CLAIM]`: what runs until when, for all claims as last seen by the sweep, or for one as of now.

>>> import inspect
>>> list(inspect.signature(clocks).parameters)
['claim', 'as_json']
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from intake.cli.progress import note

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

_MOST = 200


def clocks(
    claim: Annotated[str | None, typer.Argument(metavar="[CLAIM]", help="Its id, clm_….")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False,
) -> None:
    """Shows the clocks that run, the one that ends first first; of one claim all that have begun."""
    from intake.cli import tables
    from workers.bootstrap import build
    from workers.settings import Settings

    with build(Settings.load()).store.read() as uow:
        rows = list(_of_one(uow, claim) if claim else _running(uow))
    if as_json:
        print(json.dumps(rows))
    elif rows:
        tables.show_rows("Clocks", rows)
    else:
        note("No clock runs: no papers have come yet.")


def _running(uow: "UnitOfWork") -> Iterator[dict[str, str | None]]:
    for row in uow.clocks.running(_MOST):
        yield {
            "claim": row.claim_id,
            "lane": row.lane,
            "clock": row.clock,
            "state": row.state_at(uow.now),
            "due_at": _told(row.due_at),
        }


def _of_one(uow: "UnitOfWork", claim_id: str) -> Iterator[dict[str, str | None]]:
    from workers.claim_clocks import clocks_now

    for clock in clocks_now(uow, uow.claims.get(claim_id)):
        yield {
            "clock": clock.name.value,
            "state": clock.state_at(uow.now).value,
            "started_at": _told(clock.started_at),
            "near_at": _told(clock.near_at),
            "due_at": _told(clock.due_at),
            "stopped_at": _told(clock.stopped_at),
        }


def _told(moment: dt.datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
