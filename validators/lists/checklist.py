"""The lists there are, and the claim types that have one.

>>> checklist = load_checklist(ClaimType.OUTPATIENT_MEDICAL)
>>> [row.key for row in checklist.requirements if row.scope == "bill"]
['drug_list', 'imaging_report', 'lab_report', 'si_settlement']
>>> ClaimType.INPATIENT_MEDICAL in supported(), ClaimType.HOME_PROPERTY in supported()
(True, False)
"""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from storage.model.claim import ClaimType
from validators.errors import ChecklistMissing
from validators.lists.checklist_file import read_checklist, version_on
from validators.lists.requirement import Checklist
from validators.lists.told import told

FOLDER = Path(__file__).with_name("checklists")


def supported() -> tuple[ClaimType, ...]:
    """The claim types that have a list."""
    return tuple(kind for kind in ClaimType if (FOLDER / f"{kind}.yaml").is_file())


@cache
def load_checklist(claim_type: ClaimType, on: dt.date | None = None) -> Checklist:
    """The list of that claim type as it holds on that day; ChecklistMissing names those that exist."""
    path = version_on(FOLDER, claim_type, on)
    if not path.is_file():
        names = ", ".join(supported())
        raise ChecklistMissing(f"There is no list for '{claim_type}' yet.", f"Lists exist for: {names}.")
    return read_checklist(path, on)


def assumed(claim_types: Sequence[ClaimType], on: dt.date | None = None) -> dict[str, str | bool]:
    """What the claim types tell of the claim; where two tell different things, nothing.

    >>> assumed([ClaimType.ACCIDENT_MEDICAL]), assumed([ClaimType.ACCIDENT_MEDICAL, ClaimType.DEATH_ILLNESS])
    ({'event.cause': 'accident'}, {'insured.is_dead': True})
    """
    told: dict[str, set[str | bool]] = {}
    for claim_type in claim_types:
        for name, value in load_checklist(claim_type, on).assumes:
            told.setdefault(name, set()).add(value)
    return {name: values.pop() for name, values in told.items() if len(values) == 1}


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
            "told": told(row),
        }
        for row in load_checklist(claim_type).requirements
    )
