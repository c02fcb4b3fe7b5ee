"""Bodies of uploads, taken apart as they come in: several files in multipart/form-data (RFC 7578), or one raw file.

Nothing is gathered: each chunk that is fed gives what stands in it, in order. Parts without a file name are skipped, and so
is the empty part that browsers send for a field in which nothing was chosen.

>>> body = Multipart(b"b")
>>> body.feed(b'--b\\r\\nContent-Disposition: form-data; name="f"; filename="a.jpg"\\r\\n\\r\\nhel')
[Begins(name='a.jpg'), b'hel']
>>> body.feed(b"lo\\r\\n--b--\\r\\n"), body.close()
([b'lo', Ends()], [])
"""

from dataclasses import dataclass
from typing import Protocol

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from intake.errors import refused
from intake.upload.file_names import plain_name

_MOST_HEADER_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Begins:
    """A file begins; `name` is the sender's, without folders and control characters."""

    name: str


@dataclass(frozen=True, slots=True)
class Ends:
    """The file that began last is whole."""


Piece = Begins | bytes | Ends


class Body(Protocol):
    """The two kinds of bodies."""

    def feed(self, chunk: bytes) -> list[Piece]:
        """What stands in the next bytes. Raises Refused `broken_body`."""

    def close(self) -> list[Piece]:
        """What the end brings. Raises Refused `broken_body` if it came too early."""


class RawFile:
    """One file, without any wrapping. No byte at all is no file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._has_begun = False

    def feed(self, chunk: bytes) -> list[Piece]:
        if not chunk:
            return []
        first: list[Piece] = [] if self._has_begun else [Begins(self._name)]
        self._has_begun = True
        return [*first, chunk]

    def close(self) -> list[Piece]:
        return [Ends()] if self._has_begun else []


class Multipart:
    """Parts of multipart/form-data that have a file name."""

    def __init__(self, boundary: bytes) -> None:
        self._pieces: list[Piece] = []
        self._field = b""
        self._headers: dict[bytes, bytes] = {}
        self._value = b""
        self._is_file = self._is_whole = False
        self._parser = _parser(self, boundary)

    def feed(self, chunk: bytes) -> list[Piece]:
        try:
            self._parser.write(chunk)
        except FormParserError:
            raise refused("broken_body") from None
        pieces, self._pieces = self._pieces, []
        return pieces

    def close(self) -> list[Piece]:
        if not self._is_whole:
            raise refused("broken_body")
        return []

    def on_part_begin(self) -> None:
        self._headers, self._is_file = {}, False

    def on_header_begin(self) -> None:
        self._field = self._value = b""

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def on_header_end(self) -> None:
        self._headers[self._field.lower()] = self._value

    def on_headers_finished(self) -> None:
        said = parse_options_header(self._headers.get(b"content-disposition", b""))[1].get(b"filename")
        self._is_file = bool(said)
        if said:
            self._pieces.append(Begins(plain_name(said.decode("utf-8", "replace"))))

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._is_file and end > start:
            self._pieces.append(data[start:end])

    def on_part_end(self) -> None:
        if self._is_file:
            self._pieces.append(Ends())

    def on_end(self) -> None:
        self._is_whole = True


def _parser(body: Multipart, boundary: bytes) -> MultipartParser:
    if not boundary:
        raise refused("broken_body")
    try:
        return MultipartParser(
            boundary,
            {
                "on_part_begin": body.on_part_begin,
                "on_header_begin": body.on_header_begin,
                "on_header_field": body.on_header_field,
                "on_header_value": body.on_header_value,
                "on_header_end": body.on_header_end,
                "on_headers_finished": body.on_headers_finished,
                "on_part_data": body.on_part_data,
                "on_part_end": body.on_part_end,
                "on_end": body.on_end,
            },
            max_header_size=_MOST_HEADER_BYTES,
        )
    except FormParserError:
        raise refused("broken_body") from None
