"""From text lines to fields: value, ink, confidence and grade.

>>> line = Line("439.94", Box(10, 10, 90, 30), score=0.99)
>>> make("439.94", [line]).grade
<Grade.AUTO: 'auto'>
>>> make(None, [line]).grade
<Grade.UNREAD: 'unread'>
"""

from collections.abc import Iterable, Sequence
from functools import reduce

from extractors.page import Line
from storage.model.extraction import Box, Field, Grade, Source, Value

AUTO_SCORE = 0.90
"""The lowest line score at which an OCR value is used without a look."""


def make(
    value: Value,
    lines: Sequence[Line],
    *,
    raw: str | None = None,
    is_doubtful: bool = False,
    repaired: bool = False,
) -> Field:
    """A field from the lines that carry it. A value of None means: there is ink, but it could not be read."""
    score = min(line.score for line in lines)
    first = lines[0]
    return Field(
        value=value,
        raw=raw if raw is not None else " ".join(line.text for line in lines),
        confidence=round(score, 4),
        grade=_grade(value, score, first.source, is_doubtful or repaired),
        source=first.source,
        page=first.page,
        box=union(line.box for line in lines if line.page == first.page),
        repaired=repaired,
    )


def given(
    value: Value, source: Source, *, page: int = 1, raw: str | None = None, box: Box | None = None
) -> Field:
    """A field from data: XML, which has no place on a page, or a code, which has."""
    text = raw if raw is not None else str(value)
    return Field(value=value, raw=text, confidence=1.0, grade=Grade.AUTO, source=source, page=page, box=box)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all."""
    return reduce(Box.union, boxes)


def _grade(value: Value, score: float, source: Source, is_doubtful: bool) -> Grade:
    if value is None:
        return Grade.UNREAD
    if is_doubtful or (source is Source.OCR and score < AUTO_SCORE):
        return Grade.CHECK
    return Grade.AUTO
