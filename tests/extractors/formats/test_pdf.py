"""PDF files become pages at 200 dpi, or a reason."""

import io

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import RefusedFile
from extractors.formats.decoded import PageDamage
from extractors.formats.pdf import decode_pdf
from extractors.limits import Limits
from extractors.page import DecodedPage
from storage.model.extraction import Box, Source
from tests.specimens import hostile

LIMITS = Limits.default()
FONT = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
TEXT = b"BT /F 20 Tf 72 700 Td (Invoice number 12345678 of 2026) Tj ET"


def test_a_page_is_drawn_at_200_dpi() -> None:
    (page,) = _pages(hostile.one_page_pdf(box=b"0 0 360 720"))
    assert isinstance(page, DecodedPage) and page.pixels is not None
    assert (page.width, page.height) == (1000, 2000)
    assert page.pixels.shape == (2000, 1000, 3)
    assert page.source is Source.OCR


def test_a_text_layer_comes_with_its_rules() -> None:
    rule = b" 72 690 300 0 re S 2 w 72 690 m 372 690 l S"
    (page,) = _pages(hostile.one_page_pdf(hostile.stream(TEXT + rule), FONT))
    assert isinstance(page, DecodedPage)
    assert page.source is Source.PDF_TEXT
    assert "12345678" in page.lines[0].text
    assert any(abs(box.y0 - (842 - 690) * 200 / 72) < 4 and box.width > 800 for box in page.rules)


def test_a_huge_page_is_drawn_smaller_with_its_text_in_place() -> None:
    content = hostile.one_page_pdf(hostile.stream(TEXT), FONT, box=b"0 0 595 842")
    (whole,) = _pages(content)
    (small,) = _pages(content, LIMITS.with_values(render_pixels=1_000_000))
    assert isinstance(whole, DecodedPage) and isinstance(small, DecodedPage)
    assert small.width * small.height <= 1_010_000
    factor = small.width / whole.width
    expected = Box(*(round(edge * factor) for edge in whole.lines[0].box))
    assert small.lines[0].box == pytest.approx(expected, abs=2)


def test_a_turned_page_is_as_wide_as_it_is_shown() -> None:
    content = hostile.one_page_pdf(box=b"0 0 360 720").replace(b"/Parent 2 0 R", b"/Parent 2 0 R /Rotate 90")
    (page,) = _pages(content)
    assert isinstance(page, DecodedPage)
    assert (page.width, page.height) == (2000, 1000)


def test_only_a_password_that_is_needed_refuses() -> None:
    assert _refusal(hostile.encrypted_pdf(user="secret")) == "encrypted_file"
    assert len(_pages(hostile.encrypted_pdf(user="", owner="secret"))) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        hostile.pdf(hostile.CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"),
        hostile.pdf(b"<< /Type /Catalog >>"),
        hostile.truncated(hostile.many_page_pdf(3), 0.2),
    ],
)
def test_no_page_at_all_is_damaged(content: bytes) -> None:
    assert _refusal(content) == "damaged_file"


def test_a_broken_file_is_repaired_where_that_helps() -> None:
    whole = hostile.one_page_pdf()
    broken = whole.replace(b"startxref\n", b"startxref\n9").replace(b"trailer", b"tailer")
    assert len(_pages(broken)) == 1


def test_a_repaired_file_has_the_frame_and_boxes_of_the_whole_one() -> None:
    whole = hostile.one_page_pdf(hostile.stream(TEXT), FONT)
    for broken in (
        b"sent by a machine\n" * 20 + whole,
        whole.replace(b"startxref\n", b"startxref\n9").replace(b"trailer", b"tailer"),
        whole[: whole.index(b"xref")],
    ):
        before = bytes(broken)
        (page,), (twin,) = _pages(broken), _pages(whole)
        assert isinstance(page, DecodedPage) and isinstance(twin, DecodedPage)
        assert (page.width, page.height, page.lines) == (twin.width, twin.height, twin.lines)
        assert np.array_equal(page.pixels, twin.pixels)  # type: ignore[arg-type]
        assert broken == before


def test_the_pages_that_a_cut_file_has_lost_are_named() -> None:
    found = _pages(hostile.truncated(hostile.stack_pdf(9), 0.5))
    assert [page.number for page in found] == list(range(1, 10))
    kept = [page for page in found if isinstance(page, DecodedPage)]
    assert found[: len(kept)] == kept and 3 <= len(kept) <= 6
    widths = [int((page.pixels[-1, :, 0] < 128).sum()) for page in kept if page.pixels is not None]
    assert widths == sorted(set(widths)) and widths[0] == pytest.approx(28, abs=1)


def test_a_page_whose_content_breaks_off_is_lost() -> None:
    content = hostile.stack_pdf(2)
    found = _pages(content[: content.rindex(b"99 re f")])
    assert isinstance(found[0], DecodedPage) and found[1] == PageDamage(2)


def test_without_a_page_tree_the_pages_in_sight_are_read_and_one_is_said_to_be_lost() -> None:
    content = hostile.stack_pdf(3).replace(b"/MediaBox [0 0 200 200]", b"")
    start = content.index(b"1 0 obj")
    found = _pages(content[:start] + content[content.index(b"3 0 obj") : content.index(b"xref")])
    assert [type(page) for page in found] == [DecodedPage] * 3 + [PageDamage]


def test_what_the_issuer_wrote_survives_the_repair() -> None:
    told = b"<< /InvoiceNumber (26312000000012345678) /TotalTaxAm (0.56) >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 90 90] /Contents 4 0 R >>"
    whole = hostile.pdf(
        hostile.CATALOG,
        hostile.ONE_KID,
        page,
        hostile.stream(b"0 0 9 9 re f"),
        told,
        trailer=b"/Root 1 0 R /Info 5 0 R",
    )
    broken = whole.replace(b"startxref\n", b"startxref\n9").replace(b"xref\n0", b"xrif\n0")
    assert decode_pdf(broken, LIMITS).issuer == decode_pdf(whole, LIMITS).issuer != ()


def test_scripts_actions_and_other_forms_are_neither_run_nor_a_reason_to_refuse() -> None:
    (page,), (twin,) = _pages(hostile.active_pdf()), _pages(hostile.one_page_pdf())
    assert isinstance(page, DecodedPage) and isinstance(twin, DecodedPage)
    assert np.array_equal(page.pixels, twin.pixels)  # type: ignore[arg-type]


def test_of_a_mixed_file_each_page_goes_its_own_way() -> None:
    kids = b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] >>"
    digital = b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << %s >> >>" % FONT
    scanned = b"<< /Type /Page /Parent 2 0 R /Contents 6 0 R >>"
    drawn = hostile.stream(b"72 700 300 20 re f")
    pages = _pages(hostile.pdf(hostile.CATALOG, kids, digital, scanned, hostile.stream(TEXT), drawn))
    assert [page.source for page in pages if isinstance(page, DecodedPage)] == [Source.PDF_TEXT, Source.OCR]


@settings(max_examples=60, deadline=None)
@given(st.floats(0.05, 1.0))
def test_wherever_a_file_breaks_off_no_page_is_lost_in_silence(share: float) -> None:
    try:
        found = _pages(hostile.truncated(hostile.stack_pdf(4), share))
    except RefusedFile as refusal:
        assert refusal.code == "damaged_file"
    else:
        assert len(found) == 4


def test_a_damaged_page_is_a_value_and_the_others_are_read() -> None:
    pages = b"<< /Type /Pages /Kids [3 0 R 9 0 R 3 0 R] /Count 3 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 90 90] >>"
    found = _pages(hostile.pdf(hostile.CATALOG, pages, page))
    assert found[1] == PageDamage(2)
    assert [one.number for one in found] == [1, 2, 3]
    assert isinstance(found[0], DecodedPage) and isinstance(found[2], DecodedPage)


def test_too_many_pages_are_refused_before_any_is_drawn() -> None:
    assert _refusal(hostile.many_page_pdf(LIMITS.pages + 1)) == "too_many_pages"


def test_an_attachment_is_never_opened() -> None:
    (page,) = _pages(hostile.attached_pdf())
    assert isinstance(page, DecodedPage) and page.lines == ()


def test_a_form_field_s_appearance_is_drawn() -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(hostile.one_page_pdf(hostile.stream(b" ")))) as document:
        look = document.make_stream(b"0 0 90 90 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        look.BBox = pikepdf.Array([0, 0, 90, 90])
        seal = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, F=4
        )
        seal.Rect, seal.T, seal.AP = pikepdf.Array([100, 100, 190, 190]), "seal", pikepdf.Dictionary(N=look)
        kept = document.make_indirect(seal)
        document.pages[0].Annots = pikepdf.Array([kept])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([kept]))
        document.save(buffer)
    (page,) = _pages(buffer.getvalue())
    assert isinstance(page, DecodedPage) and page.pixels is not None
    assert page.pixels.min() < 60


def _pages(content: bytes, limits: Limits = LIMITS) -> list[DecodedPage | PageDamage]:
    return list(decode_pdf(content, limits).pages)


def _refusal(content: bytes) -> str:
    with pytest.raises(RefusedFile) as caught:
        _pages(content)
    return caught.value.code
