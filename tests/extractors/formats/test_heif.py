"""HEIC pictures: the turn that the file carries is made once, and without the decoder the type is refused by name."""

import numpy as np
import pi_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from extractors.errors import RefusedFile
from extractors.formats import heif, media
from extractors.formats.decode import decode
from extractors.formats.page_picture import page_picture
from extractors.limits import Limits
from extractors.page import DecodedPage, Pixels
from tests.specimens.heic import heic

LIMITS = Limits.default()


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("mirror", [None, 0, 1])
def test_the_turn_and_mirror_of_the_file_are_made_once(turns: int, mirror: int | None) -> None:
    content = heic(_corners(), turns=turns, mirror=mirror)
    wanted = np.rot90(np.asarray(_corners())[:, :, ::-1], turns)
    if mirror is not None:
        wanted = np.flip(wanted, axis=mirror)
    found = _pixels(content)
    assert np.abs(found.astype(int) - wanted).max() <= 4
    picture = page_picture(content, page=1, longest=60, limits=LIMITS)
    assert picture.startswith(b"\x89PNG")


def test_the_size_is_refused_before_a_pixel_is_decoded() -> None:
    with pytest.raises(RefusedFile) as caught:
        decode(heic(_corners()), LIMITS.with_values(page_pixels=1000))
    assert caught.value.code == "too_many_pixels"


def test_without_the_decoder_the_type_is_one_that_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heif, "pi_heif", None)
    with pytest.raises(RefusedFile) as caught:
        decode(heic(_corners()), LIMITS)
    assert caught.value.code == "unsupported_type"


def test_the_decoder_is_not_older_than_its_known_holes() -> None:
    """libheif 1.22 closed CVE-2026-32741, libde265 1.0.17 CVE-2026-33165."""
    told = pi_heif.libheif_info()
    assert _version(told["libheif"]) >= (1, 23, 0)
    assert _version(told["decoders"]["libde265"].rpartition(" ")[2]) >= (1, 0, 17)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
def test_a_heic_with_bytes_overwritten_is_read_or_refused(place: int, noise: bytes) -> None:
    content = bytearray(heic(_corners()))
    start = 24 + place % 600
    content[start : start + len(noise)] = noise
    try:
        assert len(list(heif.decode_heif(bytes(content), media.HEIC, LIMITS).pages)) == 1
    except RefusedFile as refusal:
        assert refusal.code in {"damaged_file", "too_many_pixels"}


def _corners() -> Image.Image:
    image = Image.new("RGB", (60, 40), "white")
    image.paste("red", (0, 0, 20, 20))
    image.paste("blue", (40, 0, 60, 20))
    return image


def _pixels(content: bytes) -> Pixels:
    file = decode(content, LIMITS)
    assert (file.media_type, file.page_count) == (media.HEIC, 1)
    (page,) = file.pages
    assert isinstance(page, DecodedPage) and page.pixels is not None
    assert (page.height, page.width) == page.pixels.shape[:2]
    return page.pixels


def _version(told: str) -> tuple[int, ...]:
    return tuple(int(part) for part in told.split("."))
