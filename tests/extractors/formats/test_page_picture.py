"""One page for a person's eyes: the right one, in the frame that the fields' boxes speak of, and nothing but pixels."""

import io
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from extractors.errors import NoSuchPage, RefusedFile
from extractors.formats.decode import decode
from extractors.formats.page_picture import page_picture
from extractors.limits import Limits
from extractors.page import DecodedPage, Pixels
from tests.specimens import hostile
from tests.specimens.tax_invoice import LAYOUTS
from tests.specimens.tax_invoice_board import zipped

LIMITS = Limits.default()
TWO_PAGES = hostile.pdf(
    hostile.CATALOG,
    b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 360 720] >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 720 360] /Contents 5 0 R >>",
    hostile.stream(b"0 0 360 360 re f"),
)
XML = b'<?xml version="1.0"?><EInvoice><InvoiceNumber>1</InvoiceNumber></EInvoice>'


def test_a_photo_is_turned_and_made_smaller_and_its_exif_stays_behind() -> None:
    picture = _opened(page_picture(_photo(), page=1, longest=500, limits=LIMITS))
    assert picture.size == (333, 500)
    assert not picture.getexif() and "exif" not in picture.info
    red, _, blue = np.asarray(picture)[5, -5]
    assert red > 200 and blue < 80


def test_nothing_is_made_larger_than_it_is() -> None:
    assert _opened(page_picture(_photo(), page=1, longest=2000, limits=LIMITS)).size == (600, 900)


@pytest.mark.parametrize("layout", ["digital_pdf", "digital_ofd", "control_ofd", "paper_photo"])
def test_the_frame_is_the_one_that_boxes_speak_of(layout: str) -> None:
    made = LAYOUTS[layout](Random(3))
    content = made.content or _saved(made.pictures[0])
    page = next(iter(decode(content, LIMITS).pages))
    assert isinstance(page, DecodedPage)
    picture = _opened(page_picture(content, page=1, longest=5000, limits=LIMITS))
    assert picture.size == (page.width, page.height)


def test_each_page_of_a_pdf_can_be_had_alone() -> None:
    first = _opened(page_picture(TWO_PAGES, page=1, longest=400, limits=LIMITS))
    second = _pixels(page_picture(TWO_PAGES, page=2, longest=400, limits=LIMITS))
    assert first.size == (200, 400) and np.asarray(first).min() == 255
    assert second.shape == (200, 400, 3)
    assert second[100, 100].max() == 0 and second[100, 300].min() == 255


@pytest.mark.parametrize("longest", [1200, 5000])
def test_the_text_of_an_ofd_stands_in_the_boxes_of_its_lines(longest: int) -> None:
    content = LAYOUTS["digital_ofd"](Random(4)).content
    (page,) = decode(content, LIMITS).pages
    assert isinstance(page, DecodedPage)
    pixels = _pixels(page_picture(content, page=1, longest=longest, limits=LIMITS))
    factor = pixels.shape[1] / page.width
    boxes = [tuple(round(edge * factor) for edge in line.box) for line in page.lines]
    assert all(pixels[y0:y1, x0:x1].min() < 128 for x0, y0, x1, y1 in boxes)
    for x0, y0, x1, y1 in boxes:
        pixels[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2] = 255
    assert pixels.min() == 255


def test_an_ofd_keeps_the_strokes_and_pictures_of_its_page() -> None:
    pixels = _pixels(page_picture(_illustrated(), page=1, longest=5000, limits=LIMITS))
    assert pixels[400, 400].max() < 60
    assert pixels[900, 900].tolist() == [200, 30, 40]


@pytest.mark.parametrize(
    ("content", "page"), [(TWO_PAGES, 3), (TWO_PAGES, 0), (TWO_PAGES, 10**20), (XML, 1), (hostile.picture(), 2)]
)
def test_a_page_that_is_not_there_is_said_so(content: bytes, page: int) -> None:
    with pytest.raises(NoSuchPage) as caught:
        page_picture(content, page=page, longest=500, limits=LIMITS)
    assert caught.value.code == "no_such_page"


@pytest.mark.parametrize("layout", ["digital_ofd"])
def test_an_ofd_has_the_pages_it_has(layout: str) -> None:
    with pytest.raises(NoSuchPage):
        page_picture(LAYOUTS[layout](Random(1)).content, page=9, longest=500, limits=LIMITS)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=20))
def test_an_ofd_with_bytes_overwritten_is_drawn_or_refused(place: int, noise: bytes) -> None:
    content = bytearray(LAYOUTS["control_ofd"](Random(5)).content)
    start = place % len(content)
    content[start : start + len(noise)] = noise
    try:
        png = page_picture(bytes(content), page=1, longest=300, limits=LIMITS)
    except RefusedFile as refusal:
        assert refusal.code in {"damaged_file", "encrypted_file", "unsafe_content", "unsupported_type"}
    else:
        assert max(_opened(png).size) == 300


def _photo() -> bytes:
    """Stored lying, its top left corner red; turned upright by its EXIF."""
    image = Image.new("RGB", (900, 600), "white")
    image.paste("red", (0, 0, 60, 60))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "示范手机"
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif, quality=95)
    return buffer.getvalue()


def _saved(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _opened(png: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(png))
    assert picture.format == "PNG"
    return picture


def _pixels(png: bytes) -> Pixels:
    return np.array(_opened(png).convert("RGB"))


def _illustrated() -> bytes:
    """A page with a word, a stroke across (400, 400) and a small red picture around (900, 900), in pixels at 200 dpi."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    body = "<ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody>"
    objects = (
        '<ofd:TextObject Boundary="10 10 20 5" Size="4"><ofd:TextCode X="0" Y="4">发票</ofd:TextCode></ofd:TextObject>'
        '<ofd:PathObject Boundary="25.4 50.7 127 0.3"/>'
        '<ofd:ImageObject Boundary="107.95 107.95 12.7 12.7" ResourceID="7"/>'
    )
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {space}>{body}</ofd:OFD>",
        "D/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:DocumentRes>R.xml</ofd:DocumentRes>"
        '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
        "D/R.xml": f'<ofd:Res {space} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image">'
        "<ofd:MediaFile>seal.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>",
        "D/Res/seal.png": _saved(Image.new("RGB", (40, 40), (200, 30, 40))),
        "D/P.xml": f"<ofd:Page {space}><ofd:Area><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:Area>"
        f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>",
    }
    return zipped(parts)
