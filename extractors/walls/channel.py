"""Messages between the processes of reading: a length, then bytes. Never pickle.

A message is JSON; a file's bytes and a page's pixels follow their message as a frame of their own. The parent trusts
neither child: a frame that claims to be larger than allowed, or is no JSON, breaks the channel. The parent never waits
without an eye on the clock, neither to hear (`Inbox`) nor to be heard (`Outbox`).

>>> read_end, write_end = os.pipe()
>>> send(write_end, {"event": "ready"})
>>> receive(read_end)
{'event': 'ready'}
"""

import contextlib
import fcntl
import json
import os
import select
import struct
import time
from typing import Any

MAX_FRAME = 128 * 1024 * 1024
MAX_MESSAGE = 32 * 1024 * 1024
_LENGTH = struct.Struct(">I")
_SET_PIPE_SIZE, _PIPE_BYTES = 1031, 1 << 20

Message = dict[str, Any]
Bytes = bytes | bytearray | memoryview


class ChannelBroken(Exception):
    """The other side is gone, or speaks nonsense."""


class ChannelGone(ChannelBroken):
    """The other side is gone."""


def send(end: int, message: Message) -> None:
    """Blocks."""
    send_bytes(end, json.dumps(message).encode("ascii"))


def send_bytes(end: int, content: Bytes) -> None:
    """Blocks."""
    for part in (_LENGTH.pack(len(content)), content):
        view = memoryview(part)
        while view:
            view = view[os.write(end, view) :]


def receive(end: int) -> Message:
    """Blocks. Raises `ChannelBroken`."""
    return _parsed(receive_bytes(end, MAX_MESSAGE))


def receive_bytes(end: int, most: int = MAX_FRAME) -> bytearray:
    """Blocks. A frame of at most so many bytes. Raises `ChannelBroken`."""
    (length,) = _LENGTH.unpack(_exactly(end, _LENGTH.size))
    if length > most:
        raise ChannelBroken("a frame is too large")
    return _exactly(end, length)


def widen(end: int) -> None:
    """Lets more than the usual 64 KiB wait in a pipe, where the kernel allows it: fewer turns for large frames."""
    with contextlib.suppress(OSError):
        fcntl.fcntl(end, _SET_PIPE_SIZE, _PIPE_BYTES)


class Inbox:
    """Messages from an end that may fall silent at any byte."""

    def __init__(self, end: int) -> None:
        self._end = end
        self._begin(_LENGTH.size, is_head=True)

    def wait(self, seconds: float, most: int = MAX_MESSAGE) -> Message | None:
        """The next message, or None when the time is up. Raises `ChannelBroken`."""
        content = self.wait_bytes(seconds, most)
        return None if content is None else _parsed(content)

    def wait_bytes(self, seconds: float, most: int = MAX_FRAME) -> bytearray | None:
        """The next frame as it is, of at most so many bytes, or None when the time is up. Raises `ChannelBroken`."""
        until = time.monotonic() + seconds
        while (content := self._take(most)) is None:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._end], [], [], left)[0]:
                return None
            count = os.readv(self._end, [memoryview(self._part)[self._filled :]])
            if count == 0:
                raise ChannelGone("the other side is gone")
            self._filled += count
        return content

    def _take(self, most: int) -> bytearray | None:
        if self._filled < len(self._part):
            return None
        content, was_head = self._part, self._is_head
        if not was_head:
            self._begin(_LENGTH.size, is_head=True)
            return content
        (length,) = _LENGTH.unpack(content)
        if length > most:
            raise ChannelBroken("a frame is too large")
        self._begin(length, is_head=False)
        return self._take(most) if length == 0 else None

    def _begin(self, size: int, *, is_head: bool) -> None:
        self._part, self._filled, self._is_head = bytearray(size), 0, is_head


class Outbox:
    """Frames to an end whose other side may stop listening at any byte."""

    def __init__(self, end: int) -> None:
        self._end = end
        self._left: list[memoryview] = []
        os.set_blocking(end, False)

    def put(self, content: Bytes) -> None:
        """One more frame to be pushed out."""
        self._left += [memoryview(_LENGTH.pack(len(content))), memoryview(content)]

    def put_message(self, message: Message) -> None:
        self.put(json.dumps(message).encode("ascii"))

    def push(self, seconds: float) -> bool | None:
        """True when everything is out, None when the time is up before. Raises `ChannelBroken`."""
        until = time.monotonic() + seconds
        while self._left:
            left = until - time.monotonic()
            if left <= 0 or not select.select([], [self._end], [], left)[1]:
                return None
            try:
                self._left[0] = self._left[0][os.write(self._end, self._left[0]) :]
            except BlockingIOError:
                continue
            except OSError:
                raise ChannelGone("the other side is gone") from None
            self._left = [part for part in self._left if part]
        return True


def _parsed(content: Bytes) -> Message:
    try:
        message = json.loads(bytes(content))
    except (ValueError, RecursionError):
        raise ChannelBroken("a message is no JSON") from None
    if not isinstance(message, dict):
        raise ChannelBroken("a message is no object")
    return message


def _exactly(end: int, count: int) -> bytearray:
    content = bytearray(count)
    view = memoryview(content)
    while view:
        read = os.readv(end, [view])
        if read == 0:
            raise ChannelGone("the other side is gone")
        view = view[read:]
    return content
