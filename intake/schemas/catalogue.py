"""What there is: document types, claim types, the rows of a list.

>>> ClaimTypesTold(claim_types=[]).claim_types
[]
"""

from typing import Any

from intake.schemas.base import Told
from storage.model.claim import ClaimType


class TypesTold(Told):
    document_types: list[dict[str, Any]]


class ClaimTypesTold(Told):
    claim_types: list[dict[str, Any]]


class RowsTold(Told):
    claim_type: ClaimType
    version: str
    rows: list[dict[str, Any]]
