"""公民身份号码: the 18-character number of identity cards and of residence permits (81, 82, 83).

Source: GB 11643-1999, check character by ISO 7064 MOD 11-2. Six digits of region (never judged here: regions are
abolished and invented), eight of birth, three of sequence (odd for men), one check character.

>>> is_valid("11010519491231002X"), is_valid("340524198001010013")
(True, False)
>>> birth_date("440306201602290023"), sex("440306201602290023")
(datetime.date(2016, 2, 29), 'F')
"""

import datetime as dt
import re

_SHAPE = re.compile(r"\d{17}[\dX]")
_OLD_SHAPE = re.compile(r"\d{15}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def is_valid(number: str) -> bool:
    """Shape, a real date of birth, and the check character. Old 15-digit numbers have none and are not valid.

    >>> is_valid("110101201502290019")
    False
    """
    return (
        _SHAPE.fullmatch(number) is not None
        and birth_date(number) is not None
        and check_digit(number[:17]) == number[17]
    )


def check_digit(first17: str) -> str:
    """The character that belongs behind the first seventeen digits.

    >>> check_digit("61010419620927690")
    '8'
    """
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first17, strict=True))
    return _CHECKS[total % 11]


def birth_date(number: str) -> dt.date | None:
    """The birth in the number, whether or not its check character holds; None where it is no real date."""
    if _OLD_SHAPE.fullmatch(number):
        digits = "19" + number[6:12]
    elif _SHAPE.fullmatch(number):
        digits = number[6:14]
    else:
        return None
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def sex(number: str) -> str | None:
    """`M` or `F`, whether or not the check character holds."""
    if _SHAPE.fullmatch(number):
        order = number[16]
    elif _OLD_SHAPE.fullmatch(number):
        order = number[14]
    else:
        return None
    return "M" if int(order) % 2 else "F"


def modern(number: str) -> str | None:
    """The 18-character form of an old 15-digit number.

    >>> modern("610104620927690")
    '610104196209276908'
    """
    if _OLD_SHAPE.fullmatch(number) is None:
        return None
    longer = number[:6] + "19" + number[6:]
    return longer + check_digit(longer)
