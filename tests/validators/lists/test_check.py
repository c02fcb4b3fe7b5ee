"""The start check finds what a list's author may get wrong, with file, line and remedy."""

import shutil
from pathlib import Path

import pytest

from validators.lists.check import FOLDER, faults_in

ROW = "  - key: {key}\n    person: insured\n    any_of: [rx]\n    source: [own]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The lists that ship, for one to be spoiled."""
    return Path(shutil.copytree(FOLDER, tmp_path / "checklists"))


def add(folder: Path, name: str, text: str) -> int:
    """Appended to that list; the line on which it begins."""
    path = folder / f"{name}.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + text, encoding="utf-8")
    return before.count("\n") + 1


def test_the_lists_that_ship_are_sound() -> None:
    assert faults_in(FOLDER) == ()


@pytest.mark.parametrize(
    ("row", "offset", "problem", "remedy"),
    [
        (ROW.format(key="unheard_of"), 0, "'unheard_of' has no words", "[item.unheard_of]"),
        (ROW.format(key="rx") + "    when: insured.is_miner\n", 4, "insured.is_miner", "insured.is_minor"),
        (ROW.format(key="rx") + "    when: event.cause == 'ilness'\n", 4, "ilness", "It is one of"),
        (ROW.format(key="rx").replace("[rx]", "[rxx]"), 2, "document type 'rxx'", "Did you mean 'rx'"),
        (ROW.format(key="op_note"), 0, "stands twice", "Rename one"),
        (ROW.format(key="rx") + "    proves: guardian\n", 4, "guardian", "guardian_of"),
        (ROW.format(key="op_note") + "    key: b\n", 4, 'duplicate key "key"', ""),
        (
            ROW.format(key="discharge").replace("insured", "payee")
            + "    when: event.cause == 'disease' and event.cause == 'accident'\n",
            4,
            "can never hold",
            "Mend or drop",
        ),
    ],
)
def test_a_fault_is_named_with_file_line_and_remedy(
    folder: Path, row: str, offset: int, problem: str, remedy: str
) -> None:
    scoped = row.replace("    source", "    scope: stay_bill\n    source") if "twice" in problem else row
    line = add(folder, "stay", scoped) + offset
    faults = [fault for fault in faults_in(folder) if problem in fault.message]
    assert faults and f"stay.yaml:{line}" in faults[0].message
    assert remedy in faults[0].remedy


def test_two_lists_that_extend_each_other_are_a_circle(folder: Path) -> None:
    path = folder / "abroad.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("requires:", "extends: [inpatient_medical]\nrequires:"), encoding="utf-8")
    assert any("which extends this list" in fault.message for fault in faults_in(folder))


def test_a_row_that_its_own_list_makes_impossible_is_named(folder: Path) -> None:
    add(folder, "student", ROW.format(key="enrolment").replace("insured", "payee"))
    path = folder / "student.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        "{list: stay, when: treat.inpatient}",
        "{list: accident, when: \"event.cause == 'disease'\", person: payee}",
    )
    path.write_text(text, encoding="utf-8")
    assert any("can never be asked" in fault.message for fault in faults_in(folder))


def test_what_is_never_asked_is_asked_by_no_row(folder: Path) -> None:
    add(folder, "common", "")
    path = folder / "stay.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("any_of: [op_note]", "any_of: [policy]"), encoding="utf-8"
    )
    assert any("never asked" in fault.message for fault in faults_in(folder))


def test_a_later_version_holds_from_its_day_and_the_first_before(folder: Path) -> None:
    import datetime as dt

    from validators.lists.checklist_file import read_checklist, version_on

    first = (folder / "stay.yaml").read_text(encoding="utf-8")
    later = first.replace("2026-11-01", "2027-01-01").replace("key: op_note", "key: discharge_later")
    (folder / "stay@2027-01-01.yaml").write_text(later, encoding="utf-8")
    keys = {}
    for day in (dt.date(2026, 4, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1)):
        path = version_on(folder, "inpatient_medical", day)
        keys[day.year, day.month] = [row.key for row in read_checklist(path, day).requirements]
    assert keys[2026, 4] == keys[2026, 12] != keys[2027, 1]
    assert keys[2027, 1][-1] == "discharge_later"


def test_the_file_of_a_version_is_named_after_its_day(folder: Path) -> None:
    (folder / "stay@2027-01-01.yaml").write_text(
        (folder / "stay.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert any("not the day in the file's name" in fault.message for fault in faults_in(folder))
