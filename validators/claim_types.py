"""Claim types as they are written on the command line.

>>> parse_claim_types(["outpatient_medical,outpatient_medical"])
(<ClaimType.OUTPATIENT_MEDICAL: 'outpatient_medical'>,)
"""

from collections.abc import Iterable

from storage.model.claim import ClaimType
from validators.errors import UsageError


def parse_claim_types(given: Iterable[str]) -> tuple[ClaimType, ...]:
    """Claim types from the command line, repeated or with commas; UsageError names an unknown one."""
    codes = [code.strip() for text in given for code in text.split(",") if code.strip()]
    if not codes:
        raise UsageError("No claim type was given.", f"Use one of: {', '.join(ClaimType)}.")
    for code in codes:
        if code not in set(ClaimType):
            raise UsageError(f"There is no claim type '{code}'.", f"Use one of: {', '.join(ClaimType)}.")
    return tuple(dict.fromkeys(ClaimType(code) for code in codes))
