"""A paper that a person of ours found to be needed after the lists were held against the claim: rows of their own.

Kept with the claim as the fact `claim.further`, each with its reason and with whose fault it is that it comes late.

>>> from validators.facts.load import facts_from
>>> asked = {"type": "imaging_report", "person": "insured", "reason": "术后复查要看片", "cause": "new_fact"}
>>> [(row.key, row.person, row.types) for row in rows_of(facts_from({"claim.further": [asked]}))]
[('further_imaging_report', 'insured', (<DocumentType.IMAGING_REPORT: 'imaging_report'>,))]
"""

from collections.abc import Mapping
from typing import Any

from storage.model.document_type import DocumentType
from validators.facts.known import Facts
from validators.lists.requirement import Accept, Requirement

FACT = "claim.further"
PREFIX = "further_"
"""Before the type of the paper: the key of such an item."""


def rows_of(facts: Facts) -> tuple[Requirement, ...]:
    """A row for each paper of each person that somebody asked for."""
    asked = dict.fromkeys((str(row["type"]), str(row["person"])) for row in facts.records(FACT))
    return tuple(
        Requirement(key=PREFIX + kind, person=person, accepts=(Accept(DocumentType(kind)),), source=("person",))
        for kind, person in asked
    )


def told_of(facts: Facts) -> list[Mapping[str, Any]]:
    """What the basis of an assessment keeps of them: not the reasons."""
    return [{name: row[name] for name in ("type", "person", "cause")} for row in facts.records(FACT)]
