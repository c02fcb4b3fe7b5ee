"""Held-back identity cards: 85.6 × 54 mm, law on resident identity cards, articles 3 to 5.

>>> sorted(LAYOUTS)
['a4_copy_both', 'emblem_long_term', 'portrait_minority', 'portrait_scan']
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from storage.model.document_type import DocumentType
from tests.specimens.others import cast, ink
from tests.specimens.sheet import BLACK, Ink, Sheet, Specimen

_BLUE: Ink = (45, 110, 175)
_MINORITIES = (
    ("阿依努尔·吐尔逊", "维吾尔", "新疆维吾尔自治区喀什市色满乡", "693101", "喀什市公安局"),
    ("扎西·平措多吉", "藏", "西藏自治区拉萨市城关区吉崩岗街道", "590102", "拉萨市公安局城关分局"),
    ("巴音图雅·那日苏", "蒙古", "内蒙古自治区锡林浩特市宝力根苏木", "192502", "锡林浩特市公安局"),
)


def _card(width: int, tint: Ink) -> Sheet:
    """A blank card: a pale ground with fine waves and round corners."""
    height = round(width * 54 / 85.6)
    sheet = Sheet(width, height, tint)
    step = width / 1000
    for row in range(0, height, max(5, round(9 * step))):
        wave = [(x, row + 5 * step * np.sin(x / (37 * step) + row / 50)) for x in range(0, width, 6)]
        sheet.draw.line(wave, fill=tuple(max(0, c - 14) for c in tint), width=1)
    return sheet


def _portrait(person: cast.Person, width: int, *, face: str, tint: Ink, columns: int) -> Sheet:
    sheet = _card(width, tint)
    unit = width / 1000
    size = round(33 * unit)

    def at(x: float, y: float) -> tuple[int, int]:
        return round(x * unit), round(y * unit)

    def label(x: float, y: float, text: str) -> None:
        sheet.write(at(x, y), text, face="hei", size=round(27 * unit), ink=_BLUE)

    label(68, 72, "姓 名")
    sheet.write(at(170, 66), person.name, face=face, size=round(39 * unit), field="name")
    label(68, 148, "性 别")
    sheet.write(at(170, 144), person.sex_cn, face=face, size=size, field="sex", value=person.sex)
    label(290, 148, "民 族")
    sheet.write(at(390, 144), person.ethnicity, face=face, size=size, field="ethnicity")
    label(68, 220, "出 生")
    _birth(sheet, person.birth, unit, face, size)
    label(68, 292, "住 址")
    for i, line in enumerate(ink.fold(person.address, columns * size, face, size)):
        box = sheet.write(at(170, 288 + 46 * i), line, face=face, size=size)
        sheet.note("address", person.address, box)
    label(68, 540, "公民身份号码")
    sheet.write(
        at(320, 534),
        person.id_number,
        face="hei-bold",
        size=round(40 * unit),
        spacing=8 * unit,
        field="id_number",
    )
    _bust(sheet, at(650, 84), round(290 * unit), person.sex)
    sheet.note("side", "portrait")
    return sheet


def _birth(sheet: Sheet, birth: date, unit: float, face: str, size: int) -> None:
    x = 170.0
    for part, mark, room in ((birth.year, "年", 92), (birth.month, "月", 48), (birth.day, "日", 48)):
        box = sheet.write((round(x * unit), round(216 * unit)), str(part), face=face, size=size)
        sheet.note("birth_date", birth.isoformat(), box)
        sheet.write(
            (round((x + room) * unit), round(220 * unit)), mark, face="hei", size=round(27 * unit), ink=_BLUE
        )
        x += room + 44


def _bust(sheet: Sheet, at: tuple[int, int], width: int, sex: str) -> None:
    """A head and shoulders in place of a photo, soft enough to have no letters in it."""
    photo = Image.new("RGB", (width, round(width * 1.28)), (228, 230, 233))
    pen = ImageDraw.Draw(photo)
    pen.ellipse((width * 0.08, width * 0.92, width * 0.92, width * 1.9), fill=(58, 62, 78))
    pen.ellipse((width * 0.25, width * 0.16, width * 0.75, width * 0.86), fill=(44, 36, 34))
    top = 0.3 if sex == "M" else 0.34
    pen.ellipse((width * 0.29, width * top, width * 0.71, width * 0.95), fill=(214, 176, 152))
    sheet.picture.paste(photo.filter(ImageFilter.GaussianBlur(width / 60)), at)


def _emblem(person: cast.Person, width: int, start: date, years: int | None, tint: Ink, face: str) -> Sheet:
    sheet = _card(width, tint)
    unit = width / 1000
    _shield(sheet, unit)
    ink.centre(
        sheet,
        (round(600 * unit), round(88 * unit)),
        "中华人民共和国",
        face="song-bold",
        size=round(52 * unit),
        spacing=10 * unit,
    )
    ink.centre(
        sheet,
        (round(600 * unit), round(186 * unit)),
        "居民身份证",
        face="song-bold",
        size=round(80 * unit),
        spacing=16 * unit,
    )
    size = round(32 * unit)
    sheet.write((round(250 * unit), round(456 * unit)), "签发机关", face="hei", size=size)
    sheet.write(
        (round(418 * unit), round(456 * unit)), person.authority, face=face, size=size, field="authority"
    )
    sheet.write((round(250 * unit), round(528 * unit)), "有效期限", face="hei", size=size)
    end = start.replace(year=start.year + years) if years else None
    text = f"{start:%Y.%m.%d}-" + (f"{end:%Y.%m.%d}" if end else "长期")
    box = sheet.write((round(418 * unit), round(528 * unit)), text, face=face, size=size)
    sheet.note("valid_from", start.isoformat(), box)
    sheet.note("valid_to", end.isoformat() if end else "long_term", box)
    sheet.note("side", "emblem")
    return sheet


def _shield(sheet: Sheet, unit: float) -> None:
    """A disc in the emblem's colours."""
    middle = (round(150 * unit), round(165 * unit))
    radius = round(92 * unit)
    box = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
    sheet.draw.ellipse(box, fill=(196, 44, 40), outline=(226, 178, 74), width=round(14 * unit))
    sheet.draw.polygon(
        [
            (middle[0], middle[1] - radius // 2),
            (middle[0] - 30 * unit, middle[1]),
            (middle[0] + 30 * unit, middle[1]),
        ],
        fill=(240, 208, 90),
    )


def portrait_scan(rng: random.Random) -> Specimen:
    """A flatbed scan of the portrait face, the address on three lines."""
    person = cast.person(rng)
    sheet = _portrait(person, rng.randint(980, 1180), face="song", tint=(232, 238, 240), columns=11)
    ink.scanned(sheet, rng)
    return sheet.done("portrait_scan", DocumentType.ID_CARD)


def portrait_minority(rng: random.Random) -> Specimen:
    """A long name with a dot in it, and a region of its own."""
    name, people, region, code, authority = rng.choice(_MINORITIES)
    person = cast.person(rng)
    body = code + person.id_number[6:17]
    person = replace(
        person,
        name=name,
        ethnicity=people,
        address=f"{region}{rng.choice(['幸福', '团结', '前进'])}路{rng.randint(3, 90)}巷{rng.randint(1, 60)}号",
        authority=authority,
        id_number=body + cast.check_digit(body),
    )
    sheet = _portrait(person, 1100, face="hei", tint=(238, 236, 228), columns=12)
    return sheet.done("portrait_minority", DocumentType.ID_CARD)


def emblem_long_term(rng: random.Random) -> Specimen:
    person = cast.person(rng, age=(52, 80))
    start = date(rng.randint(2015, 2024), rng.randint(1, 12), rng.randint(1, 28))
    sheet = _emblem(person, rng.randint(920, 1200), start, None, (226, 234, 238), "song")
    ink.scanned(sheet, rng)
    return sheet.done("emblem_long_term", DocumentType.ID_CARD)


def a4_copy_both(rng: random.Random, person: cast.Person | None = None) -> Specimen:
    """Both faces, one above the other, on a black and white photocopy at 150 dpi with a line written across."""
    person = person or cast.person(rng)
    sheet = Sheet(1240, 1754, (250, 250, 250))
    start = date(rng.randint(2022, 2024), rng.randint(1, 12), rng.randint(1, 28))
    faces = (
        _portrait(person, 740, face="song", tint=(240, 242, 244), columns=11),
        _emblem(person, 740, start, _span(person.age(start)), (240, 242, 244), "song"),
    )
    left = rng.randint(200, 300)
    for face, top in zip(faces, (250, 920), strict=True):
        _lay(sheet, face, (left, top + rng.randint(-30, 30)))
    sheet.note("side", "both")
    sheet.write((left + 60, 1530), "仅供办理保险理赔使用", face="wenkai", size=34, ink=BLACK)
    ink.scanned(sheet, rng, turn=0.8)
    return sheet.done("a4_copy_both", DocumentType.ID_CARD)


def _span(age: int) -> int | None:
    """For how many years a card is good that is given out at an age; None: for good."""
    return 5 if age < 16 else 10 if age < 26 else 20 if age < 46 else None


def _lay(sheet: Sheet, face: Sheet, at: tuple[int, int]) -> None:
    """Copies a face onto the page in grey, its truth with it."""
    sheet.picture.paste(face.picture.convert("L").convert("RGB"), at)
    for field, value in face.fields.items():
        box = face.boxes.get(field)
        moved = type(box)(box.x0 + at[0], box.y0 + at[1], box.x1 + at[0], box.y1 + at[1]) if box else None
        sheet.note(field, value, moved)


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "portrait_scan": portrait_scan,
    "portrait_minority": portrait_minority,
    "emblem_long_term": emblem_long_term,
    "a4_copy_both": a4_copy_both,
}
