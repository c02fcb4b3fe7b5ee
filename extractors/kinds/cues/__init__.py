"""What tells one paper from another, as data: the TOML files in this folder, which an insurer may edit.

A file holds a table a document type:

- `titles`: what is printed as the title;
- `[type.anchors]`, `[type.negatives]`: a weight and the phrases that speak for the type, or against it, each by that weight;
- `[[type.patterns]]`: a regular expression over rows without spaces, in lower case (`find`, `weight`, `at_most_lines`);
- `[[type.columns]]`: words that head the columns of one row (`words`, `at_least`, `weight`);
- `[type.parts]`: the faces or pages of the paper and the phrases that show them.

Phrases are folded when loaded, so spaces, width and script do not matter.

>>> load({"a.toml": '[rx]\\ntitles = ["處 方 箋"]'})[DocumentType.RX].titles
('处方笺',)
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractors.errors import CuesInvalid
from extractors.kinds.folding import fold
from storage.model.document_type import DocumentType


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression and what a match is worth, on pages of at most so many lines."""

    find: re.Pattern[str]
    weight: float
    at_most_lines: int = 10_000


@dataclass(frozen=True, slots=True)
class Columns:
    """Words of a table's head; `at_least` so many of them must stand in one row."""

    words: tuple[str, ...]
    weight: float
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """All that speaks for or against one document type."""

    titles: tuple[str, ...] = ()
    anchors: Mapping[str, float] = field(default_factory=dict)
    negatives: Mapping[str, float] = field(default_factory=dict)
    patterns: tuple[Pattern, ...] = ()
    columns: tuple[Columns, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


CueBook = Mapping[DocumentType, Cues]


@lru_cache(maxsize=1)
def shipped() -> CueBook:
    """The cues that come with the project. Raises `CuesInvalid`."""
    folder = Path(__file__).parent
    return load({path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.toml"))})


def load(files: Mapping[str, str]) -> CueBook:
    """Cues from the text of TOML files by name. Raises `CuesInvalid`, which names the file and the line."""
    book: dict[DocumentType, Cues] = {}
    for name, text in files.items():
        for code, table in _tables(name, text).items():
            place = _Place(name, text, code)
            if code not in {one.value for one in DocumentType}:
                raise place.fault(code, "there is no such document type")
            if DocumentType(code) in book:
                raise place.fault(code, "this type has cues already")
            book[DocumentType(code)] = _cues(place, table)
    return book


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a table stands, to name the line of a fault."""

    file: str
    text: str
    code: str

    def fault(self, key: str, what: str) -> CuesInvalid:
        lines = self.text.splitlines()
        heads = (i for i, line in enumerate(lines) if re.match(rf"\[+\s*{re.escape(self.code)}\b", line))
        start = next(heads, 0)
        hits = (i for i in range(start, len(lines)) if key in lines[i])
        return CuesInvalid.at(self.file, next(hits, start) + 1, f"[{self.code}] {key}: {what}")


def _tables(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        last = len(text.splitlines())
        raise CuesInvalid.at(name, int(line[1]) if line else last, f"no valid TOML: {error}") from error


def _cues(place: _Place, table: Any) -> Cues:
    if not isinstance(table, dict):
        raise place.fault(place.code, "must be a table")
    unknown = sorted(set(table) - set(Cues.__dataclass_fields__))
    if unknown:
        raise place.fault(unknown[0], "is no kind of cue")
    cues = Cues(
        titles=_phrases(place, "titles", table.get("titles", [])),
        anchors=_weights(place, "anchors", table.get("anchors", {})),
        negatives=_weights(place, "negatives", table.get("negatives", {})),
        patterns=tuple(_pattern(place, row) for row in _rows(place, "patterns", table)),
        columns=tuple(_columns(place, row) for row in _rows(place, "columns", table)),
        parts=_parts(place, table.get("parts", {})),
    )
    if not (cues.titles or cues.anchors or cues.patterns or cues.columns):
        raise place.fault(place.code, "nothing speaks for this type")
    return cues


def _phrases(place: _Place, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and fold(one) for one in value):
        raise place.fault(key, "must be a list of phrases, none of them empty")
    return tuple(dict.fromkeys(fold(one) for one in value))


def _weights(place: _Place, key: str, value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        raise place.fault(key, "must be a table of weight = [phrases]")
    found: dict[str, float] = {}
    for written, phrases in value.items():
        weight = _weight(place, written, written)
        found |= dict.fromkeys(_phrases(place, written, phrases), weight)
    return found


def _parts(place: _Place, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise place.fault("parts", "must be a table of part = [phrases]")
    return {part: _phrases(place, part, phrases) for part, phrases in value.items()}


def _rows(place: _Place, key: str, table: Mapping[str, Any]) -> list[Any]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise place.fault(key, "must be written as [[…]]")
    return value


def _pattern(place: _Place, row: Mapping[str, Any]) -> Pattern:
    _known(place, row, "patterns", needed="find", others={"weight", "at_most_lines"})
    try:
        find = re.compile(str(row["find"]), re.MULTILINE)
    except re.error as error:
        raise place.fault(str(row["find"]), f"no valid regular expression: {error}") from error
    weight = _weight(place, "weight", row.get("weight", 1))
    return Pattern(find, weight, _count(place, "at_most_lines", row, 10_000))


def _columns(place: _Place, row: Mapping[str, Any]) -> Columns:
    _known(place, row, "columns", needed="words", others={"weight", "at_least"})
    words = _phrases(place, "words", row["words"])
    weight = _weight(place, "weight", row.get("weight", 1))
    return Columns(words, weight, _count(place, "at_least", row, len(words)))


def _known(place: _Place, row: Mapping[str, Any], table: str, *, needed: str, others: set[str]) -> None:
    for key in sorted(set(row) - others - {needed}):
        raise place.fault(key, "is not known here")
    if needed not in row:
        raise place.fault(table, f"`{needed}` is missing")


def _count(place: _Place, key: str, row: Mapping[str, Any], default: int) -> int:
    value = row.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise place.fault(key, "must be a whole number above zero")
    return value


def _weight(place: _Place, key: str, value: Any) -> float:
    try:
        weight = float(value)
    except (TypeError, ValueError):
        raise place.fault(key, "the weight must be a number") from None
    if not 0 < weight <= 20:
        raise place.fault(key, "the weight must lie between 0 and 20")
    return weight
