"""Headings of a fee list that print their group's sum: 检查费 120.00 above the checks that make 120.00.

Such a row has a name and an amount and nothing else, and the rows below it up to the next heading add up to it; it
is no item but the category of theirs. Other programs print the sum below its rows, behind the name of the kind
(检查费 小计 120.00).

>>> from extractors.fields import make
>>> from extractors.page import Line
>>> from storage.model.extraction import Box
>>> def row(**cells): return {key: make(value, [Line(value, Box(0, 0, 9, 9))]) for key, value in cells.items()}
>>> rows = [row(name="检查费", amount="20.00"), row(name="心电图", quantity="1", amount="20.00")]
>>> [(one["name"].value, one["category"].value) for one in headed(rows)]
[('心电图', '检查费')]
"""

import re
from collections.abc import Sequence

from extractors.fields import make
from extractors.layout.lines import cut, squash
from extractors.medical.billing import doubt
from extractors.medical.broken_sums import TOLERANCE, made_of
from extractors.medical.subtotals import Said, printed_sums
from extractors.page import Line
from storage.model.extraction import Field, Row
from storage.model.money import to_fen

_KIND = re.compile(r".{0,10}(?:费用?|类|药|材料|饮片)")
_NO_KINDS = re.compile(
    r"费|各类|(?:[本当该每各全总前日次]|累计|住院|门诊|医疗|出院)*(?:[天日页次人]|患者|病人)?(?:总)?费用?"
)
_BARE = frozenset({"name", "amount", "category"})


def headed(rows: Sequence[Row]) -> list[Row]:
    """The items without such headings, each with its heading as category."""
    found: list[Row] = []
    place = 0
    while place < len(rows):
        count = _group(rows, place)
        if count:
            kind = rows[place]["name"]
            found += [{**row, "category": kind} for row in rows[place + 1 : place + 1 + count]]
        else:
            found.append(rows[place])
        place += 1 + count
    return found


def closed(rows: Sequence[Row], lines: Sequence[Line]) -> list[Row]:
    """The items, those without a sure category with the kind whose sum is printed below them and is theirs.

    One that they do not make names them too, for a look, where others of the list are made by theirs.
    Lines and rows are of stacked pages, in one frame.
    """
    groups: list[tuple[Field, list[int], bool]] = []
    above = float("-inf")
    for said in printed_sums(lines):
        kind = _kind(said)
        if kind is None:
            continue
        group = [place for place, row in enumerate(rows) if above < _middle(row) < said.y]
        is_made = abs(made_of([rows[place] for place in group]) - said.fen) <= TOLERANCE
        groups.append((kind, group, bool(group) and is_made))
        above = said.y
    found = list(rows)
    is_usual = sum(is_made for *_, is_made in groups) * 2 > len(groups)
    for kind, group, is_made in groups:
        for place in group if is_made or is_usual else ():
            own = rows[place].get("category")
            if own is None or (is_made and not own.is_auto):
                found[place] = {**rows[place], "category": kind if is_made else doubt(kind)}
    return found


def _kind(said: Said) -> Field | None:
    """The kind of charge before the words of a sum."""
    match = re.match(rf"\W*({_KIND.pattern})\W*(?:小计|合计)", said.line.text)
    is_kind = match is not None and not _NO_KINDS.fullmatch(squash(match[1]))
    return make(squash(match[1]), [cut(said.line, *match.span(1))]) if match and is_kind else None


def _middle(row: Row) -> float:
    box = row["amount"].box
    return box.centre[1] if box else float("-inf")


def _group(rows: Sequence[Row], place: int) -> int:
    """How many rows below this one make its amount; 0 where it is no heading."""
    if not _is_bare(rows[place]):
        return 0
    below = rows[place + 1 :]
    count = next((at for at, row in enumerate(below) if _is_bare(row)), len(below))
    sum_below = sum(_fen(row) for row in below[:count])
    return count if count and sum_below == _fen(rows[place]) else 0


def _is_bare(row: Row) -> bool:
    return row.keys() <= _BARE and _KIND.fullmatch(str(row["name"].value)) is not None


def _fen(row: Row) -> int:
    return to_fen(str(row["amount"].value)) or 0
