"""The same page in every format of pictures: the same pixels, the same lines, the same frame."""

import io
from random import Random

import numpy as np
import pytest
from PIL import Image

from extractors.errors import RefusedFile
from extractors.formats import media
from extractors.formats.decode import decode
from extractors.formats.decoded import PageDamage
from extractors.formats.page_picture import page_picture
from extractors.limits import Limits
from extractors.ocr import OcrResult
from extractors.page import DecodedPage, Line, Pixels
from extractors.read_page import EngineSource, read_page
from storage.model.extraction import Box
from tests.specimens import hostile
from tests.specimens.inv_outpatient import LAYOUTS
from tests.specimens.picture_formats import EXACT, GREY, LOSSY, TWO_TONES, saved

LIMITS = Limits.default()
PAGE = LAYOUTS["ebill"](Random(7)).pictures[0].convert("RGB").resize((900, 630))
KINDS = {
    "bmp": media.BMP,
    "webp": media.WEBP,
    "tiff": media.TIFF,
    "gif": media.GIF,
    "avif": media.AVIF,
    "heic": media.HEIC,
}


@pytest.mark.parametrize("name", EXACT)
def test_a_format_without_loss_gives_the_very_page(name: str) -> None:
    assert np.array_equal(_pixels(EXACT[name](PAGE), name), _of_png(PAGE))


@pytest.mark.parametrize("name", GREY)
def test_grey_however_deep_gives_the_very_page(name: str) -> None:
    wanted = _of_png(PAGE.convert("L"))
    assert np.abs(_pixels(GREY[name](PAGE), name).astype(int) - wanted).max() <= 1


@pytest.mark.parametrize("name", TWO_TONES)
def test_black_and_white_as_fax_machines_write_it_gives_the_very_page(name: str) -> None:
    assert np.array_equal(_pixels(TWO_TONES[name](PAGE), name), _of_png(PAGE.convert("1")))


@pytest.mark.parametrize("name", LOSSY)
def test_a_format_with_loss_looks_the_same(name: str) -> None:
    differs = np.abs(_pixels(LOSSY[name](PAGE), name).astype(int) - _of_png(PAGE))
    assert differs.mean() < 4


@pytest.mark.parametrize("name", EXACT)
def test_the_engine_finds_the_same_lines_in_the_same_places(name: str) -> None:
    lines = _lines(EXACT[name](PAGE))
    assert lines == _lines(saved(PAGE, "PNG")) and len(lines) > 5


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["WEBP", "TIFF", "TIFF lzw", "AVIF"])
def test_the_turn_of_the_file_is_made_once(form: str, orientation: int) -> None:
    plain = Image.new("RGB", (60, 40), "white")
    plain.paste("red", (0, 0, 20, 20))
    plain.paste("blue", (40, 0, 60, 20))
    options = {"compression": "tiff_lzw"} if "lzw" in form else {"lossless": True} if form == "WEBP" else {}
    turned = saved(plain, form.split()[0], exif=_exif(orientation), **options)
    twin = _pixels(saved(plain, "PNG", exif=_exif(orientation)))
    differs = np.abs(_pixels(turned).astype(int) - twin)
    assert differs.mean() < 4 and (differs.max() == 0 or form == "AVIF")
    drawn = Image.open(io.BytesIO(page_picture(turned, page=1, longest=60, limits=LIMITS)))
    assert drawn.size == twin.shape[1::-1]


def test_of_a_moving_picture_the_first_frame_counts() -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("white", "red", "black")]
    for form in ("GIF", "WEBP", "AVIF"):
        file = decode(saved(frames[0], form, save_all=True, append_images=frames[1:]), LIMITS)
        assert file.page_count == 1
        (page,) = file.pages
        assert isinstance(page, DecodedPage) and page.pixels is not None
        assert page.pixels.min() > 250


def test_what_is_transparent_in_a_gif_or_webp_is_white_paper() -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert _pixels(saved(clear, "WEBP", lossless=True)).min() == 255
    assert _pixels(saved(clear, "GIF")).min() == 255


@pytest.mark.parametrize("form", ["BMP", "TIFF", "GIF"])
def test_a_picture_that_breaks_off_is_read_as_far_as_it_goes(form: str) -> None:
    page = _page(hostile.truncated(hostile.picture(form, (600, 900)), 0.6))
    assert page.is_truncated and page.pixels is not None
    kept = page.pixels[-300:] if form == "BMP" else page.pixels[:300]
    assert kept.min() < 60 and kept.max() > 200


@pytest.mark.parametrize("form", ["BMP", "GIF", "TIFF", "WEBP", "AVIF"])
def test_a_picture_without_useful_pixels_is_damaged(form: str) -> None:
    content = hostile.picture(form, (600, 900))
    for share in (0.02, 0.1):
        try:
            (page,) = decode(hostile.truncated(content, share), LIMITS).pages
        except RefusedFile as refusal:
            assert refusal.code == "damaged_file"
        else:
            assert page == PageDamage(1)


@pytest.mark.parametrize("form", ["BMP", "GIF", "TIFF", "WEBP", "AVIF"])
def test_the_size_is_refused_before_a_pixel_is_decoded(form: str) -> None:
    with pytest.raises(RefusedFile) as caught:
        decode(hostile.picture(form), LIMITS.with_values(page_pixels=1000))
    assert caught.value.code == "too_many_pixels"


def _page(content: bytes) -> DecodedPage:
    (page,) = decode(content, LIMITS).pages
    assert isinstance(page, DecodedPage)
    return page


def _pixels(content: bytes, name: str = "") -> Pixels:
    if name:
        assert media.sniff(content) == KINDS[name.split()[0]]
    page = _page(content)
    assert page.pixels is not None and page.pixels.shape == (page.height, page.width, 3)
    assert not page.is_truncated
    return page.pixels


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def _of_png(image: Image.Image) -> Pixels:
    return _pixels(saved(image, "PNG"))


def _lines(content: bytes) -> tuple[Line, ...]:
    return read_page(_page(content), EngineSource(_SeesInk)).lines


class _SeesInk:
    """Calls every band of rows with dark ink a line, and says where it begins and ends."""

    name = "sees ink"
    version = "1"

    def read(self, pixels: Pixels) -> OcrResult:
        dark = pixels.max(axis=2) < 150
        rows = np.flatnonzero(dark.any(axis=1))
        bands = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
        return OcrResult(tuple(_band(dark, rows) for rows in bands if len(rows) > 2), 0)


def _band(dark: np.ndarray, rows: np.ndarray) -> Line:
    columns = np.flatnonzero(dark[rows].any(axis=0))
    return Line("ink", Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1))
