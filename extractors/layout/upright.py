"""Words that stand on end in or beside a table.

The engine reads a column of units (次, 盒, 次, 袋) as one word written downwards: it becomes one line a character again,
each for a look. Other such words are print at the margin (第二联收据) and belong to no row.

>>> from storage.model.extraction import Box
>>> lines = [Line("次盒", Box(0, 0, 20, 80)), Line("第二联收据", Box(90, 0, 110, 200)), Line("金额", Box(200, 0, 240, 20))]
>>> [(line.text, line.box.y0) for line in laid_down(lines)]
[('次', 0), ('盒', 40), ('金额', 0)]
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.layout.lines import squash
from extractors.page import Line
from storage.model.extraction import Box

UNITS = "次盒袋支瓶片日天项套个只张粒卷根副台包组份块条贴板枚件管罐剂付"
"""Characters of units."""
_LEAST = 3
"""Characters from which other words count as standing: a narrow single one may be high."""
_STANDING = 3
"""So many times as high as wide no line lies, however close its characters are set."""
_UNSURE = 0.85


def laid_down(lines: Sequence[Line]) -> list[Line]:
    """The lines with words of units taken apart and other standing words left out."""
    return [part for line in lines for part in _parts(line)]


def _parts(line: Line) -> Iterator[Line]:
    text = squash(line.text)
    if len(text) < 2 or line.box.height <= min(len(text) - 0.5, _STANDING) * line.box.width:
        yield line
    elif set(text) <= set(UNITS):
        step = line.box.height / len(text)
        for place, char in enumerate(text):
            top = line.box.y0 + round(place * step)
            box = Box(line.box.x0, top, line.box.x1, top + round(step))
            yield replace(line, text=char, box=box, score=min(line.score, _UNSURE))
    elif len(text) < _LEAST:
        yield line
