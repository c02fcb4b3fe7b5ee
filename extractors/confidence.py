"""How likely a value is right: the score of OCR, turned into a chance by what was right and wrong on made papers.

Fields are pooled by kind: a date is read better than a name. A kind that was seen too seldom shares the table of its
family, figures or words; what is written by hand has a table of its own, whatever it says. A table is monotone: a field
that a rule doubts ranks below every field that none does; within both, the likelier all of its characters are right, the
higher. The tables, and for each the chance from which a value is used without a look, stand in `confidence.toml`, which
`python -m tests.bench.calibrate` writes.
What is digital (XML, OFD, PDF text, QR) is as issued and stays as it is.

>>> kind_of("issue_date"), kind_of("items.amount"), kind_of("something_new")
('date', 'cell_number', 'text')
>>> family_of("date"), family_of("cell_text")
('figure', 'words')
>>> rank(0.99, "2026", is_doubtful=False) > rank(0.99, "a long sentence", is_doubtful=False) > rank(0.99, "2026", is_doubtful=True)
True
"""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from storage.model.extraction import Box, Cell, Field, Fields, Grade, Source, Value

HAND = "hand"
_FIGURES, _WORDS = "figure", "words"


@dataclass(frozen=True, slots=True)
class Table:
    """From each rank in `ranks` on, the chance at the same place of `chances` holds; both rise.

    `auto`: the chance from which a value that no rule doubts is used without a look.
    """

    ranks: tuple[float, ...]
    chances: tuple[float, ...]
    auto: float

    def chance(self, rank: float) -> float:
        """The chance at that rank.

        >>> Table((0.0, 0.9), (0.5, 0.99), 0.98).chance(0.95)
        0.99
        """
        return self.chances[max(0, bisect_right(self.ranks, rank) - 1)]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The tables, by kind and family."""

    tables: Mapping[str, Table]

    def table(self, kind: str) -> Table:
        """The kind's own table, or that of its family."""
        return next(self.tables[name] for name in (kind, family_of(kind), _WORDS) if name in self.tables)


@dataclass(frozen=True, slots=True)
class _Judge:
    """`written`: page and box of what was written by hand."""

    known: Calibration
    written: Set[tuple[int, Box | None]]

    def kind(self, name: str, field: Field) -> str:
        return HAND if (field.page, field.box) in self.written else kind_of(name)


def calibrated(fields: Fields, written: Set[tuple[int, Box | None]] = frozenset()) -> Fields:
    """The same fields; those that OCR read with their chance as confidence, and graded by it."""
    judge = _Judge(_shipped(), written)
    return {name: _cell(name, cell, judge) for name, cell in fields.items()}


def kind_of(name: str) -> str:
    """The kind whose table a field's score is looked up in; a cell's name is `items.amount`."""
    return _kinds().get(name, "cell_text" if name.startswith("items.") else "text")


def family_of(kind: str) -> str:
    """The table that a kind shares with its like where it has none of its own."""
    if kind == HAND:
        return HAND
    return _FIGURES if kind in ("date", "money", "checked", "number", "cell_number") else _WORDS


def rank(score: float, value: Value, *, is_doubtful: bool) -> float:
    """The place of a field within its kind, from -1 to 1. OCR scores a mean character; a value needs all of them."""
    characters = len("".join(value.split())) if isinstance(value, str) else 1
    whole = score ** max(1, characters)
    return whole - 1 if is_doubtful else whole


def _cell(name: str, cell: Cell, judge: _Judge) -> Cell:
    if isinstance(cell, Field):
        return _field(name, cell, judge)
    found = [
        _field(name, one, judge)
        if isinstance(one, Field)
        else {key: _field(f"{name}.{key}", inner, judge) for key, inner in one.items()}
        for one in cell
    ]
    return tuple(found)  # type: ignore[return-value]


def _field(name: str, field: Field, judge: _Judge) -> Field:
    if field.source is not Source.OCR or field.value is None:
        return field
    table = judge.known.table(judge.kind(name, field))
    chance = table.chance(rank(field.confidence, field.value, is_doubtful=not field.is_auto))
    is_sure = field.is_auto and chance >= table.auto
    return replace(field, confidence=chance, grade=Grade.AUTO if is_sure else Grade.CHECK)


@cache
def _shipped() -> Calibration:
    data = _data("confidence.toml")
    return Calibration(
        {
            kind: Table(tuple(one["ranks"]), tuple(one["chances"]), one["auto"])
            for kind, one in data["tables"].items()
        }
    )


@cache
def _kinds() -> Mapping[str, str]:
    return {name: kind for kind, names in _data("confidence_kinds.toml").items() for name in names}


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
