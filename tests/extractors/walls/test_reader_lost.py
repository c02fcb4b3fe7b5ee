"""A reader that dies is told apart from a paper that is bad; a reader at work can be stopped from outside."""

import threading
import time

import pytest

from extractors.errors import EngineUnavailable, ReaderLost
from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from storage.errors import TransientError
from tests.specimens.hostile import picture

LIMITS = Limits.default()
ENGINES = "tests.failures.engines:"


@pytest.mark.parametrize(
    ("engine", "code"),
    [("Segfaults", "damaged_file"), ("Aborts", "damaged_file"), ("IsKilled", "unsafe_content")],
)
def test_a_death_that_may_not_be_the_papers_doing_is_no_result(engine: str, code: str) -> None:
    with IsolatedReader(LIMITS, ENGINES + engine) as reader:
        with pytest.raises(ReaderLost) as caught:
            reader.attempt(picture(), name="a.jpg", file_number=1)
        assert isinstance(caught.value, TransientError)
        assert (caught.value.code, caught.value.code_if_blamed) == ("reader_lost", code)
        reading = reader.read(picture(), name="a.jpg", file_number=1)
        assert reading.reason is not None and reading.reason.code == code


@pytest.mark.parametrize(
    ("engine", "limits", "code"),
    [
        ("Hangs", LIMITS.with_values(read_seconds=0.7), "took_too_long"),
        ("Burns", LIMITS.with_values(cpu_seconds=1), "took_too_long"),
        ("Hogs", LIMITS.with_values(memory_bytes=400_000_000), "unsafe_content"),
        ("Babbles", LIMITS, "unsafe_content"),
        ("FailsOnBlack", LIMITS, "read"),
    ],
)
def test_what_we_end_ourselves_stays_a_result(engine: str, limits: Limits, code: str) -> None:
    with IsolatedReader(limits, ENGINES + engine) as reader:
        reading = reader.attempt(picture(), name="a.jpg", file_number=1)
        assert (reading.reason.code if reading.reason else reading.status.value) == code


def test_after_a_lost_reader_the_next_file_is_read() -> None:
    with IsolatedReader(LIMITS.with_values(recycle_pages=9), ENGINES + "CountsItself") as reader:
        assert reader.attempt(picture(), name="a.jpg", file_number=1).status == "read"
        with pytest.raises(ReaderLost):
            reader.attempt(picture(), name="b.jpg", file_number=2)
        assert reader.attempt(picture(), name="b.jpg", file_number=2).status == "read"


@pytest.mark.parametrize("way", ["attempt", "read"])
@pytest.mark.parametrize("after_seconds", [0.05, 2.5])
def test_a_read_under_way_ends_at_once_when_it_is_cancelled(way: str, after_seconds: float) -> None:
    """While the child is starting, and while it hangs in a page."""
    with IsolatedReader(LIMITS, ENGINES + "Hangs") as reader:
        cancelled: list[float] = []

        def cancel() -> None:
            cancelled.append(time.monotonic())
            reader.cancel()

        timer = threading.Timer(after_seconds, cancel)
        timer.start()
        with pytest.raises(ReaderLost):
            getattr(reader, way)(picture(), name="a.jpg", file_number=1)
        assert time.monotonic() - cancelled[0] < 1.0
        timer.join()
        with pytest.raises(ReaderLost):
            reader.read(picture(), name="b.jpg", file_number=2)


def test_the_engine_gets_the_threads_it_is_given() -> None:
    with IsolatedReader(LIMITS, ENGINES + "TellsThreads", threads=1) as reader:
        with pytest.raises(EngineUnavailable) as caught:
            reader.warm()
        assert caught.value.message == "1 1 1"
