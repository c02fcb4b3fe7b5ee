"""The pages that `make bench` reads: dense print, tables, bills and cards, flat and as photos, every row known.

What `Sheet.write` writes is noted with its place, so that each page knows its rows. A photo is made by a known
homography, so that what was read can be laid back on the flat page.

>>> next(made_pages()).name
'dense'
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unittest import mock

import cv2
import numpy as np
from PIL import Image

from extractors.page import Pixels
from storage.model.document_type import DocumentType
from storage.model.extraction import Box
from tests.specimens import camera
from tests.specimens.papers import layouts, others
from tests.specimens.people import DRUGS, HOSPITALS, SERVICES
from tests.specimens.sheet import Sheet, Specimen

SEED = 20260611
_PAPERS = (
    (layouts, "fee_list", "ruled"),
    (layouts, "fee_list", "outpatient"),
    (others, "fee_list", "by_day"),
    (layouts, "inv_outpatient", "dot_matrix"),
    (layouts, "inv_outpatient", "phone"),
    (others, "inv_outpatient", "guangdong_paper"),
    (layouts, "op_record", "plain"),
    (others, "op_record", "table_header"),
    (layouts, "diagnosis_cert", "underlined"),
    (layouts, "bank_card", "app_screen"),
    (others, "id_card", "portrait_scan"),
)
_PHOTOGRAPHED = (0, 3, 6, 8)
_HALF = 5.83
Words = tuple[str, Box]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`words`: what is written and where, on the flat page; `back` takes the picture's points there."""

    name: str
    picture: Image.Image
    words: tuple[Words, ...]
    back: np.ndarray


def made_pages() -> Iterator[Page]:
    """Always the same pages, in the same order."""
    yield dense("dense", 150, 1)
    yield dense("large-print", 200, 2, points=14, inches=_HALF)
    yield dense("small-print", 150, 3, points=7.5, inches=_HALF)
    yield photo(dense("skewed", 150, 4, inches=_HALF), degrees=1.5, quality=40)
    for number, (made_by, type, layout) in enumerate(_PAPERS):
        page = _paper(made_by()[DocumentType(type)][layout], f"{type}-{layout}", number)
        yield page
        if number in _PHOTOGRAPHED:
            yield photo(page, slant=0.03, quality=60)


def bgr(picture: Image.Image) -> Pixels:
    """The picture as engines take it."""
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"), np.uint8)[:, :, ::-1])


def dense(name: str, dpi: int, seed: int, *, points: float = 10.5, inches: float = 11.69) -> Page:
    """A page as wide as A4 full of lines, a third of their characters drawn by lot from GB 2312."""
    rng = random.Random(SEED + seed)
    width, height = round(8.27 * dpi), round(inches * dpi)
    size, margin = round(points * dpi / 72), dpi // 2
    face = rng.choice(("song", "hei", "zenhei", "kai"))

    def draw(_: random.Random) -> Specimen:
        sheet = Sheet(width, height)
        for y in range(margin, height - margin - size, round(1.6 * size)):
            sheet.write((margin, y), _line(rng, (width - 2 * margin) // size - 1), face=face, size=size)
        return sheet.done(name, DocumentType.OTHER)

    return _paper(draw, name, seed)


def _line(rng: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        if rng.random() < 0.45:
            text += "".join(_by_lot(rng) for _ in range(4))
        else:
            thing = rng.choice((*DRUGS, *SERVICES))
            text += rng.choice(
                (thing.name, f"{thing.spec},", rng.choice(HOSPITALS), f"{thing.price / 100:.2f}元")
            )
    return text[:length]


def _by_lot(rng: random.Random) -> str:
    return bytes((rng.randint(0xB0, 0xD6), rng.randint(0xA1, 0xFE))).decode("gb2312")


def _paper(draw: Callable[[random.Random], Specimen], name: str, seed: int) -> Page:
    """A specimen's first page and all that was written on it."""
    written: dict[int, list[Words]] = {}
    write = Sheet.write

    def noted(sheet: Sheet, at: tuple[int, int], text: str, **how: object) -> Box:
        box = write(sheet, at, text, **how)  # type: ignore[arg-type]
        written.setdefault(id(sheet.picture), []).append((text, box))
        return box

    with mock.patch.object(Sheet, "write", noted):
        picture = draw(random.Random(SEED + seed)).pictures[0]
    if id(picture) not in written:
        raise ValueError(f"{name} is not the sheet it was written on")
    return Page(name=name, picture=picture, words=tuple(written[id(picture)]), back=np.eye(3))


def photo(page: Page, *, quality: int, slant: float = 0.0, degrees: float = 0.0) -> Page:
    """The page seen a little from the side or turned, with noise, pressed as a JPEG."""
    rng = random.Random(page.name)
    width, height = page.picture.size
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), (0, 0, 1)])
    moved = cv2.perspectiveTransform(corners[None], turn)[0]
    moved += np.array([[rng.uniform(-1, 1) * slant * side for side in (width, height)] for _ in corners])
    moved = (moved - moved.min(axis=0) + 12).astype(np.float32)
    there = cv2.getPerspectiveTransform(corners, moved)
    size = tuple(int(side) for side in np.ceil(moved.max(axis=0) + 12))
    flat: Pixels = np.asarray(page.picture.convert("RGB"), np.uint8)
    seen = cv2.warpPerspective(flat, there, size, flags=cv2.INTER_CUBIC, borderValue=(96, 88, 80))
    picture = camera.noise(rng, Image.fromarray(seen), sigma=4)
    picture = camera.jpeg(rng, picture, quality=quality)
    return Page(name=f"{page.name}-photo", picture=picture, words=page.words, back=np.linalg.inv(there))
