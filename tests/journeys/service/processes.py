"""Which processes a running `claims serve` has, and the ends that befall them.

>>> parent_of(os.getpid()) == os.getppid()
True
"""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

_PARTS = {"api": b"claims\0api", "worker": b"claims\0worker", "valkey": b"valkey-server"}
_READER = b"extractors.walls.child"


def until(is_so: Callable[[], object], seconds: float = 90.0, *, what: str | Callable[[], str] = "") -> None:
    """Waits for it, and fails when the time is up: the machine may have other things to do."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"not in {seconds:g} s: {what() if callable(what) else what}"
        time.sleep(0.05)


def parts_of(supervisor: int, name: str) -> list[int]:
    """The living `api`, `worker` or `valkey` processes of that `claims serve`."""
    return [pid for pid in children_of(supervisor) if _PARTS[name] in command_of(pid)]


def readers_of(worker: int) -> list[int]:
    """The worker's reader child: none while it starts or is renewed."""
    return [pid for pid in children_of(worker) if _READER in command_of(pid)]


def scratch_of(reader: int) -> Path | None:
    """The one folder that this reader may write to; None where it is gone."""
    try:
        lines = Path(f"/proc/{reader}/environ").read_bytes().split(b"\0")
    except OSError:
        return None
    return next((Path(os.fsdecode(line[7:])) for line in lines if line.startswith(b"TMPDIR=")), None)


def children_of(parent: int) -> list[int]:
    return [pid for pid in map(_number, Path("/proc").glob("[0-9]*")) if parent_of(pid) == parent]


def parent_of(pid: int) -> int | None:
    """None for a process that is gone, or dead and not yet buried."""
    fields = _stat(pid)
    return None if not fields or fields[0] in ("Z", "X") else int(fields[1])


def is_alive(pid: int) -> bool:
    """A process that was killed holds its sockets and files until its last thread is gone."""
    return parent_of(pid) is not None or len(list(Path(f"/proc/{pid}/task").glob("*"))) > 1


def is_waiting(pid: int) -> bool:
    """It sleeps and has used no processor for a moment."""
    before = _stat(pid)
    time.sleep(0.15)
    after = _stat(pid)
    return bool(before and after) and after[0] == "S" and before[11:13] == after[11:13]


def kill(pid: int) -> None:
    """SIGKILL, and the end of it awaited."""
    os.kill(pid, signal.SIGKILL)
    until(lambda: not is_alive(pid), 10)


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _stat(pid: int) -> list[str]:
    """What `/proc/PID/stat` says from the state on (proc(5), field 3)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []


def _number(process: Path) -> int:
    return int(process.name)
