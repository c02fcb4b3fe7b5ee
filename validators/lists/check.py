"""The start check: every list there is, with its cross references; each fault with file, line and remedy.

Run before anything is taken in, so that a slip of the pen in a list never meets a customer.

>>> faults_in(FOLDER)
()
"""

from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from storage.model.claim import ClaimType
from validators.errors import ChecklistInvalid
from validators.facts.conditions import parse
from validators.lists.checklist import FOLDER
from validators.lists.checklist_file import read_checklist
from validators.lists.reachable import can_hold
from validators.lists.requirement import Checklist
from validators.lists.row_file import RowFile
from validators.wording import load_wording, locales

__all__ = ["FOLDER", "check_lists", "faults_in"]

_PARTS = ("short", "name", "why", "how")


def check_lists() -> None:
    """ChecklistInvalid with the first fault of the lists that ship."""
    for fault in faults_in(FOLDER):
        raise fault


def faults_in(folder: Path) -> tuple[ChecklistInvalid, ...]:
    """All faults of all lists of a folder, by file; of a file that cannot be read at all the first."""
    return tuple(fault for path in sorted(folder.glob("*.yaml")) for fault in _faults_of(path))


def _faults_of(path: Path) -> Iterator[ChecklistInvalid]:
    try:
        checklist, file = read_checklist(path), RowFile(path)
    except ChecklistInvalid as fault:
        yield fault
        return
    yield from _never_asked(checklist, path)
    for at, raw in enumerate(file.content.get("requires") or ()):
        line = file.line(file.content["requires"], at)
        yield from _without_words(raw, f"{path}:{line}")
        yield from _never_holding(raw, file)
    for raw in file.content.get("extends") or ():
        if isinstance(raw, CommentedMap):
            yield from _never_holding(raw, file)
    if checklist.id in set(ClaimType):
        yield from _for_nobody(checklist, path)


def _without_words(raw: CommentedMap, place: str) -> Iterator[ChecklistInvalid]:
    for locale in locales():
        part = load_wording(locale).part("item", str(raw["key"]))
        lacking = [name for name in _PARTS if not part.get(name)]
        if lacking:
            yield ChecklistInvalid(
                f"{place}: '{raw['key']}' has no words ({', '.join(lacking)}) in {locale}.",
                f"Add [item.{raw['key']}] to the wording of {locale}.",
            )


def _never_holding(raw: CommentedMap, file: RowFile) -> Iterator[ChecklistInvalid]:
    for name in ("when", "waive_when"):
        if name in raw and not can_hold(parse(str(raw[name]))):
            yield ChecklistInvalid(
                f"{file.path}:{file.line(raw, name)}: '{name}' can never hold.", "Mend or drop the condition."
            )


def _never_asked(checklist: Checklist, path: Path) -> Iterator[ChecklistInvalid]:
    for row in checklist.requirements:
        for kind in set(row.types) & set(checklist.never_ask):
            yield ChecklistInvalid(
                f"{path}:1: '{row.key}' asks for '{kind}', which is never asked.", "Drop one of both."
            )


def _for_nobody(checklist: Checklist, path: Path) -> Iterator[ChecklistInvalid]:
    """Rows that came by a condition of a list above and cannot hold together with their own."""
    for row in checklist.requirements:
        if row.when and not can_hold(row.when):
            yield ChecklistInvalid(
                f"{path}:1: '{row.key}' can never be asked: {row.when.text}.", "Mend one of both conditions."
            )
