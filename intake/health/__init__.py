"""What must be in place before it is needed, checked one thing at a time and without changing anything.

Each function answers one `Check` with the remedy spelled out. `claims doctor` prints them.

>>> Check("Python 3.11", True, "cpython 3.11.2").is_fault
False
"""

from intake.health.check import Check
from intake.health.judging import judging_checks
from intake.health.reading import reading_checks
from intake.health.running import running_checks

__all__ = ["Check", "all_checks"]


def all_checks() -> list[Check]:
    """Everything: what reading needs, then judging, then serving."""
    return [*reading_checks(), *judging_checks(), *running_checks()]
