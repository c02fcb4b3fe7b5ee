"""Who a person is on paper: name, sex, identity number.

`repair` follows GB 11643: where OCR mistook one character, the check character, the printed birth and the printed
sex together may leave exactly one reading; only then is it given.

>>> name("张 悦"), sex("性别女"), sex("□男☑女"), id_number("110101 19900307 002x")
('张悦', 'F', 'F', '11010119900307002X')
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
_TICK, _EMPTY = re.compile(r"[☑☒✓✔√■●◉]"), re.compile(r"[□○〇◯口囗]")
_CHOICE = re.compile(
    r"(?P<first>[√□])?\s*(?P<one>[男女])(?P<gap>\s*)(?P<middle>[√□])?(?P<gap2>\s*)(?P<other>[男女])\s*(?P<last>[√□])?"
)
_ALIKE = {char: set(group) - {char} for group in _GROUPS for char in group}


def name(raw: str) -> str | None:
    """A person's name; the dot inside a long name is always `·`. None where no letter is left."""
    shown = unicodedata.normalize("NFKC", raw)
    shown = text(_DOTS.sub("·", shown)) or ""
    shown = shown.strip(_TRIM.replace("*", "")) if "*" in shown else shown.strip(_TRIM)
    return shown if any(char.isalpha() for char in shown) else None


def sex(raw: str) -> str | None:
    """`M` or `F`, also by the one tick of □男☑女; None where neither or both are printed, or an empty box stands by one."""
    shown = unicodedata.normalize("NFKC", raw).upper()
    if "男" in shown and "女" in shown:
        return {"男": "M", "女": "F"}.get(_ticked(shown) or "")
    if _EMPTY.search(shown) and not _TICK.search(shown):
        return None
    is_male = "男" in shown or re.search(r"\b(?:M|MALE)\b", shown) is not None
    is_female = "女" in shown or re.search(r"\b(?:F|FEMALE)\b", shown) is not None
    if is_male == is_female:
        return None
    return "M" if is_male else "F"


def _ticked(shown: str) -> str | None:
    """The one of two words that bears the tick: before both words, behind both, or close to one of them."""
    match = _CHOICE.fullmatch(_EMPTY.sub("□", _TICK.sub("√", re.sub(r"[()\[\]性别:/、,_]", "", shown))).strip())
    if match is None or (match["first"] and match["last"]):
        return None
    one, other = match["one"], match["other"]
    near = "√" if match["middle"] == "√" else ""
    if match["first"] or match["last"]:
        outer, inner = (one, other) if match["first"] else (other, one)
        ticks = [
            word for word, mark in ((outer, match["first"] or match["last"]), (inner, near)) if mark == "√"
        ]
        return ticks[0] if len(ticks) == 1 else None
    is_close = bool(match["gap"]) != bool(match["gap2"])
    return (other if match["gap"] else one) if near and is_close else None


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
