"""Citizen identity number and residence permit number (GB 11643-1999, MOD 11-2).

Only the check digit and the date decide; region codes get abolished and never refuse a number. Residence permits
of Hong Kong, Macao and Taiwan (81, 82, 83) and permanent residence cards (9) follow the same rule.

>>> is_valid("11010519491231002x"), is_valid("110101201502290019")
(True, False)
>>> format("11010519491231002X")
'110105 19491231 002X'
>>> mask("11010519491231002X")
'110***********002X'
"""

import datetime as dt

from storage.model import resident_id


def compact(number: str) -> str:
    return "".join(number.split()).upper()


def validate(number: str) -> str:
    """The number in its compact form, or ValueError."""
    if not resident_id.is_valid(compact(number)):
        raise ValueError(f"not an identity number: {mask(number)}")
    return compact(number)


def is_valid(number: str) -> bool:
    try:
        return bool(validate(number))
    except ValueError:
        return False


def format(number: str) -> str:
    text = compact(number)
    return f"{text[:6]} {text[6:14]} {text[14:]}"


def mask(number: str) -> str:
    """First three and last four."""
    text = compact(number)
    return text[:3] + "*" * max(0, len(text) - 7) + text[-4:]


def birth_date(number: str) -> dt.date | None:
    return resident_id.birth_date(compact(number))


def sex(number: str) -> str | None:
    return resident_id.sex(compact(number))
