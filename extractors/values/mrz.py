"""The two machine-readable lines of a passport (ICAO 9303 part 4, TD3): their fields, and what checks them.

Digits carry their value, A is 10 to Z 35, `<` is 0; weights 7, 3, 1. Engines mistake `<` and letters for one another;
where a place holds digits only, or letters only, a lookalike is put right, and only if the check digits then hold.

>>> zone = Zone.of("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
>>> zone.number, zone.surname, zone.given, zone.nationality, zone.sex, zone.is_checked
('L898902C3', 'ERIKSSON', 'ANNA MARIA', 'UTO', 'F', True)
>>> zone.birth(2026), zone.expiry
('1974-08-12', '2012-04-15')
"""

import datetime as dt
import re
from dataclasses import dataclass

LENGTH = 44
_WEIGHTS = (7, 3, 1)
_TO_DIGIT = str.maketrans("ODQILZSB", "00011258")
_TO_LETTER = str.maketrans("01258", "OIZSB")
_FILL = str.maketrans("《«〈‹《()", "<<<<<<<")
_DIGITS = ((9, 10), (13, 20), (21, 28), (43, 44))
"""Where the second line has digits only."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Both lines, 44 characters each."""

    first: str
    second: str

    @classmethod
    def of(cls, first: str, second: str) -> "Zone | None":
        """The lines as an engine read them, filled up and put right; None where they cannot be such lines."""
        upper, lower = _filled(first), _filled(second)
        if not re.match(r"P[A-Z<][A-Z<0-9]{3}[A-Z<0-9]+<<", upper) or not re.match(
            r"[A-Z0-9<]{9}[0-9A-Z]", lower
        ):
            return None
        return cls(upper[:5] + upper[5:].translate(_TO_LETTER), _in_digits(lower))

    @property
    def number(self) -> str:
        return self.second[:9].rstrip("<")

    @property
    def nationality(self) -> str:
        return self.second[10:13].translate(_TO_LETTER).rstrip("<")

    @property
    def sex(self) -> str | None:
        return self.second[20] if self.second[20] in "MF" else None

    @property
    def surname(self) -> str:
        return self._names()[0]

    @property
    def given(self) -> str:
        return self._names()[1]

    @property
    def expiry(self) -> str | None:
        return _date(self.second[21:27], 2000)

    def birth(self, year: int) -> str | None:
        """The day of birth; a year that `year` has not come to yet is of the last century."""
        century = 2000 if self.second[13:15].isdigit() and 2000 + int(self.second[13:15]) <= year else 1900
        return _date(self.second[13:19], century)

    @property
    def is_checked(self) -> bool:
        """Every check digit holds; an empty optional field may leave its own blank."""
        line = self.second
        optional = line[42] == check_digit(line[28:42]) or (line[42] == "<" and not line[28:42].strip("<"))
        parts = [(line[:9], line[9]), (line[13:19], line[19]), (line[21:27], line[27])]
        whole = line[:10] + line[13:20] + line[21:43]
        return optional and all(check_digit(text) == digit for text, digit in (*parts, (whole, line[43])))

    def _names(self) -> tuple[str, str]:
        surname, _, given = self.first[5:].partition("<<")
        return surname.replace("<", " ").strip(), given.replace("<", " ").strip()


def check_digit(text: str) -> str:
    """The digit that checks a text.

    >>> check_digit("E12345678"), check_digit("<<<<<<")
    ('2', '0')
    """
    total = sum(_value(char) * _WEIGHTS[place % 3] for place, char in enumerate(text))
    return str(total % 10)


def _value(char: str) -> int:
    return 0 if char == "<" else int(char, 36)


def _filled(line: str) -> str:
    """Half-width capitals, fill marks as `<`; where marks were lost at the end or in the middle, put back."""
    shown = re.sub(r"[^A-Z0-9<]", "", "".join(line.split()).upper().translate(_FILL))
    if len(shown) < LENGTH and "<<" in shown:
        shown = _stretched(shown)
    return shown[:LENGTH].ljust(LENGTH, "<")


def _stretched(shown: str) -> str:
    """The longest run of marks takes up those that are missing: engines lose some of a long run."""
    longest = max(re.finditer(r"<+", shown), key=lambda match: match.end() - match.start())
    return shown[: longest.end()] + "<" * (LENGTH - len(shown)) + shown[longest.end() :]


def _in_digits(line: str) -> str:
    for start, end in _DIGITS:
        line = line[:start] + line[start:end].translate(_TO_DIGIT) + line[end:]
    return line


def _date(digits: str, century: int) -> str | None:
    try:
        return dt.date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:])).isoformat()
    except ValueError:
        return None
