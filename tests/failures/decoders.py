"""Decoding that fails in a named way, or lies: the file says how.

>>> as_told(BAD + b"hangs_in_second_page", LIMITS).page_count
2
"""

import ctypes
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from extractors.formats.decode import decode
from extractors.formats.decoded import DecodedFile
from extractors.limits import Limits
from extractors.page import DecodedPage, Line
from storage.model.extraction import Box, Source
from tests.failures.engines import ATTEMPTS, _outcome

LIMITS = Limits.default()
BAD = b"BAD "
"""A file of these bytes and a name below is decoded in that way, all others honestly."""
FONTS = Path("/usr/share/fonts")


def as_told(content: bytes, limits: Limits) -> DecodedFile:
    """What a decoder is given instead of honest decoding."""
    if not content.startswith(BAD):
        return decode(content, limits)
    return WAYS[content.removeprefix(BAD).decode()](limits)


def _burns() -> None:
    while True:
        pass


def _hogs() -> None:
    held = []
    while True:
        held.append(np.ones(64_000_000, np.uint8))


def _takes_at_once() -> None:
    np.ones(8 * 1024**3, np.uint8)


def _babbles() -> None:
    for end in range(64):
        try:
            os.write(end, b"\xff" * 64)
        except OSError:
            continue
    time.sleep(600)


def _goes_silent() -> None:
    for end in range(64):
        try:
            os.close(end)
        except OSError:
            continue
    time.sleep(600)


def _fails() -> None:
    raise RuntimeError("nobody foresaw this")


def lists_what_it_can(limits: Limits) -> DecodedFile:
    """One page, whose text says what a captured decoder could do."""
    return _file(_page(1, *(f"{name}={_outcome(attempt)}" for name, attempt in _ATTEMPTS.items())))


def hangs_in_second_page(limits: Limits) -> DecodedFile:
    def pages() -> Iterator[DecodedPage]:
        yield _page(1, "第一页")
        time.sleep(600)

    return DecodedFile(media_type="application/pdf", page_count=2, pages=pages())


def more_pages_than_promised(limits: Limits) -> DecodedFile:
    return replace(_file(_page(1, "一"), _page(2, "二")), page_count=1)


def fewer_pages_than_promised(limits: Limits) -> DecodedFile:
    return replace(_file(_page(1, "一")), page_count=2)


def pages_out_of_turn(limits: Limits) -> DecodedFile:
    return _file(_page(2, "二"), _page(1, "一"))


def far_too_many_pages(limits: Limits) -> DecodedFile:
    return replace(_file(_page(1, "一")), page_count=limits.pages + 1)


def a_page_too_large(limits: Limits) -> DecodedFile:
    side = round(max(limits.page_pixels, limits.render_pixels) ** 0.5) + 9
    return _file(replace(_page(1), width=side, height=side, pixels=np.zeros((side, side, 3), np.uint8)))


def a_type_that_is_none(limits: Limits) -> DecodedFile:
    return replace(_file(_page(1, "一")), media_type="text/html")


_DEATHS: dict[str, Callable[[], object]] = {
    "segfaults": lambda: ctypes.string_at(0),
    "aborts": os.abort,
    "hangs": lambda: time.sleep(600),
    "burns": _burns,
    "hogs": _hogs,
    "takes_at_once": _takes_at_once,
    "babbles": _babbles,
    "goes_silent": _goes_silent,
    "leaves": lambda: os._exit(0),
    "fails": _fails,
}
LIES = (
    more_pages_than_promised,
    fewer_pages_than_promised,
    pages_out_of_turn,
    far_too_many_pages,
    a_page_too_large,
    a_type_that_is_none,
)


def _dying(do: Callable[[], object]) -> Callable[[Limits], DecodedFile]:
    def way(limits: Limits) -> DecodedFile:
        do()
        return _file()

    return way


def _file(*pages: DecodedPage) -> DecodedFile:
    return DecodedFile(media_type="application/pdf", page_count=len(pages), pages=iter(pages))


def _page(number: int, *texts: str) -> DecodedPage:
    lines = tuple(Line(text, Box(0, 10 * row, 200, 10 * row + 9)) for row, text in enumerate(texts))
    return DecodedPage(number=number, width=300, height=300, lines=lines, source=Source.PDF_TEXT)


_ATTEMPTS: dict[str, Callable[[], object]] = {
    **{name: attempt for name, attempt in ATTEMPTS.items() if name != "scratch"},
    "read our own code": lambda: Path(__file__).read_bytes(),
    "write to a font": lambda: next(FONTS.rglob("*.tt?")).open("ab"),
    "write to the temporary files": lambda: Path("/tmp/claims-snooped").write_bytes(b"x"),
    "list fonts": lambda: list(FONTS.iterdir()),
    "open everything": lambda: [os.dup(0) for _ in range(100)],
}
WAYS: dict[str, Callable[[Limits], DecodedFile]] = {
    **{name: _dying(do) for name, do in _DEATHS.items()},
    **{lie.__name__: lie for lie in (*LIES, lists_what_it_can, hangs_in_second_page)},
}
