"""`claims read FILE… [--json]`: reads files and shows the documents and fields in them."""

import json
from pathlib import Path
from typing import Annotated

import typer

from intake.cli import day, tables
from intake.cli.progress import on_stderr
from storage.model.reading import Reading
from storage.model.serial import reading_to_data
from workers.bootstrap import open_reader
from workers.pipeline import read_paths


def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Photos, PDF, OFD or invoice XML.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a file, one a line.")] = False,
) -> None:
    """Reads files and shows the documents and fields in them."""
    is_missing = False
    with open_reader() as reader:
        for reading in read_paths(files, reader, today=day.today(), progress=on_stderr()):
            _show(reading, as_json)
            is_missing |= reading.reason is not None and reading.reason.code == "not_found"
    raise typer.Exit(1 if is_missing else 0)


def _show(reading: Reading, as_json: bool) -> None:
    if as_json:
        print(json.dumps(reading_to_data(reading), ensure_ascii=False), flush=True)
    else:
        tables.show_reading(reading)
