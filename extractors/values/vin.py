"""车辆识别代号 (GB 16735, ISO 3779): 17 characters without I, O and Q; the ninth checks the others.

Vehicles made for Europe need not keep the check, so a number that fails it is printed all the same, for a look.

>>> is_valid("1M8GDM9AXKP042788"), is_valid("LSVWY4180KN246094"), is_valid("1M8GDM9A0KP042788")
(True, True, False)
>>> compact("lsvwy418OKN246O94")
'LSVWY4180KN246094'
"""

import re

_SHAPE = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True))
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_NEVER = str.maketrans("IOQ", "100")


def compact(number: str) -> str:
    """Without spaces, in capitals; the letters that no such number has are the digits they look like."""
    return "".join(number.split()).upper().translate(_NEVER)


def is_valid(number: str) -> bool:
    """Shape and check character of a number in its compact form."""
    return _SHAPE.fullmatch(number) is not None and check_character(number) == number[8]


def check_character(number: str) -> str:
    """The character that belongs at the ninth place.

    >>> check_character("11111111111111111")
    '1'
    """
    total = sum(
        weight * (int(char) if char.isdigit() else _VALUES[char])
        for weight, char in zip(_WEIGHTS, number, strict=True)
    )
    return "0123456789X"[total % 11]
