"""A printed sum that its rows do not make: what a person is told of it.

The sum on the paper and the rows disagree: a row is misread, cut, or not there. Source: domain.md, V12 with A2: it goes
to a person and is never an ask.

>>> finding(Broken("本页合计", 3600, 1_000_002, (3, 4, 6), 500)).detail
'第2页的“本页合计”36.00与第4至5、7行的合计5.00不一致。'
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.medical.billing import doubt
from extractors.page import PART_STEP
from storage.model.extraction import Row
from storage.model.finding import Finding, Outcome
from storage.model.money import format_fen, to_fen

TOLERANCE = 2
"""In fen: sums of rounded amounts."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Its words, in fen, its page, the rows that it speaks of by their places, and what those make in fen."""

    words: str
    fen: int
    page: int
    places: tuple[int, ...]
    made: int


def made_of(rows: Sequence[Row]) -> int:
    """What the amounts of the rows make, in fen."""
    return sum(to_fen(str(row["amount"].value)) or 0 for row in rows)


def doubted(rows: Sequence[Row], broken: Sequence[Broken]) -> list[Row]:
    """The rows, the amounts of those that make no sum they should graded for a look."""
    places = {place for one in broken for place in one.places}
    return [
        {**row, "amount": doubt(row["amount"])} if place in places else row for place, row in enumerate(rows)
    ]


def finding(broken: Broken) -> Finding:
    """V12, with the page of the file and the rows as they are counted in `items`, from 1."""
    rows = "、".join(
        f"{first + 1}至{last + 1}" if last > first else f"{first + 1}" for first, last in _runs(broken)
    )
    said, made = format_fen(broken.fen), format_fen(broken.made)
    detail = f"第{broken.page % PART_STEP}页的“{broken.words}”{said}与第{rows}行的合计{made}不一致。"
    return Finding(rule="V12", outcome=Outcome.HUMAN, field="items", detail=detail)


def _runs(broken: Broken) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place in broken.places:
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
