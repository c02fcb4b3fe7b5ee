"""The thread that owns the reader child: it loads the engine before the first file comes, and again when it would not.

Only this thread speaks to the child. Whoever has a file to read waits for its answer; `stop` ends what is under way.

>>> from extractors.walls.isolation import IsolatedReader
>>> from extractors.limits import Limits
>>> thread = ReaderThread(IsolatedReader(Limits.default()), Vitals())
>>> thread.start(), thread.stop()
(None, None)
>>> thread.attempt(b"a paper", name="bill.jpg", file_number=1)
Traceback (most recent call last):
    ...
extractors.errors.ReaderLost: The reader was stopped. ...
"""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import structlog

from extractors.errors import EngineUnavailable, ReaderLost
from extractors.formats.members import Unpacked
from storage.model.reading import Reading
from workers.vitals import Vitals

_log = structlog.get_logger()


class OwnedReader(Protocol):
    """What the thread owns: see `extractors.walls.isolation`."""

    def attempt(self, content: bytes, *, name: str, file_number: int) -> Reading: ...
    def unpack(self, content: bytes) -> Unpacked | None: ...
    def warm(self) -> None: ...
    def cancel(self) -> None: ...
    def close(self) -> None: ...


Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class _Order:
    do: Callable[[], Any]
    answer: "Future[Any]" = field(default_factory=Future)


class ReaderThread(threading.Thread):
    """Reads one file at a time."""

    def __init__(self, reader: OwnedReader, vitals: Vitals) -> None:
        super().__init__(name="reader", daemon=True)
        self._reader = reader
        self._vitals = vitals
        self._orders: queue.Queue[_Order | None] = queue.Queue()
        self._warm_at: float | None = 0.0

    def attempt(self, content: bytes, *, name: str, file_number: int) -> Reading:
        """From any thread. Raises `EngineUnavailable`, `ReaderLost`."""
        return self._asked(lambda: self._reader.attempt(content, name=name, file_number=file_number))

    def unpack(self, content: bytes) -> Unpacked | None:
        """From any thread. Raises `RefusedFile`, `EngineUnavailable`, `ReaderLost`."""
        return self._asked(lambda: self._reader.unpack(content))

    def stop(self) -> None:
        """For good: what is being read ends with `ReaderLost`, and so does what waits."""
        self._vitals.is_stopping = True
        self._reader.cancel()
        self._orders.put(None)

    def run(self) -> None:
        while True:
            try:
                order = self._orders.get(timeout=self._until_warming())
            except queue.Empty:
                self._warm()
                continue
            if order is None:
                self._reader.close()
            else:
                self._do(order)

    def _asked(self, do: Callable[[], Asked]) -> Asked:
        order = _Order(do)
        self._orders.put(order)
        answer: Asked = order.answer.result()
        return answer

    def _do(self, order: _Order) -> None:
        try:
            order.answer.set_result(order.do())
        except BaseException as error:  # the door: whoever waits gets it
            if isinstance(error, EngineUnavailable) and self._warm_at is None:
                self._warm_later()
            order.answer.set_exception(error)

    def _until_warming(self) -> float | None:
        return None if self._warm_at is None else max(0.0, self._warm_at - time.monotonic())

    def _warm_later(self) -> None:
        self._warm_at = time.monotonic() + self._vitals.engine_pause

    def _warm(self) -> None:
        self._warm_at = None
        try:
            self._reader.warm()
        except (EngineUnavailable, ReaderLost) as error:
            if not self._vitals.is_stopping:
                wait = self._vitals.engine_failed(error.code)
                _log.error("engine.unavailable", code=error.code, wait=wait)
                self._warm_later()
            return
        self._vitals.engine_works()
        if not self._vitals.is_stopping:
            _log.info("engine.ready")
