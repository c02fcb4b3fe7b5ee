"""Assessments: what was found of a claim at one revision, once.

>>> _place("asm_1")
'assessments/body/asm_1'
"""

import datetime as dt
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from storage.model.checklist import Assessment
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
        )
        return id

    def latest(self, claim_id: str) -> StoredAssessment | None:
        """The one with the highest number."""
        row = self._here.row(self._of(claim_id).order_by(assessments.c.number.desc()).limit(1))
        return None if row is None else self._read(row)

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


def _data(assessment: Assessment) -> dict[str, Any]:
    """The contract's JSON, and what the claimant's page shows beside it."""
    return assessment_to_data(assessment) | {
        "deficiencies": [
            asdict(deficiency) | {"lines": list(deficiency.lines)} for deficiency in assessment.deficiencies
        ],
        "received": list(assessment.received),
        "under_review": list(assessment.under_review),
        "verdicts": {id: asdict(verdict) for id, verdict in assessment.verdicts.items()},
    }


def _place(id: str) -> str:
    return f"assessments/body/{id}"
