"""护照: what the machine-readable lines say, checked by their digits, and what only the print has.

The name in the lines has no check digit, so it is used without a look only where the page prints it as well.

>>> day("15 3月/MAR 2020"), day("07 MAR 1990"), day("7月")
('2020-03-15', '1990-03-07', None)
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors import values
from extractors.fields import make
from extractors.layout.lines import overlap
from extractors.layout.paper import Parse, present
from extractors.page import Line, ReadPage
from extractors.values.mrz import Zone
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Fields, Source, Value

TYPE = DocumentType.PASSPORT

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = re.compile(r"(\d{1,2})\s*(?:\d{1,2}月/?)?\s*([A-Z]{3})[A-Z]*(?:/[A-Z.]+)?\s*((?:19|20)\d\d)")
_FILLED = re.compile(r"[<《«〈]")
_NUMBER = re.compile(r"(?<![A-Z0-9])[A-Z]{1,2}\d{7,8}(?!\d)")
_REACH = 2.6
_LONG = 28


def day(raw: str) -> str | None:
    """A day whose month is an English word, as passports print it."""
    match = _DAY.search(raw.upper())
    if match is None or match[2] not in _MONTHS:
        return values.date(raw)
    try:
        return dt.date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1])).isoformat()
    except ValueError:
        return None


def _chinese_name(raw: str) -> str | None:
    words = re.findall(r"[\u3400-\u9fff·]{2,15}", raw)
    return values.name(words[0]) if len(words) == 1 else None


def _number(raw: str) -> str | None:
    match = _NUMBER.search(values.code(raw) or "")
    return match[0] if match else None


def _authority(raw: str) -> str | None:
    found = values.text(raw)
    return found if found and re.search(r"[\u3400-\u9fff]{4}", found) else None


_PRINTED: Mapping[str, tuple[re.Pattern[str], Parse]] = {
    "name": (re.compile(r"姓\s*名"), _chinese_name),
    "document_number": (re.compile(r"护照号|passport\s*no", re.IGNORECASE), _number),
    "sex": (re.compile(r"性别|^\W*sex\W*$", re.IGNORECASE), values.sex),
    "birth_date": (re.compile(r"出生日期|date\s*of\s*birth", re.IGNORECASE), day),
    "valid_from": (re.compile(r"签发日期|date\s*of\s*issue", re.IGNORECASE), day),
    "valid_to": (re.compile(r"有效期至|date\s*of\s*exp", re.IGNORECASE), day),
    "authority": (re.compile(r"签发机关|authority", re.IGNORECASE), _authority),
}


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields; the machine's lines win over the print, which is what stands where they cannot be read."""
    lines = [line for page in pages for line in page.lines]
    printed = {key: _below(lines, label, parse) for key, (label, parse) in _PRINTED.items()}
    return present({**printed, **_by_machine(lines)})


def _below(lines: Sequence[Line], label: re.Pattern[str], parse: Parse) -> Field | None:
    """The value under a label, or behind it in its line."""
    for ink, end in ((line, match.end()) for line in lines for match in _last(label, line.text)):
        under = sorted((line for line in lines if _is_under(ink, line)), key=lambda line: line.box.y0)
        for line in (ink, *under[:2]):
            text = line.text[end:] if line is ink else line.text
            value = parse(text)
            if value is not None:
                return make(value, [line])
    return None


def _last(label: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The last place where a label in two languages stands."""
    return list(label.finditer(text))[-1:]


def _is_under(ink: Line, line: Line) -> bool:
    gap = line.box.y0 - ink.box.y1
    is_near = -0.5 * ink.box.height < gap < _REACH * ink.box.height
    return line is not ink and is_near and overlap(ink.box.x0, ink.box.x1, line.box.x0, line.box.x1) > 0.3


def _by_machine(lines: Sequence[Line]) -> dict[str, Field | None]:
    found = _zone(lines)
    if found is None:
        return {}
    zone, first, second = found
    ink = [replace(second, source=Source.MRZ)]
    told: dict[str, Value] = {
        "document_number": zone.number,
        "nationality": zone.nationality,
        "birth_date": zone.birth(dt.date.today().year),
        "sex": zone.sex,
        "valid_to": zone.expiry,
    }
    fields: dict[str, Field | None] = {
        key: make(value, ink, is_doubtful=not zone.is_checked) for key, value in told.items() if value
    }
    both = [replace(first, source=Source.MRZ), *ink]
    fields["mrz"] = make(zone.first + zone.second, both, is_doubtful=not zone.is_checked)
    shown = {
        word
        for line in lines
        if line not in (first, second)
        for word in re.findall(r"[A-Z]+", line.text.upper())
    }
    words = f"{zone.surname} {zone.given}".split()
    is_sure = bool(words) and set(words) <= shown
    fields["name_latin"] = make(" ".join(words), both[:1], is_doubtful=not is_sure) if words else None
    return fields


def _zone(lines: Sequence[Line]) -> tuple[Zone, Line, Line] | None:
    """The two long lines of capitals and fill marks, one under the other."""
    long = [line for line in lines if len("".join(line.text.split())) >= _LONG]
    for first in (line for line in long if _FILLED.search(line.text)):
        for second in (line for line in long if line.box.y0 > first.box.centre[1]):
            zone = Zone.of(first.text, second.text)
            if zone is not None:
                return zone, first, second
    return None
