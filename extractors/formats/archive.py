"""The files in a ZIP, one after the other, each unpacked only when it is asked for and no further than allowed.

`zipfile` finds and unpacks; sizes are counted here on bytes really unpacked, since a header may say anything. Entries
that share bytes are refused: before 3.11.8 `zipfile` does not look for them (CVE-2024-0450). Source: APPNOTE.TXT.

>>> buffer = io.BytesIO()
>>> with zipfile.ZipFile(buffer, "w") as made:
...     made.writestr("papers/bill.jpg", b"a picture")
>>> [(entry.name, entry.open()) for entry in entries(buffer.getvalue(), Budget(Limits.default()))]
[('bill.jpg', b'a picture')]
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from extractors.errors import refused
from extractors.formats.found_files import Budget, Entry
from extractors.formats.member_names import path_in_zip, shown
from extractors.limits import Limits

__all__ = ["Limits", "entries"]

_CHUNK = 1 << 16
_RATIO_FROM = 1_048_576
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCAL_HEADER, _LOCAL_NAMES = 30, struct.Struct("<HH")
_LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_FAULTS = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, struct.error)


def entries(content: bytes, budget: Budget) -> Iterator[Entry]:
    """Every file in it that a person put there. Raises `RefusedFile`: `damaged_file`, `unsafe_content`,
    `too_many_files`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _FAULTS:
        raise refused("damaged_file") from None
    found = archive.infolist()
    if len(found) > budget.limits.zip_members:
        raise refused("too_many_files")
    if _overlap(content, found, archive.start_dir):
        raise refused("unsafe_content")
    for one in found:
        path = path_in_zip(one)
        if not _is_skipped(one, path):
            yield Entry(shown(path), partial(_unpacked, archive, one, budget))


def _overlap(content: bytes, found: list[zipfile.ZipInfo], directory: int) -> bool:
    """Whether two entries share bytes, or one reaches into the directory."""
    starts = sorted((one.header_offset, one.compress_size) for one in found)
    places = pairwise([*starts, (directory, 0)])
    return any(_end(content, *this) > following for this, (following, _) in places)


def _end(content: bytes, start: int, packed: int) -> int:
    """Where an entry ends by its own header; one that lies outside the file ends where it begins."""
    names = content[max(start, 0) + 26 : max(start, 0) + _LOCAL_HEADER]
    if start < 0 or len(names) < _LOCAL_NAMES.size:
        return start
    name, extra = _LOCAL_NAMES.unpack(names)
    return start + _LOCAL_HEADER + int(name) + int(extra) + packed


def _is_skipped(entry: zipfile.ZipInfo, path: str) -> bool:
    """Folders, links, devices, and what systems leave beside the files of people."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if not parts or path.endswith(("/", "\\")) or kind not in (0, stat.S_IFREG):
        return True
    return any(part.startswith(".") or part.lower() in _LITTER for part in parts)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> bytes:
    """Raises `RefusedFile`: `encrypted_file`, `unsupported_type`, `damaged_file`, `too_large`, `unsafe_content`."""
    if entry.flag_bits & _ENCRYPTED:
        raise refused("encrypted_file")
    if entry.compress_type not in _METHODS:
        raise refused("unsupported_type")
    parts, size = [], 0
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                budget.work(len(chunk))
                _demand_room(size, entry, budget)
                parts.append(chunk)
    except _FAULTS:
        raise refused("damaged_file") from None
    budget.take(size)
    return b"".join(parts)


def _demand_room(size: int, entry: zipfile.ZipInfo, budget: Budget) -> None:
    """What a header says of the size only tells why what is too large is refused."""
    most = budget.limits.zip_ratio * max(1, entry.compress_size)
    if size > _RATIO_FROM and size > most:
        raise refused("unsafe_content")
    if size > min(budget.limits.zip_member_bytes, budget.left):
        raise refused("unsafe_content" if entry.file_size > most else "too_large")
