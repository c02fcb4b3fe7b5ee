"""How long the reader child may take after each step it reports, and when it has taken too long.

The clock alone would blame a paper for a busy machine. A step is overdue when its seconds are up *and* the child
has worked for half of them or does nothing at all; or, whatever it does, when three times its seconds are up. For
opening the last word comes sooner, so that a bad file is answered within ten seconds even then.

>>> limits = Limits.default()
>>> seconds_after("page 3 decoded", limits) == limits.read_seconds
True
>>> seconds_after("opened", limits) is None
True
"""

import time
from collections.abc import Callable

from extractors.limits import Limits

ENGINE_LOADING, UNPACKING = "engine loading", "unpacking"
_IDLE_SECONDS = 1.0
_PATIENCE, _PATIENCE_OPENING = 3.0, 1.4


def seconds_after(step: str, limits: Limits) -> float | None:
    """None: the step buys no time. Opening includes the first page, so that a bad file is answered soon."""
    if step == "opened":
        return None
    if step == ENGINE_LOADING:
        return limits.start_seconds
    if step == UNPACKING:
        return limits.unpack_seconds
    if step.startswith("page ") and step.endswith(" read"):
        return limits.decode_seconds
    return limits.read_seconds


class Watch:
    """The time left for the step under way and for the whole file. `clock` is for tests."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._started = self._since = self._moved = clock()
        self._allowed = limits.open_seconds
        self._patience = _PATIENCE_OPENING
        self._cpu = self._cpu_before = 0.0
        self._is_seen = False
        self.step = ""

    def note(self, step: str) -> None:
        """The child reports a step."""
        self.step = step
        seconds = seconds_after(step, self._limits)
        if seconds is not None:
            self._allowed, self._patience = seconds, _PATIENCE
            self._since = self._clock()
            self._cpu_before = self._cpu

    def see(self, cpu_seconds: float) -> None:
        """The child's processor time until now."""
        if not self._is_seen:
            self._cpu_before, self._is_seen = cpu_seconds, True
        if cpu_seconds > self._cpu:
            self._moved = self._clock()
        self._cpu = cpu_seconds

    @property
    def seconds(self) -> float:
        return self._clock() - self._started

    @property
    def is_over(self) -> bool:
        now = self._clock()
        spent = now - self._since
        if self.seconds >= self._limits.total_seconds or spent >= self._patience * self._allowed:
            return True
        has_worked = self._cpu - self._cpu_before >= self._allowed / 2
        is_idle = now - self._moved >= _IDLE_SECONDS
        return spent >= self._allowed and (has_worked or is_idle)

    @property
    def is_engine_loading(self) -> bool:
        return self.step == ENGINE_LOADING
