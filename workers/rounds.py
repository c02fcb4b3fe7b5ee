"""A thread that does the same work again and again, and keeps trying with pauses that grow while it cannot.

>>> done = []
>>> rounds = Rounds("relay", work=lambda: done.append("a round"), pause_of=lambda result: 60.0)
>>> rounds.start(), rounds.stop()
(None, None)
>>> done, rounds.is_alive()
(['a round'], False)
"""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import structlog

from storage.errors import ClaimsError

Result = TypeVar("Result")
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 10.0
_log = structlog.get_logger()


class Rounds(threading.Thread, Generic[Result]):
    """`pause_of` turns what a round came to into the seconds until the next one."""

    def __init__(self, name: str, work: Callable[[], Result], pause_of: Callable[[Result], float]) -> None:
        super().__init__(name=name, daemon=True)
        self._work = work
        self._pause_of = pause_of
        self._is_over = threading.Event()
        self._failures = 0
        self._said: str | None = None

    def run(self) -> None:
        while not self._is_over.wait(self._round()):
            pass

    def stop(self) -> None:
        """Waits for the round under way, a few seconds at most."""
        self._is_over.set()
        self.join(timeout=5.0)

    def _round(self) -> float:
        try:
            pause = self._pause_of(self._work())
        except ClaimsError as error:
            return self._failed(error.code, error)
        except Exception as error:  # a door: the thread must outlive whatever a round comes to
            return self._failed("unexpected", error)
        if self._failures:
            _log.info("rounds.again", part=self.name)
        self._failures, self._said = 0, None
        return pause

    def _failed(self, code: str, error: BaseException) -> float:
        """Said once for each new reason."""
        self._failures += 1
        pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** (self._failures - 1))
        if code != self._said:
            _log.error("rounds.failed", part=self.name, code=code, wait=pause, exc_info=error)
            self._said = code
        return pause
