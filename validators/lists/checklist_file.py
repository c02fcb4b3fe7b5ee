"""A list read from its YAML file, with file and line in every error.

>>> read_checklist(Path(__file__).parent / "checklists" / "common.yaml").requirements[0].key
'claim_form'
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from storage.model.document_type import DocumentType
from validators.errors import ChecklistInvalid
from validators.facts.conditions import Condition, ConditionInvalid, parse
from validators.facts.load import catalogue
from validators.lists.requirement import Accept, Checklist, Requirement

PERSONS = ("insured", "claimant", "guardian", "payee", "policyholder", "agent", "driver", "injured")
SCOPES = ("claim", "visit", "bill")
ROLES = ("medical", "member", "si_split")
PROOFS = ("guardian_of",)
EVIDENCE = ("bill.is_itemised", "bill.names_imaging", "bill.names_laboratory")
"""Conditions that the papers of a visit answer."""

_TOP = ("id", "version", "extends", "requires", "never_ask")
_ROW = ("key", "person", "scope", "any_of", "when", "waive_when", "answer", "lookup", "proves", "implies")
_ROW_MORE = ("every", "pages", "source")
_ACCEPT = ("type", "as", "when")


def read_checklist(path: Path) -> Checklist:
    """The whole list, rows of what it extends first."""
    return _ListFile(path).checklist(())


class _ListFile:
    """One file while it is read: knows how to say where something is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        loader = YAML(typ="rt", pure=True)
        try:
            self.content = loader.load(path.read_text(encoding="utf-8"))
        except MarkedYAMLError as error:
            self.fail(error.problem_mark.line + 1 if error.problem_mark else 1, str(error.problem))
        except (OSError, YAMLError) as error:
            self.fail(1, str(error))

    def fail(self, line: int, problem: str) -> NoReturn:
        raise ChecklistInvalid(f"{self.path}:{line}: {problem}.", "Mend the list.")

    def checklist(self, above: tuple[str, ...]) -> Checklist:
        top = self.mapping(self.content, 1, _TOP)
        for key in ("id", "version", "requires"):
            if key not in top:
                self.fail(1, f"'{key}' is missing")
        bases = [self.base(name, (*above, top["id"])) for name in top.get("extends", ())]
        rows = [self.row(row, self.line(top["requires"], at)) for at, row in enumerate(top["requires"])]
        joined = tuple(row for base in bases for row in base.requirements) + tuple(rows)
        self.check_keys(joined)
        never = tuple(self.type(code, self.line(top, "never_ask")) for code in top.get("never_ask", ()))
        inherited = tuple(code for base in bases for code in base.never_ask)
        return Checklist(
            id=str(top["id"]), version=str(top["version"]), requirements=joined, never_ask=inherited + never
        )

    def base(self, name: str, above: tuple[str, ...]) -> Checklist:
        path = self.path.with_name(f"{name}.yaml")
        if name in above or not path.is_file():
            self.fail(self.line(self.content, "extends"), f"cannot extend '{name}'")
        return _ListFile(path).checklist(above)

    def check_keys(self, rows: tuple[Requirement, ...]) -> None:
        keys = [row.key for row in rows]
        for row in rows:
            if keys.count(row.key) > 1:
                self.fail(1, f"the key '{row.key}' stands twice")
            if row.implies and row.implies not in keys:
                self.fail(1, f"'{row.key}' implies '{row.implies}', which is no key here")

    def row(self, raw: object, line: int) -> Requirement:
        row = self.mapping(raw, line, (*_ROW, *_ROW_MORE))
        for key in ("key", "person", "any_of", "source"):
            if not row.get(key):
                self.fail(line, f"'{key}' is missing")
        return Requirement(
            key=str(row["key"]),
            person=self.one_of(row, "person", PERSONS) or "",
            scope=self.one_of(row, "scope", SCOPES) or "claim",
            accepts=tuple(
                self.accept(part, self.line(row["any_of"], at)) for at, part in enumerate(row["any_of"])
            ),
            when=self.condition(row, "when"),
            waive_when=self.condition(row, "waive_when"),
            answer=self.one_of(row, "answer", tuple(catalogue())),
            lookup=row.get("lookup"),
            proves=self.one_of(row, "proves", PROOFS),
            implies=row.get("implies"),
            every=row.get("every", False) is True,
            pages=self.one_of(row, "pages", ("all",)),
            source=tuple(str(part) for part in row["source"]),
        )

    def accept(self, raw: object, line: int) -> Accept:
        if isinstance(raw, str):
            return Accept(self.type(raw, line))
        part = self.mapping(raw, line, _ACCEPT)
        role = self.one_of(part, "as", ROLES)
        return Accept(self.type(part.get("type"), line), role, self.condition(part, "when"))

    def type(self, code: object, line: int) -> DocumentType:
        if code not in set(DocumentType):
            self.fail(line, f"there is no document type '{code}'")
        return DocumentType(str(code))

    def one_of(self, row: CommentedMap, key: str, allowed: tuple[str, ...]) -> str | None:
        value = row.get(key)
        if value is not None and value not in allowed:
            self.fail(self.line(row, key), f"'{key}' cannot be '{value}'; it is one of: {', '.join(allowed)}")
        return None if value is None else str(value)

    def condition(self, row: CommentedMap, key: str) -> Condition | None:
        if key not in row:
            return None
        line = self.line(row, key)
        try:
            condition = parse(str(row[key]))
        except ConditionInvalid as error:
            self.fail(line, f"'{key}' {error}")
        for name in condition.names:
            if name not in catalogue() and name not in EVIDENCE:
                self.fail(line, f"'{key}' speaks of '{name}', which is no fact")
        for name, value in condition.comparisons:
            values = catalogue()[name].values if name in catalogue() else ()
            if values and value not in values:
                self.fail(line, f"'{name}' can never be '{value}'")
        return condition

    def mapping(self, raw: object, line: int, allowed: tuple[str, ...]) -> CommentedMap:
        if not isinstance(raw, CommentedMap):
            self.fail(line, "names with values are expected here")
        for key in raw:
            if key not in allowed:
                self.fail(self.line(raw, key), f"'{key}' is not known here")
        return raw

    def line(self, node: object, key: object) -> int:
        place = getattr(node, "lc", None)
        if place is None:
            return 1
        found = place.key(key) if isinstance(node, Mapping) else place.item(key)
        return int(found[0]) + 1
