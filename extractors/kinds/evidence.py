"""A page as the classifier weighs it: folded strips of text with their place and size.

>>> from storage.model.extraction import Box, Source
>>> page = ReadPage(number=1, width=400, height=300, turn=0, source=Source.OCR,
...                 lines=(Line("出 院 小 结", Box(100, 10, 300, 50)), Line("姓名:张悦", Box(10, 80, 150, 100))))
>>> [(strip.text, strip.place) for strip in Evidence.of(page).strips]
[('出院小结', 0.0), ('姓名:张悦', 1.0)]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.kinds.folding import fold
from extractors.layout.lines import rows
from extractors.page import Line, ReadPage

_GAP = re.compile(r"\s{2,}")
_SHORT = 16


@dataclass(frozen=True, slots=True)
class Strip:
    """A run of text: `place` is 0 at the top of the text and 1 at its end, `size` is 1 for usual letters."""

    text: str
    place: float
    size: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """`rows` are the visual rows; `text` holds every row and every line, each on a line of its own.

    `running` also holds the rows without breaks, for phrases that are broken at the end of a row. `letters` are the
    characters that stand on the page at all.
    """

    strips: tuple[Strip, ...]
    rows: tuple[str, ...]
    text: str
    running: str
    letters: frozenset[str]
    line_count: int

    @classmethod
    def of(cls, page: ReadPage) -> "Evidence":
        found = rows(page.lines)
        folded = tuple("".join(fold(line.text) for line in row) for row in found)
        lines = [fold(line.text) for line in page.lines]
        text = "\n".join((*folded, *lines))
        strips = tuple(_strips(page.lines, found, folded))
        running = f"{text}\n{''.join(folded)}"
        return cls(strips, folded, text, running, frozenset(running), len(lines))


def _strips(lines: Sequence[Line], found: Sequence[tuple[Line, ...]], folded: Sequence[str]) -> Iterator[Strip]:
    if not lines:
        return
    top, bottom = min(one.box.centre[1] for one in lines), max(one.box.centre[1] for one in lines)
    usual = median(one.box.height for one in lines) or 1

    def strip(text: str, part: Sequence[Line]) -> Strip:
        middle = sum(one.box.centre[1] for one in part) / len(part)
        place = (middle - top) / ((bottom - top) or 1)
        return Strip(text, place, max(one.box.height for one in part) / usual)

    for line in lines:
        yield strip(fold(line.text), (line,))
        parts = _GAP.split(line.text.strip())
        if len(parts) > 1:
            yield from (strip(fold(part), (line,)) for part in parts)
    for row, text in zip(found, folded, strict=True):
        if len(row) > 1:
            yield strip(text, row)
    for (above, below), texts in zip(pairwise(found), pairwise(folded), strict=True):
        if all(len(text) <= _SHORT and ":" not in text for text in texts):
            yield strip("".join(texts), (*above, *below))
