"""Messages between the reader child and its parent: a length, then bytes. Never pickle.

A message is JSON; a file's bytes follow their message as a frame of their own. The parent does not trust the
child: a frame that claims to be larger than allowed, or is no JSON, breaks the channel.

>>> read_end, write_end = os.pipe()
>>> send(write_end, {"event": "ready"})
>>> receive(read_end)
{'event': 'ready'}
"""

import json
import os
import select
import struct
import time
from typing import Any

MAX_FRAME = 128 * 1024 * 1024
_LENGTH = struct.Struct(">I")
_CHUNK = 1 << 16


class ChannelBroken(Exception):
    """The other side is gone, or speaks nonsense."""


def send(end: int, message: dict[str, Any]) -> None:
    send_bytes(end, json.dumps(message).encode("ascii"))


def send_bytes(end: int, content: bytes) -> None:
    view = memoryview(_LENGTH.pack(len(content)) + content)
    while view:
        view = view[os.write(end, view) :]


def receive(end: int) -> dict[str, Any]:
    """Blocks. Raises `ChannelBroken`."""
    return _parsed(receive_bytes(end))


def receive_bytes(end: int) -> bytes:
    """Blocks. Raises `ChannelBroken`."""
    (length,) = _LENGTH.unpack(_exactly(end, _LENGTH.size))
    if length > MAX_FRAME:
        raise ChannelBroken("a frame is too large")
    return _exactly(end, length)


class Inbox:
    """Messages from an end that may fall silent at any byte."""

    def __init__(self, end: int) -> None:
        self._end = end
        self._buffer = bytearray()

    def wait(self, seconds: float) -> dict[str, Any] | None:
        """The next message, or None when the time is up. Raises `ChannelBroken`."""
        content = self.wait_bytes(seconds)
        return None if content is None else _parsed(content)

    def wait_bytes(self, seconds: float, most: int = MAX_FRAME) -> bytes | None:
        """The next frame as it is, of at most so many bytes, or None when the time is up. Raises `ChannelBroken`."""
        until = time.monotonic() + seconds
        while (content := self._take(most)) is None:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._end], [], [], left)[0]:
                return None
            chunk = os.read(self._end, _CHUNK)
            if not chunk:
                raise ChannelBroken("the other side is gone")
            self._buffer += chunk
        return content

    def _take(self, most: int) -> bytes | None:
        if len(self._buffer) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._buffer)
        if length > most:
            raise ChannelBroken("a frame is too large")
        end = _LENGTH.size + length
        if len(self._buffer) < end:
            return None
        content = bytes(self._buffer[_LENGTH.size : end])
        del self._buffer[:end]
        return content


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        message = json.loads(content)
    except (ValueError, RecursionError):
        raise ChannelBroken("a message is no JSON") from None
    if not isinstance(message, dict):
        raise ChannelBroken("a message is no object")
    return message


def _exactly(end: int, count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        chunk = os.read(end, min(count - len(parts), 1 << 20))
        if not chunk:
            raise ChannelBroken("the other side is gone")
        parts += chunk
    return bytes(parts)
