"""Consents: given before the first upload, to one version of the text.

>>> _place("clm_1", 2)
'consents/details/clm_1/2'
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from storage.model.records import Consent
from storage.tables import consents
from storage.transaction import Transaction


class Consents:
    """The consents of one tenant."""

    def __init__(self, here: Transaction) -> None:
        self._here = here

    def add(self, claim_id: str, version: str, by: str, at: dt.datetime, details: Mapping[str, Any]) -> None:
        """`by` is an actor as in the audit chain; `details` are sealed. Raises NotFound."""
        seal, number = self._here.seal(claim_id), self._here.last(consents.c.number, claim_id) + 1
        self._here.insert(
            consents,
            claim_id=claim_id,
            number=number,
            version=version,
            by=by,
            at=at,
            sealed_details=seal.close_json(dict(details), _place(claim_id, number)),
        )

    def latest(self, claim_id: str) -> Consent | None:
        mine = (consents.c.claim_id == claim_id, consents.c.tenant == self._here.tenant)
        row = self._here.row(sa.select(consents).where(*mine).order_by(consents.c.number.desc()).limit(1))
        if row is None:
            return None
        return Consent(claim_id=row["claim_id"], version=row["version"], by=row["by"], at=row["at"])


def _place(claim_id: str, number: int) -> str:
    return f"consents/details/{claim_id}/{number}"
