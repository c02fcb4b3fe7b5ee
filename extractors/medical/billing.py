"""The arithmetic of a medical bill as a second look: what disagrees is not used without a person.

Figures and capitals say the total twice; the items add up to it (to two fen); the payers' shares add up to it. Where
the figures lost their point, and the capitals have the same digits, the total is put right and marked so.

>>> same_digits("43994", 43994), same_digits("439.49", 43994)
(True, False)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from storage.model.extraction import Field, Fields, Grade, Row
from storage.model.money import format_fen, parse_capitals, to_fen

_SHARES = ("pool_paid", "other_paid", "account_paid", "cash_paid")
_TOLERANCE = 2
_MOST_BARE = 6


def confirmed(fields: Mapping[str, Field], rows: Sequence[Row]) -> Fields:
    """The fields and items of a bill, those in doubt graded for a look."""
    found = _total(dict(fields))
    total = _fen(found.get("total"))
    amounts = repointed([row["amount"] for row in rows], total)
    items = [{**row, "amount": amount} for row, amount in zip(rows, amounts, strict=True)]
    shown = [key for key in _SHARES if key in found]
    found |= dict(zip(shown, repointed([found[key] for key in shown], total), strict=True))
    if total is not None and items and not _adds_up(items, total):
        items = [{**row, "amount": doubt(row["amount"])} for row in items]
        if "total_cn" not in found or found["total_cn"].grade is not Grade.AUTO:
            found["total"] = doubt(found["total"])
    shares = [found[key] for key in _SHARES if key in found]
    if (
        total is not None
        and len(shares) >= 3
        and abs(sum(_fen(one) or 0 for one in shares) - total) > _TOLERANCE
    ):
        found |= {key: doubt(found[key]) for key in _SHARES if key in found}
    return {**found, "items": tuple(items)} if items else found


def repointed(fields: Sequence[Field], total: int | None) -> list[Field]:
    """Amounts that lost their decimal point, put right where one way only makes the sum agree.

    >>> from extractors.fields import make
    >>> from extractors.page import Line
    >>> from storage.model.extraction import Box
    >>> fields = [make(value, [Line(raw, Box(0, 0, 9, 9))]) for raw, value in (("38850", "38850.00"), ("1.50", "1.50"))]
    >>> [(one.value, one.repaired) for one in repointed(fields, 39000)]
    [('388.50', True), ('1.50', False)]
    """
    found = list(fields)
    known = [_fen(one) or 0 for one in found]
    bare = [
        place
        for place, one in enumerate(found)
        if re.fullmatch(r"[¥¥ ]*\d+[ 元]*", one.raw) and known[place] >= 10_000
    ]
    if total is None or not 0 < len(bare) <= _MOST_BARE or abs(sum(known) - total) <= _TOLERANCE:
        return found
    ways = [way for count in range(1, len(bare) + 1) for way in combinations(bare, count)]
    fitting = [way for way in ways if sum(known) - sum(known[place] // 100 * 99 for place in way) == total]
    for place in fitting[0] if len(fitting) == 1 else ():
        value = format_fen(known[place] // 100)
        found[place] = replace(found[place], value=value, grade=Grade.CHECK, repaired=True)
    return found


def doubt(field: Field) -> Field:
    """The same field, to be looked at."""
    return replace(field, grade=Grade.CHECK) if field.grade is Grade.AUTO else field


def same_digits(shown: str, fen: int) -> bool:
    """Whether a printed amount has exactly the digits of the amount in fen, the marks aside."""
    return "".join(char for char in shown if char.isdigit()).lstrip("0") == str(fen)


def _total(found: dict[str, Field]) -> dict[str, Field]:
    """Figures and capitals against each other."""
    figures, words = found.get("total"), found.get("total_cn")
    if figures is None or words is None:
        return found
    said = parse_capitals(str(words.value)) if words.value else None
    if said is not None and _fen(figures) == said:
        return found
    if said is not None and same_digits(figures.raw, said):
        put_right = replace(figures, value=format_fen(said), grade=Grade.CHECK, repaired=True)
        return {**found, "total": put_right}
    return {**found, "total": doubt(figures), "total_cn": doubt(words)}


def _adds_up(rows: Sequence[Row], total: int) -> bool:
    """Whether the items give the total, once, or twice where categories are printed above their details."""
    amounts = [_fen(row["amount"]) for row in rows]
    if any(one is None for one in amounts):
        return False
    known = [one for one in amounts if one is not None]
    if abs(sum(known) - total) <= _TOLERANCE:
        return True
    heads = [sum(known[:place]) for place in range(1, len(known))]
    return abs(sum(known) - 2 * total) <= _TOLERANCE and any(abs(head - total) <= _TOLERANCE for head in heads)


def _fen(field: Field | None) -> int | None:
    return to_fen(field.value) if field is not None and isinstance(field.value, str) else None
