"""The parent's grip on a reader child: start, speak, measure, kill.

The child gets a clean environment and a scratch folder of its own, which goes with it.

>>> is_cpu_death(-signal.SIGXCPU), is_memory_death(-signal.SIGSEGV)
(True, False)
"""

import contextlib
import os
import resource
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extractors.limits import Limits
from extractors.walls.channel import Inbox, Outbox, send, widen
from extractors.walls.scratch import Scratch
from extractors.walls.watching import cpu_seconds

ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from extractors.walls.child import main; main()"
_KEPT = ("CLAIMS_MODELS", "LD_LIBRARY_PATH", "TZ", "OMP_NUM_THREADS", "PATH")
_TAIL = 4000
_GRACE_SECONDS = 2.0


class ChildProcess:
    """Starts on construction; `wait` must first yield the message `ready`.

    `threads` is how many the engine may use; None leaves it to the engine.
    """

    def __init__(self, engine: str, limits: Limits, models: Path, threads: int | None = None) -> None:
        self._scratch = Scratch()
        scratch = self._scratch.path
        self._chatter = (scratch / "stderr.log").open("a+b")
        self._chatter_before = 0
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._chatter,
            env=_environment(scratch, threads),
            cwd=scratch,
            bufsize=0,
        )
        assert self._process.stdin and self._process.stdout
        inward, outward = self._process.stdout.fileno(), self._process.stdin.fileno()
        self._inbox = Inbox(inward)
        widen(outward)
        with contextlib.suppress(OSError):  # it is gone already: `wait` will say so
            send(outward, {**_start_message(engine, limits, models, scratch), "threads": threads})
        self._outbox = Outbox(outward)

    @property
    def pid(self) -> int:
        return self._process.pid

    def put(self, message: dict[str, Any], content: bytes | bytearray | None = None) -> None:
        """A message for the child, with the frame that follows it; `push` sends it."""
        self._outbox.put_message(message)
        if content is not None:
            self._outbox.put(content)

    def push(self, seconds: float) -> bool | None:
        """True when the child has taken everything, None when the time is up. Raises `ChannelBroken`."""
        return self._outbox.push(seconds)

    def wait(self, seconds: float) -> dict[str, Any] | None:
        """The child's next message, or None when the time is up. Raises `ChannelBroken`."""
        return self._inbox.wait(seconds)

    def begin_order(self) -> None:
        """What it says on standard error from now on belongs to the next order."""
        self._chatter_before = self._chatter_end()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def allow_cpu(self, seconds: float) -> None:
        """From now on the child may use so much processor time; beyond it the kernel ends it."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            most = int(cpu_seconds(self.pid) + seconds) + 1
            hard = resource.prlimit(self._process.pid, resource.RLIMIT_CPU)[1]
            resource.prlimit(self._process.pid, resource.RLIMIT_CPU, (most, hard))

    def death(self) -> int | None:
        """How a child that fell silent ended: the negative number of the signal, or its status; None: it lives."""
        try:
            return self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            return None

    def last_words(self) -> str:
        """The end of what the child wrote on standard error since its last order."""
        with contextlib.suppress(OSError, ValueError):
            self._chatter.seek(max(self._chatter_before, self._chatter_end() - _TAIL))
            return self._chatter.read().decode("utf-8", errors="replace")
        return ""

    def stop(self) -> None:
        """Ends it without waiting. The only call that may come from another thread."""
        self._process.kill()

    def kill(self) -> None:
        self._process.kill()
        self._free()

    def close(self) -> None:
        """Lets an idle child go."""
        assert self._process.stdin
        self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE_SECONDS)
        self.kill()

    def _free(self) -> None:
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._chatter):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._scratch.remove()

    def _chatter_end(self) -> int:
        return self._chatter.seek(0, os.SEEK_END)


def packages_for(spec: str) -> list[str]:
    """The folders that a process of ours may import from; `spec` names what it runs, as `module:name`."""
    return [str(ROOT / name) for name in dict.fromkeys(("extractors", "storage", spec.partition(".")[0]))]


def is_cpu_death(status: int) -> bool:
    return status == -signal.SIGXCPU


def is_memory_death(status: int) -> bool:
    """Killed, and not by us: the kernel had no memory left."""
    return status == -signal.SIGKILL


def _environment(scratch: Path, threads: int | None) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        **kept,
        **({} if threads is None else {"OMP_NUM_THREADS": str(threads)}),
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "PADDLE_PDX_CACHE_HOME": str(scratch / "paddlex"),
        "LC_ALL": "C.UTF-8",
    }


def _start_message(engine: str, limits: Limits, models: Path, scratch: Path) -> dict[str, Any]:
    return {
        "engine": engine,
        "limits": asdict(limits),
        "packages": packages_for(engine),
        "models": str(models),
        "scratch": str(scratch),
    }
