"""What a file truly is, by its bytes and never by its name.

Sources: JPEG ISO/IEC 10918-1, PNG ISO/IEC 15948, GIF89a, TIFF 6.0 and BigTIFF, WebP RFC 9649, BMP by the size of
its second header, HEIF ISO/IEC 23008-12 and AVIF (brands), PDF ISO 32000 (the header may stand within the first
1,024 bytes), OFD GB/T 33190 (a zip with `OFD.xml` at its root), ZIP (APPNOTE.TXT; one that is the shape of another
format, such as .docx, is none), mail RFC 5322 (it begins with header fields), e-invoice XML (a document element of any
name but HTML's and SVG's).

>>> sniff(b"%PDF-1.7 ...")
'application/pdf'
>>> sniff(b"<html><body>not a picture</body></html>")
Traceback (most recent call last):
    ...
extractors.errors.RefusedFile: ...
"""

import io
import re
import zipfile

from extractors.errors import refused

JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
BMP = "image/bmp"
GIF = "image/gif"
TIFF = "image/tiff"
HEIC = "image/heic"
HEIF = "image/heif"
AVIF = "image/avif"
PDF = "application/pdf"
OFD = "application/ofd"
XML = "application/xml"
ZIP = "application/zip"
EML = "message/rfc822"
HOLDERS = frozenset({ZIP, EML})
"""The types that hold other files and are no paper themselves."""

_SIGNATURES = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"%PDF-", PDF),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    *((mark, TIFF) for mark in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
)
_BRANDS = (
    *((brand, AVIF) for brand in (b"avif", b"avis")),
    *((brand, HEIC) for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs")),
    *((brand, HEIF) for brand in (b"mif1", b"mif2", b"msf1")),
)
_BRANDS_HEAD = 256
_BMP_HEADERS = frozenset({12, 16, 40, 52, 56, 64, 108, 124})
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_PDF_HEAD = 1024
_XML_HEAD = 8192
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*", re.DOTALL)
_ELEMENT = re.compile(r"<((?:[\w.-]+:)?[\w.-]+)[\s/>]")
_NOT_DATA = frozenset({"html", "head", "body", "svg", "rss", "feed", "plist"})
_ENTRY, _MOST_ENTRIES = b"PK\x01\x02", 20_000
_OFD_ENTRY = b"OFD.xml"
_SHAPES = frozenset(
    {
        *("[content_types].xml", "word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "mimetype"),
        *("meta-inf/manifest.mf", "meta-inf/manifest.xml", "meta-inf/container.xml", "androidmanifest.xml"),
    }
)
_MAIL_HEAD = 65_536
_HEADER = re.compile(rb"(?P<name>[!-9;-~]{1,76})[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z)")
_SENDER = frozenset({b"from", b"sender", b"return-path", b"received", b"delivered-to"})
_ALSO = frozenset({b"date", b"to", b"subject", b"message-id", b"mime-version", b"content-type"})


def sniff(content: bytes) -> str:
    """The media type. Raises `RefusedFile`: `empty_file` or `unsupported_type`."""
    if not content:
        raise refused("empty_file")
    kind = by_signature(content) or _archive(content) or _xml(content) or _mail(content) or _late_pdf(content)
    if kind is None:
        raise refused("unsupported_type")
    return kind


def may_hold_files(content: bytes) -> bool:
    """Whether it may be one of `HOLDERS`, told without opening it."""
    return (content.startswith(b"PK") and not _is_plain_ofd(content)) or _mail(content) is not None


def holder_of(content: bytes) -> str:
    """Which of `HOLDERS` it is, of what may be one."""
    return ZIP if content.startswith(b"PK") else EML


def by_signature(content: bytes) -> str | None:
    """The media type of a format that begins with its signature."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp":
        return _by_brands(content)
    is_bitmap = content.startswith(b"BM") and int.from_bytes(content[14:18], "little") in _BMP_HEADERS
    return BMP if is_bitmap else None


def _by_brands(content: bytes) -> str | None:
    """Videos and pictures share one container; its brands say which it is, the general ones last."""
    end = min(int.from_bytes(content[:4], "big"), _BRANDS_HEAD)
    brands = {content[8:12], *(content[at : at + 4] for at in range(16, end, 4))}
    return next((kind for brand, kind in _BRANDS if brand in brands), None)


def _archive(content: bytes) -> str | None:
    if not content.startswith(b"PK"):
        return None
    if content.count(_ENTRY) > _MOST_ENTRIES:
        raise refused("too_many_files")
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise refused("damaged_file") from None
    plain = {name.replace("\\", "/").lstrip("./").lower() for name in names}
    if "ofd.xml" in plain:
        return OFD
    if plain & _SHAPES:
        raise refused("unsupported_type")
    return ZIP


def _mail(content: bytes) -> str | None:
    """Header fields from the first byte on, and among them who sent it and something more."""
    head = content[:_MAIL_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    names, at = set(), 0
    while found := _HEADER.match(head, at):
        names.add(found["name"].lower())
        at = found.end()
    is_whole = at == len(head) or head.startswith((b"\r\n", b"\n"), at)
    return EML if is_whole and names & _SENDER and names & _ALSO else None


def _is_plain_ofd(content: bytes) -> bool:
    """Whether the directory has an entry of just the name that every OFD file has; others are opened to be told."""
    end = content.rfind(b"PK\x05\x06")
    start = int.from_bytes(content[end + 16 : end + 20], "little")
    at = content.find(_OFD_ENTRY, start, max(end, 0))
    return content[at - 46 : at - 42] == _ENTRY and content[at - 18 : at - 16] == bytes([len(_OFD_ENTRY), 0])


def _xml(content: bytes) -> str | None:
    text = _head(content)
    start = _PROLOG.match(text)
    element = _ELEMENT.match(text, start.end() if start else 0)
    if element is None:
        return XML if text.lstrip().startswith("<?xml") else None
    return None if element[1].rpartition(":")[2].lower() in _NOT_DATA else XML


def _head(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) : _XML_HEAD].decode(encoding, errors="replace")
    return content[:_XML_HEAD].decode("utf-8", errors="replace")


def _late_pdf(content: bytes) -> str | None:
    return PDF if b"%PDF-" in content[:_PDF_HEAD] else None
