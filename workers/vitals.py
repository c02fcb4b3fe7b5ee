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
    """Written by the threads of one worker, read by its beat."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._codes: dict[str, str | None] = {"engine": None, "broker": None, "store": None}
        self.engine = "loading"
        self.is_stopping = False

    def engine_works(self) -> None:
        with self._lock:
            self.engine, self._failures, self._codes["engine"] = "ready", 0, None

    def engine_failed(self, code: str) -> float:
        """How many seconds to wait before the next try: twice as long each time, at most two minutes."""
        with self._lock:
            self.engine, self._codes["engine"] = "unavailable", code
            self._failures += 1
        return self.engine_pause

    @property
    def engine_pause(self) -> float:
        """Seconds to wait before the engine is tried again."""
        return min(_MOST_SECONDS, _FIRST_SECONDS * 2.0 ** max(0, self._failures - 1))

    def found(self, part: str, code: str | None) -> bool:
        """The broker or the store answers (None), or what it said. Whether that is news."""
        with self._lock:
            is_news = self._codes[part] != code
            self._codes[part] = code
            return is_news

    def details(self) -> dict[str, str | None]:
        """For the beat: the engine's state, the broker's, and the code of what is wrong, if anything."""
        with self._lock:
            wrong = next((code for code in self._codes.values() if code), None)
            return {"engine": self.engine, "broker": "away" if self._codes["broker"] else "ok", "code": wrong}
