"""Bank card number (ISO/IEC 7812: 12 to 19 digits, Luhn).

>>> is_valid("6217 0012 3456 7890 122"), is_valid("6222021000000000001")
(True, False)
>>> format("6217001234567890122"), mask("6217001234567890122")
('6217 0012 3456 7890 122', '尾号0122')
"""

from stdnum import luhn


def compact(number: str) -> str:
    return "".join(char for char in number if char.isdigit())


def validate(number: str) -> str:
    """The number in its compact form, or ValueError."""
    digits = compact(number)
    if not 12 <= len(digits) <= 19 or not luhn.is_valid(digits):
        raise ValueError(f"not a card number: {mask(number)}")
    return digits


def is_valid(number: str) -> bool:
    try:
        return bool(validate(number))
    except ValueError:
        return False


def format(number: str) -> str:
    digits = compact(number)
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def mask(number: str) -> str:
    """The last four, as people say them."""
    return f"尾号{compact(number)[-4:]}"
