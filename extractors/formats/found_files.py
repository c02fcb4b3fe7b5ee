"""What a ZIP or a mail holds, and what opening it may cost: counted on what was really unpacked, never on what is said.

>>> budget = Budget(Limits.default().with_values(zip_members=2, zip_total_bytes=10))
>>> budget.count(), budget.take(4), budget.left
(None, None, 6)
>>> budget.count(), budget.count()
Traceback (most recent call last):
    ...
extractors.errors.RefusedFile: ...
"""

from collections.abc import Callable
from dataclasses import dataclass

from extractors.errors import refused
from extractors.limits import Limits


@dataclass(frozen=True, slots=True)
class Member:
    """A file that was inside another. `name` is to be shown, never a path; `inner/name` where it lay one deeper."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Unopened:
    """A file inside another that could not be taken out; `code` is a refusal's."""

    name: str
    code: str


Found = Member | Unopened
_WORK = 2
"""How many times the allowed bytes may be unpacked, counting what is thrown away."""


def _is_a_paper(content: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Entry:
    """A file before it is taken out. `open` gives its bytes; raises `RefusedFile`. `adorns` tells by its bytes whether
    it only adorns the mail around it."""

    name: str
    open: Callable[[], bytes]
    adorns: Callable[[bytes], bool] = _is_a_paper


class Budget:
    """How many files and bytes may still come out, of one file and of all that lies in it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.zip_total_bytes
        self._members = limits.zip_members
        self._work = _WORK * limits.zip_total_bytes

    @property
    def is_spent(self) -> bool:
        """There are more files, or more was unpacked in vain, than any honest file makes us: it is over for the whole."""
        return self._work < 0 or self._members < 0

    def count(self) -> None:
        """One more file. Raises `RefusedFile` (`too_many_files`)."""
        self._members -= 1
        if self._members < 0:
            raise refused("too_many_files")

    def work(self, size: int) -> None:
        """So many bytes were unpacked, whatever becomes of them. Raises `RefusedFile` (`unsafe_content`)."""
        self._work -= size
        if self.is_spent:
            raise refused("unsafe_content")

    def take(self, size: int) -> None:
        """So many bytes more. Raises `RefusedFile` (`too_large`); then nothing is taken."""
        if size > self.left:
            raise refused("too_large")
        self.left -= size
