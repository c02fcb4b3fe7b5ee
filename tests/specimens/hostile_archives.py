"""ZIP files that mean harm or are simply broken, each with the answers that the contract allows.

>>> len(HOSTILE_ZIPS) > 30
True
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from tests.specimens.hostile import PARTIAL, READ, Hostile, one_page_pdf, picture, truncated, zip_of

PAPER = ("bill.png", picture("PNG"))
_MEGABYTE = 1 << 20


def stored(*members: tuple[str, bytes]) -> bytes:
    """Nothing in it is packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def edited(content: bytes, mark: bytes, at: int, value: bytes) -> bytes:
    """With other bytes at that place of every header that begins with the mark."""
    changed, place = bytearray(content), content.find(mark)
    while place >= 0:
        changed[place + at : place + at + len(value)] = value
        place = content.find(mark, place + 4)
    return bytes(changed)


def flagged(flags: int) -> bytes:
    """A paper whose headers both carry those flags."""
    both = edited(zip_of(PAPER), b"PK\x01\x02", 8, struct.pack("<H", flags))
    return edited(both, b"PK\x03\x04", 6, struct.pack("<H", flags))


def method(number: int) -> bytes:
    both = edited(zip_of(PAPER), b"PK\x01\x02", 10, struct.pack("<H", number))
    return edited(both, b"PK\x03\x04", 8, struct.pack("<H", number))


def sized(packed: int | None = None, unpacked: int | None = None) -> bytes:
    """Two papers; the directory says another size of the first."""
    content = bytearray(zip_of(PAPER, ("other.png", picture("PNG", (90, 90)))))
    at = content.index(b"PK\x01\x02")
    if packed is not None:
        content[at + 20 : at + 24] = struct.pack("<I", packed)
    if unpacked is not None:
        content[at + 24 : at + 28] = struct.pack("<I", unpacked)
    return bytes(content)


def overlapping(copies: int) -> bytes:
    """Every entry of the directory is the same packed paper."""
    content = zip_of(PAPER)
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    directory = content[start:end] * copies
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(directory), start, 0)
    return content[:start] + directory + tail


def quoting(layers: int = 200) -> bytes:
    """Entries within entries: each one's packed bytes hold the local headers of those behind it, as the bombs of 2019 do."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(b"\0" * 20_000_000) + kernel.flush()
    sum_, body, headers = zlib.crc32(b"\0" * 20_000_000), b"", []
    for number in range(layers):
        name = b"%04d" % number
        local = struct.pack(
            "<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, sum_, len(packed), 20_000_000, len(name), 0
        )
        headers.append((len(body), name))
        body += local + name
    body += packed
    directory = b"".join(
        struct.pack(
            "<4sHHHHHHIIIHHHHHII",
            *(b"PK\x01\x02", 20, 20, 0, 8, 0, 0, sum_, len(packed), 20_000_000),
            *(len(name), 0, 0, 0, 0, 0, at),
        )
        + name
        for at, name in headers
    )
    count = len(headers)
    return (
        body
        + directory
        + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    )


def nested(depth: int, name: str = "inner.zip") -> bytes:
    """A paper, so many ZIPs deep."""
    content = zip_of(PAPER)
    for _ in range(depth):
        content = zip_of((name, content))
    return content


def many(count: int) -> bytes:
    """So many empty entries, beyond what the plain format can count: their number stands in the zip64 end."""
    names = [b"%d" % number for number in range(count)]
    local = [struct.pack("<4s22xHH", b"PK\x03\x04", len(name), 0) + name for name in names]
    directory, at = [], 0
    for name, header in zip(names, local, strict=True):
        directory.append(struct.pack("<4s24xHHHHHII", b"PK\x01\x02", len(name), 0, 0, 0, 0, 0, at) + name)
        at += len(header)
    size = sum(map(len, directory))
    end = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, at)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at + size, 1)
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"".join([*local, *directory, end, locator, tail])


def streamed() -> bytes:
    """Sizes come after the bytes, in data descriptors: as when it was written to a pipe."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.content = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.content += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(*PAPER)
    return bytes(pipe.content)


def large_format() -> bytes:
    """Sizes of 64 bits, as programs write that do not know the size beforehand."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, archive.open(PAPER[0], "w", force_zip64=True) as entry:
        entry.write(PAPER[1])
    return buffer.getvalue()


def linked() -> bytes:
    """A paper, and a symbolic link to what is none of the sender's business."""
    link = zipfile.ZipInfo("passwd.png")
    link.external_attr = 0o120777 << 16
    buffer = io.BytesIO(zip_of(PAPER))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def noise(size: int, seed: int) -> bytes:
    return Random(seed).randbytes(size)


def _zeros(size: int) -> Callable[[], bytes]:
    return lambda: zip_of(("zeros.png", bytes(size)))


def thin(size: int, seed: int) -> bytes:
    """Packs to about a tenth."""
    grain = noise(size // 10, seed)
    return b"".join(grain[at : at + 100] + bytes(900) for at in range(0, len(grain), 100))


HOSTILE_ZIPS: dict[str, Hostile] = {
    "bomb of one member": Hostile(_zeros(30 * _MEGABYTE), ("unsafe_content",)),
    "bomb beyond a member": Hostile(_zeros(64 * _MEGABYTE), ("unsafe_content",)),
    "bomb beside a paper": Hostile(lambda: zip_of(PAPER, ("z.png", bytes(64 * _MEGABYTE))), (PARTIAL,)),
    "300 bombs": Hostile(
        lambda: zip_of(*((f"{n}.png", bytes(1_200_000) + bytes([n % 256, n // 256])) for n in range(300))),
        ("unsafe_content",),
    ),
    "bomb in a zip in a zip": Hostile(lambda: zip_of(("a.zip", _zeros(64 * _MEGABYTE)())), ("unsafe_content",)),
    "nested once": Hostile(lambda: nested(1), (READ,)),
    "nested twice": Hostile(lambda: nested(2), ("unsafe_content",)),
    "nested 50 deep": Hostile(lambda: nested(50), ("unsafe_content",)),
    "nested by another name": Hostile(lambda: nested(2, "bill.png"), ("unsafe_content",)),
    "nested beside a paper": Hostile(lambda: zip_of(PAPER, ("a.zip", nested(1))), (PARTIAL,)),
    "overlapping, same entry": Hostile(lambda: overlapping(2), ("unsafe_content",)),
    "overlapping 1500 times": Hostile(lambda: overlapping(1500), ("unsafe_content",)),
    "overlapping, quoted": Hostile(quoting, ("unsafe_content",)),
    "packed size too large": Hostile(lambda: sized(packed=100_000), ("unsafe_content",)),
    "packed size too small": Hostile(lambda: sized(packed=10), (PARTIAL,)),
    "unpacked size too large": Hostile(lambda: sized(unpacked=4_000_000_000), (READ, PARTIAL)),
    "unpacked size too small": Hostile(lambda: sized(unpacked=10), (PARTIAL,)),
    "100000 entries": Hostile(lambda: many(100_000), ("too_many_files",)),
    "19000 entries": Hostile(lambda: many(19_000), ("too_many_files",)),
    "zip slip": Hostile(lambda: zip_of(("../../../etc/cron.d/bill.png", PAPER[1])), (READ,)),
    "zip slip, Windows": Hostile(lambda: zip_of(("C:\\..\\Windows\\bill.png", PAPER[1])), (READ,)),
    "absolute": Hostile(lambda: zip_of(("/etc/passwd", PAPER[1])), (READ,)),
    "name of 60000 letters": Hostile(lambda: zip_of(("a" * 60_000 + ".png", PAPER[1])), (READ,)),
    "name of control characters": Hostile(lambda: zip_of(("a\r\n\x1b[2J\u202egnp.exe", PAPER[1])), (READ,)),
    "name is empty": Hostile(lambda: zip_of(("..", PAPER[1])), ("empty_file",)),
    "name is no text": Hostile(lambda: edited(zip_of(PAPER), b"bill", 0, b"\xff\xfe\x80\xff"), (READ,)),
    "encrypted": Hostile(lambda: flagged(0x1), ("encrypted_file",)),
    "strongly encrypted": Hostile(lambda: flagged(0x41), ("encrypted_file",)),
    "directory encrypted": Hostile(lambda: flagged(0x2000), ("encrypted_file",)),
    "patched data": Hostile(lambda: flagged(0x20), ("damaged_file",)),
    "packed by LZMA": Hostile(lambda: method(14), ("unsupported_type",)),
    "packed by nobody knows": Hostile(lambda: method(99), ("unsupported_type",)),
    "spanned, first part": Hostile(lambda: b"PK\x07\x08" + zip_of(PAPER)[:900], ("damaged_file",)),
    "spanned, last part": Hostile(lambda: b"PK" + zip_of(PAPER)[-90:], ("damaged_file",)),
    "zip64": Hostile(large_format, (READ,)),
    "zip64 cut": Hostile(lambda: truncated(large_format(), 0.8), ("damaged_file",)),
    "data descriptor": Hostile(streamed, (READ,)),
    "half": Hostile(lambda: truncated(zip_of(PAPER), 0.5), ("damaged_file",)),
    "no entries": Hostile(lambda: zip_of(), ("empty_file",)),
    "folders only": Hostile(lambda: zip_of(("a/", b""), ("b/c/", b"")), ("empty_file",)),
    "litter only": Hostile(lambda: zip_of(("__MACOSX/._a", b"x"), (".DS_Store", b"x")), ("empty_file",)),
    "only an empty file": Hostile(lambda: zip_of(("bill.png", b"")), ("empty_file",)),
    "link": Hostile(linked, (READ,)),
    "checksum wrong": Hostile(lambda: edited(zip_of(PAPER), b"PK\x01\x02", 16, b"\0\0\0\0"), ("damaged_file",)),
    "offset beyond the end": Hostile(
        lambda: edited(zip_of(PAPER), b"PK\x01\x02", 42, struct.pack("<I", 4_000_000_000)),
        ("damaged_file", "unsafe_content"),
    ),
    "comment of 64 KB": Hostile(lambda: zip_of(PAPER)[:-2] + b"\xff\xff" + bytes(65_535), (READ,)),
    "pdf and zip": Hostile(lambda: one_page_pdf() + zip_of(PAPER), (READ, "damaged_file")),
    "jpeg and zip": Hostile(lambda: picture() + zip_of(PAPER), (READ, PARTIAL)),
    "zip and pdf": Hostile(lambda: stored(("a.pdf", one_page_pdf())), (READ,)),
    "ofd in name only": Hostile(lambda: zip_of(("a/OFD.xml", b"<a/>"), PAPER), (PARTIAL,)),
    "docx beside a paper": Hostile(
        lambda: zip_of(PAPER, ("letter.docx", zip_of(("word/document.xml", b"<a/>")))), (PARTIAL,)
    ),
    "larger than all may be": Hostile(
        lambda: stored(*((f"{n}.bin", noise(9 * _MEGABYTE, n)) for n in range(5))), ("too_large",)
    ),
    "unpacks to more than all may be": Hostile(
        lambda: zip_of(*((f"{n}.bin", thin(28 * _MEGABYTE, n)) for n in range(5))),
        ("unsupported_type",),
    ),
}
