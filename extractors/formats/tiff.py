"""TIFF: every page of the file, each decoded alone.

The chain of directories is walked here first, so that the number of pages and the size of each are known before
anything is decoded: a chain that comes back to itself ends there, and one that breaks off leaves a damaged page.
Thumbnails and masks are no pages. A page is decoded from the same bytes with the header pointed at its directory, so
no page depends on the ones before it. Sources: TIFF 6.0 (sections 2 and 8); BigTIFF (magic number 43).

>>> import io
>>> from PIL import Image
>>> from extractors.limits import Limits
>>> buffer = io.BytesIO()
>>> pages = [Image.new("1", (40, 30), 1), Image.new("L", (20, 10), 200)]
>>> pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])
>>> [(page.number, page.width) for page in decode_tiff(buffer.getvalue(), Limits.default()).pages]
[(1, 40), (2, 20)]
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.errors import NoSuchPage, RefusedFile, refused
from extractors.formats import media
from extractors.formats.decoded import DecodedFile, PageDamage
from extractors.formats.image import decode_picture
from extractors.limits import Limits
from extractors.page import DecodedPage, Pixels

_KIND, _WIDTH, _HEIGHT = 254, 256, 257
_NO_PAGE = 1 | 4
"""A smaller copy of another page, or a mask over one."""
_NUMBERS = {3: "H", 4: "I", 16: "Q"}
_MOST_EXTRAS = 4
"""So many thumbnails and masks may go with each page that is allowed."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the two kinds of TIFF count: the formats of the number of entries, of an entry, and of an offset."""

    order: str
    count: str
    entry: str
    offset: str
    header: int


def decode_tiff(content: bytes, limits: Limits) -> DecodedFile:
    """Raises `RefusedFile`: `damaged_file`, `too_many_pages` or `too_many_pixels`."""
    places = _pages_in(content, limits)
    pages = (_page(content, place, number, limits) for number, place in enumerate(places, start=1))
    return DecodedFile(media_type=media.TIFF, page_count=len(places), pages=pages)


def draw_tiff_page(content: bytes, number: int, limits: Limits) -> Pixels:
    """One page, counted from 1. Raises as `decode_tiff`, and `NoSuchPage`."""
    places = _pages_in(content, limits)
    if not 1 <= number <= len(places):
        raise NoSuchPage(number)
    page = _page(content, places[number - 1], number, limits)
    if isinstance(page, PageDamage) or page.pixels is None:
        raise refused("damaged_file")
    return page.pixels


def _page(content: bytes, place: int, number: int, limits: Limits) -> DecodedPage | PageDamage:
    layout = _layout(content)
    head = struct.pack(layout.order + layout.offset, place)
    alone = content[: layout.header - len(head)] + head + content[layout.header :]
    try:
        return decode_picture(alone, media.TIFF, limits, number=number)
    except RefusedFile as error:
        if error.code != "damaged_file":
            raise
        return PageDamage(number)


def _pages_in(content: bytes, limits: Limits) -> list[int]:
    """Where the directories of the pages begin; a place outside the file stands for the page that broke off."""
    found: list[int] = []
    for visited, (place, tags) in enumerate(_directories(content)):
        if visited == 0 or not tags.get(_KIND, 0) & _NO_PAGE:
            found.append(place)
        if len(found) > limits.pages or visited > limits.pages * _MOST_EXTRAS:
            raise refused("too_many_pages")
        width, height = tags.get(_WIDTH, 0), tags.get(_HEIGHT, 0)
        if width * height > limits.page_pixels:
            raise refused("too_many_pixels", f"({width}×{height})")
    if not found:
        raise refused("damaged_file")
    return found


def _directories(content: bytes) -> Iterator[tuple[int, dict[int, int]]]:
    layout = _layout(content)
    seen: set[int] = set()
    place = _number(content, layout, layout.header - struct.calcsize(layout.offset))
    while place and place not in seen:
        seen.add(place)
        try:
            tags, following = _directory(content, layout, place)
        except (struct.error, OverflowError):
            yield place, {}
            return
        yield place, tags
        place = following


def _directory(content: bytes, layout: _Layout, place: int) -> tuple[dict[int, int], int]:
    """The tags that say what and how large, and the place of the next directory. Raises past the end."""
    (count,) = struct.unpack_from(layout.order + layout.count, content, place)
    start = place + struct.calcsize(layout.count)
    size = struct.calcsize("=" + layout.entry)
    following = _number(content, layout, start + count * size)
    tags: dict[int, int] = {}
    for at in range(start, start + count * size, size):
        tag, form = struct.unpack_from(layout.order + "HH", content, at)
        if tag in (_KIND, _WIDTH, _HEIGHT) and form in _NUMBERS:
            value_at = at + size - struct.calcsize(layout.offset)
            tags[tag] = struct.unpack_from(layout.order + _NUMBERS[form], content, value_at)[0]
    return tags, following


def _number(content: bytes, layout: _Layout, place: int) -> int:
    return int(struct.unpack_from(layout.order + layout.offset, content, place)[0])


def _layout(content: bytes) -> _Layout:
    order = "<" if content.startswith(b"II") else ">"
    if len(content) < 16:
        raise refused("damaged_file")
    if b"+" in content[2:4]:
        return _Layout(order, "Q", "HHQQ", "Q", 16)
    return _Layout(order, "H", "HHII", "I", 8)
