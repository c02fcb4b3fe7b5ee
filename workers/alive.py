"""Whether a process that wrote down its place is still there: a worker that was killed gives nothing back.

A place is the machine (its boot and process namespace), the process id and the moment the process began, so that a
number that is used anew is not taken for the old process. Of a process on another machine nothing is known.

>>> is_gone(here())
False
>>> is_gone(here().rpartition(":")[0] + ":1"), is_gone("another-machine:1:1")
(True, False)
"""

import contextlib
import hashlib
import os
from pathlib import Path

_PROC = Path("/proc")
_BEGAN = 19
"""Where `/proc/PID/stat` has the start time, counted behind the name in brackets (proc(5), field 22)."""


def here() -> str:
    """The place of this process."""
    return f"{_machine()}:{os.getpid()}:{_began(os.getpid()) or 0}"


def is_gone(place: str) -> bool:
    """Whether that process certainly is no more."""
    machine, _, rest = place.partition(":")
    pid, _, began = rest.partition(":")
    if machine != _machine() or not (pid.isdigit() and began.isdigit()):
        return False
    return str(_began(int(pid))) != began


def _machine() -> str:
    """A digest, so that nothing of the machine is told."""
    told = b""
    with contextlib.suppress(OSError):
        told = (_PROC / "sys/kernel/random/boot_id").read_bytes()
    with contextlib.suppress(OSError):
        told += bytes((_PROC / "self/ns/pid").readlink())
    return hashlib.sha256(told).hexdigest()[:12]


def _began(pid: int) -> int | None:
    """In ticks since boot; None where there is no such process, or only what is left of it."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in ("Z", "X") else int(fields[_BEGAN])
