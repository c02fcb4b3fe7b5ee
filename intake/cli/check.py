"""`claims check PATH… --claim-type T`: the whole job on files or folders, inline, down to the one message."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from intake.cli import day, tables
from intake.cli.progress import on_stderr
from storage.model.reading import Reading
from storage.model.serial import assessment_to_data, reading_to_data
from validators.claim_types import parse_claim_types
from validators.facts.load import Facts, load_facts
from validators.lists.checklist import load_checklist
from validators.tables.current import use_own
from validators.wording import check_locale
from workers.bootstrap import open_reader
from workers.files import expand
from workers.pipeline import Check, check_claim, read_paths
from workers.settings import Settings


def check(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Papers, or folders of papers.")],
    claim_type: Annotated[list[str], typer.Option("--claim-type", help="May be repeated or hold commas.")],
    facts: Annotated[Path | None, typer.Option("--facts", help="What is known: YAML or JSON.")] = None,
    locale: Annotated[str, typer.Option("--locale", help="The message's language.")] = "zh-CN",
    today: Annotated[str | None, typer.Option("--today", help="The day to judge on.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False,
) -> None:
    """Reads, validates, checks the list and prints the one message."""
    claim_types = parse_claim_types(claim_type)
    for one in claim_types:
        load_checklist(one)
    check_locale(locale)
    use_own(Settings.load().tables_folder)
    known = load_facts(facts) if facts else Facts()
    on = day.parse(today) if today else day.today()
    with open_reader() as reader:
        readings = list(read_paths(expand(paths), reader, today=on, progress=on_stderr()))
    result = check_claim(readings, claim_types=claim_types, facts=known, today=on, locale=locale)
    if as_json:
        print(json.dumps(to_data(result), ensure_ascii=False))
    else:
        tables.show_check(result.assessment, result.readings)
    raise typer.Exit(1 if any(map(_is_missing, readings)) else 0)


def to_data(result: Check) -> dict[str, Any]:
    """The contract's JSON object of `claims check`."""
    data = assessment_to_data(result.assessment)
    return {**data, "files": [reading_to_data(reading) for reading in result.readings]}


def _is_missing(reading: Reading) -> bool:
    return reading.reason is not None and reading.reason.code == "not_found"
