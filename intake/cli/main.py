"""`claims`: the command. Machine output goes to stdout, progress and problems to stderr.

Exit status: 0 done, 1 it could not be done, 2 wrong usage, 3 a check found faults.
"""

import sys

import typer

from intake.cli.on_demand import OnDemand
from storage.errors import ClaimsError

USAGE = "usage"
"""The code of every error that means: the command was called wrongly."""

app = typer.Typer(
    name="claims",
    cls=OnDemand,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def claims() -> None:
    """Claim papers in, one plain message out."""


def main() -> None:
    """The door: an error of ours becomes a sentence and an exit status."""
    try:
        app()
    except ClaimsError as error:
        print(f"claims: {error.message} {error.remedy}", file=sys.stderr)
        sys.exit(2 if error.code == USAGE else 1)
    except BrokenPipeError:
        sys.exit(1)


if __name__ == "__main__":
    main()
