"""Counts of right, wrong, missed and invented fields, and what they make: precision, recall, F1.

Values are equal when they are after NFKC and without spaces. A list counts one a member, a table one a cell,
rows aligned in order. A field that is present but unread counts as missed, never as wrong.

>>> tally = compare({"total": "1.00", "tax": "0.10"}, {"total": Read("1.00", True), "payee": Read("王", False)})
>>> tally.right, tally.missed, tally.invented, tally.f1
(1, 1, 1, 0.5)
>>> [(one.name, one.is_right) for one in tally.seen]
[('payee', False), ('total', True)]
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from storage.model.extraction import Field


class Read(NamedTuple):
    """A value as read, whether its grade is `auto`, and the whole field where there is one."""

    value: Any
    is_auto: bool
    field: Field | None = None

    def __repr__(self) -> str:
        return repr((self.value, self.is_auto))


class Seen(NamedTuple):
    """A value that was read and turned out right or wrong. A cell's name is `items.amount`."""

    name: str
    read: Read
    is_right: bool


@dataclass(frozen=True, slots=True)
class Tally:
    right: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0
    auto: int = 0
    auto_right: int = 0
    seen: tuple[Seen, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.invented + other.invented,
            self.auto + other.auto,
            self.auto_right + other.auto_right,
            self.seen + other.seen,
        )

    @property
    def labelled(self) -> int:
        return self.right + self.wrong + self.missed

    @property
    def read(self) -> int:
        return self.right + self.wrong + self.invented

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        both = self.labelled + self.read
        return 2 * self.right / both if both else 0.0

    @property
    def auto_share(self) -> float:
        return self.auto / self.read if self.read else 0.0

    @property
    def auto_accuracy(self) -> float:
        return self.auto_right / self.auto if self.auto else 0.0


def compare(
    label: Mapping[str, Any], read: Mapping[str, Any], ambiguous: frozenset[str] = frozenset()
) -> Tally:
    """One document's fields. What was read are `Read`s, lists of those, or lists of mappings of those."""
    total = Tally()
    for name in sorted((label.keys() | read.keys()) - ambiguous):
        total += _compare_cell(name, label.get(name), read.get(name))
    return total


def canonical(value: Any) -> Any:
    """The form in which values are compared."""
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKC", value).split())
    return value


def _compare_cell(name: str, label: Any, read: Any) -> Tally:
    listed = label if isinstance(label, list) else read if isinstance(read, list) else None
    if listed is None:
        return _compare_value(name, label, read)
    labels, reads = _as_list(label), _as_list(read)
    if any(isinstance(one, Mapping) for one in (*labels, *reads)):
        return _compare_rows(name, labels, reads)
    return _compare_members(name, labels, reads)


def _as_list(cell: Any) -> list[Any]:
    return cell if isinstance(cell, list) else [] if cell is None else [cell]


def _compare_value(name: str, label: Any, read: Read | None) -> Tally:
    if read is None or read.value is None:
        return Tally(missed=1) if label is not None else Tally()
    is_right = label is not None and canonical(label) == canonical(read.value)
    return Tally(
        right=int(is_right),
        wrong=int(not is_right and label is not None),
        invented=int(label is None),
        auto=int(read.is_auto),
        auto_right=int(read.is_auto and is_right),
        seen=(Seen(name, read, is_right),),
    )


def _compare_members(name: str, labels: list[Any], reads: list[Read]) -> Tally:
    open_labels = [canonical(one) for one in labels]
    total = Tally()
    for read in reads:
        value = canonical(read.value)
        if value in open_labels:
            open_labels.remove(value)
            total += _compare_value(name, value, read)
        else:
            total += _compare_value(name, None, read)
    return total + Tally(missed=len(open_labels))


def _compare_rows(name: str, labels: list[Mapping[str, Any]], reads: list[Mapping[str, Read]]) -> Tally:
    total = Tally()
    for label, read in _aligned(labels, reads):
        total += compare(
            {f"{name}.{key}": value for key, value in (label or {}).items()},
            {f"{name}.{key}": value for key, value in (read or {}).items()},
        )
    return total


def _aligned(
    labels: Sequence[Mapping[str, Any]], reads: Sequence[Mapping[str, Read]]
) -> list[tuple[Mapping[str, Any] | None, Mapping[str, Read] | None]]:
    """Rows paired in order so that the most cells agree."""
    best = [[0] * (len(reads) + 1) for _ in range(len(labels) + 1)]
    for i in range(len(labels) - 1, -1, -1):
        for j in range(len(reads) - 1, -1, -1):
            paired = best[i + 1][j + 1] + 1 + 4 * compare(labels[i], reads[j]).right
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[Mapping[str, Any] | None, Mapping[str, Read] | None]] = []
    i = j = 0
    while i < len(labels) and j < len(reads):
        if best[i][j] == best[i + 1][j]:
            pairs.append((labels[i], None))
            i += 1
        elif best[i][j] == best[i][j + 1]:
            pairs.append((None, reads[j]))
            j += 1
        else:
            pairs.append((labels[i], reads[j]))
            i, j = i + 1, j + 1
    return pairs + [(one, None) for one in labels[i:]] + [(None, one) for one in reads[j:]]
