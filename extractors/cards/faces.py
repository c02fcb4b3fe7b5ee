"""Which faces of a card are seen.

>>> from storage.model.extraction import Box
>>> line = Line("签发机关", Box(40, 200, 120, 224), 0.8)
>>> side(None, Emblem((), (), {"authority": line}, ())).value
'emblem'
"""

from dataclasses import replace

from extractors.cards.emblem import Emblem
from extractors.cards.portrait import Portrait
from extractors.fields import make, union
from extractors.page import Line
from storage.model.extraction import Field

_ENOUGH = 2
"""Witnesses (labels, values, title lines) for a face beyond doubt."""


def side(front: Portrait | None, back: Emblem | None, *, is_poor: bool = False) -> Field:
    """`portrait`, `emblem` or `both`; doubtful where a face shows a single witness, or where the picture is so poor
    that the other face may be there and illegible."""
    faces = []
    if front:
        faces.append([*front.labels.values(), *(line for lines in front.slots.values() for line in lines)])
    if back:
        faces.append([*back.labels.values(), *back.authority, *back.validity, *back.title])
    value = "both" if front and back else "portrait" if front else "emblem"
    return make(
        value,
        [_joined(face) for face in faces],
        raw="",
        is_doubtful=any(len(face) < _ENOUGH for face in faces) or (is_poor and value != "both"),
    )


def _joined(lines: list[Line]) -> Line:
    """A face is as sure as the best of its lines."""
    best = max(lines, key=lambda line: line.score)
    return replace(best, box=union(line.box for line in lines if line.page == best.page))
