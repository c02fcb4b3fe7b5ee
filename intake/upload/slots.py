"""How many uploads come in at the same time, in all and for one claim, and how slowly they may.

>>> slots = UploadSlots(most_of_claim=1)
>>> with slots.slot("clm_1"):
...     with slots.slot("clm_1"):
...         pass
Traceback (most recent call last):
    ...
intake.errors.Refused: Too many requests of this kind are under way. Send it again in a moment.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from intake.errors import refused


@dataclass(slots=True, kw_only=True)
class UploadSlots:
    """Of one API process; used by its event loop only. `idle_seconds` may pass between two chunks of a body."""

    most: int = 16
    most_of_claim: int = 4
    idle_seconds: float = 30.0
    longest_seconds: float = 1800.0
    _taken: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def slot(self, claim_id: str) -> Iterator[None]:
        """Holds one place while an upload comes in. Raises Refused `too_many_requests`."""
        if self._taken.total() >= self.most or self._taken[claim_id] >= self.most_of_claim:
            raise refused("too_many_requests")
        self._taken[claim_id] += 1
        try:
            yield
        finally:
            self._taken[claim_id] -= 1
            self._taken += Counter()
