"""What a person sees on stderr while papers are read.

>>> describe("bill.jpg", 2, 5)
'[2/5] bill.jpg'
"""

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workers.pipeline import Progress


def describe(name: str, number: int, count: int) -> str:
    return f"[{number}/{count}] {name}"


def on_stderr() -> "Progress":
    """Says which file is being read, with the seconds since the start."""
    started = time.monotonic()

    def say(name: str, number: int, count: int) -> None:
        print(
            f"{time.monotonic() - started:6.1f}s  {describe(name, number, count)}", file=sys.stderr, flush=True
        )

    return say


def note(text: str) -> None:
    """One line of progress."""
    print(text, file=sys.stderr, flush=True)
