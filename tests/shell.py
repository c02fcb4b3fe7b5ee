"""Commands as a user would type them: with `.venv/bin` on the path, and a make of its own that is no part of ours."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.tree import ROOT

_PR_SET_PDEATHSIG = 1
_NOT_OURS = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, **(more or {})}


def run(line: str, folder: Path, more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs it to its end."""
    command = ["sh", "-c", line]
    return subprocess.run(
        command, cwd=folder, env=environment(more), capture_output=True, text=True, check=False
    )


class Started:
    """A command that goes on, with what it has said so far. It is told to stop when the tests end, however they do."""

    def __init__(self, line: str, folder: Path, said: Path, more: Mapping[str, str]) -> None:
        self._out, self._err = said.with_suffix(".out"), said.with_suffix(".err")
        with self._out.open("wb") as out, self._err.open("wb") as err:
            command = ["sh", "-c", f"exec {line}"]
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment(more),
                stdout=out,
                stderr=err,
                start_new_session=True,
                preexec_fn=_bound_to_us(),
            )

    @property
    def out(self) -> str:
        return self._out.read_text("utf-8")

    @property
    def err(self) -> str:
        return self._err.read_text("utf-8")

    def wait_until(self, is_so: Callable[[], bool], seconds: float) -> None:
        end = time.monotonic() + seconds
        while not is_so():
            assert self.process.poll() is None, f"ended with {self.process.returncode}: {self.err}"
            assert time.monotonic() < end, f"not within {seconds} s: {self.out}{self.err}"
            time.sleep(0.1)


def _bound_to_us() -> Callable[[], object]:
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def started(line: str, said: Path, more: Mapping[str, str], folder: Path = ROOT) -> Iterator[Started]:
    """Ended in any case when the block is left."""
    one = Started(line, folder, said, more)
    try:
        yield one
    finally:
        if one.process.poll() is None:
            one.process.send_signal(signal.SIGTERM)
            one.process.wait(60)


def installation(folder: Path) -> dict[str, str]:
    """Settings of an installation of the test's own: its data folder, and a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return {"CLAIMS_DATA": str(folder), "CLAIMS_PORT": str(port), "CLAIMS_HOST": "127.0.0.1"}


def is_listening(port: str) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", int(port))) == 0


def processes_of(settings: Mapping[str, str]) -> dict[int, str]:
    """Command lines of what runs with that data folder in its environment or on its command line, by pid."""
    mark, found = settings["CLAIMS_DATA"].encode(), dict[int, str]()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:
            continue
        if mark in told and int(process.name) != os.getpid():
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ")
            found[int(process.name)] = line.decode("utf-8", "replace")
    return found


def processor_seconds(pid: int) -> float:
    """Used by that process until now, and by those of its children that have ended."""
    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")
