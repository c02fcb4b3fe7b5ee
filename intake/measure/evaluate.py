"""A labelled folder against what was read: per type and in all.

>>> from storage.model.reading import ReadingStatus
>>> score = Score()
>>> score.add(LabelledFile(path="a", documents=(), ambiguous=frozenset(), is_hostile=True),
...           Reading(file="a", sha256="", media_type="", status=ReadingStatus.REFUSED, seconds=1.5))
>>> score.hostile
[('refused', 1.5)]
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.registry import readable_types
from intake.measure.labels import LabelledDocument, LabelledFile
from intake.measure.score import Read, Tally, compare
from storage.model.document import Document
from storage.model.extraction import Cell, Field
from storage.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Miss:
    """A field that was not right: for the list of what to mend."""

    path: str
    type: str
    field: str
    label: Any
    read: Any


@dataclass(slots=True)
class Score:
    """Grows file by file."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    types_right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    types_seen: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    hostile: list[tuple[str, float]] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unread: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Labelled fields of types that are recognised while their fields are not read yet."""
    seconds: float = 0.0
    pages: int = 0

    def add(self, row: LabelledFile, reading: Reading) -> None:
        self.seconds += reading.seconds
        self.pages += reading.page_count
        if row.is_hostile:
            outcome = reading.reason.code if reading.reason else reading.status.value
            self.hostile.append((outcome, reading.seconds))
            return
        left = list(reading.documents)
        for label in row.documents:
            found = _best(label, left, row.ambiguous)
            if found is not None:
                left.remove(found)
            self._count(row, label, found)

    @property
    def total(self) -> Tally:
        return sum(self.tallies.values(), Tally())

    @property
    def type_accuracy(self) -> float:
        seen = sum(self.types_seen.values())
        return sum(self.types_right.values()) / seen if seen else 0.0

    def _count(self, row: LabelledFile, label: LabelledDocument, found: Document | None) -> None:
        is_right = found is not None and found.type == label.type
        self.types_seen[label.type] += 1
        self.types_right[label.type] += int(is_right)
        if not is_right:
            self.misses.append(Miss(row.path, label.type, "type", label.type, found.type if found else None))
        if label.type not in readable_types():
            self.unread[label.type] += len(label.fields)
            return
        read = values(found) if found is not None and is_right else {}
        label = _counted(row, label, read)
        self.tallies[label.type] += compare(label.fields, read, row.ambiguous)
        self.misses.extend(_misses(row, label, read))


def values(document: Document) -> dict[str, Any]:
    """A document's fields as the scorer takes them."""
    return {name: _plain(cell) for name, cell in document.fields.items()}


def _counted(row: LabelledFile, label: LabelledDocument, read: dict[str, Any]) -> LabelledDocument:
    """Where only the number of rows is labelled, that number is what counts."""
    if row.item_count is None or "items" in label.fields:
        return label
    found = read.pop("items", None)
    if found is not None:
        read["item_count"] = Read(len(found), False)
    return LabelledDocument(label.type, {**label.fields, "item_count": row.item_count})


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Field):
        return Read(cell.value, cell.is_auto, cell)
    return [_plain(one) if isinstance(one, Field) else {k: _plain(v) for k, v in one.items()} for one in cell]


def _best(label: LabelledDocument, documents: Sequence[Document], ambiguous: frozenset[str]) -> Document | None:
    same = [document for document in documents if document.type == label.type]
    if not same:
        return documents[0] if documents else None
    return max(same, key=lambda one: compare(label.fields, values(one), ambiguous).right)


def _misses(row: LabelledFile, label: LabelledDocument, read: Mapping[str, Any]) -> list[Miss]:
    found = []
    for name in sorted((label.fields.keys() | read.keys()) - row.ambiguous):
        tally = compare(
            {name: label.fields[name]} if name in label.fields else {},
            {name: read[name]} if name in read else {},
        )
        if tally.wrong or tally.missed or tally.invented:
            found.append(Miss(row.path, label.type, name, label.fields.get(name), read.get(name)))
    return found
