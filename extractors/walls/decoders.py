"""The decoders of one reader: a nursery, started by the first file and renewed when it is lost, and one decoder at a time.

The next one is born as soon as the last has ended, behind its walls and without an order, so that no file waits for it.

>>> Decoders(Limits.default()).walls
()
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from extractors.errors import EngineUnavailable, ReaderLost
from extractors.limits import Limits
from extractors.walls.channel import ChannelBroken
from extractors.walls.decoding import Decoding
from extractors.walls.nursery_process import NurseryProcess
from extractors.walls.sandbox import Wall, tell_missing

DECODE = "extractors.formats.decode:decode"


class Decoders:
    """`decode` names the function that decodes, as `module:name`. Only `cancel` is for other threads."""

    def __init__(self, limits: Limits, decode: str = DECODE) -> None:
        self.limits = limits
        self.walls: tuple[Wall, ...] = ()
        self.peak_bytes = 0
        self.is_cancelled = False
        self._decode = decode
        self._nursery: NurseryProcess | None = None
        self._is_ready = False

    @property
    def nursery_pid(self) -> int | None:
        """None where none runs."""
        return self._nursery.pid if self._nursery is not None and self._nursery.is_alive else None

    def start(self) -> None:
        """Begins to start the nursery; the first decoder waits for it. Raises `ReaderLost` after `cancel`."""
        if self.is_cancelled:
            raise stopped()
        if self._nursery is None or not self._nursery.is_alive:
            self.close()
            self._nursery = NurseryProcess(self.limits, self._decode, _fonts())
            _expect(self._nursery)

    @contextlib.contextmanager
    def one(self) -> Iterator[Decoding]:
        """A fresh decoder, ended afterwards whatever happens. Raises `EngineUnavailable`, `ReaderLost`."""
        nursery = self._ready()
        self.peak_bytes = 0
        try:
            born = nursery.bear()
        except ChannelBroken as error:
            self.close()
            raise stopped() if self.is_cancelled else ReaderLost("damaged_file", f"{error}.") from None
        decoding = Decoding(born, self.limits, nursery.death_of)
        try:
            yield decoding
        finally:
            self.peak_bytes = decoding.vigil.peak_bytes
            self._note(decoding.walls)
            born.end()
            _expect(nursery)

    def cancel(self) -> None:
        """For good, and from any thread: what is under way and every later order ends with `ReaderLost`."""
        self.is_cancelled = True
        nursery = self._nursery
        if nursery is not None:
            nursery.stop()

    def close(self) -> None:
        if self._nursery is not None:
            self._nursery.close()
        self._nursery, self._is_ready = None, False

    def _ready(self) -> NurseryProcess:
        self.start()
        nursery = self._nursery
        assert nursery is not None
        if self._is_ready:
            return nursery
        message = None
        with contextlib.suppress(ChannelBroken):
            message = None if self.is_cancelled else nursery.wait(self.limits.start_seconds)
        if message is None:
            words = nursery.last_words()
            self.close()
            if self.is_cancelled:
                raise stopped()
            raise EngineUnavailable(
                "reader_failed", f"The decoder did not start. {words}".strip(), "Run `claims doctor`."
            )
        self._is_ready = True
        return nursery

    def _note(self, walls: tuple[Wall, ...]) -> None:
        if walls and not self.walls:
            tell_missing(walls)
        self.walls = walls or self.walls


def _expect(nursery: NurseryProcess) -> None:
    """The next decoder is born while nobody waits for it. Where the nursery is gone, the next order says so."""
    with contextlib.suppress(ChannelBroken):
        nursery.expect()


def stopped() -> ReaderLost:
    """What everything under way ends with after `cancel`."""
    return ReaderLost("took_too_long", "The reader was stopped.")


def _fonts() -> tuple[Path, ...]:
    """Beside the machine's own: the font that OFD pages are drawn with."""
    from extractors.ocr import weights

    with contextlib.suppress(EngineUnavailable, OSError):
        return (weights.package_folder() / "fonts",)
    return ()
