"""Sealed streams: bytes of any length, sealed and opened chunk by chunk, so that memory stays bounded.

Each chunk of 1 MiB is sealed by itself under the key of its stream; its number and whether it is the last are part of
the nonce (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). A chunk that is changed, swapped,
left out, taken from another stream, cut off or added at the end is found.

    header   4 bytes `CISO`, 1 byte version, 32 random bytes that name the stream
    chunk    at most 1 MiB sealed, 16 bytes tag; all but the last are full, and there is always one

>>> from io import BytesIO
>>> from storage.sealing import Seal
>>> seal, sealed = Seal(b"k" * 32, "clm_1"), BytesIO()
>>> writer = SealingWriter(seal, sealed.write, "originals/main/clm_1")
>>> writer.write(b"a paper"); writer.finish()
>>> _ = sealed.seek(0)
>>> b"".join(opened_chunks(seal, sealed, "originals/main/clm_1")), len(sealed.getvalue())
(b'a paper', 60)
"""

from collections.abc import Callable, Iterator
from secrets import token_bytes
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.sealing import Seal, broken

CHUNK = 1 << 20
TAG = 16
_MAGIC = b"CISO\x01"
_STREAM = 32
HEADER = len(_MAGIC) + _STREAM


class Source(Protocol):
    """Where sealed bytes come from. Gives fewer bytes than asked for at the end only."""

    def read(self, size: int, /) -> bytes: ...


class SealingWriter:
    """Seals what is written and hands it to the sink, which takes all of it or raises; `finish` once at the end, without which the stream does not open."""

    __slots__ = ("_cipher", "_header", "_number", "_pending", "_sink")

    def __init__(self, seal: Seal, sink: Callable[[bytes], object], context: str) -> None:
        stream = token_bytes(_STREAM)
        self._header = _MAGIC + stream
        self._cipher = AESGCM(seal.stream_key(stream, context))
        self._sink = sink
        self._pending = bytearray()
        self._number = 0
        sink(self._header)

    def write(self, data: bytes) -> None:
        """Takes any number of bytes. Raises what the sink raises; then the stream is lost."""
        for start in range(0, len(data), CHUNK):
            self._pending += data[start : start + CHUNK]
            while len(self._pending) > CHUNK:
                self._put(bytes(self._pending[:CHUNK]), is_last=False)
                del self._pending[:CHUNK]

    def finish(self) -> None:
        """Writes the last chunk."""
        self._put(bytes(self._pending), is_last=True)
        self._pending.clear()

    def _put(self, plain: bytes, *, is_last: bool) -> None:
        self._sink(self._cipher.encrypt(_nonce(self._number, is_last), plain, self._header))
        self._number += 1


def opened_chunks(seal: Seal, source: Source, context: str) -> Iterator[bytes]:
    """The plain chunks in order, each after its seal was checked. Raises SealBroken.

    Only when the iterator ends without an error is the stream known to be whole.
    """
    header = source.read(HEADER)
    if len(header) != HEADER or not header.startswith(_MAGIC):
        raise broken(context)
    cipher = AESGCM(seal.stream_key(header[len(_MAGIC) :], context))
    number, sealed = 0, source.read(CHUNK + TAG)
    while True:
        following = source.read(CHUNK + TAG)
        try:
            plain = cipher.decrypt(_nonce(number, not following), sealed, header)
        except InvalidTag:
            raise broken(context) from None
        yield plain
        if not following:
            return
        number, sealed = number + 1, following


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
