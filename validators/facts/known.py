"""Facts: what is known about a claim besides its papers. What is absent is unknown, never false.

The names and kinds are those of the contract, as data in `facts.toml`; the insurer's settings have defaults.

>>> facts = facts_from({"insured": {"birth": "2018-03-01"}, "event.cause": "disease"})
>>> facts.get("insured.birth"), facts.get("event.scene"), facts.get("product.claim_form")
(datetime.date(2018, 3, 1), None, 'in_app')
"""

import datetime as dt
import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from validators.errors import FactsInvalid
from validators.facts.values import FactValue, Record, ValueUnknown, read_value

_CATALOGUE = Path(__file__).with_name("facts.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind:
    """One line of the catalogue."""

    name: str
    kind: str
    values: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    default: FactValue = None
    asked: bool = False
    asks_as: str | None = None
    known_from: str | None = None
    derived: bool = False
    by_act: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Values by name; `origins` says where a value comes from that was not given. `torn` names those of which two
    sources say different things: nobody but a person of ours decides, so they are unknown meanwhile."""

    values: Mapping[str, FactValue] = field(default_factory=lambda: MappingProxyType({}))
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    torn: frozenset[str] = frozenset()

    def get(self, name: str) -> FactValue:
        """The value, the setting's default, or None when unknown."""
        if name in self.values:
            return self.values[name]
        kind = catalogue().get(name)
        return kind.default if kind else None

    def text(self, name: str) -> str | None:
        value = self.get(name)
        return value if isinstance(value, str) else None

    def date(self, name: str) -> dt.date | None:
        value = self.get(name)
        return value if isinstance(value, dt.date) else None

    def integer(self, name: str) -> int | None:
        value = self.get(name)
        return value if isinstance(value, int) else None

    def money(self, name: str) -> Decimal | None:
        value = self.get(name)
        return value if isinstance(value, Decimal) else None

    def records(self, name: str) -> tuple[Record, ...]:
        value = self.get(name)
        return value if isinstance(value, tuple) else ()

    def learned(self, name: str, value: FactValue, origin: str) -> "Facts":
        """With one more value, unless it is known or torn already or the value is unknown."""
        if value is None or name in self.torn or self.get(name) is not None:
            return self
        return Facts({**self.values, name: value}, {**self.origins, name: origin}, self.torn)

    def proven(self, name: str, value: FactValue, origin: str) -> "Facts":
        """As `learned`; but a different value that is known already tears the fact."""
        known = self.values.get(name)
        if value is None or known is None or known == value:
            return self.learned(name, value, origin)
        return self.unclear(name)

    def unclear(self, name: str) -> "Facts":
        """What is known is contradicted, or nobody can tell what it means: a person decides."""
        rest = {other: kept for other, kept in self.values.items() if other != name}
        return Facts(rest, self.origins, self.torn | {name})

    def doubted(self, name: str) -> "Facts":
        """A person decides, unless the value is known."""
        return self if self.get(name) is not None else Facts(self.values, self.origins, self.torn | {name})


@cache
def catalogue() -> Mapping[str, FactKind]:
    """All facts there are, by name."""
    rows = tomllib.loads(_CATALOGUE.read_text(encoding="utf-8"))["facts"]
    return MappingProxyType({name: _kind(name, row) for name, row in rows.items()})


def _kind(name: str, row: Mapping[str, object]) -> FactKind:
    values = row.get("values", ())
    return FactKind(name=name, **{**row, "values": tuple(values)})  # type: ignore[arg-type]


def facts_from(given: Mapping[str, object], place: "Place | None" = None) -> Facts:
    """Facts from a mapping with flat or nested keys; FactsInvalid names what is unknown."""
    where = place or Place()
    values: dict[str, FactValue] = {}
    for name, raw in _flatten(given, ""):
        if name in values:
            raise FactsInvalid(f"{where.of(name)}The fact '{name}' is given twice.", "Keep one of them.")
        values[name] = _read(name, raw, where)
    return Facts(MappingProxyType({name: value for name, value in values.items() if value is not None}))


@dataclass(frozen=True, slots=True)
class Place:
    """Where facts were written, for messages: the file, and the line of each name."""

    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)

    def of(self, name: str) -> str:
        if not self.file:
            return ""
        parts = name.split(".")
        tries = [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
        line = next((self.lines[key] for key in tries if key in self.lines), None)
        return f"{self.file}:{line}: " if line else f"{self.file}: "


def _flatten(given: Mapping[str, object], prefix: str) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, raw in given.items():
        name = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(raw, Mapping) and _is_group(name):
            found.extend(_flatten(raw, name))
        else:
            found.append((name, raw))
    return found


def _is_group(name: str) -> bool:
    return name == "lookup" or any(known.startswith(f"{name}.") for known in catalogue())


def _read(name: str, raw: object, where: Place) -> FactValue:
    kind = catalogue().get(name)
    if name.startswith("lookup."):
        return str(raw)
    if kind is None or kind.derived:
        raise FactsInvalid(f"{where.of(name)}There is no fact '{name}'.", _nearest(name))
    try:
        return read_value(kind.kind, raw, kind.values, kind.columns)
    except ValueUnknown as error:
        raise FactsInvalid(f"{where.of(name)}The fact '{name}' cannot be {error}.", error.remedy) from error


def _nearest(name: str) -> str:
    kind = catalogue().get(name)
    if kind and kind.derived:
        return f"It follows from '{kind.asks_as}'; give that one."
    near = difflib.get_close_matches(name, catalogue(), n=1)
    return (
        f"Did you mean '{near[0]}'?"
        if near
        else "The documentation lists all facts; leave out what is not known."
    )
