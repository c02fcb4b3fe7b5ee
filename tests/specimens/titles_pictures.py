"""Made-up pictures that are no papers, and papers that nobody can read.

>>> from random import Random
>>> PICTURES[DocumentType.UNREADABLE]["pinprick"](Random(1)).pictures[0].size
(1, 1)
"""

from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from storage.model.document_type import DocumentType
from tests.specimens.sheet import Specimen
from tests.specimens.titles import Layout
from tests.specimens.titles_hospital import discharge, lab_report


def _specimen(name: str, type: DocumentType, picture: Image.Image) -> Specimen:
    return Specimen(name=f"{type}-{name}", type=type, pictures=(picture,))


def landscape(rng: Random) -> Specimen:
    """Sky over hills, with a sun."""
    picture = Image.new("RGB", (1280, 960))
    pen = ImageDraw.Draw(picture)
    for y in range(960):
        pen.line((0, y, 1280, y), fill=(120 + y // 10, 160 + y // 14, 235 - y // 20))
    for depth in range(4):
        ridge = [(x, 480 + depth * 110 + rng.randint(-50, 50)) for x in range(-80, 1441, 160)]
        pen.polygon([*ridge, (1400, 960), (-80, 960)], fill=(60 + depth * 12, 120 - depth * 18, 60))
    pen.ellipse((900, 80, 1020, 200), fill=(255, 240, 190))
    return _specimen("landscape", DocumentType.IRRELEVANT, picture.filter(ImageFilter.GaussianBlur(1.5)))


def desk(rng: Random) -> Specimen:
    """A wooden desk with a cup."""
    grain = np.cumsum(np.random.default_rng(rng.randrange(2**32)).normal(0, 1.5, (900, 1)), axis=0)
    wood = np.clip(np.array([150, 105, 66]) + (grain % 40)[:, None] * np.ones((1, 1200, 1)), 0, 255)
    picture = Image.fromarray(wood.astype(np.uint8))
    pen = ImageDraw.Draw(picture)
    x, y = rng.randint(200, 800), rng.randint(150, 500)
    pen.ellipse((x, y, x + 260, y + 260), fill=(235, 235, 232), outline=(180, 180, 175), width=8)
    pen.ellipse((x + 30, y + 30, x + 230, y + 230), fill=(70, 40, 25))
    return _specimen("desk", DocumentType.IRRELEVANT, picture)


def finger(rng: Random) -> Specimen:
    """A finger over the lens."""
    tone = rng.randint(150, 190)
    picture = Image.new("RGB", (1080, 1440), (tone, tone - 62, tone - 78))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((200, 300, 1400, 1700), fill=(tone + 30, tone - 40, tone - 60))
    return _specimen("finger", DocumentType.IRRELEVANT, picture.filter(ImageFilter.GaussianBlur(60)))


def back_of_paper(rng: Random) -> Specimen:
    """The empty back of a sheet on a table, with a fold and a shadow."""
    picture = Image.new("RGB", (1240, 1600), (112, 96, 80))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((90, 80, 1150, 1520), fill=(238, 236, 230))
    fold = rng.randint(700, 900)
    pen.line((90, fold, 1150, fold + 6), fill=(222, 220, 214), width=4)
    return _specimen("back", DocumentType.IRRELEVANT, picture.filter(ImageFilter.GaussianBlur(1.2)))


def blobs(rng: Random) -> Specimen:
    """Coloured blobs, like a toy photographed too close."""
    picture = Image.new("RGB", (1000, 1000), (90, 140, 160))
    pen = ImageDraw.Draw(picture)
    for _ in range(30):
        x, y, r = rng.randint(0, 1000), rng.randint(0, 1000), rng.randint(30, 180)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tuple(rng.choices(range(40, 255), k=3)))
    return _specimen("blobs", DocumentType.IRRELEVANT, picture.filter(ImageFilter.GaussianBlur(3)))


def pinprick(rng: Random) -> Specimen:
    return _specimen("pinprick", DocumentType.UNREADABLE, Image.new("RGB", (1, 1), (rng.randint(0, 255),) * 3))


def out_of_focus(rng: Random) -> Specimen:
    """A discharge summary far out of focus: there are rows of grey, but no letters."""
    picture = discharge(rng, 0).picture.filter(ImageFilter.GaussianBlur(rng.uniform(13, 17)))
    return _specimen("out-of-focus", DocumentType.UNREADABLE, picture)


def thumbnail(rng: Random) -> Specimen:
    """A laboratory report shrunk to a thumbnail and blown up again."""
    picture = lab_report(rng, 0).picture
    small = picture.resize((150, 212), Image.Resampling.BILINEAR)
    return _specimen("thumbnail", DocumentType.UNREADABLE, small.resize(picture.size, Image.Resampling.BICUBIC))


PICTURES: dict[DocumentType, dict[str, Layout]] = {
    DocumentType.IRRELEVANT: {
        "landscape": landscape,
        "desk": desk,
        "finger": finger,
        "back": back_of_paper,
        "blobs": blobs,
    },
    DocumentType.UNREADABLE: {
        "pinprick": pinprick,
        "out-of-focus": out_of_focus,
        "thumbnail": thumbnail,
    },
}
