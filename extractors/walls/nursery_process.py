"""The parent's grip on the nursery: start it, have a decoder born, learn how it ended.

>>> NurseryProcess.START_MODULE
'extractors.walls.nursery'
"""

import contextlib
import json
import os
import select
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
    """Starts on construction; `wait` must first yield the message `ready`. A decoder may be expected before that."""

    START_MODULE = "extractors.walls.nursery"

    def __init__(self, limits: Limits, decode: str, fonts: Sequence[Path]) -> None:
        start = f"import sys; sys.path.insert(0, sys.argv[1]); from {self.START_MODULE} import main; main()"
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._chatter = os.fdopen(os.memfd_create("nursery"), "r+b")
        self._expected: tuple[int, int] | None = None
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

    def expect(self) -> None:
        """Orders the next decoder, to be there when its file comes; the one before must be ended.

        Raises `ChannelBroken` where the nursery is gone.
        """
        inward, theirs_outward = os.pipe()
        theirs_inward, outward = os.pipe()
        self._expected = (inward, outward)
        try:
            widen(inward)
            widen(outward)
            socket.send_fds(self._control, [b"bear"], [theirs_inward, theirs_outward])
        except OSError:
            self._forget_expected()
            raise ChannelBroken("the nursery is gone") from None
        finally:
            os.close(theirs_inward)
            os.close(theirs_outward)

    def bear(self) -> Born:
        """The decoder that is expected, else a fresh one. Raises `ChannelBroken` where none can be had."""
        born = self._expected_one()
        if born is not None and _has_hung_up(born.inward):
            born.end()
            born = None
        if born is None:
            self.expect()
            born = self._expected_one()
        if born is None:
            raise ChannelBroken("no decoder could be forked")
        return born

    def _expected_one(self) -> Born | None:
        if self._expected is None:
            return None
        answer = self.wait(_ANSWER_SECONDS)
        if answer is None:
            raise ChannelBroken("the nursery does not answer")
        if not isinstance(answer.get("pid"), int):
            self._forget_expected()
            return None
        born = Born(answer["pid"], *self._expected)
        self._expected = None
        return born

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
        self._forget_expected()
        self._process.kill()
        self._process.wait()
        self._control.close()
        self._chatter.close()

    def _forget_expected(self) -> None:
        for end in self._expected or ():
            os.close(end)
        self._expected = None


def _has_hung_up(end: int) -> bool:
    poll = select.poll()
    poll.register(end, select.POLLIN)
    return any(event & select.POLLHUP for _, event in poll.poll(0))


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **_ONE_THREAD, "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"}
