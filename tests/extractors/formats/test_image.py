"""Pictures become plain pixels in the frame a viewer shows."""

import io

import numpy as np
import pytest
from PIL import Image

from extractors.errors import RefusedFile
from extractors.formats import media
from extractors.formats.image import decode_image
from extractors.limits import Limits
from extractors.page import DecodedPage, Pixels
from tests.specimens import hostile

LIMITS = Limits.default()
CORNERS = {1: (0, 0), 2: (0, 1), 3: (1, 1), 4: (1, 0), 5: (0, 0), 6: (0, 1), 7: (1, 1), 8: (1, 0)}
"""Where the red top left corner of the stored picture shows, as (bottom?, right?), for each EXIF turn."""


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_exif_turn_is_applied(orientation: int) -> None:
    image = Image.new("RGB", (60, 40), "white")
    image.paste("red", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = orientation
    page = _page(_saved(image, "JPEG", exif=exif, quality=95), media.JPEG)
    assert (page.width, page.height) == ((60, 40) if orientation < 5 else (40, 60))
    bottom, right = CORNERS[orientation]
    corner = _pixels(page)[-5 if bottom else 5, -5 if right else 5]
    assert corner[2] > 200 and corner[0] < 80


@pytest.mark.parametrize(
    ("mode", "colour", "form"),
    [
        ("RGB", (200, 30, 40), "PNG"),
        ("RGBA", (200, 30, 40, 255), "PNG"),
        ("CMYK", (0, 217, 204, 55), "JPEG"),
        ("P", None, "PNG"),
    ],
)
def test_colour_comes_out_as_blue_green_red(mode: str, colour: tuple[int, ...] | None, form: str) -> None:
    image = (
        Image.new(mode, (32, 32), colour) if colour else Image.new("RGB", (32, 32), (200, 30, 40)).quantize()
    )
    blue, green, red = _pixels(_page(_saved(image, form), _kind(form)))[16, 16]
    assert (int(red), int(green), int(blue)) == pytest.approx((200, 30, 40), abs=8)


def test_what_is_transparent_is_white_paper() -> None:
    image = Image.new("RGBA", (32, 32), (0, 0, 0, 0))
    assert _pixels(_page(_saved(image, "PNG"), media.PNG)).min() == 255


def test_sixteen_bits_keep_their_brightness() -> None:
    deep = Image.fromarray(np.full((32, 32), 32_896, np.uint16))
    assert _pixels(_page(_saved(deep, "PNG"), media.PNG))[3, 3].tolist() == [128, 128, 128]


def test_a_picture_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    page = _page(hostile.truncated(hostile.picture(size=(600, 900)), 0.6), media.JPEG)
    assert page.is_truncated
    assert _pixels(page)[: page.height // 3].min() < 60


def test_a_whole_picture_is_not_called_truncated() -> None:
    assert not _page(hostile.picture(), media.JPEG).is_truncated


@pytest.mark.parametrize("share", [0.05, 0.09])
def test_a_picture_without_useful_pixels_is_damaged(share: float) -> None:
    assert _refusal(hostile.truncated(hostile.picture(), share), media.JPEG) == "damaged_file"


def test_the_size_is_refused_before_a_pixel_is_decoded() -> None:
    assert _refusal(hostile.png_header(30_000, 30_000), media.PNG) == "too_many_pixels"
    assert (
        _refusal(hostile.picture("PNG"), media.PNG, LIMITS.with_values(page_pixels=1000)) == "too_many_pixels"
    )


def test_the_decoder_must_agree_with_the_type() -> None:
    assert _refusal(hostile.picture("PNG"), media.JPEG) == "damaged_file"


def test_a_single_pixel_is_a_page() -> None:
    page = _page(hostile.picture("PNG", (1, 1)), media.PNG)
    assert (page.width, page.height) == (1, 1)


def test_rotten_exif_does_not_spoil_the_picture() -> None:
    content = hostile.picture()
    rotten = b"\xff\xe1" + (2 + 6 + 40).to_bytes(2, "big") + b"Exif\0\0" + b"II*\0" + b"\xff" * 36
    assert _page(content[:2] + rotten + content[2:], media.JPEG).width == 400


def _saved(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def _kind(form: str) -> str:
    return {"PNG": media.PNG, "JPEG": media.JPEG}[form]


def _page(content: bytes, kind: str) -> DecodedPage:
    (page,) = decode_image(content, kind, LIMITS).pages
    assert isinstance(page, DecodedPage)
    return page


def _pixels(page: DecodedPage) -> Pixels:
    assert page.pixels is not None
    return page.pixels


def _refusal(content: bytes, kind: str, limits: Limits = LIMITS) -> str:
    with pytest.raises(RefusedFile) as caught:
        list(decode_image(content, kind, limits).pages)
    return caught.value.code
