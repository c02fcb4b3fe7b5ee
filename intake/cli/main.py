"""`claims`: the command. Machine output goes to stdout, progress and problems to stderr.

Exit status: 0 done, 1 it could not be done, 2 wrong usage, 3 a check found faults.
"""

import sys

import typer

from intake.cli import check, checklists, doctor, evaluate, read, types
from storage.errors import ClaimsError

USAGE = "usage"
"""The code of every error that means: the command was called wrongly."""

app = typer.Typer(
    name="claims",
    help="Claim papers in, one plain message out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("read")(read.read)
app.command("check")(check.check)
app.command("evaluate")(evaluate.evaluate)
app.command("types")(types.types)
app.command("checklists")(checklists.checklists)
app.command("doctor")(doctor.doctor)


def main() -> None:
    """The door: an error of ours becomes a sentence and an exit status."""
    try:
        app()
    except ClaimsError as error:
        print(f"claims: {error.message} {error.remedy}", file=sys.stderr)
        sys.exit(2 if error.code == USAGE else 1)
    except BrokenPipeError:
        sys.exit(1)
