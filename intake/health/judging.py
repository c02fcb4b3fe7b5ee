"""What judging needs: the lists and the words as an insurer may have edited them, without a fault.

>>> lists_are_sound(()).is_ok
True
"""

from collections.abc import Sequence

from intake.health.check import Check
from storage.errors import PermanentError
from validators.lists.check import FOLDER, faults_in


def judging_checks() -> list[Check]:
    return [lists_are_sound(faults_in(FOLDER))]


def lists_are_sound(faults: Sequence[PermanentError]) -> Check:
    """The first fault is shown with its file and line; `claims checklists` shows all."""
    if not faults:
        return Check("checklists", True, "every list is sound")
    detail = f"{len(faults)} faults; the first: {faults[0].message}"
    return Check("checklists", False, detail, f"{faults[0].remedy} All of them: `claims checklists`.")
