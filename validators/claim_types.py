"""Claim types as they are written on the command line.

>>> parse_claim_types(["outpatient_medical,outpatient_medical"])
(<ClaimType.OUTPATIENT_MEDICAL: 'outpatient_medical'>,)
"""

from collections.abc import Iterable

from storage.model.claim import ClaimType
from validators.errors import UsageError
from validators.lists.checklist import load_checklist


def parse_claim_types(given: Iterable[str]) -> tuple[ClaimType, ...]:
    """Claim types from the command line, repeated or with commas; UsageError names an unknown one, ChecklistMissing one
    that has no list yet, before any paper is read."""
    codes = [code.strip() for text in given for code in text.split(",") if code.strip()]
    if not codes:
        raise UsageError("No claim type was given.", f"Use one of: {', '.join(ClaimType)}.")
    for code in codes:
        if code not in set(ClaimType):
            raise UsageError(f"There is no claim type '{code}'.", f"Use one of: {', '.join(ClaimType)}.")
    claim_types = tuple(dict.fromkeys(ClaimType(code) for code in codes))
    for claim_type in claim_types:
        load_checklist(claim_type)
    return claim_types
