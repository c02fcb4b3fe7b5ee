"""`claims doctor` names a list that was edited wrongly, with file and line."""

import datetime as dt
import shutil
from pathlib import Path

from intake.health.judging import calendar_is_known, judging_checks, lists_are_sound
from validators.lists.check import FOLDER, faults_in


def test_the_lists_that_ship_are_sound() -> None:
    lists = judging_checks()[0]
    assert (lists.is_ok, lists.detail) == (True, "every list is sound")


def test_a_year_that_the_calendar_lacks_is_a_warning_in_time() -> None:
    said = [calendar_is_known(dt.datetime(*day, 8, tzinfo=dt.UTC)) for day in ((2026, 11, 30), (2026, 12, 1))]
    assert [(check.is_ok, check.is_fault) for check in said] == [(True, False), (False, False)]
    assert said[1].remedy.startswith("Add 2027 to ")


def test_a_slip_of_the_pen_is_named_with_its_place_and_the_way_out(tmp_path: Path) -> None:
    lists = tmp_path / "lists"
    shutil.copytree(FOLDER, lists)
    path = lists / "visit.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("inv_outpatient", "inv_outpatiend", 1), encoding="utf-8"
    )
    check = lists_are_sound(faults_in(lists))
    assert check.is_fault
    assert ".yaml" in check.detail and any(char.isdigit() for char in check.detail)
    assert check.remedy.endswith("`claims checklists`.")
