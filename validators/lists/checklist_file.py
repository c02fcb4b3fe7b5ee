"""A list read from its YAML file, with file and line in every error.

A list may extend others, some of them only under a condition, or for another person than the insured.

>>> read_checklist(Path(__file__).parent / "checklists" / "common.yaml").requirements[0].key
'claim_form'
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from storage.model.document_type import DocumentType
from validators.facts.conditions import Condition, parse
from validators.facts.load import catalogue
from validators.facts.values import ValueUnknown, read_value
from validators.lists.requirement import Checklist, Requirement
from validators.lists.row_file import PERSONS, RowFile
from validators.lists.yaml_file import near

_TOP = ("id", "version", "extends", "assumes", "requires", "never_ask")
_BASE = ("list", "when", "person")

Assumed = tuple[str, str | bool]


def read_checklist(path: Path, on: dt.date | None = None) -> Checklist:
    """The whole list, rows of what it extends first, each in the version that holds on that day."""
    return _ListFile(path, on).checklist(())


def version_on(folder: Path, name: str, on: dt.date | None = None) -> Path:
    """The file of that list which holds on that day: `name.yaml`, or a later `name@2027-01-01.yaml`.

    Without a day the first. The file may not exist.
    """
    first = folder / f"{name}.yaml"
    later = sorted(folder.glob(f"{name}@*.yaml"))
    held = [path for path in later if on is not None and path.stem.partition("@")[2] <= on.isoformat()]
    return held[-1] if held else first


class _ListFile(RowFile):
    """One list while it is read."""

    def __init__(self, path: Path, on: dt.date | None = None) -> None:
        super().__init__(path)
        self.on = on

    def checklist(self, above: tuple[str, ...]) -> Checklist:
        top = self.mapping(self.content, 1, _TOP)
        for key in ("id", "version"):
            if key not in top:
                self.fail(1, f"'{key}' is missing", f"Say {key}: …")
        if "requires" not in top and "extends" not in top:
            self.fail(1, "'requires' is missing", "A list has rows, or extends lists that have some.")
        self.check_version(top)
        above = (*above, str(top["id"]))
        bases = [self.base(raw, at, above) for at, raw in enumerate(top.get("extends", ()))]
        rows = [(self.row(raw, line), line) for raw, line in self.rows(top)]
        joined = (*(row for base in bases for row in base.requirements), *(row for row, _ in rows))
        self.check_keys(joined, {self.name_of(row): line for row, line in rows})
        never = tuple(self.type(code, self.line(top, "never_ask")) for code in top.get("never_ask", ()))
        return Checklist(
            id=str(top["id"]),
            version=str(top["version"]),
            requirements=joined,
            never_ask=_once((*(code for base in bases for code in base.never_ask), *never)),
            assumes=(*(one for base in bases for one in base.assumes), *self.assumed(top)),
        )

    def rows(self, top: CommentedMap) -> Iterator[tuple[object, int]]:
        for at, raw in enumerate(top.get("requires") or ()):
            yield raw, self.line(top["requires"], at)

    def check_version(self, top: CommentedMap) -> None:
        """A day; the file of a later version is named after it."""
        line, version = self.line(top, "version"), str(top["version"])
        try:
            dt.date.fromisoformat(version)
        except ValueError:
            self.fail(line, f"the version '{version}' is no day", "Write the day it holds from: '2026-11-01'.")
        named = self.path.stem.partition("@")[2]
        if named and named != version:
            self.fail(line, f"the version '{version}' is not the day in the file's name", f"Write '{named}'.")

    def base(self, raw: object, at: int, above: tuple[str, ...]) -> Checklist:
        line = self.line(self.content["extends"], at)
        part = self.mapping(raw, line, _BASE) if isinstance(raw, CommentedMap) else CommentedMap(list=raw)
        name = str(part.get("list"))
        path = version_on(self.path.parent, name, self.on)
        if name in above:
            self.fail(line, f"cannot extend '{name}', which extends this list", "Break the circle.")
        if not path.is_file():
            here = tuple(sorted(one.stem for one in self.path.parent.glob("*.yaml")))
            self.fail(line, f"cannot extend '{name}': there is no such list", near(name, here))
        base = _ListFile(path, self.on).checklist(above)
        when, person = self.condition(part, "when"), self.one_of(part, "person", PERSONS)
        return replace(base, requirements=tuple(_fitted(row, when, person) for row in base.requirements))

    def check_keys(self, rows: tuple[Requirement, ...], lines: dict[str, int]) -> None:
        names = [self.name_of(row) for row in rows]
        keys = {row.key for row in rows}
        for row, name in zip(rows, names, strict=True):
            line = lines.get(name, 1)
            if names.count(name) > 1:
                self.fail(
                    line, f"the key '{row.key}' stands twice for {row.person} and {row.scope}", "Rename one."
                )
            if row.implies and row.implies not in keys | self.keys_beside():
                self.fail(
                    line,
                    f"'{row.key}' implies '{row.implies}', which is no key",
                    near(row.implies, tuple(keys)),
                )

    def keys_beside(self) -> set[str]:
        """The keys of all lists, for a claim may be of several types."""
        texts = [path.read_text(encoding="utf-8") for path in self.path.parent.glob("*.yaml")]
        return {key for text in texts for key in re.findall(r"^\s+- key: (\w+)", text, re.MULTILINE)}

    def name_of(self, row: Requirement) -> str:
        return f"{row.key}/{row.person}/{row.scope}"

    def assumed(self, top: CommentedMap) -> Iterator[Assumed]:
        for name, raw in (top.get("assumes") or {}).items():
            line = self.line(top["assumes"], name)
            kind = catalogue().get(name)
            if kind is None:
                self.fail(line, f"there is no fact '{name}'", near(name, tuple(catalogue())))
            try:
                value = read_value(kind.kind, raw, kind.values, kind.columns)
            except ValueUnknown as error:
                self.fail(line, f"'{name}' can never be {error}", error.remedy)
            yield name, value if isinstance(value, bool) else str(value)


def _fitted(row: Requirement, when: Condition | None, person: str | None) -> Requirement:
    """The row under one more condition, about another person than the insured."""
    both = f"({when.text}) and ({row.when.text})" if when and row.when else ""
    joined = parse(both) if both else when or row.when
    return replace(row, when=joined, person=person if person and row.person == "insured" else row.person)


def _once(types: Iterable[DocumentType]) -> tuple[DocumentType, ...]:
    return tuple(dict.fromkeys(types))
