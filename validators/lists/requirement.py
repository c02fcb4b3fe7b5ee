"""A requirement: one row of a claim type's list, as data.

>>> row = Requirement(key="poa", person="agent", accepts=(Accept(DocumentType.POA),), source=("CIV 165",))
>>> row.types, row.scope
((<DocumentType.POA: 'poa'>,), 'claim')
"""

from dataclasses import dataclass

from storage.model.document_type import DocumentType
from validators.facts.conditions import Condition


@dataclass(frozen=True, slots=True)
class Accept:
    """A type of paper that meets a requirement, in a certain role, under a certain condition."""

    type: DocumentType
    role: str | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One row of a list.

    `answer` is a fact that meets it without a paper; `every` wants each such paper of the claim to be good;
    `implies` is a row that is met by whatever meets this one; `lookup` is a look-up that comes first.
    """

    key: str
    person: str
    accepts: tuple[Accept, ...]
    source: tuple[str, ...]
    scope: str = "claim"
    when: Condition | None = None
    waive_when: Condition | None = None
    answer: str | None = None
    lookup: str | None = None
    proves: str | None = None
    implies: str | None = None
    every: bool = False
    pages: str | None = None

    @property
    def types(self) -> tuple[DocumentType, ...]:
        return tuple(dict.fromkeys(accept.type for accept in self.accepts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A list as it stands in one version, its common rows first."""

    id: str
    version: str
    requirements: tuple[Requirement, ...]
    never_ask: tuple[DocumentType, ...] = ()
