"""OFD files: text where it stands, the issuer's data, and what is broken or hostile."""

import io
import zipfile
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from extractors.errors import RefusedFile
from extractors.formats.decoded import PageDamage
from extractors.formats.ofd import decode_ofd
from extractors.formats.ofd_text import steps
from extractors.page import DecodedPage
from storage.model.extraction import Field, Source
from tests.extractors.invoices import LIMITS, differences, merged, plain, printed
from tests.specimens.tax_invoice import LAYOUTS
from tests.specimens.tax_invoice_board import Board, ofd, zipped
from tests.specimens.tax_invoice_control import control_board
from tests.specimens.tax_invoice_data import make_invoice


def _with(content: bytes, **changes: bytes | None) -> bytes:
    """The package with parts replaced or, where None, left out; `__` stands for a slash, `_dot_` for a dot."""
    package = zipfile.ZipFile(io.BytesIO(content))
    parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    for key, value in changes.items():
        name = next(one for one in parts if one.lower().endswith(key.replace("__", "/").lower() + ".xml"))
        if value is None:
            del parts[name]
        else:
            parts[name] = value
    return zipped(parts)


def _pages(content: bytes) -> list[DecodedPage]:
    return [page for page in decode_ofd(content, LIMITS).pages if isinstance(page, DecodedPage)]


def test_a_page_is_text_in_the_frame_of_200_dpi() -> None:
    board = Board(210, 140)
    board.text(25.4, 50.8, "发票代码", size=3.175)
    page = _pages(ofd(board, Random(0)))[0]
    assert (page.width, page.height, page.source) == (1654, 1102, Source.OFD)
    (line,) = page.lines
    assert line.text == "发票代码"
    assert abs(line.box.x0 - 200) <= 1 and abs(line.box.x1 - 300) <= 1 and line.box.y0 < 400 < line.box.y1


def test_letters_spaced_by_delta_become_one_line_and_cells_stay_apart() -> None:
    board = Board(210, 140)
    board.text(20, 20, "12345", size=3, step=1.7)
    board.text(60, 20, "金额", size=3)
    assert [line.text for line in _pages(ofd(board, Random(1)))[0].lines] == ["12345", "金额"]


@pytest.mark.parametrize("seed", range(10))
def test_an_ofd_without_data_gives_every_field_from_its_print(seed: int) -> None:
    made = LAYOUTS["bare_ofd"](Random(seed))
    assert differences(printed(made.content), made.fields) == {}


@pytest.mark.parametrize("seed", range(6))
def test_issuers_values_point_at_their_ink(seed: int) -> None:
    made = LAYOUTS["control_ofd"](Random(seed))
    fields = merged(made.content)
    assert differences(fields, made.fields) == {}
    issued = [cell for name, cell in fields.items() if isinstance(cell, Field) and cell.source is Source.XML]
    assert len(issued) >= 8
    assert all(field.box is not None for field in issued if field.value != made.fields["kind"])


def test_custom_data_is_a_record_of_its_own() -> None:
    made = LAYOUTS["digital_ofd"](Random(4))
    (record,) = decode_ofd(made.content, LIMITS).issuer
    assert plain(record.fields)["invoice_number"] == made.fields["invoice_number"]


def test_a_blank_template_gives_no_fields() -> None:
    invoice = make_invoice(Random(2), rows=2, style="control")
    board = control_board(invoice, Random(2))
    for leaf in board.leaves:
        leaf.texts = [text for text in leaf.texts if text.is_label]
    assert set(printed(ofd(board, Random(2)))) <= {"kind"}


def test_a_lost_template_does_not_stop_the_values() -> None:
    content = ofd(control_board(make_invoice(Random(3), rows=2, style="control"), Random(3)), Random(3))
    kept = _pages(_with(content, tpls__t0__content=None))
    assert 0 < len(kept[0].lines) < len(_pages(content)[0].lines)


def test_a_lost_page_is_a_damage_and_the_next_is_read() -> None:
    board = control_board(make_invoice(Random(3), rows=40, style="control"), Random(3))
    broken = _with(ofd(board, Random(3)), pages__p0__content=b"<ofd:Page")
    pages = list(decode_ofd(broken, LIMITS).pages)
    assert pages[0] == PageDamage(1)
    assert isinstance(pages[1], DecodedPage) and pages[1].lines


def test_a_page_that_is_a_picture_gives_its_pixels() -> None:
    out = io.BytesIO()
    Image.new("RGB", (420, 280), (200, 30, 40)).save(out, "PNG")
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>/D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "D/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:DocumentRes>R.xml</ofd:DocumentRes>"
        '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
        "D/R.xml": f'<ofd:Res {space} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image">'
        "<ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>",
        "D/Res/scan.png": out.getvalue(),
        "D/P.xml": f"<ofd:Page {space}><ofd:Area><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:Area>"
        '<ofd:Content><ofd:Layer><ofd:ImageObject Boundary="0 0 210 140" ResourceID="7"/></ofd:Layer>'
        "</ofd:Content></ofd:Page>",
    }
    (page,) = _pages(zipped(parts))
    assert page.pixels is not None and page.pixels.shape == (1102, 1654, 3)
    assert page.source is Source.OCR and page.pixels[500, 800].tolist() == [40, 30, 200]


def _bomb() -> bytes:
    return zipped({"OFD.xml": b"<ofd/>", "big.xml": b"0" * 40_000_000})


def _locked() -> bytes:
    content = bytearray(zipped({"OFD.xml": b"<ofd/>"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 not a zip", "damaged_file"),
        (_bomb(), "unsafe_content"),
        (_locked(), "encrypted_file"),
        (zipped({"OFD.xml": b"<OFD"}), "damaged_file"),
        (zipped({"OFD.xml": b"<OFD><DocBody><DocRoot>gone.xml</DocRoot></DocBody></OFD>"}), "damaged_file"),
        (zipped({"OFD.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><OFD>&b;</OFD>'}), "unsafe_content"),
        (zipped({f"part{n}.xml": b"<a/>" for n in range(LIMITS.zip_members + 1)}), "unsafe_content"),
    ],
)
def test_broken_and_hostile_packages_are_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(RefusedFile) as refusal:
        decode_ofd(content, LIMITS)
    assert refusal.value.code == code


def test_an_entity_in_an_attachment_is_refused() -> None:
    content = LAYOUTS["control_ofd"](Random(1)).content
    with pytest.raises(RefusedFile) as refusal:
        decode_ofd(_with(content, original_invoice=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), LIMITS)
    assert refusal.value.code == "unsafe_content"


@given(st.lists(st.tuples(st.integers(1, 50), st.floats(-5, 5)), max_size=8), st.integers(0, 60))
def test_shorthand_steps_say_the_same_as_the_steps_written_out(
    groups: list[tuple[int, float]], most: int
) -> None:
    short = " ".join(f"g {times} {step}" for times, step in groups)
    long = " ".join(f"{step}" for times, step in groups for _ in range(times))
    assert steps(short, most) == steps(long, most)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=20))
def test_bytes_overwritten_anywhere_are_read_or_refused(place: int, noise: bytes) -> None:
    content = bytearray(LAYOUTS["control_ofd"](Random(5)).content)
    start = place % len(content)
    content[start : start + len(noise)] = noise
    try:
        pages = list(decode_ofd(bytes(content), LIMITS).pages)
    except RefusedFile as refusal:
        assert refusal.code in {"damaged_file", "encrypted_file", "unsafe_content"}
    else:
        assert pages
