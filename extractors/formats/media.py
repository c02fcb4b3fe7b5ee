"""What a file truly is, by its bytes and never by its name.

Sources: JPEG ISO/IEC 10918-1, PNG ISO/IEC 15948, GIF89a, TIFF 6.0 and BigTIFF, WebP RFC 9649, BMP by the size of
its second header, HEIF ISO/IEC 23008-12 and AVIF (brands), PDF ISO 32000 (the header may stand within the first
1,024 bytes), OFD GB/T 33190 (a zip with `OFD.xml` at its root), e-invoice XML (a document element of any name but
HTML's and SVG's).

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


def sniff(content: bytes) -> str:
    """The media type. Raises `RefusedFile`: `empty_file` or `unsupported_type`."""
    if not content:
        raise refused("empty_file")
    kind = by_signature(content) or _archive(content) or _xml(content) or _late_pdf(content)
    if kind is None:
        raise refused("unsupported_type")
    return kind


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
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise refused("damaged_file") from None
    return OFD if any(name.replace("\\", "/").lstrip("./").lower() == "ofd.xml" for name in names) else None


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
