"""Facts as they are kept with a claim: by dotted name, in JSON's types.

>>> facts_data({"insured": {"birth": "2018-03-01"}, "claim.amount": 439.9})
{'insured.birth': '2018-03-01', 'claim.amount': '439.90'}
>>> names_cleared({"event": {"cause": None}, "event.place": "学校"})
('event.cause',)
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from validators.facts.known import facts_from


def facts_data(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is stated, checked against the catalogue. Raises FactsInvalid, which names the fact."""
    return {name: _data(value) for name, value in facts_from(given).values.items()}


def names_cleared(given: Mapping[str, Any], prefix: str = "") -> tuple[str, ...]:
    """The facts that are given as null: no longer known."""
    found: list[str] = []
    for key, value in given.items():
        if value is None:
            found.append(f"{prefix}{key}")
        elif isinstance(value, Mapping):
            found.extend(names_cleared(value, f"{prefix}{key}."))
    return tuple(found)


def _data(value: object) -> Any:
    match value:
        case dt.date():
            return "long_term" if value == dt.date.max else value.isoformat()
        case Decimal():
            return str(value)
        case tuple():
            return [{key: _data(cell) for key, cell in row.items()} for row in value]
        case _:
            return value
