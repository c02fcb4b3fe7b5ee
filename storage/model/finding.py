"""What a validity rule noticed.

>>> Finding(rule="V13", outcome=Outcome.HUMAN, field="total", detail="大写与小写不一致").outcome.value
'human'
"""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Who acts: the customer (`ask`), a look-up, a person of ours (`human`), or nobody (`warn`)."""

    ASK = "ask"
    LOOKUP = "lookup"
    HUMAN = "human"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`documents` names the papers concerned where the finding spans several."""

    rule: str
    outcome: Outcome
    field: str | None
    detail: str
    documents: tuple[str, ...] = ()
