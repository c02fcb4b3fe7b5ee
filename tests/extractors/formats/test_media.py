"""What a file is, told by its bytes."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from extractors.errors import RefusedFile
from extractors.formats import media
from tests.specimens.heic import heic
from tests.specimens.hostile import one_page_pdf, picture, zip_of

PICTURES = {
    media.JPEG,
    media.PNG,
    media.GIF,
    media.BMP,
    media.TIFF,
    media.WEBP,
    media.HEIC,
    media.HEIF,
    media.AVIF,
}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture("JPEG"), media.JPEG),
        (picture("PNG"), media.PNG),
        (picture("GIF"), media.GIF),
        (picture("BMP"), media.BMP),
        (picture("TIFF"), media.TIFF),
        (picture("WEBP"), media.WEBP),
        (picture("AVIF"), media.AVIF),
        (heic(Image.new("RGB", (16, 16))), media.HEIC),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1miaf", media.HEIF),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1miafavif", media.AVIF),
        (one_page_pdf(), media.PDF),
        (b"junk before it\n" + one_page_pdf(), media.PDF),
        (zip_of(("OFD.xml", b"<a/>")), media.OFD),
        (zip_of(("/OFD.xml", b"<a/>"), ("Doc_0/Document.xml", b"<a/>")), media.OFD),
        (b'<?xml version="1.0" encoding="UTF-8"?><EInvoice/>', media.XML),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made up -->\n<EInvoice>", media.XML),
        ('<?xml version="1.0"?><发票/>'.encode(), media.XML),
        ("\ufeff<EInvoice/>".encode("utf-16-le"), media.XML),
    ],
)
def test_each_type_is_known_by_its_bytes(content: bytes, kind: str) -> None:
    assert media.sniff(content) == kind


@pytest.mark.parametrize("form", ["ICO", "PPM", "TGA", "JPEG2000"])
def test_other_pictures_are_not_read_yet(form: str) -> None:
    assert _refusal(picture(form)) == "unsupported_type"


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>log in first</body></html>",
        b"<!DOCTYPE html>\n<html lang='zh'>",
        b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"just words",
        b"BM is how this letter begins, and it is no bitmap",
        b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + bytes(99),
        b"RIFF\x10\0\0\0WAVEfmt ",
        bytes(2000),
        zip_of(("word/document.xml", b"<a/>")),
    ],
)
def test_what_is_no_paper_is_refused_by_type(content: bytes) -> None:
    assert _refusal(content) == "unsupported_type"


def test_no_bytes_are_an_empty_file() -> None:
    assert _refusal(b"") == "empty_file"


def test_half_an_archive_is_damaged() -> None:
    content = zip_of(("OFD.xml", b"<a/>" * 99))
    assert _refusal(content[: len(content) // 2]) == "damaged_file"


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_get_a_type_or_a_refusal(content: bytes) -> None:
    kinds = {media.PDF, media.OFD, media.XML, media.ZIP, media.EML, *PICTURES}
    assert _refusal(content) in {"unsupported_type", "damaged_file"} or media.sniff(content) in kinds


def test_the_signature_alone_decides_for_a_picture() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (2, 2)).save(buffer, "PNG")
    assert media.by_signature(buffer.getvalue()) == media.PNG
    assert media.by_signature(b"BM whatever") is None


def _refusal(content: bytes) -> str | None:
    try:
        media.sniff(content)
    except RefusedFile as error:
        return error.code
    return None


MAIL = b"Received: from x\r\n by y\r\nFrom: a@example.org\r\nSubject: papers\r\n\r\nsee below\r\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (zip_of(("bill.jpg", b"x")), media.ZIP),
        (zip_of(("papers/OFD.xml", b"x")), media.ZIP),
        (zip_of(("invoice.ofd", zip_of(("OFD.xml", b"<a/>")))), media.ZIP),
        (zip_of(), media.ZIP),
        (MAIL, media.EML),
        (b"\xef\xbb\xbf\r\n" + MAIL, media.EML),
        (MAIL.replace(b"\r\n", b"\n"), media.EML),
        ("From: 张悦 <a@example.org>\nSubject: 材料\n\n".encode("gbk"), media.EML),
    ],
)
def test_what_holds_other_files_is_known_by_its_bytes(content: bytes, kind: str) -> None:
    assert media.sniff(content) == kind
    assert media.may_hold_files(content)
    assert media.holder_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"From a@example.org Mon Jan 1 00:00:00 2026\n" + MAIL,
        b"Subject: x\r\nDate: y\r\n\r\nnobody sent it",
        b"From: a@example.org\r\nthis is no header\r\nSubject: x\r\n",
        b"Dear Sirs,\r\nFrom: here\r\nSubject: on",
        *(
            zip_of((name, b"<a/>"))
            for name in ("xl/workbook.xml", "META-INF/MANIFEST.MF", "[Content_Types].xml", "mimetype")
        ),
    ],
)
def test_what_only_looks_like_it_is_no_mail_and_no_archive(content: bytes) -> None:
    assert _refusal(content) == "unsupported_type"


def test_an_ofd_file_is_told_without_opening_it() -> None:
    assert not media.may_hold_files(zip_of(("Doc_0/Document.xml", b"<a/>"), ("OFD.xml", b"<a/>")))
    assert not media.may_hold_files(picture("JPEG"))
    assert media.may_hold_files(zip_of(("my OFD.xml", b"<a/>"), ("a.ofd", zip_of(("OFD.xml", b"<a/>")))))


def test_a_picture_or_a_pdf_with_an_archive_behind_it_is_what_it_begins_as() -> None:
    archive = zip_of(("a.jpg", b"x"))
    assert media.sniff(picture("JPEG") + archive) == media.JPEG
    assert media.sniff(one_page_pdf() + archive) == media.PDF
    assert media.sniff(archive + one_page_pdf()) == media.ZIP
