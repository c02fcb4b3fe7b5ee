"""Labels written downwards and read in pieces: character by character, or one character and the rest as a tall line.

In the narrow first column of a ruled form a label stands on end. Pieces below one another that make a known label are one
line again, as tall as all of them; what makes no label stays as it is.

>>> from storage.model.extraction import Box
>>> pieces = [Line("入", Box(103, 440, 136, 484)), Line("院诊断", Box(99, 467, 137, 579))]
>>> [line.text for line in standing([*pieces, Line("1.肺炎", Box(181, 449, 400, 473))], ["入院诊断"])]
['入院诊断', '1.肺炎']
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from extractors.layout.lines import overlap, squash
from extractors.page import Line

_TALL = 1.4
_GAP = (-0.7, 1.5)
"""Between one piece and the next, in widths of the column."""
_MOST = 8


def standing(lines: Sequence[Line], spellings: Container[str]) -> list[Line]:
    """The lines, the pieces of each standing label joined in the place of the first."""
    found = list(lines)
    for first in sorted(filter(_may_stand, lines), key=lambda one: one.box.y0):
        if not any(one is first for one in found):
            continue
        pieces = _label(list(_below(first, found)), spellings)
        if len(pieces) > 1:
            place = next(at for at, one in enumerate(found) if one is first)
            found[place] = _one(pieces)
            found = [one for one in found if not any(one is piece for piece in pieces)]
    return found


def _may_stand(line: Line) -> bool:
    letters, box = len(squash(line.text)), line.box
    return (letters == 1 and box.width < 2 * box.height) or (letters > 1 and box.height > _TALL * box.width)


def _below(first: Line, lines: Sequence[Line]) -> Iterator[Line]:
    """The pieces from the first on, each right below the last."""
    pieces = sorted((one for one in lines if _may_stand(one)), key=lambda one: one.box.y0)
    last = first
    yield first
    for one in pieces:
        gap = (one.box.y0 - last.box.y1) / max(last.box.width, one.box.width)
        is_below = one is not last and one.box.y0 > last.box.y0 and _GAP[0] <= gap <= _GAP[1]
        if is_below and overlap(one.box.x0, one.box.x1, last.box.x0, last.box.x1) > 0.5:
            last = one
            yield one


def _label(pieces: Sequence[Line], spellings: Container[str]) -> Sequence[Line]:
    """The most pieces, from the first, that make a label; none where none do."""
    for count in range(min(_MOST, len(pieces)), 1, -1):
        if squash("".join(one.text for one in pieces[:count])) in spellings:
            return pieces[:count]
    return ()


def _one(pieces: Sequence[Line]) -> Line:
    box = pieces[0].box
    for piece in pieces[1:]:
        box = box.union(piece.box)
    text = "".join(piece.text for piece in pieces)
    return replace(pieces[0], text=text, box=box, score=max(piece.score for piece in pieces))
