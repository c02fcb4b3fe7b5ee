"""Reading in a child that can be killed: whatever a file does, it gets a named result and the next one is read.

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

from extractors.errors import REFUSALS, NoSuchPage, ReaderLost, refused
from extractors.formats import media
from extractors.limits import Limits
from extractors.walls.sandbox import Wall
from extractors.walls.watched_child import Answer, Ended, WatchedChild, broken
from storage.model.reading import Reading, ReadingStatus
from storage.model.serial import reading_from_data

PADDLE = "extractors.ocr.paddle:PaddleEngine"
LONGEST = 5000
"""The longest edge in pixels that a page's picture may be asked for with: its bytes must fit one frame."""
_PNG_ROOM = 65_536


class IsolatedReader:
    """One child, started by the first file and renewed when it is lost. Not thread-safe, but for `cancel`.

    `engine` names what builds the OCR engine inside the child, as `module:name`; `threads` is how many it may use,
    None leaves that to the engine.
    """

    def __init__(self, limits: Limits, engine: str = PADDLE, threads: int | None = None) -> None:
        self.limits = limits
        self._child = WatchedChild(limits, engine, threads)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def walls(self) -> tuple[Wall, ...]:
        """The walls around the child; none before its first start."""
        return self._child.walls

    @property
    def peak_bytes(self) -> int:
        """The most memory that the child was seen with during the last order."""
        return self._child.peak_bytes

    def close(self) -> None:
        self._child.close()

    def cancel(self) -> None:
        """From any thread, and for good: a read under way and every later one end at once with `ReaderLost`."""
        self._child.cancel()

    def read(self, content: bytes | Path, *, name: str, file_number: int) -> Reading:
        """As `attempt`, but a file that the child died over is blamed. Raises `EngineUnavailable`; `ReaderLost`
        after `cancel` only."""
        if isinstance(content, Path):
            content = content.read_bytes()
        started = time.monotonic()
        try:
            return self.attempt(content, name=name, file_number=file_number)
        except ReaderLost as lost:
            if self._child.is_cancelled:
                raise
            return _refused(content, name, lost.code_if_blamed, time.monotonic() - started)

    def attempt(self, content: bytes, *, name: str, file_number: int) -> Reading:
        """Reads one file. Raises `EngineUnavailable` when the machinery is at fault, and `ReaderLost` when the child
        died of something that we did not do and that may have nothing to do with the paper."""
        if len(content) > self.limits.file_bytes:
            return _refused(content, name, "too_large", 0.0)
        if not content:
            return _refused(content, name, "empty_file", 0.0)
        started = time.monotonic()
        try:
            answer = self._child.ask({"order": "read", "name": name, "file_number": file_number}, content)
        except Ended as ended:
            return _refused(content, name, ended.code, time.monotonic() - started)
        return self._reading(answer, content, name)

    def page_picture(self, content: bytes, *, page: int, longest: int = 2000) -> bytes:
        """That page, counted from 1, as a PNG in the contract's frame, its longer edge at most `longest` pixels.

        The engine is not loaded for it. Raises `NoSuchPage`, `RefusedFile`, `ReaderLost` as `attempt` does, and
        `EngineUnavailable` where the child cannot start.
        """
        if not 1 <= longest <= LONGEST:
            raise ValueError(f"the longest edge is 1 to {LONGEST} pixels, not {longest}")
        if not content or len(content) > self.limits.file_bytes:
            raise refused("too_large" if content else "empty_file")
        order = {"order": "picture", "page": page, "longest": longest}
        try:
            answer = self._child.ask(order, content, most=longest * longest * 4 + _PNG_ROOM)
        except Ended as ended:
            raise refused(ended.code) from None
        if answer.message["event"] == "no_such_page":
            raise NoSuchPage(page)
        if answer.message["event"] == "picture" and media.by_signature(answer.content) == media.PNG:
            return answer.content
        self._tell_surprise(answer)
        raise refused(_code(answer))

    def warm(self) -> None:
        """Loads the engine now, so that the first page need not wait. Raises `EngineUnavailable`, `ReaderLost`."""
        try:
            self._child.ask({"order": "warm"})
        except Ended as ended:
            raise broken("The OCR engine did not load.") from ended

    def _reading(self, answer: Answer, content: bytes, name: str) -> Reading:
        self._tell_surprise(answer)
        if answer.message["event"] == "refused":
            return _refused(content, name, _code(answer), answer.seconds)
        try:
            reading = reading_from_data(answer.message["reading"])
        except (LookupError, TypeError, ValueError, AttributeError):
            self._child.forget()
            return _refused(content, name, "damaged_file", answer.seconds)
        return replace(reading, file=name, sha256=hashlib.sha256(content).hexdigest())

    def _tell_surprise(self, answer: Answer) -> None:
        if answer.message.get("is_surprise"):
            self._child.report("A file could not be read, for a reason nobody foresaw")


def _code(answer: Answer) -> str:
    """The refusal's code. The child is not believed: one that is none of ours means damaged."""
    code = answer.message.get("code")
    return code if isinstance(code, str) and code in REFUSALS else "damaged_file"


def _refused(content: bytes, name: str, code: str, seconds: float) -> Reading:
    return Reading(
        file=name,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=media.by_signature(content) or "application/octet-stream",
        status=ReadingStatus.REFUSED,
        reason=refused(code).refusal,
        seconds=round(seconds, 3),
    )
