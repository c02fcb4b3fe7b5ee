"""Whether a condition can ever hold: tried with every value that its facts can have.

>>> can_hold(parse("event.cause == 'accident' and event.cause == 'disease'"))
False
>>> can_hold(parse("insured.age < 16 and not product.sold_by_school"))
True
"""

import itertools
import math
from collections.abc import Sequence

from validators.facts.conditions import Condition, parse
from validators.facts.known import catalogue

__all__ = ["can_hold", "parse"]

_MOST = 50_000
"""More ways than these are not tried: the condition is believed."""


def can_hold(condition: Condition) -> bool:
    """Some way of knowing all its facts makes it true."""
    names = sorted(condition.names)
    values = [_values(name, condition) for name in names]
    if math.prod(len(each) for each in values) > _MOST:
        return True
    ways = (dict(zip(names, way, strict=True)) for way in itertools.product(*values))
    return any(condition.evaluate(way.get).value for way in ways)


def _values(name: str, condition: Condition) -> Sequence[object]:
    kind = catalogue().get(name)
    compared = [value for told, value in condition.comparisons if told == name]
    if kind is None or kind.kind == "boolean":
        return (True, False)
    if kind.kind == "choice":
        return kind.values
    if kind.kind in ("integer", "money", "date"):
        numbers = [value for value in compared if isinstance(value, int)] or [1]
        return [number + step for number in numbers for step in (-1, 0, 1)]
    return [*compared, "something else"]
