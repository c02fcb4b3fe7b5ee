"""What a verification finds: faults, each named by a stable code and told in one sentence; and what it looked at.

>>> Fault("clm_1", "entry_edited", "entry 7", "Entry 7 of clm_1 was edited after it was written.").what
'entry_edited'
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` is such as `entry 7`, `org_…`, `head`, `root 2026-11-25`; `claim_id` is None for what concerns a day."""

    claim_id: str | None
    what: str
    where: str
    said: str


@dataclass(slots=True)
class Checked:
    """How much was looked at. `arriving`: files that came in within the hour and are not recorded yet."""

    claims: int = 0
    entries: int = 0
    originals: int = 0
    arriving: int = 0


def numbers(first: int, last: int) -> str:
    """How a sentence names a run of entries."""
    return f"entry {first}" if first == last else f"entries {first} to {last}"
