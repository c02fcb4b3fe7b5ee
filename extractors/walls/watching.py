"""A process at work for us, watched by its clock, its memory and its processor time.

What we end it for is `Ended`, with the refusal that the file gets.

>>> resident_bytes(os.getpid()) > 1_000_000, resident_bytes(0)
(True, 0)
"""

import contextlib
import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from extractors.limits import Limits
from extractors.walls.deadlines import Watch

_POLL_SECONDS = 0.05
Said = TypeVar("Said")


class Ended(Exception):
    """The process was ended for what its file did, or refused the file; `code` is the refusal that the file gets."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class Overrun(Ended):
    """It took more time or memory than a file may."""


class Vigil:
    """Over one order of one process, by its number."""

    def __init__(self, pid: int, limits: Limits) -> None:
        self.pid = pid
        self.watch = Watch(limits)
        self.peak_bytes = 0
        self.pages = 0
        self._limits = limits

    def note(self, step: str) -> None:
        """The process reports a step."""
        self.watch.note(step)
        self.pages += step.startswith("page ") and step.endswith(" read")

    def until(self, wait: Callable[[float], Said | None]) -> Said:
        """What the process says next, or that it has listened. Raises `Overrun` where it must be killed."""
        while True:
            said = wait(_POLL_SECONDS)
            self.watch.see(cpu_seconds(self.pid))
            self.peak_bytes = max(self.peak_bytes, resident_bytes(self.pid))
            if self.peak_bytes > self._limits.memory_bytes:
                raise Overrun("unsafe_content")
            if said is not None:
                return said
            if self.watch.is_over:
                raise Overrun("took_too_long")


def resident_bytes(pid: int) -> int:
    """0 where the process is gone."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * resource.getpagesize()
    return 0


def cpu_seconds(pid: int) -> float:
    """Processor time used until now, of all its threads; 0 where the process is gone."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return 0.0
