"""Made-up identity cards in their printed layout: both faces apart and together, bilingual, copied, on a desk.

>>> import random
>>> card = LAYOUTS["portrait"](random.Random(1))
>>> sorted(card.fields)
['address', 'birth_date', 'ethnicity', 'id_number', 'name', 'sex', 'side']
"""

import datetime as dt
import math
from collections.abc import Callable
from random import Random

from PIL import Image, ImageChops, ImageOps

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.people import CITIES, DISTRICTS, LONG_NAMES, TODAY, Person, make_person
from tests.specimens.sheet import FONTS, Ink, Sheet, Specimen

WIDTH, HEIGHT = 85.6, 54.0
"""Millimetres, as every card by ISO/IEC 7810."""
BLUE: Ink = (58, 112, 172)
GREY: Ink = (70, 70, 74)

_ZHUANG = {"姓名": "Singq Mingz", "性别": "Singqbied", "民族": "Minzcuz", "出生": "Seng", "住址": "Dieg Youq"}
_KOREAN = {"姓名": "성명", "性别": "성별", "民族": "민족", "出生": "출생", "住址": "주소"}


def portrait(rng: Random) -> Specimen:
    """The face with the photo, flat and filling the picture."""
    scale = rng.uniform(9, 16)
    sheet = _blank(scale)
    draw_portrait(sheet, rng, make_person(rng), (0, 0), scale)
    sheet.note("side", "portrait")
    return sheet.done("portrait", DocumentType.ID_CARD)


def emblem(rng: Random) -> Specimen:
    """The face with the national emblem."""
    scale = rng.uniform(9, 16)
    sheet = _blank(scale)
    draw_emblem(sheet, rng, (0, 0), scale)
    sheet.note("side", "emblem")
    return sheet.done("emblem", DocumentType.ID_CARD)


def both_in_one(rng: Random) -> Specimen:
    """Both faces in one picture, one below the other or side by side, in either order."""
    scale = rng.uniform(8, 12)
    gap = round(rng.uniform(4, 12) * scale)
    wide, high = round(WIDTH * scale), round(HEIGHT * scale)
    is_stacked = rng.random() < 0.6
    size = (wide + 2 * gap, 2 * high + 3 * gap) if is_stacked else (2 * wide + 3 * gap, high + 2 * gap)
    places = [(gap, gap), (gap, high + 2 * gap) if is_stacked else (wide + 2 * gap, gap)]
    rng.shuffle(places)
    sheet = Sheet(*size, paper=rng.choice(((235, 235, 230), (255, 255, 255), (120, 110, 100))))
    draw_portrait(sheet, rng, make_person(rng), places[0], scale)
    draw_emblem(sheet, rng, places[1], scale)
    sheet.note("side", "both")
    return sheet.done("both_in_one", DocumentType.ID_CARD)


def bilingual(rng: Random) -> Specimen:
    """A card of an autonomous region: a second script over every label and value."""
    scale = rng.uniform(11, 16)
    sheet = _blank(scale)
    person = make_person(rng)
    if rng.random() < 0.4:
        name, sex, ethnicity = rng.choice(LONG_NAMES)
        other = make_person(rng, sex=sex)
        person = Person(
            name=name,
            sex=sex,
            birth=other.birth,
            id_number=other.id_number,
            address=other.address,
            ethnicity=ethnicity,
        )
    draw_portrait(sheet, rng, person, (0, 0), scale, second=rng.choice((_ZHUANG, _KOREAN)))
    sheet.note("side", "portrait")
    return sheet.done("bilingual", DocumentType.ID_CARD)


def copied(rng: Random) -> Specimen:
    """A grey photocopy of both faces on a sheet of paper, with the copy's purpose written across."""
    scale = rng.uniform(8.5, 11)
    wide, high = round(WIDTH * scale), round(HEIGHT * scale)
    sheet = Sheet(round(wide * 1.5), round(high * 3.4), paper=(250, 250, 250))
    left = round(wide * 0.22)
    draw_portrait(sheet, rng, make_person(rng), (left, round(high * 0.4)), scale)
    draw_emblem(sheet, rng, (left, round(high * 1.7)), scale)
    sheet.note("side", "both")
    grey = ImageOps.autocontrast(ImageOps.grayscale(sheet.picture), cutoff=1).convert("RGB")
    sheet.picture.paste(grey)
    _watermark(sheet, rng, scale)
    return sheet.done("copied", DocumentType.ID_CARD)


def on_a_table(rng: Random) -> Specimen:
    """A card that fills a third of a photo, slightly turned."""
    scale = rng.uniform(9, 13)
    card = _blank(scale)
    draw_portrait(card, rng, make_person(rng), (0, 0), scale)
    card.note("side", "portrait")
    wide, high = card.picture.size
    table = Image.new("RGB", (round(wide * 1.7), round(high * 2.2)), rng.choice(((94, 72, 54), (60, 64, 70))))
    turned = card.picture.rotate(
        rng.uniform(-3, 3), Image.Resampling.BICUBIC, expand=True, fillcolor=(77, 68, 60)
    )
    table.paste(turned, (rng.randint(20, wide // 2), rng.randint(20, high)))
    return Specimen(name="on_a_table", type=DocumentType.ID_CARD, pictures=(table,), fields=card.fields)


def two_pages(rng: Random) -> Specimen:
    """A scan of two pages, a face on each, the emblem first or last."""
    scale = rng.uniform(9, 14)
    front, back = _blank(scale), _blank(scale)
    draw_portrait(front, rng, make_person(rng), (0, 0), scale)
    draw_emblem(back, rng, (0, 0), scale)
    pictures = [front.picture, back.picture]
    rng.shuffle(pictures)
    fields = {**front.fields, **back.fields, "side": "both"}
    return Specimen(name="two_pages", type=DocumentType.ID_CARD, pictures=tuple(pictures), fields=fields)


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "portrait": portrait,
    "emblem": emblem,
    "both_in_one": both_in_one,
    "bilingual": bilingual,
    "copied": copied,
    "on_a_table": on_a_table,
    "two_pages": two_pages,
}


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


def _blank(scale: float) -> Sheet:
    return Sheet(round(WIDTH * scale), round(HEIGHT * scale))


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


def _watermark(sheet: Sheet, rng: Random, scale: float) -> None:
    """`仅供理赔使用` across the copy, slanting."""
    text = rng.choice(("仅供理赔使用", "仅供办理保险理赔使用,他用无效", "复印件仅用于保险理赔"))
    layer = Sheet(sheet.picture.width, sheet.picture.height, paper=(255, 255, 255))
    step = round(26 * scale)
    for number in range(sheet.picture.height // step + 1):
        layer.write(
            (round(8 * scale), number * step), text, face="hei", size=round(3.6 * scale), ink=(198, 198, 198)
        )
    turned = layer.picture.rotate(rng.uniform(12, 28), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    sheet.picture.paste(ImageChops.multiply(sheet.picture, turned))
