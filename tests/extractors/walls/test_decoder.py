"""A decoder is fresh for each file and locked for good; what becomes of it is its file's affair alone."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractors.errors import ReaderLost
from extractors.limits import Limits
from extractors.walls.decoders import Decoders
from extractors.walls.isolation import IsolatedReader
from tests.failures.decoders import BAD, LIES
from tests.journeys.service.processes import children_of, command_of, parent_of
from tests.specimens import en16931
from tests.specimens.hostile import picture

LIMITS = Limits.default()
QUICK = LIMITS.with_values(open_seconds=0.7, decode_seconds=0.7)
SMALL = LIMITS.with_values(cpu_seconds=2, memory_bytes=300_000_000)
AS_TOLD = "tests.failures.decoders:as_told"
READS = "tests.failures.engines:Reads"
CALLS = ("socket", "unix socket", "exec", "spawn", "fork", "kill the parent")
FILES = (
    *("read a secret", "list home", "write outside", "write to the project", "read our own code"),
    *("write to a font", "write to the temporary files"),
)


@pytest.fixture(scope="module")
def snooped() -> tuple[dict[str, bool], dict[str, str]]:
    """Which walls are up in a decoder, and what one that tries everything got there."""
    decoders = Decoders(LIMITS, AS_TOLD)
    try:
        with decoders.one() as decoding:
            decoding.opened(BAD + b"lists_what_it_can")
            page, _ = decoding.next_page()
        return {wall.name: wall.is_up for wall in decoders.walls}, dict(
            line[0].split("=") for line in page["lines"]
        )
    finally:
        decoders.close()


@pytest.mark.parametrize("attempt", CALLS)
def test_no_socket_no_program_no_process(attempt: str, snooped: tuple[dict[str, bool], dict[str, str]]) -> None:
    walls, got = snooped
    if not walls["system calls (seccomp)"]:
        pytest.skip("no seccomp here")
    assert got[attempt] == "PermissionError"


@pytest.mark.parametrize("attempt", FILES)
def test_no_file_but_fonts(attempt: str, snooped: tuple[dict[str, bool], dict[str, str]]) -> None:
    walls, got = snooped
    if not walls["files (Landlock)"]:
        pytest.skip("no Landlock here")
    assert got[attempt] == "PermissionError"


def test_fonts_and_threads_are_left(snooped: tuple[dict[str, bool], dict[str, str]]) -> None:
    walls, got = snooped
    assert len(walls) == 6
    assert (got["list fonts"], got["thread"]) == ("done", "done")
    assert got["raise a limit"] != "done" and got["open everything"] != "done"


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader(LIMITS, READS, decode=AS_TOLD) as reader:
        yield reader


@pytest.fixture(scope="module")
def quick() -> Iterator[IsolatedReader]:
    with IsolatedReader(QUICK, READS, decode=AS_TOLD) as reader:
        yield reader


@pytest.fixture(scope="module")
def small() -> Iterator[IsolatedReader]:
    with IsolatedReader(SMALL, READS, decode=AS_TOLD) as reader:
        yield reader


@pytest.mark.parametrize(
    ("way", "code"),
    [
        *((way, "damaged_file") for way in ("segfaults", "aborts", "leaves", "fails")),
        *((way, "unsafe_content") for way in ("takes_at_once", "babbles", "goes_silent")),
    ],
)
def test_what_a_file_does_to_its_decoder_is_its_own_affair(way: str, code: str, reader: IsolatedReader) -> None:
    _die(reader, way, code)


@pytest.mark.parametrize("way", ["hangs", "burns"])
def test_a_decoder_that_takes_too_long_is_ended(way: str, quick: IsolatedReader) -> None:
    started = time.monotonic()
    _die(quick, way, "took_too_long")
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(("way", "code"), [("hogs", "unsafe_content"), ("burns", "took_too_long")])
def test_memory_and_processor_time_have_an_end(way: str, code: str, small: IsolatedReader) -> None:
    _die(small, way, code)
    assert small.peak_bytes < SMALL.memory_bytes + 256 * 1024**2


def _die(reader: IsolatedReader, way: str, code: str) -> None:
    """The file gets its name; the nursery and the reader live on, and the next file is read."""
    assert reader.attempt(en16931.ubl(), name="a", file_number=1).status == "read"
    before = _processes()
    assert _code(reader, way) == code
    assert reader.attempt(en16931.ubl(), name="a", file_number=3).status == "read"
    assert _processes() == before


def test_a_decoder_killed_from_outside_is_no_result(reader: IsolatedReader) -> None:
    reader.attempt(en16931.ubl(), name="a", file_number=1)
    timer = threading.Timer(0.5, _kill_decoders)
    timer.start()
    with pytest.raises(ReaderLost) as caught:
        reader.attempt(BAD + b"hangs", name="bad", file_number=1)
    timer.join()
    assert caught.value.code_if_blamed == "unsafe_content"
    assert reader.attempt(en16931.ubl(), name="a", file_number=2).status == "read"


def test_a_decoder_killed_before_its_file_came_is_replaced(reader: IsolatedReader) -> None:
    reader.attempt(en16931.ubl(), name="a", file_number=1)
    _kill_decoders()
    assert reader.attempt(en16931.ubl(), name="a", file_number=2).status == "read"


def test_a_lost_nursery_is_renewed(reader: IsolatedReader) -> None:
    assert reader.attempt(en16931.ubl(), name="a", file_number=1).status == "read"
    for nursery in [pid for pid, kind in _processes().items() if kind == "nursery"]:
        os.kill(nursery, signal.SIGKILL)
    readings = [reader.read(en16931.ubl(), name="a", file_number=number) for number in (2, 3)]
    assert readings[-1].status == "read"


def test_a_later_page_has_its_own_deadline(quick: IsolatedReader) -> None:
    started = time.monotonic()
    assert _code(quick, "hangs_in_second_page") == "took_too_long"
    assert time.monotonic() - started < 10
    assert quick.attempt(en16931.ubl(), name="a", file_number=3).status == "read"


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_a_decoder_that_lies_is_not_believed(
    lie: Callable[..., object], reader: IsolatedReader, caplog: pytest.LogCaptureFixture
) -> None:
    assert _code(reader, lie.__name__) == "unsafe_content"
    assert "said what it may not" in caplog.text


def test_what_nobody_foresaw_is_told_with_its_place(
    reader: IsolatedReader, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    assert _code(reader, "fails") == "damaged_file"
    assert "nobody foresaw" in caplog.text and "decoders.py" in caplog.text


def test_the_reader_itself_loads_no_decoder() -> None:
    """Its engine, which runs in it, trips over whatever decodes customers' files."""
    with IsolatedReader(LIMITS, "tests.failures.engines:FindsDecoders") as reader:
        for content in (en16931.ubl(), en16931.factur_x(), picture()):
            assert reader.read(content, name="a", file_number=1).status == "read"


def test_nothing_of_one_file_is_left_for_the_next(reader: IsolatedReader) -> None:
    reader.read(en16931.ubl(), name="a", file_number=1)
    before, ends = _processes(), _open_ends()
    for number in range(20):
        reader.read(en16931.ubl() if number % 2 else b"<?xml", name="a", file_number=2)
    assert (_processes(), _open_ends()) == (before, ends)


def test_page_pictures_need_no_reader() -> None:
    with IsolatedReader(LIMITS, "tests.failures.engines:Missing") as reader:
        assert reader.page_picture(picture(), page=1, longest=100).startswith(b"\x89PNG")
        assert [wall.process for wall in reader.walls] == ["decoder"] * 6


def _code(reader: IsolatedReader, way: str) -> str:
    reading = reader.attempt(BAD + way.encode(), name="bad", file_number=2)
    assert reading.reason is not None
    return reading.reason.code


def _kill_decoders() -> None:
    """Those at work and those that wait for a file, of every reader; the next one may only just be on its way."""
    until = time.monotonic() + 5
    decoders: list[int] = []
    while not decoders and time.monotonic() < until:
        decoders = [pid for nursery in _processes() for pid in children_of(nursery)]
    assert decoders
    for decoder in decoders:
        os.kill(decoder, signal.SIGKILL)
    while any(parent_of(decoder) is not None for decoder in decoders):
        time.sleep(0.01)


def _open_ends() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _processes() -> dict[int, str]:
    """Our nursery and our reader, by their numbers."""
    kinds = {b"extractors.walls.nursery": "nursery", b"extractors.walls.child": "reader"}
    return {
        pid: kind for pid in children_of(os.getpid()) for part, kind in kinds.items() if part in command_of(pid)
    }
