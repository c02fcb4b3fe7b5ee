"""From observations to tables: pooled adjacent violators, merged until a step holds enough fields.

>>> seen = [Seen("date", 0.2, False)] * 60 + [Seen("date", 0.9, True)] * 60
>>> _steps(sorted(seen, key=lambda one: one.rank))
[(0.2, 0.0082), (0.9, 0.9918)]
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from extractors.confidence import Calibration, Table, family_of

LEAST_FIELDS = 500
"""A kind that was seen more seldom has no table of its own."""
LEAST_BAR = 200
"""A kind without a table that was seen so often has a say in how sure its family must be."""
LEAST_A_STEP = 50
WANTED = 0.995
"""Of the fields used without a look on the papers of development: half a percent more than is promised."""
LEAST_CHANCE = 0.98
"""No single step of fields below it is used without a look, however well the rest does."""


class Seen(NamedTuple):
    """A field that OCR read: its kind, its rank, and whether it was right."""

    kind: str
    rank: float
    is_right: bool


def fit(seen: Sequence[Seen]) -> Calibration:
    """One table a family, one a kind with enough fields, each with the chance that is enough.

    Of a family's, it is enough for each of the kinds that share it.
    """
    by_kind: dict[str, list[Seen]] = defaultdict(list)
    for one in sorted(seen, key=lambda one: one.rank):
        for kind in {one.kind, family_of(one.kind)}:
            by_kind[kind].append(one)
    families = {family_of(one.kind) for one in seen}
    tables = {
        kind: _table(fields)
        for kind, fields in sorted(by_kind.items())
        if kind in families or len(fields) >= LEAST_FIELDS
    }
    for kind, fields in by_kind.items():
        if kind not in tables and len(fields) >= LEAST_BAR:
            shared = tables[family_of(kind)]
            bar = max(shared.auto, _enough(fields, shared))
            tables[family_of(kind)] = replace(shared, auto=bar)
    return Calibration(tables)


def chance_of(one: Seen, known: Calibration) -> float:
    return known.table(one.kind).chance(one.rank)


def as_toml(known: Calibration, counts: dict[str, int]) -> str:
    """The file as it ships."""
    parts = [
        "# Written by `python -m tests.bench.calibrate`, not by hand: the share of fields that were right on made papers.",
        "# A rank is OCR's score to the power of the characters, less 1 where a rule doubts the field; from it on, the",
        "# chance beside it holds. From the chance `auto` on, a field that no rule doubts is used without a look.",
    ]
    for kind, table in known.tables.items():
        parts.append(f"\n[tables.{kind}]\nfields = {counts[kind]}\nauto = {table.auto}")
        parts.append(f"ranks = {list(table.ranks)}\nchances = {list(table.chances)}")
    return "\n".join(parts) + "\n"


def _table(fields: Sequence[Seen]) -> Table:
    steps = _steps(fields)
    table = Table(tuple(rank for rank, _ in steps), tuple(chance for _, chance in steps), 1.0)
    return replace(table, auto=_enough(fields, table))


def _steps(fields: Sequence[Seen]) -> list[tuple[float, float]]:
    """Where each step begins and its chance; `fields` in the order of their ranks."""
    blocks: list[list[float]] = []  # first rank, fields, right
    for one in fields:
        if blocks and blocks[-1][0] == one.rank:
            blocks[-1][1] += 1
            blocks[-1][2] += one.is_right
        else:
            blocks.append([one.rank, 1, float(one.is_right)])
    merged: list[list[float]] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and _must_join(merged[-2], merged[-1]):
            last = merged.pop()
            merged[-1] = [merged[-1][0], merged[-1][1] + last[1], merged[-1][2] + last[2]]
    if len(merged) > 1 and merged[-1][1] < LEAST_A_STEP:
        last = merged.pop()
        merged[-1] = [merged[-1][0], merged[-1][1] + last[1], merged[-1][2] + last[2]]
    chances = [round((right + 0.5) / (count + 1), 4) for _, count, right in merged]
    rising = list(accumulate(reversed(chances), min))[::-1]
    return [(round(block[0], 4), chance) for block, chance in zip(merged, rising, strict=True)]


def _must_join(lower: Sequence[float], upper: Sequence[float]) -> bool:
    return lower[1] < LEAST_A_STEP or lower[2] / lower[1] >= upper[2] / upper[1]


def _enough(fields: Sequence[Seen], table: Table) -> float:
    """The least chance that is enough: from it on, the sure fields are right as often as is wanted. 1 where none is."""
    sure = sorted(((table.chance(one.rank), one.is_right) for one in fields if one.rank >= 0), reverse=True)
    least, right = 1.0, 0
    for place, (chance, is_right) in enumerate(sure, start=1):
        right += is_right
        is_last = place == len(sure) or sure[place][0] < chance
        if is_last and right / place >= WANTED and chance >= LEAST_CHANCE:
            least = chance
    return least
