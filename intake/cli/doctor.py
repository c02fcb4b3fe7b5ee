"""`claims doctor`: says what is missing before it is needed, and exactly how to get it.

>>> line(Check("fonts", False, "missing: fonts-noto-cjk", "Run `make system`.", is_required=False))
'warning  fonts: missing: fonts-noto-cjk\\n         Run `make system`.'
>>> line(Check("Python 3.11", True, "cpython 3.11.2"))
'ok       Python 3.11: cpython 3.11.2'
"""

from collections.abc import Sequence

import typer

from intake.health import Check, all_checks

FOUND_FAULTS = 3


def doctor() -> None:
    """Says what is missing, and how to get it. Exit status 3 when something needed is."""
    checks = all_checks()
    for check in checks:
        typer.echo(line(check))
    raise typer.Exit(exit_status(checks))


def exit_status(checks: Sequence[Check]) -> int:
    return FOUND_FAULTS if any(check.is_fault for check in checks) else 0


def line(check: Check) -> str:
    word = "ok" if check.is_ok else "missing" if check.is_required else "warning"
    said = f"{word:<8} {check.name}: {check.detail}"
    return f"{said}\n         {check.remedy}" if check.remedy else said
