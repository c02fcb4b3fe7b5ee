"""`claims checklists [TYPE]`: what is asked for each claim type. The lists are checked first; faults end with status 3."""

import json
from typing import Annotated

import typer

from intake.catalogue import claim_type_rows
from intake.cli import tables
from validators.claim_types import parse_claim_types
from validators.lists.check import FOLDER, faults_in
from validators.lists.checklist import describe

FOUND_FAULTS = 3


def checklists(
    type: Annotated[str | None, typer.Argument(metavar="[TYPE]", help="A claim type's code.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False,
) -> None:
    """What is asked for each claim type: the types that have a list, or the rows of one. Status 3: a list is faulty."""
    faults = faults_in(FOLDER)
    for fault in faults:
        typer.echo(f"{fault.message} {fault.remedy}", err=True)
    if faults:
        raise typer.Exit(FOUND_FAULTS)
    if type is None:
        _show_all(as_json)
        return
    rows = describe(parse_claim_types([type])[0])
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        tables.show_checklist(type, rows)


def _show_all(as_json: bool) -> None:
    listed = claim_type_rows()
    if as_json:
        print(json.dumps(listed, ensure_ascii=False))
    else:
        tables.show_claim_types(listed)
