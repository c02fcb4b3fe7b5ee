"""Facts as they are kept with a claim: by dotted name, in JSON's types.

>>> facts_data({"insured": {"birth": "2018-03-01"}, "claim.amount": 439.9})
{'insured.birth': '2018-03-01', 'claim.amount': '439.90'}
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from validators.errors import FactsInvalid
from validators.facts.known import catalogue, facts_from


def facts_data(given: Mapping[str, object]) -> dict[str, Any]:
    """What is stated, checked against the catalogue. Raises FactsInvalid, which names the fact."""
    stated = facts_from(given).values
    for name in stated:
        kind = catalogue().get(name)
        if kind is not None and kind.by_act:
            raise FactsInvalid(f"The fact '{name}' is not stated.", "There is an act of its own that sets it.")
    return {name: _data(value) for name, value in stated.items()}


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
