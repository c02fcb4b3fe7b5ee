"""Page pictures are made behind the same walls, without the engine, and a bad file gets the same named refusals."""

import io
import threading
import time
from collections.abc import Iterator

import pytest
from PIL import Image

from extractors.errors import NoSuchPage, ReaderLost, RefusedFile
from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from tests.specimens.hostile import HOSTILE, PARTIAL, READ, picture

LIMITS = Limits.default()
NO_ENGINE = "tests.failures.engines:Missing"
"""An engine that fails as soon as it is built."""
BAD = (
    *("empty", "html.jpg", "png 9000x9000", "png half", "jpeg half", "jpeg head only", "ofd bomb", "ofd half"),
    *("xml entity bomb", "pdf zero pages", "pdf kids loop", "pdf draws itself", "pdf 100000 pages"),
    *("bmp half", "gif screen", "webp 16000x16000", "webp half", "tiff loop", "tiff 10000 pages", "tiff half"),
    *("heic half", "heic lying", "avif half", "pdf stack cut", "pdf active", "pdf invoice bomb"),
    *("pdf endless page", "pdf flat page", "pdf content bomb", "pdf locked", "pdf half", "pdf late header"),
)


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader(LIMITS, NO_ENGINE) as reader:
        yield reader


def test_a_page_comes_as_a_png_without_the_engine(reader: IsolatedReader) -> None:
    png = Image.open(io.BytesIO(reader.page_picture(picture(size=(4000, 3000)), page=1, longest=1000)))
    assert (png.format, png.size) == ("PNG", (1000, 750))


@pytest.mark.parametrize("name", BAD)
def test_a_hostile_file_is_drawn_or_named_within_ten_seconds(name: str, reader: IsolatedReader) -> None:
    content = HOSTILE[name].content()
    started = time.monotonic()
    assert _outcome(reader, content) in _allowed(HOSTILE[name].answers)
    assert time.monotonic() - started < 10


def test_after_all_that_the_next_page_is_drawn(reader: IsolatedReader) -> None:
    assert _outcome(reader, picture()) == READ


def test_a_page_that_is_not_there_is_no_refusal_of_the_file(reader: IsolatedReader) -> None:
    with pytest.raises(NoSuchPage):
        reader.page_picture(picture(), page=2)


def test_a_page_that_takes_too_long_is_named() -> None:
    with (
        IsolatedReader(LIMITS.with_values(open_seconds=0.01), NO_ENGINE) as reader,
        pytest.raises(RefusedFile) as caught,
    ):
        reader.page_picture(picture(size=(7000, 7000)), page=1)
    assert caught.value.code == "took_too_long"


def test_a_picture_under_way_ends_when_it_is_cancelled() -> None:
    with IsolatedReader(LIMITS, NO_ENGINE) as reader:
        timer = threading.Timer(0.2, reader.cancel)
        timer.start()
        with pytest.raises(ReaderLost):
            for _ in range(100):
                reader.page_picture(picture(size=(4000, 3000)), page=1)
        timer.join()


def test_the_longest_edge_has_a_bound(reader: IsolatedReader) -> None:
    for longest in (0, 5001):
        with pytest.raises(ValueError, match="1 to 5000"):
            reader.page_picture(picture(), page=1, longest=longest)


def _outcome(reader: IsolatedReader, content: bytes) -> str:
    try:
        png = reader.page_picture(content, page=1, longest=400)
    except RefusedFile as refusal:
        return refusal.code
    except NoSuchPage as missing:
        return missing.code
    assert Image.open(io.BytesIO(png)).format == "PNG"
    return READ


def _allowed(answers: tuple[str, ...]) -> set[str]:
    """A picture that breaks off is shown as far as it goes; whoever draws one page need not notice the whole file."""
    return {READ if answer == PARTIAL else answer for answer in answers} | {"no_such_page", "damaged_file"}
