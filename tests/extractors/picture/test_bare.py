"""A page without a seal is told only where any seal would show: whatever its colour and shape, in light that keeps colour."""

from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.medical.stamps import stamped
from extractors.page import Line, Pixels, ReadPage
from extractors.picture.bare import is_bare
from storage.model.document import Quality, QualityFault, QualityGrade, QualityIssue
from storage.model.extraction import Box, Grade, Source
from tests.specimens import camera
from tests.specimens.sheet import Sheet

PALE_BLUE, RED, GREY = (60, 80, 190, 90), (205, 40, 50, 110), (90, 90, 90, 255)
SOUND = Quality()
FOOT = ("医师签名:周敏", "2026年3月8日")


def paper(mark: str = "", ink: tuple[int, ...] = RED) -> Image.Image:
    """A certificate of eight lines with its foot, and a mark of a seal's size."""
    sheet = Sheet(1240, 1600)
    for place, text in enumerate(texts()):
        sheet.write((120, 200 + place * 60), text, size=32)
    layer = Image.new("RGBA", sheet.picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    if mark == "oval":
        pen.ellipse((750, 800, 1000, 960), outline=ink, width=6)
    if mark == "square":
        pen.rectangle((780, 800, 940, 960), outline=ink, width=8)
        pen.rectangle((820, 840, 900, 920), outline=ink, width=8)
    if mark == "signature":
        pen.line([(300, 580), (330, 560), (350, 596), (390, 562), (420, 592)], fill=(30, 50, 140, 255), width=4)
    return Image.alpha_composite(sheet.picture.convert("RGBA"), layer).convert("RGB")


def texts() -> tuple[str, ...]:
    return ("患者因咳嗽三天来我院门诊就诊,建议休息。",) * 6 + FOOT


def pixels_of(picture: Image.Image) -> Pixels:
    return np.asarray(picture)[:, :, ::-1].copy()


def photo(picture: Image.Image, light: tuple[float, ...] = (1.0, 0.98, 0.93)) -> Pixels:
    """By a phone, in that light, without a desk."""
    lit = Image.fromarray(np.uint8(np.asarray(picture) * np.array(light)))
    return pixels_of(camera.noise(Random(3), lit, sigma=2))


def page(picture: Image.Image, lines: tuple[Line, ...] = (), quality: Quality = SOUND) -> ReadPage:
    pixels = photo(picture)
    height, width = pixels.shape[:2]
    return ReadPage(
        number=1, width=width, height=height, turn=0, lines=lines, source=Source.OCR, pixels=pixels,
        quality=quality,
    )  # fmt: skip


def lines(count: int = 8) -> tuple[Line, ...]:
    read = []
    for place, text in enumerate(texts()[:count]):
        top = 198 + place * 60
        read.append(Line(text, Box(118, top, 124 + 32 * len(text), top + 44), 0.99))
    return tuple(read)


@pytest.mark.parametrize(
    ("mark", "ink", "is_told"),
    [
        ("", RED, True),
        ("signature", RED, True),
        ("oval", RED, False),
        ("square", RED, False),
        ("oval", PALE_BLUE, False),
        ("square", PALE_BLUE, False),
    ],
)
def test_no_seal_is_told_only_where_no_ink_of_its_size_is(
    mark: str, ink: tuple[int, ...], is_told: bool
) -> None:
    assert is_bare(photo(paper(mark, ink))) is is_told


@pytest.mark.parametrize("light", [(1.0, 0.45, 0.4), (0.3, 0.3, 0.3), (1.0, 0.95, 0.4)])
def test_light_that_swallows_ink_tells_nothing(light: tuple[float, ...]) -> None:
    assert not is_bare(photo(paper(), light))


def test_a_grey_picture_tells_nothing() -> None:
    assert not is_bare(pixels_of(paper().convert("L").convert("RGB")))


def test_a_whole_clear_page_without_a_seal_is_surely_not_stamped() -> None:
    field = stamped([page(paper(), lines())])
    assert (field.value, field.is_auto) == (False, True)


def test_what_may_be_cut_off_hidden_or_copied_is_for_a_person() -> None:
    glare = Quality(QualityGrade.USABLE, (QualityIssue(QualityFault.GLARE, 1, Box(0, 0, 90, 90)),))
    at_border = (*lines(), Line("续", Box(0, 900, 40, 940), 0.9))
    for doubtful in (
        page(paper().crop((0, 0, 1240, 660)), lines()),
        page(paper(), at_border),
        page(paper(), ()),
        page(paper(), lines(), glare),
        page(paper("square", GREY), lines()),
        page(paper("oval", GREY), lines()),
    ):
        assert stamped([doubtful]).value is None


def test_a_whole_page_without_day_and_signature_is_likely_not_stamped_but_needs_a_look() -> None:
    assert stamped([page(paper(), lines(6))]).grade is Grade.CHECK


def test_every_page_must_be_without_a_seal() -> None:
    bare, unread = page(paper(), lines()), page(paper(), ())
    assert stamped([bare, page(paper(), lines(6))]).value is False
    assert stamped([bare, unread]).value is None
