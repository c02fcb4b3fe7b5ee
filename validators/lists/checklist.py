"""The lists there are, and the claim types that have one.

>>> checklist = load_checklist(ClaimType.OUTPATIENT_MEDICAL)
>>> [row.key for row in checklist.requirements if row.scope == "bill"]
['imaging_report', 'lab_report', 'si_settlement']
>>> supported()
(<ClaimType.OUTPATIENT_MEDICAL: 'outpatient_medical'>,)
"""

from functools import cache
from pathlib import Path

from storage.model.claim import ClaimType
from validators.errors import ChecklistMissing
from validators.lists.checklist_file import read_checklist
from validators.lists.requirement import Checklist

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


def describe(claim_type: ClaimType) -> tuple[dict[str, object], ...]:
    """The rows of that list for showing: what is asked, of whom, when, and who says so."""
    return tuple(
        {
            "key": row.key,
            "person": row.person,
            "scope": row.scope,
            "accepts": [kind.value for kind in row.types],
            "when": row.when.text if row.when else "",
            "waive_when": row.waive_when.text if row.waive_when else "",
            "answer": row.answer or "",
            "source": list(row.source),
        }
        for row in load_checklist(claim_type).requirements
    )
