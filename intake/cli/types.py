"""`claims types [TYPE]`: what can be read, and the fields of a type."""

import json
from typing import Annotated

import typer

from intake.catalogue import type_row
from intake.cli import tables
from storage.errors import PermanentError
from storage.model.document_type import DocumentType


def types(
    type: Annotated[str | None, typer.Argument(metavar="[TYPE]", help="A type's code.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False,
) -> None:
    """What can be read: every type, or the fields of one."""
    chosen = [_known(type)] if type else list(DocumentType)
    rows = [type_row(one) for one in chosen]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        tables.show_types(rows, is_single=type is not None)


def _known(code: str) -> DocumentType:
    if code not in DocumentType.__members__.values():
        raise PermanentError("usage", f"There is no document type {code!r}.", "`claims types` lists them all.")
    return DocumentType(code)
