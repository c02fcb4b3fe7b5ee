"""How often the sweep asks for the same step again: not before it had its time, then ever more rarely.

>>> patience = Patience(grace=5.0, pause=30.0, most=60.0)
>>> [patience.is_time("read_original org_1", at) for at in (0.0, 4.0, 5.0, 34.0, 35.0, 94.0, 95.0)]
[False, False, True, False, True, False, True]
"""

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Patience:
    """Seconds: `grace` from first sight to the first time, then `pause`, twice as long after each, at most `most`."""

    grace: float
    pause: float
    most: float
    _next: dict[str, tuple[float, float]] = field(default_factory=dict)

    def is_time(self, what: str, now: float) -> bool:
        """Whether to ask now; the answer yes is counted."""
        due, pause = self._next.setdefault(what, (now + self.grace, self.pause))
        if now < due:
            return False
        self._next[what] = (now + pause, min(self.most, pause * 2))
        return True

    def keep_only(self, known: set[str]) -> None:
        """Forgets everything else: it has moved."""
        for what in set(self._next) - known:
            del self._next[what]
