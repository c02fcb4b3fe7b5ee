"""A page as HEIC, written by hand: one HEVC picture whose blocks are stored samples (IPCM), so nothing is estimated.

Every block of 16 × 16 is one coding unit: its two coded bits come to two bytes, the 384 samples follow. Sources:
ITU-T H.265 (7.3 syntax, 9.3 arithmetic coding), ISO/IEC 23008-12 (HEIF), ISO/IEC 14496-15 (the hvcC box).

>>> content = heic(Image.new("RGB", (20, 10), "white"))
>>> content[4:12]
b'ftypheic'
"""

import struct

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_BLOCK = 16
_LPS = (
    *(240, 227, 216, 205, 195, 185, 175, 166, 158, 150, 142, 135, 128, 122, 116, 110, 104, 99, 94, 89, 85),
    *(80, 76, 72, 69, 65, 62, 59, 56, 53, 50, 48, 45, 43, 41, 39, 37, 35, 33, 31, 30, 28, 27, 25, 24, 23),
    *(22, 21, 20, 19, 18, 17, 16, 15, 14, 14, 13, 12, 12, 11, 11, 10, 9),
)
"""Table 9-46, last column: the range of the less probable symbol, by the state of the context."""
_PROFILE = f"{3:08b}" + f"{0x70000000:032b}" + "1001" + "0" * 44 + f"{186:08b}"


def heic(
    page: Image.Image, *, turns: int = 0, mirror: int | None = None, claims: tuple[int, int] = (0, 0)
) -> bytes:
    """The page as stored; `turns` quarter turns to the left (irot), then `mirror` (imir: 0 upside down, 1 left and
    right). `claims`: a false size for the `ispe` box."""
    planes = _planes(page)
    width, height = planes[0].shape[1], planes[0].shape[0]
    shown = claims if any(claims) else page.size
    properties = [_hvcc(width, height, page.size), _full(b"ispe", struct.pack(">II", *shown)), _COLOURS]
    properties += [_box(b"irot", bytes([turns]))] if turns else []
    properties += [_box(b"imir", bytes([mirror]))] if mirror is not None else []
    slice_ = _nal(19, b"\xaf" + _blocks(planes))
    data = struct.pack(">I", len(slice_)) + slice_
    head = _box(b"ftyp", b"heic\0\0\0\0mif1heic")
    size = len(head) + len(_meta(properties, 0, len(data)))
    return head + _meta(properties, size + 8, len(data)) + _box(b"mdat", data)


def _planes(page: Image.Image) -> list[NDArray[np.uint8]]:
    """Luma and both chromas at half size, padded to whole blocks."""
    wide, high = (-(-side // _BLOCK) * _BLOCK for side in page.size)
    pixels = np.asarray(page.convert("YCbCr"))
    padded = np.pad(pixels, ((0, high - page.height), (0, wide - page.width), (0, 0)), mode="edge")
    halves = padded.reshape(high // 2, 2, wide // 2, 2, 3).mean(axis=(1, 3)).round().astype(np.uint8)
    return [padded[:, :, 0], halves[:, :, 1], halves[:, :, 2]]


def _blocks(planes: list[NDArray[np.uint8]]) -> bytes:
    found = []
    high, wide = (side // _BLOCK for side in planes[0].shape)
    for number in range(high * wide):
        y, x = divmod(number, wide)
        low = (508 if number else 510) - _LPS[min(number, 62)] - 2
        found.append(struct.pack(">H", (low | 1) << 7))
        for plane, side in zip(planes, (16, 8, 8), strict=True):
            found.append(plane[y * side : (y + 1) * side, x * side : (x + 1) * side].tobytes())
    return b"".join(found) + struct.pack(">H", 509 << 7)


def _hvcc(width: int, height: int, page: tuple[int, int]) -> bytes:
    profile = int(_PROFILE, 2).to_bytes(12, "big")
    ranks = ((32, _vps()), (33, _sps(width, height, page)), (34, _pps()))
    units = b"".join(
        struct.pack(">BHH", 0x80 | rank, 1, len(unit)) + unit
        for rank, unit in ((rank, _nal(rank, bits)) for rank, bits in ranks)
    )
    return _box(b"hvcC", b"\x01" + profile + b"\xf0\0\xfc\xfd\xf8\xf8\0\0\x0f\x03" + units)


def _vps() -> bytes:
    return _packed(
        "0000" + "11" + "000000" + "000" + "1" + "1" * 16 + _PROFILE + "1" + "111" + "000000" + "1" + "00"
    )


def _sps(width: int, height: int, page: tuple[int, int]) -> bytes:
    crop = "1" + _ue(0) + _ue((width - page[0]) // 2) + _ue(0) + _ue((height - page[1]) // 2)
    sizes = _ue(1) + _ue(0) + _ue(0) + _ue(2) + _ue(0) + _ue(0)
    pcm = "1" + "0111" + "0111" + _ue(1) + _ue(0) + "1"
    head = "0000" + "000" + "1" + _PROFILE + _ue(0) + _ue(1) + _ue(width) + _ue(height) + crop
    return _packed(head + _ue(0) * 3 + "1" + _ue(0) * 3 + sizes + "000" + pcm + _ue(0) + "00000")


def _pps() -> bytes:
    head = _ue(0) * 2 + "00" + "000" + "00" + _ue(0) * 3 + "000" + _ue(0) * 2
    return _packed(head + "0" + "00" + "0" + "00" + "0" + "1" + "01" + "00" + _ue(0) + "00")


def _ue(value: int) -> str:
    bits = f"{value + 1:b}"
    return "0" * (len(bits) - 1) + bits


def _packed(bits: str) -> bytes:
    bits += "1"
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _nal(rank: int, payload: bytes) -> bytes:
    """A unit with the escape bytes that keep start codes out of it."""
    escaped, zeros = bytearray(), 0
    for byte in payload:
        if zeros >= 2 and byte <= 3:
            escaped.append(3)
            zeros = 0
        escaped.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes([rank << 1, 1]) + bytes(escaped)


def _meta(properties: list[bytes], place: int, size: int) -> bytes:
    """Item 1 is the picture, and all properties are its own."""
    owned = bytes(0x80 | number for number in range(1, len(properties) + 1))
    return _full(
        b"meta",
        _full(b"hdlr", b"\0\0\0\0pict" + bytes(13)),
        _full(b"pitm", b"\0\1"),
        _full(b"iloc", struct.pack(">BBHHHHII", 0x44, 0, 1, 1, 0, 1, place, size)),
        _full(b"iinf", b"\0\1" + _box(b"infe", b"\2\0\0\0" + b"\0\1\0\0hvc1\0")),
        _box(
            b"iprp", _box(b"ipco", *properties), _full(b"ipma", b"\0\0\0\1\0\1" + bytes([len(owned)]) + owned)
        ),
    )


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def _full(kind: bytes, *parts: bytes) -> bytes:
    return _box(kind, bytes(4), *parts)


_COLOURS = _box(b"colr", b"nclx" + struct.pack(">HHHB", 1, 13, 6, 0x80))
