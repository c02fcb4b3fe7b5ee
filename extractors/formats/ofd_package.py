"""The parts of an OFD file: a zip of small XML parts, opened within limits.

`ofdkit` finds parts the way producers really write their places (upper and lower case, missing slashes, names in
GBK) and refuses DTDs; sizes, ratios and encryption are checked here before anything is unpacked.
Source: GB/T 33190-2016, 6 and 7.

>>> from extractors.limits import Limits
>>> open_package(b"PK nothing", Limits.default())
Traceback (most recent call last):
    ...
extractors.errors.RefusedFile: ...
"""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

from ofdkit import OFDFormatError, OFDLimitError
from ofdkit.package import Package

from extractors.errors import refused
from extractors.limits import Limits

_RATIO_FROM = 1_048_576
_ENCRYPTED = 0x1


def local(element: ET.Element) -> str:
    """An element's name without its namespace; comments have none."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def children(element: ET.Element | None, name: str) -> Iterator[ET.Element]:
    for child in element if element is not None else ():
        if local(child) == name:
            yield child


def child(element: ET.Element | None, name: str) -> ET.Element | None:
    return next(children(element, name), None)


def child_text(element: ET.Element | None, name: str) -> str:
    found = child(element, name)
    return (found.text or "").strip() if found is not None else ""


class Parts:
    """Reads parts by the place written in another part; what is missing or broken is None."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._unpacked = 0

    @property
    def names(self) -> list[str]:
        return list(self._package.names)

    def find(self, name: str) -> str | None:
        found = self._package.find(name)
        return str(found) if found is not None else None

    def resolve(self, base: str, location: str | None) -> str | None:
        found = self._package.resolve(base, location)
        return str(found) if found is not None else None

    def bytes(self, name: str) -> bytes | None:
        """Raises `RefusedFile` (`unsafe_content`) past the limits."""
        try:
            content = bytes(self._package.read(name))
        except OFDLimitError:
            raise refused("unsafe_content") from None
        except (OFDFormatError, ValueError):  # `zipfile` says the second of a place before the file's beginning
            return None
        self._unpacked += len(content)
        if self._unpacked > self._limits.zip_total_bytes:
            raise refused("unsafe_content")
        return content

    def xml(self, name: str | None) -> ET.Element | None:
        """Raises `RefusedFile` (`unsafe_content`) for a DTD, an entity or an outsized part."""
        if name is None:
            return None
        content = self.bytes(name)
        if content is None:
            return None
        if len(content) > self._limits.xml_bytes:
            raise refused("unsafe_content")
        try:
            root: ET.Element = self._package.read_xml(name)
        except OFDLimitError:
            raise refused("unsafe_content") from None
        except OFDFormatError:
            return None
        return root

    def close(self) -> None:
        self._package.close()


def open_package(content: bytes, limits: Limits) -> Parts:
    """Raises `RefusedFile`: `damaged_file`, `encrypted_file` or `unsafe_content`."""
    _inspect(content, limits)
    try:
        return Parts(Package(content), limits)
    except OFDLimitError:
        raise refused("unsafe_content") from None
    except OFDFormatError:
        raise refused("damaged_file") from None


def _inspect(content: bytes, limits: Limits) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise refused("damaged_file") from None
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise refused("encrypted_file")
    total = sum(member.file_size for member in members)
    if len(members) > limits.zip_members or total > limits.zip_total_bytes:
        raise refused("unsafe_content")
    if any(_is_bomb(member, limits) for member in members):
        raise refused("unsafe_content")


def _is_bomb(member: zipfile.ZipInfo, limits: Limits) -> bool:
    if member.file_size > limits.zip_member_bytes:
        return True
    return member.file_size > _RATIO_FROM and member.file_size > limits.zip_ratio * max(1, member.compress_size)
