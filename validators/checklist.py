"""The lists there are, and the claim types that have one.

>>> checklist = load_checklist(ClaimType.OUTPATIENT_MEDICAL)
>>> [row.key for row in checklist.requirements if row.scope == "bill"]
['imaging_report', 'lab_report', 'si_settlement']
>>> parse_claim_types(["outpatient_medical,outpatient_medical"])
(<ClaimType.OUTPATIENT_MEDICAL: 'outpatient_medical'>,)
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from storage.model.claim import ClaimType
from validators.checklist_file import read_checklist
from validators.errors import ChecklistMissing, UsageError
from validators.requirement import Checklist

FOLDER = Path(__file__).with_name("checklists")


def supported() -> tuple[ClaimType, ...]:
    """The claim types that have a list."""
    return tuple(kind for kind in ClaimType if (FOLDER / f"{kind}.yaml").is_file())


@cache
def load_checklist(claim_type: ClaimType) -> Checklist:
    """The list of that claim type; ChecklistMissing names those that exist."""
    path = FOLDER / f"{claim_type}.yaml"
    if not path.is_file():
        names = ", ".join(supported())
        raise ChecklistMissing(f"There is no list for '{claim_type}' yet.", f"Lists exist for: {names}.")
    return read_checklist(path)


def parse_claim_types(given: Iterable[str]) -> tuple[ClaimType, ...]:
    """Claim types from the command line, repeated or with commas; UsageError names an unknown one."""
    codes = [code.strip() for text in given for code in text.split(",") if code.strip()]
    if not codes:
        raise UsageError("No claim type was given.", f"Use one of: {', '.join(ClaimType)}.")
    for code in codes:
        if code not in set(ClaimType):
            raise UsageError(f"There is no claim type '{code}'.", f"Use one of: {', '.join(ClaimType)}.")
    return tuple(dict.fromkeys(ClaimType(code) for code in codes))
