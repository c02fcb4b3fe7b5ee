"""Seals of institutions are seen in red, blue and violet, round, square and oblong; nothing else is taken for one."""

from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from PIL import Image

from extractors.medical.stamps import stamped
from extractors.page import Line, Pixels, ReadPage
from extractors.picture.marks import marks
from storage.model.extraction import Box, Grade, Source
from tests.specimens import camera, seals
from tests.specimens.seals import BLUE, VIOLET
from tests.specimens.sheet import RED, Ink, Sheet

NAME = "示范市第一人民医院"
FOOT = (800, 1000)
TEXTS = ("诊断证明书", *("患者因咳嗽三天来我院门诊就诊,建议休息。",) * 6, "医师签名:周敏", "2026年3月8日")
Draw = Callable[[Sheet], object]


def paper(draw: Draw) -> Sheet:
    """A certificate whose day stands at the foot, and what is put on it."""
    sheet = Sheet(1100, 1500)
    for text, (x, y) in zip(TEXTS, places(), strict=True):
        sheet.write((x, y), text, size=32)
    draw(sheet)
    return sheet


def places() -> list[tuple[int, int]]:
    return [(430, 80), *((120, 300 + 70 * row) for row in range(6)), (600, 940), (640, 1010)]


def page(pixels: Pixels, *more: Line) -> ReadPage:
    lines = [
        Line(text, Box(x - 2, y, x + 32 * len(text), y + 42), 0.98)
        for text, (x, y) in zip(TEXTS, places(), strict=True)
    ]
    height, width = pixels.shape[:2]
    return ReadPage(
        number=1, width=width, height=height, turn=0, lines=(*lines, *more), source=Source.OCR, pixels=pixels
    )


def pixels_of(picture: Image.Image) -> Pixels:
    return np.asarray(picture)[:, :, ::-1].copy()


def photo(sheet: Sheet) -> Pixels:
    """In warm light, with shadow, grain and a phone's compression; laid flat, so that all stands where it was."""
    warm = Image.fromarray(np.uint8(np.asarray(sheet.picture) * np.array((0.95, 0.92, 0.85))))
    rng = Random(4)
    return pixels_of(
        camera.jpeg(rng, camera.noise(rng, camera.shadow(rng, warm, depth=0.2), sigma=2), quality=75)
    )


def is_sealed(page: ReadPage) -> bool:
    """Whether the page is told to bear a seal without a look."""
    field = stamped([page])
    return field.value is True and field.is_auto


def own(text: str) -> Line:
    """What the engine reads of the seal itself."""
    x, y = FOOT
    return Line(text, Box(x - 90, y + 4, x + 90, y + 34), 0.9)


@pytest.mark.parametrize("ink", [RED, BLUE, VIOLET])
@pytest.mark.parametrize("look", [lambda sheet: pixels_of(sheet.picture), photo])
def test_round_and_square_seals_at_the_foot_are_seals_in_any_ink(
    ink: Ink, look: Callable[[Sheet], Pixels]
) -> None:
    by_ring = paper(lambda sheet: sheet.seal(FOOT, 100, NAME, foot="病案室", ink=ink))
    by_square = paper(lambda sheet: seals.square(sheet, FOOT, 190, NAME, rows=3, ink=ink))
    assert is_sealed(page(look(by_ring)))
    assert is_sealed(page(look(by_square)))


@pytest.mark.parametrize("y,is_near", [(1212, True), (1320, False)])
def test_a_ring_without_words_is_a_seal_a_little_below_the_day_but_not_far_below(y: int, is_near: bool) -> None:
    pixels = photo(paper(lambda sheet: sheet.seal((800, y), 100, NAME)))
    assert marks(pixels)
    assert is_sealed(page(pixels)) is is_near


@pytest.mark.parametrize("ink", [RED, BLUE])
def test_an_oblong_seal_is_known_by_its_words(ink: Ink) -> None:
    pixels = photo(paper(lambda sheet: seals.oblong(sheet, FOOT, 230, (NAME, "收费专用章"), ink=ink)))
    assert is_sealed(page(pixels, own("收费专用章")))
    assert not is_sealed(page(pixels))


@pytest.mark.parametrize("ink", [RED, BLUE])
def test_a_physicians_stamps_are_a_persons(ink: Ink) -> None:
    square = photo(paper(lambda sheet: seals.square(sheet, FOOT, 120, "周敏之印", rows=2, ink=ink)))
    words = ("主治医师 周敏", "执业证号 110000000000001")
    oblong = photo(paper(lambda sheet: seals.oblong(sheet, FOOT, 230, words, ink=ink)))
    assert marks(square)
    assert marks(oblong)
    assert not is_sealed(page(square, own("周敏之印")))
    assert not is_sealed(page(oblong, own("主治医师 周敏")))
    assert not is_sealed(page(oblong, own("主治医师 周敏 处方专用章")))


@pytest.mark.parametrize(
    "draw",
    [
        lambda sheet: seals.logo(sheet, (180, 110), 80, NAME),
        lambda sheet: seals.logo(sheet, (180, 110), 80, NAME, ink=BLUE),
        lambda sheet: sheet.seal((550, 600), 140, NAME, ink=(244, 205, 205)),
        lambda sheet: seals.pen_ring(sheet, FOOT, 90),
        lambda sheet: sheet.frame(Box(700, 900, 900, 1080), width=5, ink=RED),
        lambda sheet: seals.oblong(sheet, FOOT, 230, ("医保类型", "城镇职工"), ink=BLUE),
        lambda sheet: sheet.draw.rectangle((0, 0, 1100, 60), fill=RED),
        lambda sheet: sheet.frame(Box(60, 60, 1040, 1440), width=5, ink=RED),
    ],
)
def test_what_is_no_seal_is_never_taken_for_one(draw: Draw) -> None:
    for pixels in (pixels_of(paper(draw).picture), photo(paper(draw))):
        assert not is_sealed(page(pixels))


def test_a_fingerprint_is_no_seal() -> None:
    def draw(sheet: Sheet) -> None:
        for ridge in range(1, 9):
            x, y = 5 * ridge, 7 * ridge
            sheet.draw.ellipse((800 - x, 1000 - y, 800 + x, 1000 + y), outline=RED, width=3)

    assert not is_sealed(page(photo(paper(draw))))


def test_a_page_without_pixels_or_lines_bears_no_sure_seal() -> None:
    sheet = paper(lambda sheet: sheet.seal(FOOT, 100, NAME))
    without_lines = ReadPage(
        number=1, width=1, height=1, turn=0, lines=(), source=Source.OCR, pixels=pixels_of(sheet.picture)
    )
    without_pixels = ReadPage(number=1, width=1, height=1, turn=0, lines=(), source=Source.PDF_TEXT)
    assert not is_sealed(without_lines)
    assert not is_sealed(without_pixels)


def blot(sheet: Sheet) -> None:
    """A seal so smeared that neither ring nor letters are left."""
    sheet.draw.ellipse((700, 900, 900, 1100), fill=RED)


def banner(sheet: Sheet) -> None:
    """A form's headings on coloured ground, and a pale cloud of light."""
    sheet.draw.rectangle((60, 200, 1040, 250), fill=(150, 190, 235))
    sheet.draw.ellipse((300, 1100, 900, 1450), fill=(255, 251, 244))


@pytest.mark.parametrize(
    "draw,value,grade",
    [
        (banner, False, Grade.CHECK),
        (blot, None, Grade.UNREAD),
        (lambda sheet: sheet.seal(FOOT, 100, NAME), True, Grade.AUTO),
        (lambda sheet: sheet.seal((240, 1330), 100, NAME), True, Grade.CHECK),
        (lambda sheet: seals.logo(sheet, (180, 110), 80, NAME), None, Grade.UNREAD),
    ],
)
def test_what_is_likely_but_not_sure_is_said_for_a_person_to_check(
    draw: Draw, value: bool | None, grade: Grade
) -> None:
    field = stamped([page(photo(paper(draw)))])
    assert (field.value, field.grade) == (value, grade)


def test_a_copy_without_colour_tells_nothing() -> None:
    grey = paper(lambda sheet: None).picture.convert("L").convert("RGB")
    assert stamped([page(pixels_of(grey))]).value is None


@pytest.mark.parametrize(
    "text,value", [("诊断证明专用章", True), ("(诊断证明专用章)", None), ("未加盖专用章无效", None)]
)
def test_a_copied_seal_is_likely_where_its_own_words_were_read(text: str, value: bool | None) -> None:
    grey = paper(lambda sheet: sheet.seal(FOOT, 100, NAME)).picture.convert("L").convert("RGB")
    assert stamped([page(pixels_of(grey), own(text))]).value is value


def test_a_square_seal_with_the_hospitals_name_away_from_the_signature_is_likely_one() -> None:
    pixels = photo(paper(lambda sheet: seals.square(sheet, (240, 1330), 190, NAME, rows=3)))
    name = Line("仁愛醫院", Box(170, 1300, 310, 1340), 0.9)
    assert stamped([page(pixels, name)]).value is True
