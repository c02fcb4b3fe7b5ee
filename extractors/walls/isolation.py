"""Reading in a child that can be killed: whatever a file does, it gets a named result and the next one is read.

Killed by the clock or for processor time: `took_too_long`. Killed for memory: `unsafe_content`. Crashed:
`damaged_file`. A missing or broken engine is no fault of the paper: `EngineUnavailable` is raised.

>>> with IsolatedReader(Limits.default()) as reader:
...     reader.read(b"", name="empty.jpg", file_number=1).reason.code
'empty_file'
"""

import hashlib
import logging
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extractors.errors import EngineUnavailable, refused
from extractors.formats import media
from extractors.limits import Limits
from extractors.walls.channel import ChannelBroken
from extractors.walls.child_process import ChildProcess, is_cpu_death, is_memory_death
from extractors.walls.deadlines import Watch
from extractors.walls.sandbox import Wall
from storage.model.reading import Reading, ReadingStatus
from storage.model.serial import reading_from_data

PADDLE = "extractors.ocr.paddle:PaddleEngine"
_POLL_SECONDS = 0.05
_log = logging.getLogger(__name__)


class _Lost(Exception):
    """The child is gone or was killed; `code` is the refusal that its file gets."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class IsolatedReader:
    """One child, started by the first file and renewed when it is lost. Not thread-safe.

    `engine` names what builds the OCR engine inside the child, as `module:name`.
    """

    def __init__(self, limits: Limits, engine: str = PADDLE) -> None:
        self.limits = limits
        self.walls: tuple[Wall, ...] = ()
        self.peak_bytes = 0
        self._engine = engine
        self._child: ChildProcess | None = None
        self._pages = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None

    def read(self, content: bytes | Path, *, name: str, file_number: int) -> Reading:
        """Raises `EngineUnavailable` when the machinery, not the paper, is at fault."""
        if isinstance(content, Path):
            content = content.read_bytes()
        if len(content) > self.limits.file_bytes:
            return _refused(content, name, "too_large", 0.0)
        if not content:
            return _refused(content, name, "empty_file", 0.0)
        watch = Watch(self.limits)
        try:
            answer, watch = self._ask({"order": "read", "name": name, "file_number": file_number}, content)
            return self._reading(answer, content, name, watch)
        except _Lost as lost:
            return _refused(content, name, lost.code, watch.seconds)

    def warm(self) -> None:
        """Loads the engine now, so that the first page need not wait. Raises `EngineUnavailable`."""
        try:
            self._ask({"order": "warm"}, b"")
        except _Lost as lost:
            raise _broken("The OCR engine did not load.") from lost

    def _ask(self, order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], Watch]:
        child = self._ready_child()
        child.allow_cpu(self.limits.cpu_seconds)
        watch = Watch(self.limits)
        self.peak_bytes = 0
        try:
            child.order(order, content)
            answer = self._follow(child, watch)
        except ChannelBroken:
            raise self._mourned(child, watch) from None
        if answer["event"] == "engine_unavailable":
            raise EngineUnavailable(str(answer["code"]), str(answer["message"]), str(answer["remedy"]))
        if self._pages >= self.limits.recycle_pages:
            self.close()
        return answer, watch

    def _follow(self, child: ChildProcess, watch: Watch) -> dict[str, Any]:
        """Waits for the answer, step by step."""
        while True:
            message = child.wait(_POLL_SECONDS)
            watch.see(child.cpu_seconds)
            self.peak_bytes = max(self.peak_bytes, child.resident_bytes)
            if self.peak_bytes > self.limits.memory_bytes:
                raise self._killed(child, watch, "unsafe_content")
            if message is None and watch.is_over:
                raise self._killed(child, watch, "took_too_long")
            if message is None:
                continue
            if message.get("event") != "step":
                return message
            watch.note(str(message.get("step")))
            self._pages += watch.step.endswith(" read")

    def _ready_child(self) -> ChildProcess:
        if self._child is not None and self._child.is_alive:
            return self._child
        self._forget()
        _place_weights()
        child = self._child = ChildProcess(self._engine, self.limits, _models())
        try:
            message = child.wait(self.limits.start_seconds)
        except ChannelBroken:
            message = None
        if message is None or message.get("event") != "ready":
            words = child.last_words()
            self._forget()
            raise _broken(f"The reader did not start. {words}".strip())
        self.walls = tuple(Wall(**wall) for wall in message["walls"])
        return child

    def _reading(self, answer: dict[str, Any], content: bytes, name: str, watch: Watch) -> Reading:
        if answer["event"] == "refused":
            if answer.get("is_surprise"):
                self._report("A file could not be read, for a reason nobody foresaw")
            return _refused(content, name, str(answer["code"]), watch.seconds)
        try:
            reading = reading_from_data(answer["reading"])
        except (LookupError, TypeError, ValueError, AttributeError):
            self._forget()
            return _refused(content, name, "damaged_file", watch.seconds)
        return replace(reading, file=name, sha256=hashlib.sha256(content).hexdigest())

    def _killed(self, child: ChildProcess, watch: Watch, code: str) -> Exception:
        self._report(f"The reader was killed ({code}) after {watch.seconds:.1f} s, last step {watch.step!r}")
        self._forget()
        return _broken("The OCR engine did not load in time.") if watch.is_engine_loading else _Lost(code)

    def _mourned(self, child: ChildProcess, watch: Watch) -> Exception:
        status = child.death()
        self._report(f"The reader died ({status}) after {watch.seconds:.1f} s, last step {watch.step!r}")
        self._forget()
        if watch.is_engine_loading:
            return _broken("The OCR engine died while it was loading.")
        if is_cpu_death(status):
            return _Lost("took_too_long")
        return _Lost("unsafe_content" if is_memory_death(status) else "damaged_file")

    def _report(self, what: str) -> None:
        """What happened, for whoever runs this; what the child said last, for whoever mends it."""
        _log.warning("%s.", what)
        if self._child is not None:
            _log.info("%s", self._child.last_words())

    def _forget(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None
        self._pages = 0


def _refused(content: bytes, name: str, code: str, seconds: float) -> Reading:
    return Reading(
        file=name,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=media.by_signature(content) or "application/octet-stream",
        status=ReadingStatus.REFUSED,
        reason=refused(code).refusal,
        seconds=round(seconds, 3),
    )


def _broken(what: str) -> EngineUnavailable:
    return EngineUnavailable("reader_failed", what, "Run `claims doctor`.")


def _models() -> Path:
    from extractors.ocr import weights

    return weights.default_folder()


def _place_weights() -> None:
    """Beforehand and outside the walls: the child may not write. What fails here fails again when needed."""
    import contextlib

    from extractors.ocr import weights

    with contextlib.suppress(EngineUnavailable, OSError):
        weights.prepare(weights.default_folder())
