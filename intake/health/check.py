"""One thing that was looked at, and what to do where it is not as it should be.

>>> Check("fonts", False, "missing", "Run `make system`.", is_required=False).is_fault
False
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """What is not `is_required` is said, but is no fault."""

    name: str
    is_ok: bool
    detail: str
    remedy: str = ""
    is_required: bool = True

    @property
    def is_fault(self) -> bool:
        return self.is_required and not self.is_ok
