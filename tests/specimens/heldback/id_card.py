"""Held-back identity cards: a spaced-out name over a village address, and a child's card with both faces in a row.

Labels and their order after the law on resident identity cards, articles 3 to 5.

>>> sorted(LAYOUTS)
['faces_in_a_row', 'village_portrait']
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PIL import Image, ImageDraw, ImageFilter

from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens.heldback import story
from tests.specimens.others import cast, ink
from tests.specimens.sheet import Ink, Sheet, Specimen

_LABEL: Ink = (62, 104, 150)
_INK: Ink = (30, 30, 34)


def _ground(width: int, height: int, low: Ink, high: Ink) -> Sheet:
    """A pale card that turns from one tint to another, with rings of fine lines behind the text."""
    sheet = Sheet(width, height)
    for x in range(width):
        part = x / width
        sheet.rule(x, 0, x, height, width=1, ink=_between(low, high, part))
    for ring in range(8, width // 2, 11):
        tone = _between(low, (90, 130, 160), 0.13)
        box = (width * 0.45 - ring, height * 0.6 - ring * 0.7, width * 0.45 + ring, height * 0.6 + ring * 0.7)
        sheet.draw.ellipse(box, outline=tone)
    return sheet


def _between(low: Ink, high: Ink, part: float) -> Ink:
    a, b, c = (round(x + (y - x) * part) for x, y in zip(low, high, strict=True))
    return a, b, c


def _portrait(person: cast.Person, width: int, *, shown: str, columns: int, face: str) -> Sheet:
    """The side with the photo; `shown` is the name as it is printed."""
    sheet = _ground(width, round(width * 0.632), (226, 236, 238), (238, 232, 226))
    unit = width / 100

    def put(x: float, y: float, text: str, size: float = 3.5, **more: object) -> Box:
        return sheet.write((round(x * unit), round(y * unit)), text, size=round(size * unit), **more)  # type: ignore[arg-type]

    for y, word in ((6.6, "姓　名"), (13.8, "性　别"), (20.8, "出　生"), (27.9, "住　址")):
        put(5.6, y + 0.4, word, 2.7, face="zenhei", ink=_LABEL)
    put(16.4, 6.2, shown, 4.1, face=face, ink=_INK, field="name", value=person.name)
    put(16.4, 13.6, person.sex_cn, face=face, ink=_INK, field="sex", value=person.sex)
    put(26.5, 14.2, "民　族", 2.7, face="zenhei", ink=_LABEL)
    put(36.2, 13.6, person.ethnicity, face=face, ink=_INK, field="ethnicity")
    born = person.birth
    for x, text, x_word, word in (
        (16.4, born.year, 25.2, "年"),
        (30.2, born.month, 34.4, "月"),
        (39.4, born.day, 43.8, "日"),
    ):
        sheet.note("birth_date", born.isoformat(), put(x, 20.6, str(text), face=face, ink=_INK))
        put(x_word, 21.2, word, 2.7, face="zenhei", ink=_LABEL)
    size = round(3.5 * unit)
    for i, line in enumerate(ink.fold(person.address, columns * size + 2, face, size)):
        sheet.note("address", person.address, put(16.4, 27.6 + 4.7 * i, line, face=face, ink=_INK))
    put(5.6, 54.0, "公民身份号码", 2.7, face="zenhei", ink=_LABEL)
    put(31.0, 53.2, person.id_number, 4.0, face="hei", ink=_INK, spacing=0.55 * unit, field="id_number")
    _photo(sheet, (round(66 * unit), round(9 * unit)), round(27 * unit), person)
    sheet.note("side", "portrait")
    return sheet


def _photo(sheet: Sheet, at: tuple[int, int], width: int, person: cast.Person) -> None:
    """A likeness of nobody that fades into the card."""
    height = round(width * 1.3)
    mask = Image.new("L", (width, height), 0)
    figure = Image.new("RGB", (width, height), (72, 84, 110))
    pen, tone = ImageDraw.Draw(mask), ImageDraw.Draw(figure)
    body = (width * 0.02, height * 0.74, width * 0.98, height * 1.6)
    head = (width * 0.25, height * 0.14, width * 0.75, height * 0.72)
    pen.ellipse(body, fill=255)
    pen.ellipse(head, fill=255)
    tone.ellipse(head, fill=(40, 34, 32))
    tone.ellipse(
        (width * 0.29, height * (0.24 if person.sex == "M" else 0.28), width * 0.71, height * 0.71),
        fill=(222, 188, 166),
    )
    sheet.picture.paste(
        figure.filter(ImageFilter.GaussianBlur(2)), at, mask.filter(ImageFilter.GaussianBlur(3))
    )


def _emblem(person: cast.Person, width: int, start: date, end: date, face: str) -> Sheet:
    """The side with the national emblem."""
    sheet = _ground(width, round(width * 0.632), (238, 230, 226), (224, 236, 240))
    unit = width / 100
    _arms(sheet, round(14.5 * unit), round(15.5 * unit), 9 * unit)
    for y, text, size, gap in ((8.2, "中华人民共和国", 6.4, 0.9), (17.6, "居 民 身 份 证", 8.2, 0.6)):
        ink.centre(
            sheet,
            (round(60 * unit), round(y * unit)),
            text,
            face="song-bold",
            size=round(size * unit),
            spacing=gap * unit,
        )
    size = round(3.4 * unit)
    for y, label in ((45.6, "签发机关"), (52.8, "有效期限")):
        sheet.write((round(21 * unit), round(y * unit)), label, face="hei-bold", size=round(3.1 * unit))
    x = round(39 * unit)
    sheet.write((x, round(45.4 * unit)), person.authority, face=face, size=size, ink=_INK, field="authority")
    box = sheet.write(
        (x, round(52.6 * unit)), f"{start:%Y.%m.%d}-{end:%Y.%m.%d}", face=face, size=size, ink=_INK
    )
    sheet.note("valid_from", start.isoformat(), box)
    sheet.note("valid_to", end.isoformat(), box)
    return sheet


def _arms(sheet: Sheet, x: int, y: int, radius: float) -> None:
    """A red shield in a gold ring with five dots."""
    sheet.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(222, 176, 80))
    inner = radius * 0.78
    sheet.draw.ellipse((x - inner, y - inner, x + inner, y + inner), fill=(188, 34, 36))
    for dx, dy, size in (
        (0, -0.4, 0.16),
        (-0.4, -0.15, 0.08),
        (0.4, -0.15, 0.08),
        (-0.25, 0.12, 0.08),
        (0.25, 0.12, 0.08),
    ):
        left, top, r = x + dx * radius, y + dy * radius, size * radius
        sheet.draw.ellipse((left - r, top - r, left + r, top + r), fill=(240, 206, 96))
    sheet.draw.rectangle(
        (x - inner * 0.6, y + radius * 0.35, x + inner * 0.6, y + radius * 0.5), fill=(240, 206, 96)
    )


def village_portrait(rng: random.Random) -> Specimen:
    """A name of two characters set wide apart; a long address on three lines."""
    person = story.patient(rng, date(2026, 3, 1), age=(20, 75))
    name = story.name(rng, given=1)
    person = replace(person, name=name, ethnicity=rng.choice(("汉", "汉", "土家", "畲", "回")))
    shown = f"{name[0]}　{name[1]}" if len(name) == 2 else name
    sheet = _portrait(person, rng.randint(960, 1240), shown=shown, columns=11, face="hei")
    return sheet.done("village_portrait", DocumentType.ID_CARD)


def faces_in_a_row(rng: random.Random) -> Specimen:
    """A child's card of five years, emblem left and portrait right, as an app joins two pictures."""
    start = date(rng.randint(2022, 2025), rng.randint(1, 12), rng.randint(1, 28))
    person = story.patient(rng, start, age=(1, 13))
    width = rng.randint(860, 960)
    faces = (
        _emblem(person, width, start, start.replace(year=start.year + 5), "song"),
        _portrait(person, width, shown=person.name, columns=11, face="song"),
    )
    sheet = Sheet(2 * width + 90, faces[0].picture.height + 60, (255, 255, 255))
    for face, left in zip(faces, (30, width + 60), strict=True):
        sheet.picture.paste(face.picture, (left, 30))
        for field, value in face.fields.items():
            box = face.boxes.get(field)
            moved = Box(box.x0 + left, box.y0 + 30, box.x1 + left, box.y1 + 30) if box else None
            sheet.note(field, value, moved)
    sheet.note("side", "both")
    return sheet.done("faces_in_a_row", DocumentType.ID_CARD)


LAYOUTS: dict[str, Callable[[random.Random], Specimen]] = {
    "village_portrait": village_portrait,
    "faces_in_a_row": faces_in_a_row,
}
