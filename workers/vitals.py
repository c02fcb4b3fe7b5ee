"""How a worker process is: whether its engine loads and the queue answers, for the beat and for back-off.

>>> vitals = Vitals()
>>> vitals.engine_failed("engine_missing"), vitals.engine_failed("engine_missing"), vitals.engine
(2.0, 4.0, 'unavailable')
>>> vitals.engine_works()
>>> vitals.engine, vitals.details()["code"]
('ready', None)
"""

import threading

_FIRST_SECONDS, _MOST_SECONDS = 2.0, 120.0


class Vitals:
    """Written by the threads of one worker, read by its beat. `broker_code` says why the queue does not answer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._engine_code: str | None = None
        self.engine = "loading"
        self.broker_code: str | None = None
        self.is_stopping = False

    def engine_works(self) -> None:
        with self._lock:
            self.engine, self._failures, self._engine_code = "ready", 0, None

    def engine_failed(self, code: str) -> float:
        """How many seconds to wait before the next try: twice as long each time, at most two minutes."""
        with self._lock:
            self.engine, self._engine_code = "unavailable", code
            self._failures += 1
        return self.engine_pause

    @property
    def engine_pause(self) -> float:
        """Seconds to wait before the engine is tried again."""
        return min(_MOST_SECONDS, _FIRST_SECONDS * 2.0 ** max(0, self._failures - 1))

    def details(self) -> dict[str, str | None]:
        """For the beat: the engine's state, the broker's, and the code of what is wrong, if anything."""
        broker = "away" if self.broker_code else "ok"
        return {"engine": self.engine, "broker": broker, "code": self._engine_code or self.broker_code}
