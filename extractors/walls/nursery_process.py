"""The parent's grip on the nursery: start it, have a decoder born, learn how it ended.

>>> NurseryProcess.START_MODULE
'extractors.walls.nursery'
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractors.limits import Limits
from extractors.walls.channel import ChannelBroken, widen
from extractors.walls.child_process import ROOT, packages_for

_KEPT = ("LD_LIBRARY_PATH", "TZ", "PATH")
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_ANSWER_SECONDS = 10.0
_GRACE_SECONDS = 1.0
_MOST = 65_536
_TAIL = 4_000


@dataclass(frozen=True, slots=True)
class Born:
    """A decoder: its number, and the parent's ends of its two pipes. Its number stays its own until it is buried."""

    pid: int
    inward: int
    outward: int

    def end(self) -> None:
        """Kills it and closes the pipes. Once."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        for end in (self.inward, self.outward):
            os.close(end)


class NurseryProcess:
    """Starts on construction; `wait` must first yield the message `ready`."""

    START_MODULE = "extractors.walls.nursery"

    def __init__(self, limits: Limits, decode: str, fonts: Sequence[Path]) -> None:
        start = f"import sys; sys.path.insert(0, sys.argv[1]); from {self.START_MODULE} import main; main()"
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._chatter = os.fdopen(os.memfd_create("nursery"), "r+b")
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-B", "-X", "utf8", "-c", start, str(ROOT)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=self._chatter,
                env=_environment(),
                cwd="/",
            )
        message = {
            "limits": asdict(limits),
            "decode": decode,
            "packages": packages_for(decode),
            "fonts": [str(font) for font in fonts],
        }
        with contextlib.suppress(OSError):  # it is gone already: `wait` will say so
            self._control.send(json.dumps(message).encode())

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def wait(self, seconds: float) -> dict[str, Any] | None:
        """The nursery's next word, or None when the time is up. Raises `ChannelBroken`."""
        self._control.settimeout(seconds)
        try:
            said = self._control.recv(_MOST)
        except TimeoutError:
            return None
        except OSError:
            raise ChannelBroken("the nursery is gone") from None
        if not said:
            raise ChannelBroken("the nursery is gone")
        answer: dict[str, Any] = json.loads(said)
        return answer

    def bear(self) -> Born:
        """A fresh decoder; the one before must be ended. Raises `ChannelBroken` where none can be had."""
        inward, theirs_outward = os.pipe()
        theirs_inward, outward = os.pipe()
        try:
            widen(inward)
            widen(outward)
            answer = self._asked(b"bear", [theirs_inward, theirs_outward])
        except ChannelBroken:
            os.close(inward)
            os.close(outward)
            raise
        finally:
            os.close(theirs_inward)
            os.close(theirs_outward)
        if not isinstance(answer.get("pid"), int):
            os.close(inward)
            os.close(outward)
            raise ChannelBroken("no decoder could be forked")
        return Born(answer["pid"], inward, outward)

    def death_of(self, born: Born) -> int | None:
        """How a decoder that fell silent ended: the negative number of the signal, or its status; None: it lived on."""
        with contextlib.suppress(OSError):
            self._control.send(b"bury")
        answer = self.wait(_GRACE_SECONDS)
        if answer is not None:
            return answer["status"]  # type: ignore[no-any-return]
        with contextlib.suppress(ProcessLookupError):
            os.kill(born.pid, signal.SIGKILL)
        self.wait(_ANSWER_SECONDS)
        return None

    def last_words(self) -> str:
        """The end of what the nursery wrote on standard error."""
        size = self._chatter.seek(0, os.SEEK_END)
        self._chatter.seek(max(0, size - _TAIL))
        return self._chatter.read().decode("utf-8", errors="replace")

    def stop(self) -> None:
        """Ends it without waiting, and with it its decoder. The only call that may come from another thread."""
        self._process.kill()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._control.close()
        self._chatter.close()

    def _asked(self, order: bytes, ends: list[int]) -> dict[str, Any]:
        try:
            socket.send_fds(self._control, [order], ends)
        except OSError:
            raise ChannelBroken("the nursery is gone") from None
        answer = self.wait(_ANSWER_SECONDS)
        if answer is None:
            raise ChannelBroken("the nursery does not answer")
        return answer


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **_ONE_THREAD, "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"}
