"""The two printed faces of an identity card, drawn at millimetres of the card.

>>> sheet = Sheet(856, 540)
>>> draw_emblem(sheet, Random(1), (0, 0), 10)
>>> sorted(sheet.fields)
['authority', 'valid_from', 'valid_to']
"""

import datetime as dt
import math
from random import Random

from storage.model.extraction import Box
from tests.specimens.people import CITIES, DISTRICTS, TODAY, Person
from tests.specimens.sheet import FONTS, Ink, Sheet

WIDTH, HEIGHT = 85.6, 54.0
"""Millimetres, as every card by ISO/IEC 7810."""
BLUE: Ink = (58, 112, 172)
ZHUANG = {"姓名": "Singq Mingz", "性别": "Singqbied", "民族": "Minzcuz", "出生": "Seng", "住址": "Dieg Youq"}
KOREAN = {"姓名": "성명", "性别": "성별", "民族": "민족", "出生": "출생", "住址": "주소"}


def draw_portrait(
    sheet: Sheet,
    rng: Random,
    person: Person,
    at: tuple[int, int],
    scale: float,
    second: dict[str, str] | None = None,
) -> None:
    """Writes the labels and values of the face with the photo and notes their truth."""
    _ground(sheet, rng, at, scale)
    _photo(sheet, rng, at, scale)
    face = rng.choice(("hei", "zenhei", "song", "kai"))
    birth = person.birth

    def row(
        y: float, label: str, value: str, field: str, truth: str, *, x: float = 6.5, gap: float = 9.2
    ) -> None:
        if second:
            _put(sheet, at, scale, x, y - 2.4, second[label], 1.9, "hei", BLUE)
        _put(sheet, at, scale, x, y, label, 2.6, "hei", BLUE)
        _put(sheet, at, scale, x + gap, y - 0.3, value, 3.3, face, field=field, value=truth)

    row(8.5, "姓名", person.name, "name", person.name)
    row(15.3, "性别", person.sex_word, "sex", person.sex)
    row(15.3, "民族", person.ethnicity, "ethnicity", person.ethnicity, x=26, gap=7.5)
    _birth_row(sheet, at, scale, birth, face, second)
    for number, part in enumerate(_wrapped(person.address, 11)):
        y = 29.4 + 4.7 * number
        if number == 0:
            row(y, "住址", part, "address", person.address)
        else:
            _put(sheet, at, scale, 15.7, y - 0.3, part, 3.3, face, field="address", value=person.address)
    if second:
        _put(sheet, at, scale, 6.5, 43.2, "Gunghminz Sinhfwn Hauma", 1.8, "hei", BLUE)
    _put(sheet, at, scale, 6.5, 46.4, "公民身份号码", 2.6, "hei", BLUE)
    number = person.id_number
    _put(sheet, at, scale, 29.5, 45.6, number, 3.8, "hei-bold", spacing=0.55, field="id_number", value=number)


def draw_emblem(sheet: Sheet, rng: Random, at: tuple[int, int], scale: float) -> None:
    """Writes the face with the emblem and notes authority and validity."""
    _ground(sheet, rng, at, scale)
    sheet.seal((round(at[0] + 13.5 * scale), round(at[1] + 14 * scale)), round(7.5 * scale), "")
    _put(sheet, at, scale, 27, 7.5, "中华人民共和国", 5.6, "song-bold", spacing=0.7)
    _put(sheet, at, scale, 24.5, 17, "居民身份证", 8.6, "song-bold", spacing=2.0)
    city, district = rng.choice(CITIES), rng.choice(DISTRICTS)
    authority = rng.choice((f"{city}公安局{district.rstrip('区县')}分局", f"{district}公安局", f"{city}公安局"))
    start, end = _validity(rng)
    face = rng.choice(("hei", "song", "zenhei"))
    _put(sheet, at, scale, 20.5, 38.5, "签发机关", 2.8, "hei-bold")
    _put(sheet, at, scale, 34.5, 38.2, authority, 3.2, face, field="authority", value=authority)
    _put(sheet, at, scale, 20.5, 45, "有效期限", 2.8, "hei-bold")
    to = "长期" if end is None else f"{end:%Y.%m.%d}"
    box = _put(sheet, at, scale, 34.5, 44.7, f"{start:%Y.%m.%d}-{to}", 3.2, face)
    sheet.note("valid_from", start.isoformat(), box)
    sheet.note("valid_to", "long_term" if end is None else end.isoformat(), box)


def _birth_row(
    sheet: Sheet, at: tuple[int, int], scale: float, birth: dt.date, face: str, second: dict[str, str] | None
) -> None:
    if second:
        _put(sheet, at, scale, 6.5, 19.8, second["出生"], 1.9, "hei", BLUE)
    _put(sheet, at, scale, 6.5, 22.2, "出生", 2.6, "hei", BLUE)
    x = 15.7
    for number, mark, width in ((birth.year, "年", 10.2), (birth.month, "月", 6), (birth.day, "日", 6)):
        shift = 0 if number > 9 else 1.2
        box = _put(sheet, at, scale, x + shift, 21.9, str(number), 3.3, face)
        sheet.note("birth_date", birth.isoformat(), box)
        _put(sheet, at, scale, x + width - 1.5, 22.2, mark, 2.6, "hei", BLUE)
        x += width + 2.2


def _validity(rng: Random) -> tuple[dt.date, dt.date | None]:
    start = TODAY - dt.timedelta(days=rng.randint(30, 1500))
    if (start.month, start.day) == (2, 29):
        start += dt.timedelta(days=1)
    years = rng.choice((5, 10, 20, 20, None))
    return start, None if years is None else start.replace(year=start.year + years)


def _put(
    sheet: Sheet,
    at: tuple[int, int],
    scale: float,
    x: float,
    y: float,
    text: str,
    size: float,
    face: str,
    ink: Ink = (22, 22, 24),
    *,
    spacing: float = 0,
    field: str | None = None,
    value: str | None = None,
) -> Box:
    """Writes at millimetres of the card."""
    assert face in FONTS
    place = (round(at[0] + x * scale), round(at[1] + y * scale))
    return sheet.write(
        place,
        text,
        face=face,
        size=round(size * scale),
        ink=ink,
        spacing=spacing * scale,
        field=field,
        value=value,
    )


def _wrapped(text: str, width: float) -> list[str]:
    """Lines of at most that many full-width characters."""
    lines, room = [""], width
    for char in text:
        need = 0.56 if char.isascii() else 1.0
        if need > room:
            lines.append("")
            room = width
        lines[-1] += char
        room -= need
    return lines


def _ground(sheet: Sheet, rng: Random, at: tuple[int, int], scale: float) -> None:
    """The card's pale guilloche."""
    x0, y0 = at
    wide, high = round(WIDTH * scale), round(HEIGHT * scale)
    tint = rng.choice(((226, 238, 244), (234, 240, 236), (240, 236, 240)))
    sheet.draw.rounded_rectangle((x0, y0, x0 + wide, y0 + high), radius=round(3 * scale), fill=tint)
    line = tuple(value - 14 for value in tint)
    for number in range(14):
        middle = y0 + high * (number + 0.5) / 14
        points = [
            (x0 + x, middle + math.sin(x / (5 * scale) + number) * 1.6 * scale)
            for x in range(0, wide, max(2, wide // 90))
        ]
        sheet.draw.line(points, fill=line, width=1)


def _photo(sheet: Sheet, rng: Random, at: tuple[int, int], scale: float) -> None:
    """A head and shoulders without a face."""
    x, y = at[0] + 56 * scale, at[1] + 7 * scale
    hair = rng.choice(((50, 44, 42), (88, 84, 84)))
    sheet.draw.ellipse((x + 5 * scale, y + 3 * scale, x + 19 * scale, y + 20 * scale), fill=hair)
    sheet.draw.ellipse((x + 6.5 * scale, y + 6 * scale, x + 17.5 * scale, y + 21 * scale), fill=(214, 186, 166))
    sheet.draw.pieslice((x, y + 20 * scale, x + 24 * scale, y + 50 * scale), 180, 360, fill=(72, 82, 104))
