"""One child process of the supervisor: bound to its parent's life, in a process group of its own, ended without leftovers.

>>> how_it_ended(-signal.SIGKILL), how_it_ended(3)
('was killed by SIGKILL', 'ended with status 3')
"""

import contextlib
import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
_MOST_LOG_BYTES = 20_000_000
_LAST_WORDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """What to run and how to know that it is up.

    `waits_for` says what is still missing until the child is ready, and nothing when it is. `on_ready` is called the
    first time that it is. `grace` is the seconds it gets to stop. Where there is a `log`, its stderr is appended there,
    else it goes to ours, and so does its stdout. A child with `on_end` is run once: its stdout is ours, and `on_end` is
    told its exit status.
    """

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    waits_for: Callable[[], str] | None = None
    on_ready: Callable[[], None] | None = None
    on_end: Callable[[int], None] | None = None
    grace: float = 5.0
    log: Path | None = None


class Running:
    """A child that was started. Raises `OSError` where it cannot be."""

    def __init__(self, child: Child) -> None:
        self.child = child
        with contextlib.ExitStack() as files:
            self._process = subprocess.Popen(
                child.argv,
                env=dict(child.env),
                stdin=subprocess.DEVNULL,
                stdout=None if child.on_end else sys.stderr.fileno(),
                stderr=_log(child.log, files),
                process_group=0,
                preexec_fn=_bound_to(os.getpid()),
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def has_ended(self) -> bool:
        """Whether it is gone. What it left running in its group is killed before its number can be used anew."""
        if self._process.returncode is not None:
            return True
        if os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return False
        self.kill()
        self._process.wait()
        return True

    @property
    def status(self) -> int:
        """Of a child that has ended: its exit status, or minus the signal that killed it."""
        return int(self._process.returncode)

    def ask_to_stop(self) -> None:
        """SIGTERM to the child alone: what it started is its own to stop."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL to the child and to all it started."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)

    def shorten_log(self) -> None:
        """A log that has grown too long starts anew; one old part is kept beside it."""
        log = self.child.log
        if log and log.exists() and log.stat().st_size > _MOST_LOG_BYTES:
            shutil.copyfile(log, log.with_suffix(".old.log"))
            os.truncate(log, 0)

    def last_words(self) -> str:
        """The last line of its log, or the error that a line of JSON names; shortened, and empty without a log."""
        log = self.child.log
        if log is None or not log.exists():
            return ""
        with log.open("rb") as stream:
            stream.seek(max(0, log.stat().st_size - 10 * _LAST_WORDS))
            lines = stream.read().decode("utf-8", "replace").strip().splitlines()
        return in_words(lines[-1])[:_LAST_WORDS] if lines else ""


def how_it_ended(status: int) -> str:
    """An exit status in words."""
    return f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"


def in_words(line: str) -> str:
    """A line of a log for a person.

    >>> in_words('{"event": "process.broke", "error": "builtins.KeyError"}'), in_words("claims: There is no key.")
    ('builtins.KeyError', 'claims: There is no key.')
    """
    try:
        told = json.loads(line)
    except ValueError:
        return line
    return str(told.get("error") or told.get("event") or line) if isinstance(told, dict) else line


def _log(log: Path | None, files: contextlib.ExitStack) -> IO[bytes] | int:
    if log is None:
        return sys.stderr.fileno()
    opened = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return files.enter_context(os.fdopen(opened, "ab"))


def _bound_to(parent: int) -> Callable[[], None]:
    """What the child does before it becomes its program: asks for SIGTERM at its parent's end, hears all signals, and
    makes files for its own user only."""
    prctl = ctypes.CDLL(None).prctl

    def bind() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        os.umask(0o077)
        if os.getppid() != parent:
            os._exit(1)

    return bind
