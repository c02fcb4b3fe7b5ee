"""How long the reader child may be silent after each step it reports.

>>> limits = Limits.default()
>>> seconds_after("page 3 decoded", limits) == limits.read_seconds
True
>>> seconds_after("opened", limits) is None
True
"""

import time

from extractors.limits import Limits

ENGINE_LOADING = "engine loading"


def seconds_after(step: str, limits: Limits) -> float | None:
    """None: the step buys no time. Opening includes the first page, so that a bad file is answered soon."""
    if step == "opened":
        return None
    if step == ENGINE_LOADING:
        return limits.start_seconds
    if step.startswith("page ") and step.endswith(" read"):
        return limits.decode_seconds
    return limits.read_seconds


class Watch:
    """The time left for the step under way and for the whole file."""

    def __init__(self, limits: Limits) -> None:
        now = time.monotonic()
        self._limits = limits
        self._started = now
        self._until = now + limits.open_seconds
        self.step = ""

    def note(self, step: str) -> None:
        self.step = step
        seconds = seconds_after(step, self._limits)
        if seconds is not None:
            self._until = time.monotonic() + seconds

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._started

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._until or self.seconds >= self._limits.total_seconds

    @property
    def is_engine_loading(self) -> bool:
        return self.step == ENGINE_LOADING
