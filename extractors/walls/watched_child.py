"""One reader child, watched while it works: an order goes out, and its answer comes back or it is known why not.

We end it for the clock, its memory or nonsense, and the kernel for the processor time it was given: `Ended`, with
the refusal that the file gets. A child that dies of anything else is lost: `ReaderLost`.

>>> WatchedChild(Limits.default(), "extractors.ocr.paddle:PaddleEngine").is_cancelled
False
"""

import contextlib
import logging
from collections.abc import Callable
from pathlib import Path

from extractors.errors import EngineUnavailable, ReaderLost
from extractors.limits import Limits
from extractors.walls.channel import ChannelBroken, Message
from extractors.walls.child_process import ChildProcess, is_cpu_death, is_memory_death
from extractors.walls.decoders import stopped
from extractors.walls.sandbox import Wall, tell_missing
from extractors.walls.watching import Ended, Overrun, Vigil

NextPage = Callable[[], tuple[Message, bytearray | None]]
_EVENTS = ("step", "warm", "reading", "refused", "next_page", "engine_unavailable")
_log = logging.getLogger(__name__)


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
        self._is_ready = False
        self._pages = 0

    def start(self) -> None:
        """Begins to start the child; the first order waits for it. Raises `ReaderLost` after `cancel`."""
        if self.is_cancelled:
            raise stopped()
        if self._child is None or not self._child.is_alive:
            self.forget()
            _place_weights()
            self._child = ChildProcess(self._engine, self.limits, _models(), self._threads)

    def ask(self, order: Message, next_page: NextPage | None = None) -> Message:
        """The answer. Raises `Ended`, `ReaderLost`, or `EngineUnavailable` when the machinery is at fault.

        `next_page` is asked for each page that the child wants; what it raises ends the order, not the child.
        """
        child = self._ready()
        child.allow_cpu(self.limits.cpu_seconds)
        vigil = Vigil(child.pid, self.limits)
        try:
            message = _Order(child, vigil, next_page).answer(order)
        except Overrun as over:
            raise self._killed(vigil, over.code) from None
        except ChannelBroken:
            raise self._mourned(child, vigil) from None
        finally:
            self.peak_bytes = vigil.peak_bytes
            self._pages += vigil.pages
        if message["event"] == "engine_unavailable":
            raise EngineUnavailable(*(str(message.get(part)) for part in ("code", "message", "remedy")))
        if self._pages >= self.limits.recycle_pages:
            self.close()
        return message

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
        self._pages, self._is_ready = 0, False

    def forget(self) -> None:
        """Kills the child; the next order starts another."""
        if self._child is not None:
            self._child.kill()
            self._child = None
        self._pages, self._is_ready = 0, False

    def report(self, what: str) -> None:
        """What happened, for whoever runs this; what the child said last, for whoever mends it."""
        _log.warning("%s.", what)
        if self._child is not None:
            _log.info("%s", self._child.last_words())

    def _ready(self) -> ChildProcess:
        self.start()
        child = self._child
        assert child is not None
        if self._is_ready:
            return child
        message = None
        with contextlib.suppress(ChannelBroken):  # whoever cancelled before the child was there did not stop it
            message = None if self.is_cancelled else child.wait(self.limits.start_seconds)
        if message is None or message.get("event") != "ready":
            words = child.last_words()
            self.forget()
            raise stopped() if self.is_cancelled else broken(f"The reader did not start. {words}".strip())
        walls = tuple(Wall(**wall) for wall in message["walls"])
        if not self.walls:
            tell_missing(walls)
        self.walls, self._is_ready = walls, True
        return child

    def _killed(self, vigil: Vigil, code: str) -> Exception:
        watch = vigil.watch
        self.report(f"The reader was killed ({code}) after {watch.seconds:.1f} s, last step {watch.step!r}")
        self.forget()
        return broken("The OCR engine did not load in time.") if watch.is_engine_loading else Ended(code)

    def _mourned(self, child: ChildProcess, vigil: Vigil) -> Exception:
        status, watch = child.death(), vigil.watch
        self.report(f"The reader died ({status}) after {watch.seconds:.1f} s, last step {watch.step!r}")
        self.forget()
        if self.is_cancelled:
            return stopped()
        if watch.is_engine_loading:
            return broken("The OCR engine died while it was loading.")
        if status is None:
            return Ended("unsafe_content")
        if is_cpu_death(status):
            return Ended("took_too_long")
        return ReaderLost("unsafe_content" if is_memory_death(status) else "damaged_file")


class _Order:
    """One order and all that is said until its answer."""

    def __init__(self, child: ChildProcess, vigil: Vigil, next_page: NextPage | None) -> None:
        self._child = child
        self._vigil = vigil
        self._next_page = next_page
        self._excuse: Exception | None = None

    def answer(self, order: Message) -> Message:
        self._child.begin_order()
        self._tell(order)
        while True:
            message = self._vigil.until(self._child.wait)
            match message.get("event"):
                case "step":
                    self._vigil.note(str(message.get("step")))
                case "next_page":
                    self._turn_page()
                case event if event in _EVENTS:
                    break
                case _:
                    raise ChannelBroken("a message that is none of ours")
        if self._excuse is not None:
            raise self._excuse
        return message

    def _turn_page(self) -> None:
        """Where there is none to be had, the child is told that its order is off, and its answer is no longer asked."""
        if self._next_page is None or self._excuse is not None:
            raise ChannelBroken("a page that nobody has")
        message: Message = {"event": "off"}
        pixels = None
        try:
            message, pixels = self._next_page()
        except (Ended, ReaderLost) as error:
            self._excuse = error
        self._vigil.note(f"page {message.get('number', 0)} decoded")
        self._tell(message, pixels)

    def _tell(self, message: Message, content: bytearray | None = None) -> None:
        self._child.put(message, content)
        self._vigil.until(self._child.push)


def broken(what: str) -> EngineUnavailable:
    return EngineUnavailable("reader_failed", what, "Run `claims doctor`.")


def _models() -> Path:
    from extractors.ocr import weights

    return weights.default_folder()


def _place_weights() -> None:
    """Beforehand and outside the walls: the child may not write. What fails here fails again when needed."""
    from extractors.ocr import weights

    with contextlib.suppress(EngineUnavailable, OSError):
        weights.prepare(weights.default_folder())
