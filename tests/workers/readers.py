"""Readers that fail in a named way, and one that replays what a file is said to hold."""

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from extractors.errors import EngineUnavailable, ReaderLost, refused
from extractors.formats.members import Unpacked, unpack
from extractors.limits import Limits
from extractors.walls.looking import Sight
from storage.model.document import Document
from storage.model.reading import Reading, ReadingStatus


class Replays:
    """Reads each file as it was told: by its bytes, the papers in it, or a refusal's code."""

    def __init__(self) -> None:
        self.papers: dict[bytes, tuple[Document, ...] | str] = {}
        self.read: list[str] = []

    def unpack(self, content: bytes) -> Unpacked | None:
        """Really: what is in a ZIP was told one by one."""
        return unpack(content, Limits.default())

    def attempt(self, content: bytes, *, name: str, file_number: int) -> Reading:
        self.read.append(name)
        found = self.papers[content]
        sha256 = hashlib.sha256(content).hexdigest()
        if isinstance(found, str):
            return Reading(
                file=name,
                sha256=sha256,
                media_type="application/octet-stream",
                status=ReadingStatus.REFUSED,
                reason=refused(found).refusal,
            )
        return Reading(
            file=name,
            sha256=sha256,
            media_type="image/jpeg",
            status=ReadingStatus.READ,
            page_count=1,
            documents=tuple(
                replace(document, id=f"f{file_number}.d{at}") for at, document in enumerate(found, 1)
            ),
        )


class Fails(Replays):
    """Raises that for its first so many files, then reads. `raising` makes a new exception each time."""

    def __init__(self, raising: Callable[[], Exception], times: int = 1_000) -> None:
        super().__init__()
        self._raising = raising
        self.left = times

    def attempt(self, content: bytes, *, name: str, file_number: int) -> Reading:
        if self.left:
            self.left -= 1
            self.read.append(name)
            raise self._raising()
        return super().attempt(content, name=name, file_number=file_number)


class Waits(Replays):
    """Reads no further until it may."""

    def __init__(self) -> None:
        super().__init__()
        self.has_begun, self.may_go_on = threading.Event(), threading.Event()

    def attempt(self, content: bytes, *, name: str, file_number: int) -> Reading:
        self.has_begun.set()
        assert self.may_go_on.wait(10)
        return super().attempt(content, name=name, file_number=file_number)


def engine_missing() -> EngineUnavailable:
    return EngineUnavailable("engine_missing", "The OCR engine cannot be loaded.", "Run `claims doctor`.")


def reader_lost() -> ReaderLost:
    return ReaderLost("damaged_file")


def a_bug(said: str) -> Callable[[], Exception]:
    """A fault of ours whose words hold what it should not."""
    return lambda: ValueError(said)


def replays(papers: Mapping[bytes, tuple[Document, ...] | str]) -> Replays:
    reader = Replays()
    reader.papers.update(papers)
    return reader


class Sees:
    """A looker that sees always the same, or raises."""

    def __init__(self, sight: Sight | None = None, raising: Callable[[], Exception] | None = None) -> None:
        self.sight, self.raising = sight, raising
        self.looked_at: list[bytes] = []

    def look(self, content: bytes) -> Sight | None:
        self.looked_at.append(content)
        if self.raising:
            raise self.raising()
        return self.sight
