"""Text beside a label that stands in the middle of its tall cell begins above the label, also in a form without rules.

A line that nothing took goes with the text right below it at the same edge, where it stands nearer to that text than
to what is above it. Where the cell begins was not seen, so it is for a look.

>>> from extractors.layout.labels import Label
>>> from storage.model.extraction import Box
>>> def line(text, x, y): return Line(text, Box(x, y, x + 20 * len(text), y + 20))
>>> texts, rest = with_first_lines([(line("处理", 0, 31), [line("复查。", 99, 46)])], [line("休息,", 99, 20)])
>>> [one.text for one in texts[0]], rest
(['休息,', '复查。'], [])
"""

from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.lines import in_row, overlap
from extractors.page import Line
from storage.model.extraction import Source

_UNSURE = 0.85
"""A score below what is used without a look."""
_AT_EDGE = 1.2
"""In heights of a line: how far apart the lines of one text begin at most."""
_NEXT = 1.5
"""In heights of a line: how far above the text its first lines stand at most."""

_ALIKE = 1.4
"""How much higher a line of the same text is at most."""

_SET_OFF = 0.5
_SLACK = 0.25
"""In heights of a line: how much wider the room above a text is than that between its lines, and what pixels blur."""


def with_first_lines(
    texts: Sequence[tuple[Line, list[Line]]], loose: Sequence[Line], around: Sequence[Line] = ()
) -> tuple[list[list[Line]], list[Line]]:
    """The texts of labels with their first lines, and what is left of the loose ones; short values stand `around`."""
    rest = list(loose)
    found = [list(lines) for _, lines in texts]
    inks = [label for label, _ in texts]
    for place, label in enumerate(inks):
        own = found[place]
        ends = [line for one in found[:place] for line in one[1:]]
        others = [*inks, *rest, *around, *(line for one in found for line in one)]
        first = _above(label, own, rest, ends, others)
        if first:
            rest = _without(rest, first)
            is_changed = [len(_without(one, first)) < len(one) for one in found]
            found = [
                [*map(doubted, _without(one, first))] if is_cut else one
                for one, is_cut in zip(found, is_changed, strict=True)
            ]
            found[place] = [*map(doubted, [*reversed(first), *own])]
    return found, rest


def _without(lines: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not any(line is one for one in others)]


def _above(
    label: Line, lines: Sequence[Line], loose: Sequence[Line], ends: Sequence[Line], others: Sequence[Line]
) -> list[Line]:
    """The lines right above the text beside a label, the nearest first: loose ones, and ends of other texts set off from them."""
    chain = [lines[0]] if lines and lines[0].box.x0 >= label.box.x1 else []
    gaps: list[int] = []
    while chain:
        near = [
            line
            for line in [*loose, *ends]
            if _goes_on(line, chain[-1]) and not _is_beside(line, label, others)
        ]
        above = max(near, key=lambda line: line.box.y1, default=None)
        gap = chain[-1].box.y0 - above.box.y1 if above else 0
        if above is None or (gaps and gap > gaps[0] + _SET_OFF * above.box.height):
            break
        chain.append(above)
        gaps.append(gap)
    if not gaps:
        return []
    is_loose = all(any(one is line for line in loose) for one in chain[1:])
    least = max(gaps) + (-_SLACK if is_loose else _SET_OFF) * chain[-1].box.height
    return chain[1:] if _room(chain[-1], others) >= least else []


def _goes_on(line: Line, below: Line) -> bool:
    height = below.box.height
    is_at_edge = abs(line.box.x0 - below.box.x0) <= _AT_EDGE * height
    is_near = -0.5 * height < below.box.y0 - line.box.y1 <= _NEXT * height
    is_alike = line is not below and line.page == below.page and line.box.height < _ALIKE * height
    return is_alike and is_at_edge and is_near


def _is_beside(line: Line, label: Line, others: Sequence[Line]) -> bool:
    """Whether a line has a word of its own to its left, above the label."""
    column = [one for one in others if overlap(one.box.x0, one.box.x1, label.box.x0, label.box.x1) > 0]
    return any(in_row(line.box, one.box) and one.box.x1 <= line.box.x0 for one in column if one is not label)


def _room(line: Line, others: Sequence[Line]) -> int:
    """How far a line stands from what is above it; its own height where nothing is."""
    box = line.box
    above = [one.box for one in others if one.page == line.page and one.box.centre[1] < box.y0]
    rooms = [box.y0 - one.y1 for one in above if overlap(box.x0, box.x1, one.x0, one.x1) > 0]
    return min(rooms, default=2 * box.height)


def doubted(line: Line) -> Line:
    """The line with a score for a look, where an engine read it."""
    return replace(line, score=min(line.score, _UNSURE)) if line.source is Source.OCR else line
