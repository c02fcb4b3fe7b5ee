"""The day a claim is judged on: given, or today in Asia/Shanghai.

>>> parse("2026-11-22")
datetime.date(2026, 11, 22)
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import typer


def parse(text: str) -> date:
    """Raises a usage error where the text is no ISO date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it like 2026-11-22") from None


def today() -> date:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()
