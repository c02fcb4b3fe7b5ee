"""One reader child, watched while it works: an order goes out, and its answer comes back or it is known why not.

We end it for the clock, its memory or nonsense, and the kernel for the processor time it was given: `Ended`, with
the refusal that the file gets. A child that dies of anything else is lost: `ReaderLost`.

>>> WatchedChild(Limits.default(), "extractors.ocr.paddle:PaddleEngine").is_cancelled
False
"""

import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from extractors.errors import EngineUnavailable, ReaderLost
from extractors.limits import Limits
from extractors.walls.channel import ChannelBroken
from extractors.walls.child_process import ChildProcess, is_cpu_death, is_memory_death
from extractors.walls.deadlines import Watch
from extractors.walls.sandbox import Wall

_POLL_SECONDS = 0.05
_EVENTS = ("step", "warm", "reading", "picture", "refused", "no_such_page", "engine_unavailable")
_log = logging.getLogger(__name__)
Said = TypeVar("Said")


class Ended(Exception):
    """The child was ended for what its file did; `code` is the refusal that the file gets."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    """What the child said in the end, after so many seconds of wall clock; the bytes that follow a picture."""

    message: dict[str, Any]
    seconds: float
    content: bytes = b""


class WatchedChild:
    """Started by the first order, renewed when it is lost. One order at a time; only `cancel` is for other threads."""

    def __init__(self, limits: Limits, engine: str, threads: int | None = None) -> None:
        self.limits = limits
        self.walls: tuple[Wall, ...] = ()
        self.peak_bytes = 0
        self.is_cancelled = False
        self._engine = engine
        self._threads = threads
        self._child: ChildProcess | None = None
        self._pages = 0

    def ask(self, order: dict[str, Any], content: bytes = b"", *, most: int = 0) -> Answer:
        """Raises `Ended`, `ReaderLost`, or `EngineUnavailable` when the machinery is at fault.

        `most`: how many bytes a picture may have.
        """
        child = self._ready()
        child.allow_cpu(self.limits.cpu_seconds)
        watch = Watch(self.limits)
        self.peak_bytes = 0
        try:
            child.order(order, content)
            message = self._follow(child, watch)
            picture = self._picture(child, watch, most) if message["event"] == "picture" else b""
        except ChannelBroken:
            raise self._mourned(child, watch) from None
        if message["event"] == "engine_unavailable":
            raise EngineUnavailable(*(str(message.get(part)) for part in ("code", "message", "remedy")))
        if self._pages >= self.limits.recycle_pages:
            self.close()
        return Answer(message, watch.seconds, picture)

    def cancel(self) -> None:
        """For good, and from any thread: what is under way and every later order ends with `ReaderLost`."""
        self.is_cancelled = True
        child = self._child
        if child is not None:
            child.stop()

    def close(self) -> None:
        """Lets an idle child go."""
        if self._child is not None:
            self._child.close()
            self._child = None
        self._pages = 0

    def forget(self) -> None:
        """Kills the child; the next order starts another."""
        if self._child is not None:
            self._child.kill()
            self._child = None
        self._pages = 0

    def report(self, what: str) -> None:
        """What happened, for whoever runs this; what the child said last, for whoever mends it."""
        _log.warning("%s.", what)
        if self._child is not None:
            _log.info("%s", self._child.last_words())

    def _follow(self, child: ChildProcess, watch: Watch) -> dict[str, Any]:
        """Waits for the answer, step by step."""
        while True:
            message = self._said(child, watch, child.wait)
            if message.get("event") not in _EVENTS:
                raise ChannelBroken("a message that is none of ours")
            if message["event"] != "step":
                return message
            watch.note(str(message.get("step")))
            self._pages += watch.step.endswith(" read")

    def _picture(self, child: ChildProcess, watch: Watch, most: int) -> bytes:
        self._pages += 1
        return self._said(child, watch, lambda seconds: child.wait_bytes(seconds, most))

    def _said(self, child: ChildProcess, watch: Watch, wait: Callable[[float], Said | None]) -> Said:
        """What the child says next, with an eye on its clock and its memory."""
        while True:
            said = wait(_POLL_SECONDS)
            watch.see(child.cpu_seconds)
            self.peak_bytes = max(self.peak_bytes, child.resident_bytes)
            if self.peak_bytes > self.limits.memory_bytes:
                raise self._killed(watch, "unsafe_content")
            if said is not None:
                return said
            if watch.is_over:
                raise self._killed(watch, "took_too_long")

    def _ready(self) -> ChildProcess:
        if self.is_cancelled:
            raise _stopped()
        if self._child is not None and self._child.is_alive:
            return self._child
        self.forget()
        _place_weights()
        child = self._child = ChildProcess(self._engine, self.limits, _models(), self._threads)
        message = None
        with contextlib.suppress(ChannelBroken):  # whoever cancelled before the child was there did not stop it
            message = None if self.is_cancelled else child.wait(self.limits.start_seconds)
        if message is None or message.get("event") != "ready":
            words = child.last_words()
            self.forget()
            raise _stopped() if self.is_cancelled else broken(f"The reader did not start. {words}".strip())
        self.walls = tuple(Wall(**wall) for wall in message["walls"])
        return child

    def _killed(self, watch: Watch, code: str) -> Exception:
        self.report(f"The reader was killed ({code}) after {watch.seconds:.1f} s, last step {watch.step!r}")
        self.forget()
        return broken("The OCR engine did not load in time.") if watch.is_engine_loading else Ended(code)

    def _mourned(self, child: ChildProcess, watch: Watch) -> Exception:
        status = child.death()
        self.report(f"The reader died ({status}) after {watch.seconds:.1f} s, last step {watch.step!r}")
        self.forget()
        if self.is_cancelled:
            return _stopped()
        if watch.is_engine_loading:
            return broken("The OCR engine died while it was loading.")
        if status is None:
            return Ended("unsafe_content")
        if is_cpu_death(status):
            return Ended("took_too_long")
        return ReaderLost("unsafe_content" if is_memory_death(status) else "damaged_file")


def broken(what: str) -> EngineUnavailable:
    return EngineUnavailable("reader_failed", what, "Run `claims doctor`.")


def _stopped() -> ReaderLost:
    return ReaderLost("took_too_long", "The reader was stopped.")


def _models() -> Path:
    from extractors.ocr import weights

    return weights.default_folder()


def _place_weights() -> None:
    """Beforehand and outside the walls: the child may not write. What fails here fails again when needed."""
    from extractors.ocr import weights

    with contextlib.suppress(EngineUnavailable, OSError):
        weights.prepare(weights.default_folder())
