"""`claims audit verify [CLAIM]`: whether originals and audit chains are what was received and done.

Exit status 0: sound; 3: faults were found; 1: it could not be done. One sentence a fault on stdout, then a summary.

>>> summary(Checked(claims=2, entries=31, originals=9), 0)
'Sound: 2 claims, 31 entries, 9 originals.'
>>> summary(Checked(claims=1, entries=1, originals=1, arriving=1), 2)
'2 faults: 1 claim, 1 entry, 1 original; 1 file is still being received.'
"""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from storage.checks.fault import Checked, Fault

if TYPE_CHECKING:
    from storage.store import Store

FOUND_FAULTS = 3

audit = typer.Typer(no_args_is_help=True, help="Whether what is kept is what was received and done.")


@audit.callback()
def audited() -> None:
    """Whether what is kept is what was received and done."""


@audit.command("verify")
def verify(
    claim: Annotated[
        str | None, typer.Argument(metavar="[CLAIM]", help="Its id, clm_…; without it, all.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False,
) -> None:
    """Reads every original and checks every chain; says which is damaged and how. Exit status 3 when one is."""
    from workers.bootstrap import build
    from workers.settings import Settings

    checked = Checked()
    faults = _found(build(Settings.load()).store, claim, checked, is_shown=not as_json)
    if as_json:
        print(
            json.dumps({"sound": not faults, **asdict(checked), "faults": [asdict(fault) for fault in faults]})
        )
    else:
        print(summary(checked, len(faults)))
    if faults:
        raise typer.Exit(FOUND_FAULTS)


def summary(checked: Checked, faults: int) -> str:
    """What was looked at and what came of it, in one line."""
    seen = ", ".join(
        (
            _counted(checked.claims, "claim", "claims"),
            _counted(checked.entries, "entry", "entries"),
            _counted(checked.originals, "original", "originals"),
        )
    )
    arriving = (
        f"; {_counted(checked.arriving, 'file is', 'files are')} still being received"
        if checked.arriving
        else ""
    )
    return f"{_counted(faults, 'fault', 'faults') if faults else 'Sound'}: {seen}{arriving}."


def _found(store: "Store", claim: str | None, checked: Checked, *, is_shown: bool) -> list[Fault]:
    from storage.verify import verify_all, verify_claim

    faults = []
    for fault in verify_all(store, checked) if claim is None else verify_claim(store, claim, checked):
        faults.append(fault)
        if is_shown:
            print(fault.said, flush=True)
    return faults


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
