"""Who a person is on paper: name, sex, identity number.

`repair` follows GB 11643: where OCR mistook one character, the check character, the printed birth and the printed
sex together may leave exactly one reading; only then is it given.

>>> name("张 悦"), sex("性别女"), id_number("110101 19900307 002x")
('张悦', 'F', '11010119900307002X')
>>> repair("1101O119900307002X")
'11010119900307002X'
"""

import datetime as dt
import re
import unicodedata

from extractors.values.words import text
from storage.model import resident_id

_DOTS = re.compile(r"(?<=[\u3400-\u9fff])[\s]*[·•・‧∙⋅.][\s]*(?=[\u3400-\u9fff])")
_TRIM = " :;,.。、·_-—*'\"`|()[]《》☑☒√✓✔□■"
_GROUPS = ("0ODQ", "1IL7", "5S6", "8B3", "X×K")
_ALIKE = {char: set(group) - {char} for group in _GROUPS for char in group}


def name(raw: str) -> str | None:
    """A person's name; the dot inside a long name is always `·`. None where no letter is left."""
    shown = unicodedata.normalize("NFKC", raw)
    shown = text(_DOTS.sub("·", shown)) or ""
    shown = shown.strip(_TRIM.replace("*", "")) if "*" in shown else shown.strip(_TRIM)
    return shown if any(char.isalpha() for char in shown) else None


def sex(raw: str) -> str | None:
    """`M` or `F`; None where neither or both are printed."""
    shown = unicodedata.normalize("NFKC", raw).upper()
    is_male = "男" in shown or re.search(r"\b(?:M|MALE)\b", shown) is not None
    is_female = "女" in shown or re.search(r"\b(?:F|FEMALE)\b", shown) is not None
    if is_male == is_female:
        return None
    return "M" if is_male else "F"


def id_number(raw: str) -> str | None:
    """An 18- or 15-character identity number as printed, or None where the shape is another."""
    shown = re.sub(r"[\s._-]", "", unicodedata.normalize("NFKC", raw)).upper().replace("×", "X")
    return shown if re.fullmatch(r"\d{17}[\dX]|\d{15}", shown) else None


def repair(number: str, birth: dt.date | None = None, sex: str | None = None) -> str | None:
    """The one valid number that is a single lookalike away and fits birth and sex; None if none or several."""
    if len(number) != 18:
        return None
    found = {
        candidate
        for place, char in enumerate(number.upper())
        for other in _ALIKE.get(char, ())
        if _fits(candidate := number[:place] + other + number[place + 1 :], birth, sex)
    }
    return found.pop() if len(found) == 1 else None


def _fits(number: str, birth: dt.date | None, sex: str | None) -> bool:
    return (
        resident_id.is_valid(number)
        and (birth is None or resident_id.birth_date(number) == birth)
        and (sex is None or resident_id.sex(number) == sex)
    )
