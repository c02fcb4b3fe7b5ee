"""A requirement: one row of a claim type's list, as data.

>>> row = Requirement(key="poa", person="agent", accepts=(Accept(DocumentType.POA),), source=("CIV 165",))
>>> row.types, row.scope, row.is_only_a_warning
((<DocumentType.POA: 'poa'>,), 'claim', False)
"""

from dataclasses import dataclass, field

from storage.model.document_type import DocumentType
from validators.facts.conditions import Condition

UNSURE_SOURCE = "own?"
"""The mark of a row that nobody has confirmed: it may warn, never block."""


@dataclass(frozen=True, slots=True)
class Accept:
    """A type of paper that meets a requirement, in a certain role, under a certain condition."""

    type: DocumentType
    role: str | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """The paper cannot exist before so many days after the day that a fact names."""

    since: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One row of a list.

    `accepts` are papers of which any one will do, `together` sets of papers that will do in place of one;
    `at_least` says how many different ones are wanted; `answer` is a fact that meets it without a paper; `every` wants
    each such paper of the claim to be good; `implies` is a row that is met by whatever meets this one; `lookup` is a
    look-up that comes first; `wait` the days before which nobody can have it; `proves` what the paper must prove.
    """

    key: str
    person: str
    accepts: tuple[Accept, ...]
    source: tuple[str, ...]
    together: tuple[tuple[Accept, ...], ...] = ()
    at_least: int = 1
    scope: str = "claim"
    when: Condition | None = None
    waive_when: Condition | None = None
    answer: str | None = None
    lookup: str | None = None
    proves: str | None = None
    implies: str | None = None
    every: bool = False
    pages: str | None = None
    wait: Wait | None = None
    types: tuple[DocumentType, ...] = field(init=False, repr=False, compare=False)
    """Every type that may serve, alone or together with others; worked out once, for every claim asks often."""

    def __post_init__(self) -> None:
        parts = (*self.accepts, *(part for group in self.together for part in group))
        object.__setattr__(self, "types", tuple(dict.fromkeys(part.type for part in parts)))

    @property
    def is_only_a_warning(self) -> bool:
        return UNSURE_SOURCE in self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A list as it stands in one version, the rows of what it extends first.

    `version` is the day from which it holds. `assumes` are facts that the claim type itself tells.
    """

    id: str
    version: str
    requirements: tuple[Requirement, ...]
    never_ask: tuple[DocumentType, ...] = ()
    assumes: tuple[tuple[str, str | bool], ...] = ()
