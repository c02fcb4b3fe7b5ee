"""The parent's side of decoding: one decoder for a file, asked, watched, believed in nothing, and ended.

What a file does to its decoder becomes the file's refusal (`Ended`): the clock and the processor time `took_too_long`,
memory and lies `unsafe_content`, a crash `damaged_file`. Only a decoder that something outside killed is lost
(`ReaderLost`): that may be nobody's fault.

>>> code_of_death(-signal.SIGSEGV), code_of_death(-signal.SIGXCPU)
('damaged_file', 'took_too_long')
"""

import logging
import re
import signal
from collections.abc import Callable
from typing import Any, TypeVar

from extractors.errors import NoSuchPage, ReaderLost
from extractors.formats.members import Unpacked
from extractors.limits import Limits
from extractors.walls.channel import ChannelBroken, ChannelGone, Inbox, Message, Outbox
from extractors.walls.checks import checked_code, checked_file, checked_page, pixel_bytes
from extractors.walls.deadlines import UNPACKING
from extractors.walls.nursery_process import Born
from extractors.walls.sandbox import Wall
from extractors.walls.unpacking import take_over
from extractors.walls.watching import Ended, Overrun, Vigil
from storage.model.document import QualityFault

_log = logging.getLogger(__name__)
_DETAIL = re.compile(r"[（(] ?\d{1,12}(×\d{1,12}| 页)[)）]")
_WORDS = 4_000
_NONSENSE = (LookupError, TypeError, ValueError, AttributeError)
"""What a message of the wrong shape may end in where a check has a gap: it stays the decoder's lie."""
Page = tuple[Message, bytearray | None]
Got = TypeVar("Got")


class Decoding:
    """One file in one decoder. `death` tells how a decoder ended that fell silent; it may raise `ChannelBroken`."""

    def __init__(self, born: Born, limits: Limits, death: Callable[[Born], int | None]) -> None:
        self.vigil = Vigil(born.pid, limits)
        self.walls: tuple[Wall, ...] = ()
        self._born = born
        self._limits = limits
        self._death = death
        self._inbox, self._outbox = Inbox(born.inward), Outbox(born.outward)
        self._page_count = self._page = 0

    def opened(self, content: bytes) -> Message:
        """The checked message about the file. Raises `Ended`, `ReaderLost`."""
        return self._guarded(lambda: self._opened(content))

    def next_page(self) -> Page:
        """A checked page or damage with its pixels, or the message `end`. Raises `Ended`, `ReaderLost`."""
        return self._guarded(self._next_page)

    def picture(self, order: Message, content: bytes, most: int) -> bytes:
        """A page's picture, of at most so many bytes. Raises `NoSuchPage`, `Ended`, `ReaderLost`."""
        return self._guarded(lambda: self._picture(order, content, most))

    def sight(self, content: bytes) -> QualityFault | None:
        """The fault of a picture as a whole. Raises `Ended`, `ReaderLost`."""
        return self._guarded(lambda: self._sight(content))

    def _sight(self, content: bytes) -> QualityFault | None:
        self._order({"order": "look"}, content)
        message = self._heard()
        if message.get("event") != "sight":
            raise ChannelBroken("no sight")
        fault = message.get("fault")
        return None if fault is None else QualityFault(fault)

    def unpacked(self, content: bytes) -> Unpacked | None:
        """The files inside it; None for a file that holds no others. Raises `Ended`, `ReaderLost`."""
        return self._guarded(lambda: self._unpacked(content))

    def _unpacked(self, content: bytes) -> Unpacked | None:
        self._order({"order": "unpack"}, content)
        self.vigil.watch.note(UNPACKING)
        return take_over(self._heard(), self._limits, lambda size: self._bytes(size, size))

    def _opened(self, content: bytes) -> Message:
        self._order({"order": "read"}, content)
        file = checked_file(self._heard(), self._limits)
        self._page_count = file["page_count"]
        return file

    def _next_page(self) -> Page:
        if self._page:
            self.vigil.watch.note(f"page {self._page} read")
        self._tell({"order": "next"})
        message = self._heard()
        if message.get("event") == "end" and self._page == self._page_count:
            return {"event": "end"}, None
        self._page += 1
        if self._page > self._page_count:
            raise ChannelBroken("more pages than promised")
        page = checked_page(message, self._limits, number=self._page)
        size = pixel_bytes(page)
        return page, self._bytes(size, size) if size else None

    def _picture(self, order: Message, content: bytes, most: int) -> bytes:
        self._order(order, content)
        if self._heard().get("event") != "picture":
            raise ChannelBroken("no picture")
        return bytes(self._bytes(0, most))

    def _order(self, order: Message, content: bytes) -> None:
        told = self._inbox_message()
        self.walls = tuple(Wall(**wall) for wall in told["walls"])
        self._outbox.put_message(order)
        self._outbox.put(content)
        self.vigil.until(self._outbox.push)

    def _tell(self, message: Message) -> None:
        self._outbox.put_message(message)
        self.vigil.until(self._outbox.push)

    def _heard(self) -> Message:
        """The next message that is no refusal."""
        message = self._inbox_message()
        match message.get("event"):
            case "refused":
                _tell_surprise(message)
                raise Ended(checked_code(message), _detail(message))
            case "no_such_page":
                raise NoSuchPage(0)
            case _:
                return message

    def _inbox_message(self) -> Message:
        return self.vigil.until(self._inbox.wait)

    def _bytes(self, least: int, most: int) -> bytearray:
        content = self.vigil.until(lambda seconds: self._inbox.wait_bytes(seconds, most))
        if len(content) < least:
            raise ChannelBroken("a frame is too small")
        return content

    def _guarded(self, ask: Callable[[], Got]) -> Got:
        try:
            return ask()
        except Overrun as over:
            _log.warning("A decoder was killed (%s) after %.1f s.", over.code, self.vigil.watch.seconds)
            raise Ended(over.code) from None
        except ChannelGone:
            raise self._mourned() from None
        except (ChannelBroken, *_NONSENSE) as lie:
            _log.warning("A decoder was killed (unsafe_content): it said what it may not: %s.", lie)
            raise Ended("unsafe_content") from None

    def _mourned(self) -> Exception:
        try:
            status = self._death(self._born)
        except ChannelBroken:
            return ReaderLost("damaged_file", "The nursery of decoders died while a file was decoded.")
        _log.warning("A decoder died (%s) after %.1f s.", status, self.vigil.watch.seconds)
        if status == -signal.SIGKILL:
            return ReaderLost("unsafe_content", "A decoder was killed from outside while it decoded a file.")
        return Ended(code_of_death(status))


def code_of_death(status: int | None) -> str:
    """The refusal of a file whose decoder ended like that; None stands for one that fell silent and lived on."""
    if status is None:
        return "unsafe_content"
    return "took_too_long" if status == -signal.SIGXCPU else "damaged_file"


def _detail(message: Message) -> str:
    detail: Any = message.get("detail")
    return detail if isinstance(detail, str) and _DETAIL.fullmatch(detail) else ""


def _tell_surprise(message: Message) -> None:
    if message.get("is_surprise"):
        _log.warning("A file could not be decoded, for a reason nobody foresaw.")
        _log.info("%s", str(message.get("words"))[:_WORDS])
