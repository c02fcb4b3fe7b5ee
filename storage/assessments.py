"""Assessments: what was found of a claim at one revision, once.

>>> _place("asm_1")
'assessments/body/asm_1'
"""

import datetime as dt
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from storage.errors import NotFound
from storage.model.checklist import LOOKED_UP, Assessment, ItemState
from storage.model.ids import IdKind, new_id
from storage.model.records import StoredAssessment
from storage.model.serial import assessment_to_data
from storage.tables import assessments
from storage.transaction import Row, Transaction


class Assessments:
    """The assessments of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def add(self, claim_id: str, revision: int, assessment: Assessment, at: dt.datetime) -> str | None:
        """Its identifier; None when that revision has an assessment already. Raises NotFound."""
        seal = self._here.seal(claim_id)
        if self._here.row(self._of(claim_id).where(assessments.c.revision == revision)) is not None:
            return None
        id = new_id(IdKind.ASSESSMENT)
        self._here.insert(
            assessments,
            id=id,
            claim_id=claim_id,
            revision=revision,
            number=self._here.last(assessments.c.number, claim_id) + 1,
            at=at,
            sealed_body=seal.close_json(_data(assessment), _place(id)),
            **_counts(assessment),
        )
        return id

    def get(self, id: str) -> StoredAssessment:
        """Raises NotFound."""
        mine = (assessments.c.id == id, assessments.c.tenant == self._here.tenant)
        row = self._here.row(sa.select(assessments).where(*mine))
        if row is None:
            raise NotFound("assessment", id)
        return self._read(row)

    def latest(self, claim_id: str) -> StoredAssessment | None:
        """The one with the highest number."""
        row = self._here.row(self._of(claim_id).order_by(assessments.c.number.desc()).limit(1))
        return None if row is None else self._read(row)

    def complete_since(self, claim_id: str) -> dt.datetime | None:
        """When the claim was first found complete, if every assessment since found it so."""
        mine = (assessments.c.claim_id == claim_id, assessments.c.tenant == self._here.tenant)
        last = sa.select(sa.func.max(assessments.c.number)).where(*mine, assessments.c.is_complete.is_not(True))
        since = assessments.c.number > sa.func.coalesce(last.scalar_subquery(), 0)
        row = self._here.row(sa.select(sa.func.min(assessments.c.at).label("at")).where(*mine, since))
        found: dt.datetime | None = row["at"] if row else None
        return found

    def _of(self, claim_id: str) -> sa.Select[Any]:
        return sa.select(assessments).where(
            assessments.c.claim_id == claim_id, assessments.c.tenant == self._here.tenant
        )

    def _read(self, row: Row) -> StoredAssessment:
        return StoredAssessment(
            id=row["id"],
            claim_id=row["claim_id"],
            number=row["number"],
            revision=row["revision"],
            at=row["at"],
            data=self._here.seal(row["claim_id"]).open_json(row["sealed_body"], _place(row["id"])),
        )


def _counts(assessment: Assessment) -> dict[str, int | bool]:
    """What is counted in clear: the items that apply, and of these those asked for, in review, and not asked for
    because the insurer knew."""
    states = [item.state for item in assessment.items if item.state is not ItemState.NOT_APPLICABLE]
    return {
        "is_complete": assessment.is_complete,
        "items": len(states),
        "asks": sum(state.is_ask for state in states),
        "in_review": sum(state is ItemState.IN_REVIEW for state in states),
        "looked_up": sum(item.reason == LOOKED_UP for item in assessment.items),
    }


def _data(assessment: Assessment) -> dict[str, Any]:
    """The contract's JSON, what the claimant's page shows beside it, and what the asks hang on."""
    return assessment_to_data(assessment) | {
        "deficiencies": [
            asdict(deficiency) | {"lines": list(deficiency.lines)} for deficiency in assessment.deficiencies
        ],
        "received": list(assessment.received),
        "under_review": list(assessment.under_review),
        "verdicts": {id: asdict(verdict) for id, verdict in assessment.verdicts.items()},
        **({"basis": dict(assessment.basis)} if assessment.basis else {}),
    }


def _place(id: str) -> str:
    return f"assessments/body/{id}"
