"""What judging needs: the lists and the words as an insurer may have edited them, without a fault; the working days; the tables.

>>> lists_are_sound(()).is_ok
True
"""

import datetime as dt
from collections.abc import Sequence

from intake.health.check import Check
from storage.errors import PermanentError
from validators.clocks.calendar import FILE as CALENDAR
from validators.clocks.calendar import load_calendar
from validators.clocks.counting import day_of
from validators.errors import CalendarInvalid
from validators.lists.check import FOLDER, faults_in
from validators.tables.current import use_own
from workers.settings import Settings


def judging_checks() -> list[Check]:
    return [lists_are_sound(faults_in(FOLDER)), calendar_is_known(dt.datetime.now(dt.UTC)), tables_are_sound()]


def calendar_is_known(now: dt.datetime) -> Check:
    """The working days of this year, and in December of the next, are known from their notices."""
    try:
        missing = load_calendar().missing(day_of(now))
    except CalendarInvalid as error:
        return Check("working days", False, error.message, error.remedy)
    if not missing:
        return Check("working days", True, "the calendar knows this year")
    years = " and ".join(map(str, missing))
    remedy = f"Add {years} to {CALENDAR}; until then every Monday to Friday counts."
    return Check("working days", False, f"the calendar does not know {years}", remedy, is_required=False)


def tables_are_sound() -> Check:
    """Hospitals and cards, with the insurer's own where a folder of them is set."""
    try:
        found = use_own(Settings.load().tables_folder)
    except PermanentError as error:
        return Check("tables", False, error.message, error.remedy)
    said = (
        f"{len(found.hospitals.by_name)} names of hospitals, {len(found.cards.by_digits)} beginnings of cards"
    )
    return Check("tables", True, said)


def lists_are_sound(faults: Sequence[PermanentError]) -> Check:
    """The first fault is shown with its file and line; `claims checklists` shows all."""
    if not faults:
        return Check("checklists", True, "every list is sound")
    detail = f"{len(faults)} faults; the first: {faults[0].message}"
    return Check("checklists", False, detail, f"{faults[0].remedy} All of them: `claims checklists`.")
