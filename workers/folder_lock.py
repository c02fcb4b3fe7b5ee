"""One `claims serve` a data folder: the lock that says so, who holds it, and how the holder is asked to end.

The lock is the kernel's (a POSIX record lock, `fcntl(2)`): it ends with its process however that ends, and the kernel knows
whose it is, so no stale pid is ever believed.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder, held(Path(folder)):
...     holder(Path(folder)) is None  # our own lock does not stand in our way
True
"""

import contextlib
import fcntl
import os
import select
import signal
import struct
from collections.abc import Iterator
from pathlib import Path

from storage.errors import PermanentError

NAME = "serve.lock"
_FLOCK = struct.Struct("@hhqqi")


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds the lock of that folder. Raises `PermanentError` (`already_running`) where another process has it."""
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise PermanentError(
            "already_running",
            f"Another `claims serve` (process {holder(folder)}) already works on {folder}.",
            "Stop it with `claims stop`, or set CLAIMS_DATA to another folder.",
        ) from None
    try:
        yield
    finally:
        os.close(descriptor)


def holder(folder: Path) -> int | None:
    """The process that holds the lock, as the kernel says; None where no other one does."""
    try:
        descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        asked = _FLOCK.pack(fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
        kind, _, _, _, pid = _FLOCK.unpack(fcntl.fcntl(descriptor, fcntl.F_GETLK, asked))
    finally:
        os.close(descriptor)
    return None if kind == fcntl.F_UNLCK else int(pid)


def stop_holder(folder: Path, *, seconds: float) -> int | None:
    """Sends SIGTERM to the process that holds the lock and waits for its end; answers which one that was.

    Raises `PermanentError`: `not_ours` where the process is another user's or out of sight, `still_running` where it
    has not ended in time.
    """
    pid = holder(folder)
    if pid is None:
        return None
    try:
        process = os.pidfd_open(pid)
    except (OSError, ValueError):
        raise PermanentError(
            "not_ours", f"Process {pid} cannot be reached from here.", "Stop it where it was started."
        ) from None
    try:
        if holder(folder) == pid:
            signal.pidfd_send_signal(process, signal.SIGTERM)
        if not select.select([process], [], [], seconds)[0]:
            raise PermanentError("still_running", f"Process {pid} has not ended yet.", "Try again in a moment.")
    except PermissionError:
        raise PermanentError("not_ours", f"Process {pid} is another user's.", "Stop it as that user.") from None
    finally:
        os.close(process)
    return pid
