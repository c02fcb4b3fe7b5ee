"""Files that mean harm or are simply broken, each with the answers that the contract allows.

All are made here, byte by byte or with the libraries that make honest ones. `read` means: no refusal.

>>> HOSTILE["empty"].content()
b''
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from tests.specimens import hostile_pictures as pictures
from tests.specimens.heic import heic
from tests.specimens.hostile_pdf import (
    CATALOG,
    ONE_KID,
    active_pdf,
    attached_pdf,
    encrypted_pdf,
    flate,
    image_bomb_pdf,
    invoice_bomb_pdf,
    many_page_pdf,
    one_page_pdf,
    pdf,
    self_drawing_pdf,
    stack_pdf,
    stalling_font_pdf,
)
from tests.specimens.hostile_pdf import stream as stream
from tests.specimens.hostile_xml import deep_xml, entity_bomb, outside_entity, ubl_bomb

READ = "read"
PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Hostile:
    """`answers`: the refusal code, or the status where nothing is refused."""

    content: Callable[[], bytes]
    answers: tuple[str, ...]


def picture(form: str = "JPEG", size: tuple[int, int] = (400, 300)) -> bytes:
    """An honest picture with some ink all over it."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for y in range(8, size[1], 16):
        pen.line((8, y, size[0] - 8, y + (y * 7) % 23), fill=(20, 20, 20), width=3)
    buffer = io.BytesIO()
    image.save(buffer, form)
    return buffer.getvalue()


def dark_corner() -> bytes:
    """An honest picture whose first pixel is black: some engines in the tests trip over it."""
    image = Image.new("RGB", (400, 300), "white")
    image.paste("black", (0, 0, 200, 40))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises far more pixels than it has bytes."""
    ihdr = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", ihdr), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def png_text_bomb() -> bytes:
    """A compressed text chunk of 100 MB in an honest picture."""
    honest = picture("PNG")
    bomb = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 100_000_000, 9))
    return honest[:33] + bomb + honest[33:]


def jpeg_header(width: int, height: int) -> bytes:
    content = bytearray(picture())
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def zip_of(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def ofd_bomb() -> bytes:
    """300 KB that unpack to 300 MB, in the one member every reader opens first."""
    return zip_of(("OFD.xml", b'<?xml version="1.0"?><ofd:OFD>' + b" " * 300_000_000))


def overlapping_ofd(copies: int = 4_000) -> bytes:
    """Every entry of the directory points at the same packed megabytes."""
    content = zip_of(("OFD.xml", b"<a/>"), ("kernel", b"\0" * 20_000_000))
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    second = content.index(b"PK\x01\x02", start + 4)
    first, kernel = content[start:second], content[second:end]
    directory = first + b"".join(kernel.replace(b"kernel", b"%06d" % number) for number in range(copies))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies + 1, copies + 1, len(directory), start, 0)
    return content[:start] + directory + tail


def truncated(content: bytes, share: float) -> bytes:
    return content[: round(len(content) * share)]


HOSTILE: dict[str, Hostile] = {
    "empty": Hostile(lambda: b"", ("empty_file",)),
    "html.jpg": Hostile(lambda: b"<!DOCTYPE html><html><body>404</body></html>", ("unsupported_type",)),
    "text.pdf": Hostile(lambda: b"This is no PDF, only its name says so.", ("unsupported_type",)),
    "zeros.jpg": Hostile(lambda: bytes(5000), ("unsupported_type",)),
    "ico": Hostile(lambda: picture("ICO"), ("unsupported_type",)),
    "psd": Hostile(lambda: b"8BPS\0\1" + bytes(2000), ("unsupported_type",)),
    "docx": Hostile(lambda: zip_of(("word/document.xml", b"<a/>")), ("unsupported_type",)),
    "dark corner": Hostile(dark_corner, (READ,)),
    "png 30000x30000": Hostile(lambda: png_header(30_000, 30_000), ("too_many_pixels",)),
    "png 4 gigapixels": Hostile(lambda: png_header(65_000, 65_000), ("too_many_pixels",)),
    "png 9000x9000": Hostile(lambda: png_header(9_000, 9_000), ("too_many_pixels",)),
    "jpeg 60000x60000": Hostile(lambda: jpeg_header(60_000, 60_000), ("too_many_pixels",)),
    "jpeg 65500x65500": Hostile(lambda: jpeg_header(65_500, 65_500), ("too_many_pixels",)),
    "png 1x1": Hostile(lambda: picture("PNG", (1, 1)), (READ,)),
    "png 1x9000": Hostile(lambda: picture("PNG", (1, 9000)), (READ,)),
    "png text bomb": Hostile(png_text_bomb, (READ, "damaged_file", "unsafe_content")),
    "png half": Hostile(lambda: truncated(picture("PNG"), 0.6), (PARTIAL,)),
    "jpeg half": Hostile(lambda: truncated(picture(), 0.6), (PARTIAL,)),
    "jpeg head only": Hostile(lambda: truncated(picture(), 0.09), ("damaged_file",)),
    "jpeg with pdf inside": Hostile(lambda: b"\xff\xd8\xff" + one_page_pdf(), ("damaged_file",)),
    "gif with pdf inside": Hostile(lambda: picture("GIF") + one_page_pdf(), (READ,)),
    "pdf with ofd inside": Hostile(lambda: one_page_pdf() + zip_of(("OFD.xml", b"<a/>")), (READ,)),
    "png with html inside": Hostile(lambda: picture("PNG") + b"<script>1</script>", (READ,)),
    "bmp 65000x65000": Hostile(lambda: pictures.bmp_header(65_000, 65_000), ("too_many_pixels",)),
    "bmp half": Hostile(lambda: truncated(picture("BMP"), 0.6), (PARTIAL,)),
    "gif screen": Hostile(lambda: pictures.gif_screen(65_535, 65_535), ("too_many_pixels",)),
    "gif 200000 frames": Hostile(lambda: pictures.gif_frames(200, 100, 200_000), (READ,)),
    "webp 16000x16000": Hostile(lambda: pictures.webp_lying(16_000, 16_000), ("too_many_pixels",)),
    "webp lying": Hostile(lambda: pictures.webp_lying(90, 90), ("damaged_file",)),
    "webp 4 GB": Hostile(pictures.webp_false_length, ("damaged_file",)),
    "webp half": Hostile(lambda: truncated(picture("WEBP"), 0.6), ("damaged_file",)),
    "tiff loop": Hostile(pictures.looping_tiff, (READ,)),
    "tiff 10000 pages": Hostile(lambda: pictures.directories_tiff(10_000), ("too_many_pages",)),
    "tiff 60000x60000": Hostile(
        lambda: pictures.directories_tiff(2, width=60_000, height=60_000), ("too_many_pixels",)
    ),
    "tiff half": Hostile(lambda: truncated(picture("TIFF"), 0.6), (PARTIAL,)),
    "heic half": Hostile(
        lambda: truncated(heic(Image.new("RGB", (400, 300), "white")), 0.5), ("damaged_file",)
    ),
    "heic head only": Hostile(lambda: heic(Image.new("RGB", (64, 64)))[:300], ("damaged_file",)),
    "heic 30000x30000": Hostile(
        lambda: heic(Image.new("RGB", (64, 64)), claims=(30_000, 30_000)), ("too_many_pixels",)
    ),
    "heic lying": Hostile(lambda: heic(Image.new("RGB", (64, 64)), claims=(640, 480)), (READ, "damaged_file")),
    "avif half": Hostile(lambda: truncated(picture("AVIF"), 0.6), ("damaged_file",)),
    "video": Hostile(lambda: b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + bytes(999), ("unsupported_type",)),
    "ofd bomb": Hostile(ofd_bomb, ("unsafe_content",)),
    "ofd overlapping": Hostile(overlapping_ofd, ("unsafe_content",)),
    "ofd half": Hostile(lambda: truncated(zip_of(("OFD.xml", b"<a/>")), 0.6), ("damaged_file",)),
    "xml entity bomb": Hostile(entity_bomb, ("unsafe_content",)),
    "xml outside entity": Hostile(outside_entity, ("unsafe_content",)),
    "xml deep": Hostile(deep_xml, ("unsafe_content", "damaged_file", "unsupported_type")),
    "pdf zero pages": Hostile(lambda: pdf(CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"), ("damaged_file",)),
    "pdf kids loop": Hostile(
        lambda: pdf(CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), ("damaged_file",)
    ),
    "pdf table loop": Hostile(
        lambda: pdf(CATALOG, ONE_KID, b"<< /Type /Page /Parent 2 0 R >>", trailer=b"/Root 1 0 R /Prev 9"),
        (READ, "damaged_file"),
    ),
    "pdf draws itself": Hostile(self_drawing_pdf, (READ, "damaged_file", "took_too_long", "unsafe_content")),
    "pdf 100000 pages": Hostile(lambda: many_page_pdf(100_000), ("too_many_pages",)),
    "pdf false count": Hostile(
        lambda: pdf(CATALOG, b"<< /Type /Pages /Kids [] /Count 999999999 >>"),
        ("damaged_file", "too_many_pages"),
    ),
    "pdf endless page": Hostile(lambda: one_page_pdf(box=b"0 0 1e9 1e9"), (READ, "damaged_file")),
    "pdf flat page": Hostile(lambda: one_page_pdf(box=b"0 0 0 0"), (READ, "damaged_file")),
    "pdf content bomb": Hostile(
        lambda: one_page_pdf(flate(300_000_000, b"q ")),
        (READ, "damaged_file", "took_too_long", "unsafe_content"),
    ),
    "pdf stalling font": Hostile(stalling_font_pdf, (READ, "damaged_file", "took_too_long", "unsafe_content")),
    "pdf image bomb": Hostile(image_bomb_pdf, (READ, "damaged_file", "took_too_long", "unsafe_content")),
    "pdf locked": Hostile(lambda: encrypted_pdf(user="secret"), ("encrypted_file",)),
    "pdf owner locked": Hostile(lambda: encrypted_pdf(), (READ,)),
    "pdf half": Hostile(lambda: truncated(many_page_pdf(9), 0.5), (READ, PARTIAL, "damaged_file")),
    "pdf late header": Hostile(lambda: b"junk\n" * 40 + one_page_pdf(), (READ,)),
    "pdf stack cut": Hostile(lambda: truncated(stack_pdf(9), 0.5), (PARTIAL,)),
    "pdf active": Hostile(active_pdf, (READ,)),
    "ubl entity bomb": Hostile(ubl_bomb, ("unsafe_content",)),
    "pdf invoice bomb": Hostile(invoice_bomb_pdf, (READ,)),
    "pdf attachment": Hostile(attached_pdf, (READ,)),
}


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
