"""A row of a form as labels and texts: what was read apart is put together, and rows of nothing but labels are told.

>>> from storage.model.extraction import Box
>>> labels = Labels.of(short={"patient_name": ["姓名"], "sex": ["性别"], "age": ["年龄"]})
>>> row = [Line(text, Box(x, 0, x + 40, 20)) for x, text in ((0, "姓名"), (200, "性别"), (400, "年龄"))]
>>> is_head(pieces_of(row, labels))
True
"""

import re
from collections.abc import Sequence

from extractors.layout.labels import Labels, Piece
from extractors.layout.lines import mended, undoubled
from extractors.page import Line

_A_WORD = re.compile(r"[\u3400-\u9fff]{3,6}")
_AND = ("及", "与", "和", "、", "及其")
"""Words between two headings that are one: 诊断及处理意见."""
_LEADER = re.compile(r"[.·…\s]+")
"""Dots that lead the eye from a label to its value."""


def pieces_of(row: Sequence[Line], labels: Labels) -> list[Piece]:
    """The labels and texts of a row, left to right; dots that lead to a value are left out."""
    pieces = [piece for line in mended(undoubled(row), labels.by_spelling) for piece in labels.pieces(line)]
    ends = [None, *(piece.label for piece in pieces), None]
    around = zip(ends, ends[2:], strict=False)
    kept = [
        piece
        for piece, (left, right) in zip(pieces, around, strict=True)
        if not _LEADER.fullmatch(piece.line.text)
        and not (left and right and left.is_prose and right.is_prose and piece.line.text in _AND)
    ]
    return _values_again(kept)


def is_head(pieces: Sequence[Piece]) -> bool:
    """Whether a row is nothing but short labels that have no value beside them, few of them unknown to us."""
    labels = [one for one in pieces if one.label and not one.label.is_prose]
    others = [one for one in pieces if one.label is None]
    is_whole = len(labels) + len(others) == len(pieces) and len(labels) > max(1, 2 * len(others))
    return is_whole and all(_A_WORD.fullmatch(one.line.text.strip()) for one in others)


def _values_again(pieces: Sequence[Piece]) -> list[Piece]:
    """A bare generic word (自费) behind a label that has no other value is that label's value.

    Not in a row of nothing but bare labels: their values stand below.
    """
    if len(pieces) > 2 and all(piece.label and ":" not in piece.line.text for piece in pieces):
        return list(pieces)
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        before = found[-1].label if found else None
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        is_bare = piece.label is not None and piece.label.is_generic and ":" not in piece.line.text
        if (
            is_bare
            and before
            and not before.is_prose
            and not before.is_generic
            and (after is None or after.label)
        ):
            found.append(Piece(piece.line))
        else:
            found.append(piece)
    return found
