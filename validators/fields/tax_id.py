"""Unified social credit code (GB 32100-2015), and the older 15-digit tax number without a check digit.

>>> is_valid("91110000600037341L"), is_valid("91110000600037342L"), is_valid("110105600037341")
(True, False, True)
"""

from stdnum.cn import uscc


def compact(number: str) -> str:
    return "".join(number.split()).upper()


def validate(number: str) -> str:
    """The number in its compact form, or ValueError."""
    text = compact(number)
    is_old = len(text) == 15 and text.isalnum() and text.isascii()
    if not is_old and not uscc.is_valid(text):
        raise ValueError(f"not a tax number: {text}")
    return text


def is_valid(number: str) -> bool:
    try:
        return bool(validate(number))
    except ValueError:
        return False


def format(number: str) -> str:
    return compact(number)
