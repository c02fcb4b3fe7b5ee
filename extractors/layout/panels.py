"""Panels: parts of a page side by side that are forms of their own, as in a booklet's spread or beside a panel of names.

A gutter parts two panels where no line runs across it, free text with at least two headings begins right of it, and
what stands left of it has labels and values of its own. Each panel is read by itself, the left one first.

>>> from storage.model.extraction import Box
>>> labels = Labels.of({"patient_name": ["姓名"], "age": ["年龄"]}, {"complaint": ["主诉"], "illness": ["现病史"]})
>>> def line(text, x, y): return Line(text, Box(x, y, x + 20 * len(text), y + 20))
>>> page = [line("姓名:张悦", 0, 0), line("年龄:36岁", 0, 40), line("主诉:咳嗽三天", 300, 4), line("现病史:三天前受凉", 300, 34),
...         line("后咳嗽,有痰。", 300, 64)]
>>> [[one.text for one in panel.lines] for panel in panels(page, labels)]
[['姓名:张悦', '年龄:36岁'], ['主诉:咳嗽三天', '现病史:三天前受凉', '后咳嗽,有痰。']]
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.layout.labels import Labels
from extractors.layout.lines import in_row, overlap
from extractors.page import Line

_AT_EDGE = 1.2
"""In heights of a line: how far from a panel's edge its headings begin at most."""
_GUTTER = 0.3
"""In heights of a line: the free room left of a panel's edge."""
_TALL = 2.5
"""In heights of a line: what is higher is no line of text but a seal's."""
_BELOW = 2.2
"""In heights of a label: how far below it its value stands at most."""
_LEAST = 2
"""How many headings, and how many labels beside them, make panels."""
FAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines that are read together, and the span of their columns."""

    lines: Sequence[Line]
    left: int = -FAR
    right: int = FAR


def panels(lines: Sequence[Line], labels: Labels) -> list[Panel]:
    """The parts of a page in reading order; one where it is one form."""
    return list(_parted(Panel(lines), labels)) if labels.has_prose else [Panel(lines)]


def _parted(panel: Panel, labels: Labels) -> Iterator[Panel]:
    for gutter in sorted(_gutters(panel.lines, labels)):
        top, bottom = _between_crossings(panel.lines, gutter, labels)
        above, within, below = _by_height(panel.lines, top, bottom)
        left = [line for line in within if line.box.centre[0] < gutter]
        right = [line for line in within if line.box.centre[0] >= gutter]
        if _has_text(right, labels) and _stands_alone(left, labels):
            for part in (
                Panel(above, panel.left, panel.right),
                Panel(left, panel.left, gutter),
                Panel(right, gutter, panel.right),
                Panel(below, panel.left, panel.right),
            ):
                yield from _parted(part, labels) if part.lines else ()
            return
    yield panel


def _gutters(lines: Sequence[Line], labels: Labels) -> set[int]:
    """Left of every place where two or more headings of free text begin below one another."""
    heads = [line for line in lines if _is_heading(line, labels)]
    found = set()
    for head in heads:
        near = [one for one in heads if abs(one.box.x0 - head.box.x0) <= _AT_EDGE * head.box.height]
        if len(near) >= _LEAST:
            edge = min(near, key=lambda one: one.box.x0).box
            found.add(round(edge.x0 - _GUTTER * edge.height))
    return found


def _between_crossings(lines: Sequence[Line], gutter: int, labels: Labels) -> tuple[float, float]:
    """The heights between which no line crosses the gutter: where most headings stand right of it."""
    usual = median(line.box.height for line in lines)
    crossing = sorted(
        line.box.centre[1]
        for line in lines
        if line.box.x0 < gutter < line.box.x1 and line.box.height < _TALL * usual
    )
    heads = [line.box for line in lines if line.box.x0 >= gutter and _is_heading(line, labels)]
    ends = [-float(FAR), *crossing, float(FAR)]
    return max(pairwise(ends), key=lambda span: sum(span[0] < box.centre[1] < span[1] for box in heads))


def _by_height(lines: Sequence[Line], top: float, bottom: float) -> tuple[list[Line], list[Line], list[Line]]:
    above = [line for line in lines if line.box.centre[1] <= top]
    within = [line for line in lines if top < line.box.centre[1] < bottom]
    return above, within, [line for line in lines if line.box.centre[1] >= bottom]


def _has_text(lines: Sequence[Line], labels: Labels) -> bool:
    """Whether headings stand there, and text that goes on in rows without any label."""
    labelled = [line for line in lines if labels.find(line.text)]
    heads = [line for line in labelled if _is_heading(line, labels)]
    others = [line for line in lines if line not in labelled]
    return len(heads) >= _LEAST and any(
        line.box.y0 > heads[0].box.centre[1] and not any(in_row(line.box, one.box) for one in labelled)
        for line in others
    )


def _stands_alone(lines: Sequence[Line], labels: Labels) -> bool:
    """Whether there are labels, and nearly all of them have their values beside or below them."""
    labelled = [line for line in lines if _is_labelled(line, labels)]
    bare = [line for line in labelled if all(piece.label for piece in labels.pieces(line))]
    hungry = [line for line in bare if not any(_is_value(line, one) for one in lines if one is not line)]
    return len(labelled) >= _LEAST and 3 * len(hungry) <= len(labelled)


def _is_value(label: Line, other: Line) -> bool:
    box, height = other.box, label.box.height
    is_beside = box.x0 >= label.box.x1 and overlap(box.y0, box.y1, label.box.y0, label.box.y1) > 0.3
    is_under = overlap(box.x0, box.x1, label.box.x0, label.box.x1) > 0.3
    return is_beside or (is_under and 0 < box.centre[1] - label.box.centre[1] < _BELOW * height)


def _is_heading(line: Line, labels: Labels) -> bool:
    hits = labels.find(line.text)
    return bool(hits) and hits[0].start == 0 and hits[0].label.is_prose


def _is_labelled(line: Line, labels: Labels) -> bool:
    hits = labels.find(line.text)
    return bool(hits) and hits[0].start == 0
