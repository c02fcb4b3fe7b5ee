"""The threads of a worker: the reader's owner, and rounds that outlive whatever happens in them."""

import threading
import time
from collections.abc import Callable

import pytest

from extractors.errors import EngineUnavailable, ReaderLost
from storage.errors import StoreUnavailable
from storage.model.reading import Reading
from tests.validators.builders import bill
from tests.workers.processes import until
from tests.workers.readers import Replays, a_bug, engine_missing, reader_lost
from workers import rounds
from workers.reader_thread import ReaderThread
from workers.rounds import Rounds
from workers.vitals import Vitals


class Owned(Replays):
    """A reader with an engine; fails to load it so many times; stands still while it reads, if told to."""

    def __init__(self, loads_after: int = 0, *, is_slow: bool = False) -> None:
        super().__init__()
        self.papers[b"a bill"] = (bill(),)
        self.warmings, self.closings = 0, 0
        self._loads_after, self._is_slow = loads_after, is_slow
        self._cancelled = threading.Event()
        self.threads: set[int] = set()

    def attempt(self, content: bytes, *, name: str, file_number: int) -> Reading:
        self.threads.add(threading.get_ident())
        if self._is_slow:
            self._cancelled.wait(10)
        if self._cancelled.is_set():
            raise reader_lost()
        return super().attempt(content, name=name, file_number=file_number)

    def warm(self) -> None:
        self.threads.add(threading.get_ident())
        self.warmings += 1
        if self.warmings <= self._loads_after:
            raise engine_missing()

    def cancel(self) -> None:
        self._cancelled.set()

    def close(self) -> None:
        self.closings += 1


def test_the_engine_is_loaded_before_a_file_comes() -> None:
    thread, reader, vitals = _started(Owned())
    until(lambda: vitals.engine == "ready")
    assert (reader.warmings, reader.read) == (1, [])
    thread.stop()


def test_only_its_own_thread_speaks_to_the_child() -> None:
    thread, reader, _ = _started(Owned())
    for number in range(3):
        assert thread.attempt(b"a bill", name="bill.jpg", file_number=number).documents
    thread.stop()
    until(lambda: reader.closings)
    assert reader.threads == {thread.ident}


def test_an_engine_that_would_not_load_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.vitals._FIRST_SECONDS", 0.01)
    thread, reader, vitals = _started(Owned(loads_after=2))
    until(lambda: vitals.engine == "ready")
    assert reader.warmings == 3
    assert vitals.details()["code"] is None
    thread.stop()


def test_stopping_ends_what_is_under_way_and_all_that_comes() -> None:
    thread, _, vitals = _started(Owned(is_slow=True))
    lost: list[BaseException] = []

    def attempt() -> None:
        with pytest.raises(ReaderLost) as caught:
            thread.attempt(b"a bill", name="bill.jpg", file_number=1)
        lost.append(caught.value)

    waiting = threading.Thread(target=attempt)
    waiting.start()
    time.sleep(0.05)
    thread.stop()
    waiting.join(5)
    assert lost and vitals.is_stopping
    attempt()


def test_whatever_the_reader_raises_reaches_who_waits() -> None:
    reader = Owned()
    thread, *_ = _started(reader)
    reader.attempt = _raises(a_bug("said"))  # type: ignore[method-assign]
    with pytest.raises(ValueError, match="said"):
        thread.attempt(b"a bill", name="bill.jpg", file_number=1)
    reader.attempt = _raises(engine_missing)  # type: ignore[method-assign]
    with pytest.raises(EngineUnavailable):
        thread.attempt(b"a bill", name="bill.jpg", file_number=1)
    thread.stop()


def test_rounds_go_on_after_whatever_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_FIRST_PAUSE", 0.001)
    done: list[int] = []

    def work() -> None:
        done.append(1)
        if len(done) == 1:
            raise StoreUnavailable("The database is busy.")
        if len(done) == 2:
            raise ValueError("a fault of ours")

    thread = Rounds("sweep", work, lambda _: 0.001)
    thread.start()
    until(lambda: len(done) > 3)
    thread.stop()
    assert not thread.is_alive()


def _started(reader: Owned) -> tuple[ReaderThread, Owned, Vitals]:
    vitals = Vitals()
    thread = ReaderThread(reader, vitals)
    thread.start()
    return thread, reader, vitals


def _raises(making: Callable[[], Exception]) -> Callable[..., Reading]:
    def attempt(content: bytes, *, name: str, file_number: int) -> Reading:
        raise making()

    return attempt
