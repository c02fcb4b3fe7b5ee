"""The name of a file inside a ZIP or a mail: as people read it, without folders, and no two alike.

Names in a ZIP are UTF-8 where the entry says so, or in its Unicode path field (APPNOTE.TXT 4.6.9); without a word
macOS writes UTF-8 and Windows its own code page, in China GBK. Names in a mail come by RFC 2231 or RFC 2047, or as
bytes that only the sender knows the encoding of.

>>> shown("资料\\\\2026/..\\u202e/发票.pdf"), shown("../"), shown("a" * 300 + ".pdf")[-12:]
('发票.pdf', 'file', 'aaaaaaaa.pdf')
>>> decoded("发票.pdf".encode("gbk")), decoded("发票.pdf".encode())
('发票.pdf', '发票.pdf')
>>> names = Names()
>>> names.once("a.jpg"), names.once("A.jpg"), names.once("a.jpg")
('a.jpg', 'A (2).jpg', 'a (3).jpg')
"""

import re
import struct
import unicodedata
import zipfile
import zlib

_MOST_CHARACTERS = 120
_WITHOUT_NAME = "file"
_SAID_UTF8 = 0x800
_UNICODE_PATH = 0x7075


class Names:
    """The names given so far; the second of two alike gets a number."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def once(self, name: str) -> str:
        times = self._given[name.casefold()] = self._given.get(name.casefold(), 0) + 1
        if times == 1:
            return name
        stem, dot, ending = name.rpartition(".")
        return f"{stem} ({times}).{ending}" if dot else f"{name} ({times})"


def shown(said: str) -> str:
    """The last part on one line, without control characters and lone surrogates, at most 120 characters long."""
    last = re.split(r"[/\\]", said.rstrip("/\\"))[-1]
    kept = " ".join("".join(sign for sign in last if unicodedata.category(sign)[0] != "C").split())
    kept = shortened(kept, _MOST_CHARACTERS)
    return kept if kept.strip(". ") else _WITHOUT_NAME


def shortened(name: str, most: int) -> str:
    """At most so many characters; a short ending stays."""
    if len(name) <= most:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: most - 12]}.{ending}" if dot and len(ending) < 10 else name[:most]


def decoded(raw: bytes) -> str:
    """UTF-8 where it is that, else GB 18030, which holds GBK."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def path_in_zip(entry: zipfile.ZipInfo) -> str:
    """The whole path of an entry, as its maker meant it."""
    said = entry.orig_filename
    if entry.flag_bits & _SAID_UTF8:
        return said
    raw = said.encode("cp437", errors="replace")
    return _unicode_path(entry.extra, raw) or decoded(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Info-ZIP's field: a version, the CRC of the plain name, and the name in UTF-8."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field, at = extra[at + 4 : at + 4 + size], at + 4 + size
        if kind == _UNICODE_PATH and field[:1] == b"\x01" and field[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return field[5:].decode("utf-8", errors="ignore") or None
    return None
