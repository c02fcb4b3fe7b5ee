"""Pictures that mean harm, in the formats that are more than one stream of pixels; made byte by byte.

>>> looping_tiff()[:4]
b'II*\\x00'
"""

import io
import struct

from PIL import Image


def tiff_directory(tags: dict[int, int], following: int) -> bytes:
    """One directory; every value is a number of 32 bits."""
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags.items()))
    return struct.pack("<H", len(tags)) + entries + struct.pack("<I", following)


def grey_tags(width: int, height: int, at: int) -> dict[int, int]:
    """What an 8-bit grey page in one strip says of itself."""
    return {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: at, 277: 1, 278: height, 279: width * height}


def directories_tiff(count: int, *, width: int = 4, height: int = 4, kind: int = 0) -> bytes:
    """So many pages over the same sixteen bytes; from the second on, each is of that `kind` (tag 254)."""
    strip, body = 8, b"\x80" * 16
    content = b"II*\0" + struct.pack("<I", strip + len(body)) + body
    for number in range(count):
        tags = grey_tags(width, height, strip) | ({254: kind} if number else {})
        size = 2 + 12 * len(tags) + 4
        content += tiff_directory(tags, len(content) + size if number + 1 < count else 0)
    return content


def looping_tiff() -> bytes:
    """The third directory points back at the first."""
    content = directories_tiff(3)
    return content[:-4] + content[4:8]


def deep_grey_tiff(value: int, *, photometric: int, bits: int = 16) -> bytes:
    """Four by four pixels of one deep value, sixteen bits each or twelve packed."""
    values = "".join(f"{value:0{bits}b}" for _ in range(16))
    chunks = [int(values[at : at + 8], 2) for at in range(0, len(values), 8)]
    body = bytes(chunks) if bits == 12 else struct.pack("<H", value) * 16
    tags = grey_tags(4, 4, 8) | {258: bits, 262: photometric, 279: len(body)}
    return b"II*\0" + struct.pack("<I", 8 + len(body)) + body + tiff_directory(tags, 0)


def bmp_header(width: int, height: int) -> bytes:
    """A bitmap that promises far more pixels than it has bytes."""
    info = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 2835, 2835, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + 64, 0, 0, 54) + info + bytes(64)


def gif_screen(width: int, height: int) -> bytes:
    """A picture of one pixel on a screen of that size."""
    return gif_frames(width, height, 1)


def gif_frames(width: int, height: int, count: int) -> bytes:
    """So many frames of one pixel."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * count + b";"


def webp_lying(width: int, height: int) -> bytes:
    """An honest small picture under a header that promises another size."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(buffer, "WEBP")
    inner = buffer.getvalue()[12:]
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + sizes + inner
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_false_length() -> bytes:
    """The container says it holds four gigabytes."""
    honest = webp_lying(64, 48)
    return honest[:4] + b"\xfe\xff\xff\xff" + honest[8:]
