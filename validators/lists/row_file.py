"""One row of a list, read and checked: its papers, its conditions, its words of the language.

>>> "stay" in SCOPES and "guardian_of" in PROOFS
True
"""

from ruamel.yaml.comments import CommentedMap

from storage.model.document_type import DocumentType
from validators.facts.conditions import Condition, ConditionInvalid, parse
from validators.facts.load import catalogue
from validators.facts.lookups import LOOK_UPS
from validators.lists.requirement import Accept, Requirement, Wait
from validators.lists.yaml_file import YamlFile, near

PERSONS = (
    *("insured", "claimant", "guardian", "payee", "policyholder", "agent", "driver", "injured"),
    "beneficiary",
)
"""`beneficiary` stands for each of them: beneficiary:1, beneficiary:2 …"""
SCOPES = ("claim", "visit", "bill", "stay", "stay_bill")
"""Once; for each visit; each visit whose bill is in; each stay in hospital; each stay whose bill is in."""
ROLES = ("medical", "inpatient", "member", "cancelled", "si_split", "stamped", "police")
PROOFS = ("guardian_of", "relation", "death", "injury", "stay_dates", "intensive_days", "heirs")
EVIDENCE = (
    *("bill.is_itemised", "bill.names_imaging", "bill.names_laboratory", "bill.names_surgery"),
    *("bill.drug_line", "stay.names_intensive_care"),
    *("discharge.is_unstamped", "beneficiary.is_minor", "beneficiary.are_named"),
    "heirs.are_parents",
)
"""Conditions that the papers and people of the row answer."""

_ROW = (
    *("key", "person", "scope", "any_of", "min", "when", "waive_when", "answer", "lookup", "proves"),
    *("implies", "every", "pages", "wait", "source"),
)
_ACCEPT = ("type", "as", "when", "all_of")


class RowFile(YamlFile):
    """A file whose rows can be read."""

    def row(self, raw: object, line: int) -> Requirement:
        row = self.mapping(raw, line, _ROW)
        for key in ("key", "person", "source"):
            if not row.get(key):
                self.fail(line, f"'{key}' is missing", f"Say {key}: …")
        if not row.get("any_of") and not row.get("answer"):
            self.fail(line, "'any_of' is missing", "Name the papers of which any one will do, or an answer.")
        parts = [self.part(one, self.line(row["any_of"], at)) for at, one in enumerate(row.get("any_of", ()))]
        return Requirement(
            key=str(row["key"]),
            person=self.one_of(row, "person", PERSONS) or "",
            scope=self.one_of(row, "scope", SCOPES) or "claim",
            accepts=tuple(part for part in parts if isinstance(part, Accept)),
            together=tuple(part for part in parts if not isinstance(part, Accept)),
            at_least=self.count(row, "min", 1),
            when=self.condition(row, "when"),
            waive_when=self.condition(row, "waive_when"),
            answer=self.one_of(row, "answer", tuple(catalogue())),
            lookup=self.one_of(row, "lookup", LOOK_UPS),
            proves=self.one_of(row, "proves", PROOFS),
            implies=row.get("implies"),
            every=row.get("every", False) is True,
            pages=self.one_of(row, "pages", ("all",)),
            wait=self.wait(row),
            source=tuple(str(part) for part in row["source"]),
        )

    def part(self, raw: object, line: int) -> Accept | tuple[Accept, ...]:
        """A paper, or a set of papers that must come together."""
        if isinstance(raw, CommentedMap) and "all_of" in raw:
            parts = self.mapping(raw, line, ("all_of",))["all_of"]
            return tuple(self.accept(one, self.line(parts, at)) for at, one in enumerate(parts))
        return self.accept(raw, line)

    def accept(self, raw: object, line: int) -> Accept:
        if isinstance(raw, str):
            return Accept(self.type(raw, line))
        part = self.mapping(raw, line, _ACCEPT)
        return Accept(
            self.type(part.get("type"), line), self.one_of(part, "as", ROLES), self.condition(part, "when")
        )

    def type(self, code: object, line: int) -> DocumentType:
        if code not in set(DocumentType):
            self.fail(line, f"there is no document type '{code}'", near(code, tuple(DocumentType)))
        return DocumentType(str(code))

    def wait(self, row: CommentedMap) -> Wait | None:
        if "wait" not in row:
            return None
        part = self.mapping(row["wait"], self.line(row, "wait"), ("since", "days"))
        dates = tuple(name for name, kind in catalogue().items() if kind.kind == "date")
        since = self.one_of(part, "since", dates)
        if since is None:
            self.fail(self.line(row, "wait"), "'since' is missing", near("", dates))
        return Wait(since, self.count(part, "days", 0))

    def count(self, row: CommentedMap, key: str, default: int) -> int:
        value = row.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 3650:
            self.fail(self.line(row, key), f"'{key}' cannot be '{value}'", "It is a whole number.")
        return value

    def one_of(self, row: CommentedMap, key: str, allowed: tuple[str, ...]) -> str | None:
        value = row.get(key)
        if value is not None and value not in allowed:
            self.fail(self.line(row, key), f"'{key}' cannot be '{value}'", near(value, allowed))
        return None if value is None else str(value)

    def condition(self, row: CommentedMap, key: str) -> Condition | None:
        """Checked: every name is a fact or evidence, and every constant a value that it can have."""
        if key not in row:
            return None
        line = self.line(row, key)
        try:
            condition = parse(str(row[key]))
        except ConditionInvalid as error:
            self.fail(line, f"'{key}' {error}", "Write names of facts, ==, !=, <, in [...], and, or, not.")
        known = (*catalogue(), *EVIDENCE)
        for name in sorted(condition.names):
            if name not in known:
                self.fail(line, f"'{key}' speaks of '{name}', which is no fact", near(name, known))
        for name, value in condition.comparisons:
            values = catalogue()[name].values if name in catalogue() else ()
            if values and value not in values:
                self.fail(line, f"'{name}' can never be '{value}'", near(value, values))
        return condition
