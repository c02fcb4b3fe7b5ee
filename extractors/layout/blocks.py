"""Blocks of text beside labels that stand in the middle of them, where no rules part them but the room between.

As many blocks as labels, each beside its own: else nothing is known of them.

>>> from storage.model.extraction import Box
>>> labels = Labels.of({}, {"complaint": ["主诉"], "plan": ["处理"]})
>>> def line(text, x, y): return Line(text, Box(x, y, x + 20 * len(text), y + 20))
>>> page = [line("主诉", 0, 11), line("咳嗽三天,", 99, 0), line("有痰。", 99, 22), line("处理", 0, 83), line("(1)休息;", 99, 72),
...         line("(2)多饮水。", 99, 94)]
>>> blocks(page, labels)
[(0, 42), (72, 114)]
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.layout.labels import Labels
from extractors.layout.ruling import Band
from extractors.page import Line

_LEAST = 2
_AT_EDGE = 1.2
"""In heights of a line: how far from the edge of the text its lines begin at most."""
_APART = 1.5
"""How much wider the room between blocks is than that between lines."""


def blocks(lines: Sequence[Line], labels: Labels) -> list[Band]:
    """The heights of the blocks, top to bottom; none where labels and blocks do not fit."""
    heads = [line for line in lines if _is_bare(line, labels)]
    if len(heads) < _LEAST:
        return []
    parts = _parted(_texts([line for line in lines if not _is_short(line, labels)], heads), len(heads))
    is_one_each = all(sum(part[0] <= head.box.centre[1] <= part[1] for head in heads) == 1 for part in parts)
    return parts if is_one_each else []


def _texts(lines: Sequence[Line], heads: Sequence[Line]) -> list[Line]:
    """The lines that begin at the edge of the text beside the labels, top to bottom."""
    right = max(head.box.x1 for head in heads)
    beside = [line for line in lines if line.box.x0 >= right and _is_level(line, heads)]
    edge = median(line.box.x0 for line in beside) if beside else 0
    at_edge = [line for line in beside if abs(line.box.x0 - edge) <= _AT_EDGE * line.box.height]
    return sorted(at_edge, key=lambda line: line.box.y0)


def _parted(texts: Sequence[Line], count: int) -> list[Band]:
    """Lines parted into so many blocks where the room is widest."""
    gaps = [below.box.y0 - above.box.y1 for above, below in pairwise(texts)]
    if len(gaps) < count:
        return []
    ordered = sorted(gaps, reverse=True)
    inner = max(ordered[count - 1], 1)
    if ordered[count - 2] < _APART * inner:
        return []
    starts = [0, *(place for place, gap in enumerate(gaps, start=1) if gap > inner), len(texts)]
    return [(texts[start].box.y0, texts[end - 1].box.y1) for start, end in pairwise(starts)]


def _is_level(line: Line, heads: Sequence[Line]) -> bool:
    """Not above the first label's block nor far below the last one's."""
    reach = 3 * line.box.height
    return heads[0].box.y0 - reach < line.box.centre[1] < heads[-1].box.y1 + reach


def _is_short(line: Line, labels: Labels) -> bool:
    """Whether a line begins with the label of a short value, and is none of a text."""
    hits = labels.find(line.text)
    return bool(hits) and hits[0].start == 0 and not hits[0].label.is_prose


def _is_bare(line: Line, labels: Labels) -> bool:
    hits = labels.find(line.text)
    return (
        len(hits) == 1 and hits[0].label.is_prose and not line.text[: hits[0].start] + line.text[hits[0].end :]
    )
