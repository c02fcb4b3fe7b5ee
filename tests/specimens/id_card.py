"""Made-up identity cards in their printed layout: both faces apart and together, bilingual, copied, on a desk.

>>> import random
>>> card = LAYOUTS["portrait"](random.Random(1))
>>> sorted(card.fields)
['address', 'birth_date', 'ethnicity', 'id_number', 'name', 'sex', 'side']
"""

import io
import time
from collections.abc import Callable
from random import Random

from PIL import Image, ImageChops, ImageOps

from storage.model.document_type import DocumentType
from tests.specimens.id_faces import HEIGHT, KOREAN, WIDTH, ZHUANG, draw_emblem, draw_portrait
from tests.specimens.people import LONG_NAMES, Person, make_person
from tests.specimens.sheet import Sheet, Specimen


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
    draw_portrait(sheet, rng, person, (0, 0), scale, second=rng.choice((ZHUANG, KOREAN)))
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
    """A scanned PDF of two pages, a face on each, the emblem first or last."""
    scale = rng.uniform(9, 14)
    front, back = _blank(scale), _blank(scale)
    draw_portrait(front, rng, make_person(rng), (0, 0), scale)
    draw_emblem(back, rng, (0, 0), scale)
    pictures = [front.picture, back.picture]
    rng.shuffle(pictures)
    fields = {**front.fields, **back.fields, "side": "both"}
    stream, then = io.BytesIO(), time.gmtime(0)
    pictures[0].save(
        stream,
        "PDF",
        save_all=True,
        append_images=pictures[1:],
        resolution=200,
        creationDate=then,
        modDate=then,
    )
    return Specimen(
        name="two_pages",
        type=DocumentType.ID_CARD,
        pictures=tuple(pictures),
        content=stream.getvalue(),
        suffix=".pdf",
        fields=fields,
    )


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {
    "portrait": portrait,
    "emblem": emblem,
    "both_in_one": both_in_one,
    "bilingual": bilingual,
    "copied": copied,
    "on_a_table": on_a_table,
    "two_pages": two_pages,
}


def _blank(scale: float) -> Sheet:
    return Sheet(round(WIDTH * scale), round(HEIGHT * scale))


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
