"""A look at a picture as a whole, before it is read: decoded behind the same walls, by a decoder of its own.

It has its own nursery, so that a look never waits for a file that is being read. Whatever goes wrong with the file is no
news here: reading will name it.

>>> with PictureLooker(Limits.default()) as looker:
...     looker.look(b"%PDF-1.7 is no picture") is None
True
"""

import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from extractors.errors import NoSuchPage
from extractors.formats import media
from extractors.limits import Limits
from extractors.walls.decoders import Decoders
from extractors.walls.watching import Ended
from storage.model.document import QualityFault

PICTURES = frozenset(
    {media.JPEG, media.PNG, media.WEBP, media.BMP, media.GIF, media.HEIC, media.HEIF, media.AVIF}
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a picture looks like as a whole: its fault, or that it has none."""

    fault: QualityFault | None


class PictureLooker:
    """One look at a time; from any thread."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._decoders = Decoders(limits)
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Begins to start the nursery, so that the first look need not wait. Raises `ReaderLost` after `close`."""
        with self._turn:
            self._decoders.start()

    def look(self, content: bytes) -> Sight | None:
        """None where the file is no picture or cannot be opened. Raises `EngineUnavailable`, `ReaderLost`."""
        if len(content) > self._limits.file_bytes or media.by_signature(content) not in PICTURES:
            return None
        with self._turn:
            try:
                with self._decoders.one() as decoding:
                    return Sight(decoding.sight(content))
            except (Ended, NoSuchPage):
                return None

    def close(self) -> None:
        """For good."""
        self._decoders.cancel()
        with self._turn:
            self._decoders.close()
