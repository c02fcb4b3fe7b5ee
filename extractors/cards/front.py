"""Fields of the portrait face. Values are given as printed; where the check character fails, or number, birth and
sex disagree, the weaker reading is graded `check`. What that means is the validators' work.

>>> from storage.model.extraction import Box
>>> number_field([Line("1101O119900307002X", Box(0, 0, 180, 20), 0.95)], None, None).repaired
True
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors import values
from extractors.cards.ethnicities import ETHNICITIES
from extractors.cards.labels import once
from extractors.cards.portrait import Portrait
from extractors.fields import make
from extractors.kinds.folding import fold
from extractors.layout.lines import squash
from extractors.page import Line
from storage.model import resident_id
from storage.model.extraction import Field, Grade

ALL = frozenset({"name", "sex", "ethnicity", "birth_date", "address", "id_number"})
SURE = 0.99
"""A number read at this score or better is as printed, even where its check character fails."""
LEGIBLE = 0.5
"""Below this score what OCR says is no reading."""
CLEAR = 0.95
"""Names and addresses have no check digit: below this score a person looks."""

_SLOT_OF = {"birth_date": "birth", "id_number": "number"}
_CJK = r"\u3400-\u9fff\U00020000-\U0003ffff"
_NAME = re.compile(rf"[{_CJK}]{{1,15}}(?:·[{_CJK}]+)*")
_ADDRESS = re.compile(rf"[{_CJK}][{_CJK}A-Za-z\d()#\-—·、,/.&]{{5,}}")
_END = re.compile(r"[号室户组队村楼栋幢屯寨院区苑]$|\)$")
_DAY = re.compile(r"\D*(\d{4})\D{0,3}?(\d{1,2})\D{1,3}(\d{1,2})\D*")


def front_fields(front: Portrait, wanted: frozenset[str] = ALL) -> dict[str, Field]:
    """What the face says. A value that is printed on every such card and was not read is `unread`."""
    found: dict[str, Field | None] = {
        "name": _from(front, "name", lambda lines: _name(lines, front)),
        "sex": _from(front, "sex", _sex),
        "ethnicity": _from(front, "ethnicity", _ethnicity),
        "birth_date": _from(front, "birth", _birth),
        "address": _from(front, "address", lambda lines: _address(lines, front)),
    }
    birth, sex = found["birth_date"], found["sex"]
    found["id_number"] = _from(front, "number", lambda lines: number_field(lines, birth, sex))
    legible = {name: field for name, field in found.items() if field and field.confidence >= LEGIBLE}
    fields = {name: legible.get(name) or _unread(front, name) for name in found if name in wanted}
    return _weighed({name: field for name, field in fields.items() if field})


def number_field(lines: Sequence[Line], birth: Field | None, sex: Field | None) -> Field:
    """The number as printed; where OCR was unsure and the check fails, the one lookalike that is valid and fits."""
    carrying = [line for line in lines if len(re.findall(r"\d", line.text)) >= 6] or list(lines)
    raw = re.sub(r"[\s._:-]", "", "".join(line.text for line in carrying)).upper().replace("×", "X")
    number = values.id_number(raw)
    if number and (resident_id.is_valid(number) or len(number) == 15):
        return make(number, carrying, is_doubtful=len(number) == 15)
    if number is None or min(line.score for line in carrying) < SURE:
        day = dt.date.fromisoformat(str(birth.value)) if birth and birth.value else None
        letter = str(sex.value) if sex and sex.value else None
        if repaired := values.repair(raw, day, letter):
            return make(repaired, carrying, raw=raw, repaired=True)
    return make(number, carrying, is_doubtful=True)


def _from(front: Portrait, slot: str, read: Callable[[Sequence[Line]], Field | None]) -> Field | None:
    lines = front.slots.get(slot)
    return read(lines) if lines else None


def _unread(front: Portrait, name: str) -> Field | None:
    place = front.expected(_SLOT_OF.get(name, name))
    return make(None, [place], raw="") if place else None


def _name(lines: Sequence[Line], front: Portrait) -> Field | None:
    """The line with the most Chinese characters: a second script stands above or below it. Cards print simplified
    characters, so another one may be a misreading."""
    line = max(lines, key=lambda one: (len(re.findall(rf"[{_CJK}]", one.text)), one.score))
    value = values.name(line.text)
    if value is None:
        return None
    is_plain = _NAME.fullmatch(value) is not None and fold(value) == value and line.score >= CLEAR
    return make(value, [line], is_doubtful=not is_plain or front.is_marked("name"))


def _sex(lines: Sequence[Line]) -> Field | None:
    found = [(line, match[0]) for line in lines if (match := re.search(r"[男女]", line.text))]
    if not found:
        return None
    line, word = found[0]
    return make(values.sex(word), [replace(line, text=word)])


def _ethnicity(lines: Sequence[Line]) -> Field | None:
    found = [(line, _people(line.text)) for line in lines if re.search(rf"[{_CJK}]", line.text)]
    if not found:
        return None
    line, value = max(found, key=lambda one: (one[1] in ETHNICITIES, one[0].score))
    return make(value, [line], is_doubtful=value not in ETHNICITIES)


def _people(text: str) -> str:
    """The name of a people in a text, without what is left of its label."""
    return re.sub(r"^民?[族旅](?=.)", "", fold("".join(re.findall(rf"[{_CJK}]", text))))


def _birth(lines: Sequence[Line]) -> Field | None:
    """Digits and 年月日 differ in ink; where OCR lost a mark, the three numbers still stand apart."""
    ordered = sorted((one for one in lines if re.search(r"[\d年月日]", one.text)), key=lambda one: one.box.x0)
    text = " ".join(line.text for line in ordered)
    if not re.search(r"\d", text):
        return None
    day = values.date(squash(text))
    if day:
        return make(day, ordered)
    match = _DAY.fullmatch(text.strip())
    loose = values.date(f"{match[1]}年{match[2]}月{match[3]}日") if match else None
    return make(loose, ordered, is_doubtful=True)


def _address(lines: Sequence[Line], front: Portrait) -> Field | None:
    """The wrapped lines, top to bottom, without spaces; doubtful where a line seems to be missing between them."""
    own = [line for line in once(lines) if re.search(rf"[{_CJK}\d]", line.text)]
    ordered = sorted(own, key=lambda line: (round(_row(line, front) * 2.2), line.box.x0))
    value = squash("".join(line.text for line in ordered)).strip(":·.,、")
    if not value:
        return None
    rows = [3.0, *(_row(line, front) for line in ordered)]
    has_gap = any(below - above > 0.95 for above, below in pairwise(rows))
    is_plain = _ADDRESS.fullmatch(value) and min(line.score for line in ordered) >= CLEAR
    is_whole = not has_gap and not _may_go_on(value, ordered)
    return make(value, ordered, is_doubtful=not (is_plain and is_whole) or front.is_marked("address"))


def _may_go_on(value: str, lines: Sequence[Line]) -> bool:
    """A last line that ends on a digit, or fills its row without such a word as ends addresses, may have a next one."""
    if value[-1].isdigit():
        return True
    is_full = lines[-1].box.x1 >= max(line.box.x1 for line in lines) - lines[-1].box.height
    return is_full and not _END.search(value)


def _row(line: Line, front: Portrait) -> float:
    return front.grid.place(line.box.x0, line.box.centre[1])[1]


def _weighed(fields: dict[str, Field]) -> dict[str, Field]:
    """Birth and sex that a valid number denies may be misread; a birth that it confirms is as sure as the number."""
    number = fields.get("id_number")
    if number is None or number.value is None or not resident_id.is_valid(str(number.value)):
        return fields
    born = resident_id.birth_date(str(number.value))
    told = {"birth_date": born.isoformat() if born else None, "sex": resident_id.sex(str(number.value))}
    for name, value in told.items():
        field = fields.get(name)
        if field and field.is_auto and field.value != value:
            fields[name] = replace(field, grade=Grade.CHECK)
    birth, sex = fields.get("birth_date"), fields.get("sex")
    is_confirmed = birth and birth.value == told["birth_date"] and (not sex or sex.value == told["sex"])
    if birth and is_confirmed and not number.repaired:
        fields |= {"birth_date": _surely(birth), "id_number": _surely(number)}
    return fields


def _surely(field: Field) -> Field:
    """What was read in two places, of which one checks itself, is no longer as unsure as its ink."""
    return replace(field, confidence=max(field.confidence, SURE), grade=Grade.AUTO)
