"""Whatever a file does to the reader, it gets a named result and the next one is read."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.errors import EngineUnavailable
from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from storage.model.reading import Reading, ReadingStatus
from tests.specimens.hostile import HOSTILE, PARTIAL, READ, picture

LIMITS = Limits.default()
QUICK = LIMITS.with_values(read_seconds=0.7)
ENGINES = "tests.failures.engines:"


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader(LIMITS, ENGINES + "Reads") as reader:
        yield reader


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_its_answer_within_ten_seconds(name: str, reader: IsolatedReader) -> None:
    content = HOSTILE[name].content()
    reader.warm()  # after a file that killed it: its start is not this file's time
    started = time.monotonic()
    reading = reader.read(content, name=name, file_number=1)
    assert _outcome(reading) in HOSTILE[name].answers
    assert time.monotonic() - started < 10
    assert reader.peak_bytes < LIMITS.memory_bytes + 256 * 1024**2
    assert (reading.reason is None) == (reading.status is ReadingStatus.READ)


def test_after_all_that_an_honest_file_is_read(reader: IsolatedReader) -> None:
    reading = reader.read(picture(), name="honest.jpg", file_number=3)
    assert (reading.status, reading.file, reading.media_type) == ("read", "honest.jpg", "image/jpeg")
    assert reading.documents[0].id == "f3.d1"


@pytest.mark.parametrize(
    ("engine", "limits", "code"),
    [
        ("Segfaults", LIMITS, "damaged_file"),
        ("Aborts", LIMITS, "damaged_file"),
        ("Hangs", QUICK, "took_too_long"),
        ("Burns", LIMITS.with_values(cpu_seconds=1), "took_too_long"),
        ("Burns", QUICK, "took_too_long"),
        ("Hogs", LIMITS.with_values(memory_bytes=400_000_000), "unsafe_content"),
        ("FailsOnBlack", LIMITS, "damaged_file"),
        ("Babbles", LIMITS, "unsafe_content"),
    ],
)
def test_a_file_that_kills_or_stalls_the_reader_is_named_and_the_next_is_read(
    engine: str, limits: Limits, code: str
) -> None:
    with IsolatedReader(limits, ENGINES + engine) as reader:
        reading = reader.read(HOSTILE["dark corner"].content(), name="bad.png", file_number=1)
        assert _outcome(reading) == code
        assert reading.reason is not None and reading.reason.remedy
        assert (
            _outcome(reader.read(HOSTILE["pdf locked"].content(), name="b", file_number=2)) == "encrypted_file"
        )


@pytest.mark.parametrize("engine", ["Missing", "Broken", "DiesLoading", "NoSuchEngine"])
def test_a_broken_engine_is_not_blamed_on_the_paper(engine: str) -> None:
    with IsolatedReader(LIMITS, ENGINES + engine) as reader:
        with pytest.raises(EngineUnavailable) as caught:
            reader.read(picture(), name="good.jpg", file_number=1)
        assert caught.value.remedy
        assert _outcome(reader.read(b"no paper", name="b", file_number=2)) == "unsupported_type"


def test_a_missing_engine_is_found_when_it_is_asked_for_beforehand() -> None:
    with IsolatedReader(LIMITS, ENGINES + "Missing") as reader, pytest.raises(EngineUnavailable):
        reader.warm()


def test_loading_the_engine_has_a_deadline() -> None:
    limits = LIMITS.with_values(start_seconds=3.0)
    with IsolatedReader(limits, ENGINES + "LoadsForEver") as reader, pytest.raises(EngineUnavailable):
        reader.read(picture(), name="good.jpg", file_number=1)


def test_a_file_is_given_as_bytes_or_as_a_path(reader: IsolatedReader, tmp_path: Path) -> None:
    path = tmp_path / "paper.jpg"
    path.write_bytes(picture())
    by_path = reader.read(path, name="paper.jpg", file_number=1)
    by_bytes = reader.read(picture(), name="paper.jpg", file_number=1)
    assert by_path.documents == by_bytes.documents
    assert by_path.sha256 == by_bytes.sha256


def test_a_file_over_the_limit_never_reaches_the_child() -> None:
    with IsolatedReader(LIMITS.with_values(file_bytes=10), ENGINES + "Reads") as reader:
        assert _outcome(reader.read(picture(), name="big.jpg", file_number=1)) == "too_large"
        assert reader.walls == ()


def test_the_reader_is_renewed_after_its_share_of_pages() -> None:
    with IsolatedReader(LIMITS.with_values(recycle_pages=1), ENGINES + "CountsItself") as reader:
        readings = [reader.read(picture(), name="a.jpg", file_number=1) for _ in range(2)]
    assert [_outcome(reading) for reading in readings] == [READ, READ]


def _outcome(reading: Reading) -> str:
    if reading.status is ReadingStatus.REFUSED:
        assert reading.reason is not None
        return reading.reason.code
    return PARTIAL if reading.status is ReadingStatus.PARTIAL else READ
