"""Reading in processes that can be killed: whatever a file does, it gets a named result and the next one is read.

Two processes read. A decoder, fresh for each file, turns the bytes into pixels, text runs and data; the reader, which
lives long and has the OCR engine, gets those only, page by page, as the parent has checked them.
Killed by the clock or for processor time: `took_too_long`. Killed for memory: `unsafe_content`. Crashed:
`damaged_file`. A missing or broken engine is no fault of the paper: `EngineUnavailable` is raised.

>>> with IsolatedReader(Limits.default()) as reader:
...     reader.read(b"", name="empty.jpg", file_number=1).reason.code
'empty_file'
"""

import hashlib
import time
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from extractors.errors import NoSuchPage, ReaderLost, RefusedFile, refused
from extractors.formats import media
from extractors.formats.found_files import Found, Unopened
from extractors.formats.members import Unpacked
from extractors.inside import Holder, joined, refused_whole
from extractors.limits import Limits
from extractors.walls.channel import Message
from extractors.walls.checks import checked_code
from extractors.walls.decoders import DECODE, Decoders
from extractors.walls.sandbox import Wall
from extractors.walls.watched_child import WatchedChild, broken
from extractors.walls.watching import Ended
from storage.model.print import prints_from_data
from storage.model.reading import Reading, ReadingStatus
from storage.model.serial import reading_from_data

PADDLE = "extractors.ocr.paddle:PaddleEngine"
LONGEST = 5000
"""The longest edge in pixels that a page's picture may be asked for with: its bytes must fit one frame."""
_PNG_ROOM = 65_536


class IsolatedReader:
    """A reader and its decoders, started by the first file and renewed when lost. Not thread-safe, but for `cancel`.

    `engine` names what builds the OCR engine inside the reader, as `module:name`; `threads` is how many it may use,
    None leaves that to the engine. `decode` names what decodes inside a decoder.
    """

    def __init__(
        self, limits: Limits, engine: str = PADDLE, threads: int | None = None, *, decode: str = DECODE
    ) -> None:
        self.limits = limits
        self._child = WatchedChild(limits, engine, threads)
        self._decoders = Decoders(limits, decode)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def walls(self) -> tuple[Wall, ...]:
        """The walls around the last decoder and around the reader; none before their first start."""
        return self._decoders.walls + self._child.walls

    @property
    def peak_bytes(self) -> int:
        """The most memory that the decoder or the reader was seen with during the last order."""
        return max(self._decoders.peak_bytes, self._child.peak_bytes)

    def close(self) -> None:
        self._child.close()
        self._decoders.close()

    def cancel(self) -> None:
        """From any thread, and for good: a read under way and every later one end at once with `ReaderLost`."""
        self._child.cancel()
        self._decoders.cancel()

    def read(self, content: bytes | Path, *, name: str, file_number: int) -> Reading:
        """As `attempt`, with all that lies in a ZIP or a mail; and a file that a process died over is blamed.

        Raises `EngineUnavailable`; `ReaderLost` after `cancel` only.
        """
        if isinstance(content, Path):
            content = content.read_bytes()
        started = time.monotonic()
        try:
            unpacked = self.unpack(content)
            if unpacked is None:
                return self._blamed(content, name, file_number)
            inside = [self._inside(one, file_number) for one in unpacked.found]
            reading = joined(_holder(content, name), inside, file_number)
        except RefusedFile as error:
            reading = refused_whole(_holder(content, name), error.refusal)
        except ReaderLost as lost:
            return self._lost(lost, content, name, started)
        return replace(reading, seconds=round(time.monotonic() - started, 3))

    def attempt(self, content: bytes, *, name: str, file_number: int) -> Reading:
        """Reads one file. Raises `EngineUnavailable` when the machinery is at fault, and `ReaderLost` when a process
        died of something that we did not do and that may have nothing to do with the paper."""
        if len(content) > self.limits.file_bytes:
            return _refused(content, name, "too_large", 0.0)
        if not content:
            return _refused(content, name, "empty_file", 0.0)
        started = time.monotonic()
        self._child.peak_bytes = 0
        self._decoders.start()
        self._child.start()
        try:
            with self._decoders.one() as decoding:
                order = {"order": "read", "name": name, "file_number": file_number}
                file = decoding.opened(content)
                answer = self._child.ask({**order, "file": file}, decoding.next_page)
        except Ended as ended:
            return _refused(content, name, ended.code, time.monotonic() - started, ended.detail)
        return self._reading(answer, content, name, time.monotonic() - started)

    def unpack(self, content: bytes) -> Unpacked | None:
        """The files inside a ZIP or a mail; None for a file that holds no others. Nothing is started to tell most of
        those. Raises `RefusedFile` where it cannot be opened as a whole; `ReaderLost`, `EngineUnavailable` as `attempt`."""
        if len(content) > self.limits.file_bytes or not media.may_hold_files(content):
            return None
        try:
            with self._decoders.one() as decoding:
                return decoding.unpacked(content)
        except Ended as ended:
            raise refused(ended.code, ended.detail) from None

    def page_picture(self, content: bytes, *, page: int, longest: int = 2000) -> bytes:
        """That page, counted from 1, as a PNG in the contract's frame, its longer edge at most `longest` pixels.

        Neither reader nor engine is started for it. Raises `NoSuchPage`, `RefusedFile`, `ReaderLost` as `attempt`
        does, and `EngineUnavailable` where no decoder can be started.
        """
        if not 1 <= longest <= LONGEST:
            raise ValueError(f"the longest edge is 1 to {LONGEST} pixels, not {longest}")
        if not content or len(content) > self.limits.file_bytes:
            raise refused("too_large" if content else "empty_file")
        order = {"order": "picture", "page": page, "longest": longest}
        try:
            with self._decoders.one() as decoding:
                png = decoding.picture(order, content, longest * longest * 4 + _PNG_ROOM)
        except Ended as ended:
            raise refused(ended.code, ended.detail) from None
        except NoSuchPage:
            raise NoSuchPage(page) from None
        if media.by_signature(png) != media.PNG:
            raise refused("damaged_file")
        return png

    def warm(self) -> None:
        """Loads the engine now, so that the first page need not wait. Raises `EngineUnavailable`, `ReaderLost`."""
        try:
            self._child.ask({"order": "warm"})
        except Ended as ended:
            raise broken("The OCR engine did not load.") from ended

    def _inside(self, found: Found, file_number: int) -> tuple[str, Reading] | Unopened:
        if isinstance(found, Unopened):
            return found
        return found.name, self._blamed(found.content, found.name, file_number)

    def _blamed(self, content: bytes, name: str, file_number: int) -> Reading:
        """As `attempt`, but a file that a process died over is blamed."""
        started = time.monotonic()
        try:
            return self.attempt(content, name=name, file_number=file_number)
        except ReaderLost as lost:
            return self._lost(lost, content, name, started)

    def _lost(self, lost: ReaderLost, content: bytes, name: str, started: float) -> Reading:
        """Raises it again where we ended the process ourselves."""
        if self._child.is_cancelled:
            raise lost
        return _refused(content, name, lost.code_if_blamed, time.monotonic() - started)

    def _reading(self, answer: Message, content: bytes, name: str, seconds: float) -> Reading:
        self._tell_surprise(answer)
        if answer["event"] == "refused":
            return _refused(content, name, checked_code(answer), seconds)
        try:
            reading = reading_from_data(answer["reading"])
            prints = prints_from_data(answer.get("prints", []))
        except (LookupError, TypeError, ValueError, AttributeError):
            self._child.forget()
            return _refused(content, name, "damaged_file", seconds)
        digest = hashlib.sha256(content).hexdigest()
        return replace(reading, file=name, sha256=digest, seconds=round(seconds, 3), prints=prints)

    def _tell_surprise(self, answer: Message) -> None:
        if answer.get("is_surprise"):
            self._child.report("A file could not be read, for a reason nobody foresaw")


def _holder(content: bytes, name: str) -> Holder:
    digest = hashlib.sha256(content).hexdigest()
    return Holder(name=name, sha256=digest, media_type=media.holder_of(content))


def _refused(content: bytes, name: str, code: str, seconds: float, detail: str = "") -> Reading:
    return Reading(
        file=name,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=media.by_signature(content) or "application/octet-stream",
        status=ReadingStatus.REFUSED,
        reason=refused(code, detail).refusal,
        seconds=round(seconds, 3),
    )
