"""The pages of a TIFF: counted and measured before anything is decoded, and each read alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from extractors.errors import NoSuchPage, RefusedFile
from extractors.formats.decoded import PageDamage
from extractors.formats.tiff import decode_tiff, draw_tiff_page
from extractors.limits import Limits
from extractors.page import DecodedPage
from tests.specimens import hostile_pictures as hostile
from tests.specimens.picture_formats import tiff_of

LIMITS = Limits.default()
SHEETS = [
    Image.new("RGB", (40 + 10 * number, 30), colour) for number, colour in enumerate(("red", "lime", "blue"))
]


@pytest.mark.parametrize("options", [{}, {"big_tiff": True}, {"compression": "tiff_lzw"}])
def test_each_page_has_its_number_size_and_pixels(options: dict[str, object]) -> None:
    content = tiff_of(*SHEETS, **options)
    file = decode_tiff(content, LIMITS)
    pages = list(file.pages)
    assert file.page_count == 3
    for number, (page, sheet) in enumerate(zip(pages, SHEETS, strict=True), start=1):
        assert isinstance(page, DecodedPage) and page.pixels is not None
        assert (page.number, page.width, page.height) == (number, *sheet.size)
        assert np.array_equal(page.pixels, np.asarray(sheet)[:, :, ::-1])
        assert np.array_equal(draw_tiff_page(content, number, LIMITS), page.pixels)


def test_a_page_that_is_not_there_is_said_so() -> None:
    for number in (0, 4):
        with pytest.raises(NoSuchPage):
            draw_tiff_page(tiff_of(*SHEETS), number, LIMITS)


def test_a_chain_that_comes_back_to_itself_ends() -> None:
    assert decode_tiff(hostile.looping_tiff(), LIMITS).page_count == 3


def test_a_thumbnail_is_no_page() -> None:
    content = hostile.directories_tiff(3, kind=1)
    assert decode_tiff(content, LIMITS).page_count == 1


def test_too_many_pages_are_refused_before_any_is_decoded() -> None:
    assert _refusal(hostile.directories_tiff(LIMITS.pages + 1)) == "too_many_pages"
    assert decode_tiff(hostile.directories_tiff(LIMITS.pages), LIMITS).page_count == LIMITS.pages
    assert _refusal(hostile.directories_tiff(10_000, kind=1)) == "too_many_pages"


def test_one_outsized_page_is_refused_before_any_is_decoded() -> None:
    assert _refusal(hostile.directories_tiff(3, width=60_000, height=60_000)) == "too_many_pixels"


def test_a_page_that_is_cut_off_is_a_value_and_the_others_are_read() -> None:
    content = tiff_of(*SHEETS)
    pages = list(decode_tiff(content[: round(len(content) * 0.6)], LIMITS).pages)
    assert isinstance(pages[0], DecodedPage) and pages[-1] == PageDamage(len(pages))


def test_a_grey_page_whose_highest_value_is_black_is_turned_about() -> None:
    page = next(decode_tiff(hostile.deep_grey_tiff(65_535, photometric=0), LIMITS).pages)
    assert isinstance(page, DecodedPage) and page.pixels is not None
    assert page.pixels.max() == 0
    page = next(decode_tiff(hostile.deep_grey_tiff(4_095, photometric=1, bits=12), LIMITS).pages)
    assert isinstance(page, DecodedPage) and page.pixels is not None
    assert page.pixels.min() == 255


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
def test_a_tiff_with_bytes_overwritten_is_read_or_refused(place: int, noise: bytes) -> None:
    content = bytearray(tiff_of(*SHEETS, compression="packbits"))
    start = place % len(content)
    content[start : start + len(noise)] = noise
    try:
        file = decode_tiff(bytes(content), LIMITS)
        assert 0 < len(list(file.pages)) == file.page_count
    except RefusedFile as refusal:
        assert refusal.code in {"damaged_file", "too_many_pixels", "too_many_pages"}


@given(st.binary(max_size=60))
def test_any_bytes_after_the_signature_are_read_or_refused(rest: bytes) -> None:
    for mark in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        try:
            list(decode_tiff(mark + rest, LIMITS).pages)
        except RefusedFile as refusal:
            assert refusal.code in {"damaged_file", "too_many_pixels", "too_many_pages"}


def _refusal(content: bytes) -> str:
    with pytest.raises(RefusedFile) as caught:
        decode_tiff(content, LIMITS)
    return caught.value.code
