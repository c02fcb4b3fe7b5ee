"""The files inside a ZIP or a mail between two processes: one message with their names and sizes, then their bytes.

The decoder opens and tells; the parent counts again, and believes nothing beyond the limits.

>>> said = {"event": "unpacked", "media_type": "application/zip", "found": [{"name": "a.jpg", "size": 3}]}
>>> [one.size for one in checked(said, Limits.default())]
[3]
>>> checked({"event": "unpacked", "media_type": None}, Limits.default()) is None
True
"""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.errors import REFUSALS, RefusedFile
from extractors.formats import media
from extractors.formats.found_files import Found, Member, Unopened
from extractors.formats.members import Unpacked, unpack
from extractors.limits import Limits
from extractors.walls.channel import Bytes, ChannelBroken, Message

_MOST_NAME = 300
_SAMPLES = (
    b"PK\x05\x06" + bytes(18),
    b"From: a@b.c\r\nSubject: =?gbk?B?t6LGsQ==?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: image/png; name*=utf-8''%E5%8F%91\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b\r\n"
    b'Content-Type: text/html; name="=?gb2312?Q?=B7?="\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=3D\r\n--b--\r\n',
)


@dataclass(frozen=True, slots=True)
class Coming:
    """A file whose bytes follow."""

    name: str
    size: int


def hand_over(
    content: bytes, limits: Limits, say: Callable[[Message], None], give: Callable[[Bytes], None]
) -> None:
    """In the decoder. Raises `RefusedFile`."""
    unpacked = unpack(content, limits)
    if unpacked is None:
        say({"event": "unpacked", "media_type": None})
        return
    say(
        {
            "event": "unpacked",
            "media_type": unpacked.media_type,
            "found": [_told(one) for one in unpacked.found],
        }
    )
    for one in unpacked.found:
        if isinstance(one, Member):
            give(one.content)


def take_over(message: Message, limits: Limits, take: Callable[[int], Bytes]) -> Unpacked | None:
    """In the parent; `take` gives the next frame, of exactly that size. None for a file that holds no others.

    Raises `ChannelBroken`, and what `take` raises.
    """
    found = checked(message, limits)
    if found is None:
        return None
    return Unpacked(message["media_type"], tuple(_taken(one, take) for one in found))


def checked(message: Message, limits: Limits) -> Sequence[Coming | Unopened] | None:
    """What is to come. Raises `ChannelBroken`."""
    kind, found = message.get("media_type"), message.get("found")
    if message.get("event") != "unpacked":
        raise ChannelBroken("no files")
    if kind is None:
        return None
    is_known = isinstance(kind, str) and kind in media.HOLDERS
    if not is_known or not isinstance(found, list) or not 0 < len(found) <= limits.zip_members:
        raise ChannelBroken("files that are none, or too many")
    coming = [_checked_one(one, limits) for one in found]
    if sum(one.size for one in coming if isinstance(one, Coming)) > limits.zip_total_bytes:
        raise ChannelBroken("files that are too large together")
    return coming


def preload(limits: Limits) -> None:
    """Opens one tiny file of each kind: what is loaded late is loaded then."""
    for sample in _SAMPLES:
        with contextlib.suppress(RefusedFile):
            unpack(sample, limits)


def _told(one: Found) -> Message:
    if isinstance(one, Member):
        return {"name": one.name, "size": len(one.content)}
    return {"name": one.name, "code": one.code}


def _checked_one(one: object, limits: Limits) -> Coming | Unopened:
    if not isinstance(one, dict):
        raise ChannelBroken("a file that is none")
    name, size, code = one.get("name"), one.get("size"), one.get("code")
    if not isinstance(name, str) or not 0 < len(name) <= _MOST_NAME or not name.isprintable():
        raise ChannelBroken("a name that is none")
    if isinstance(code, str) and code in REFUSALS:
        return Unopened(name, code)
    if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size <= limits.zip_member_bytes:
        raise ChannelBroken("a size that is none, or too large")
    return Coming(name, size)


def _taken(one: Coming | Unopened, take: Callable[[int], Bytes]) -> Found:
    return one if isinstance(one, Unopened) else Member(one.name, bytes(take(one.size)))
