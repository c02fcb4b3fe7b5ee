"""Mainland mobile number (11 digits, 1 and 3-9 first).

>>> is_valid("138 0000 1234"), is_valid("12800001234")
(True, False)
>>> format("13800001234"), mask("13800001234")
('138 0000 1234', '138****1234')
"""

import re


def compact(number: str) -> str:
    return re.sub(r"[\s-]|^\+?86(?=1\d{10}$)", "", number)


def validate(number: str) -> str:
    """The number in its compact form, or ValueError."""
    if not re.fullmatch(r"1[3-9]\d{9}", compact(number)):
        raise ValueError("not a mobile number")
    return compact(number)


def is_valid(number: str) -> bool:
    try:
        return bool(validate(number))
    except ValueError:
        return False


def format(number: str) -> str:
    digits = compact(number)
    return f"{digits[:3]} {digits[3:7]} {digits[7:]}"


def mask(number: str) -> str:
    digits = compact(number)
    return f"{digits[:3]}****{digits[-4:]}"
