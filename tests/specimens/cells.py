"""Ruled rows of cells, as forms are printed: a label's cell beside its value's; labels that wrap in their cell.

>>> from tests.specimens.titles import Draft
>>> draft = Draft(400, 200)
>>> boxed(draft, (10, 10), ((Cell("姓 名", 100), Cell("张悦", 200, "name")),))
66
>>> draft.fields, [line.text for line in draft.lines]
({'name': '张悦'}, ['姓 名', '张悦'])
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storage.model.extraction import Box
from tests.specimens.sheet import font
from tests.specimens.titles import Draft


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell (a line break wraps it) and how wide it is; `field` and `value` are noted as truth."""

    text: str
    width: int
    field: str | None = None
    value: Any = None


def boxed(
    draft: Draft,
    at: tuple[int, int],
    rows: Sequence[Sequence[Cell]],
    *,
    height: int = 56,
    face: str = "song",
    size: int = 26,
    value_face: str = "",
    lines: bool = True,
) -> int:
    """Draws the rows from `at` on; `lines` rules them. Gives where they end."""
    y = at[1]
    for row in rows:
        tall = max(height, max(cell.text.count("\n") for cell in row) * size + height)
        x = at[0]
        for cell in row:
            if lines:
                draft.frame(Box(x, y, x + cell.width, y + tall), width=2)
            _write(draft, (x + 12, y + tall / 2), cell, (value_face if cell.field else "") or face, size)
            x += cell.width
        y += tall
    return y


def _write(draft: Draft, at: tuple[int, float], cell: Cell, face: str, size: int) -> None:
    parts = cell.text.split("\n")
    top = at[1] - len(parts) * size * 0.62
    for place, part in enumerate(parts):
        if part:
            y = round(top + place * size * 1.2)
            value = cell.text.replace("\n", "") if cell.value is None else cell.value
            draft.write((at[0], y), part, face=face, size=size, field=cell.field, value=value)


def around(
    draft: Draft, middle: tuple[int, int], text: str, *, face: str = "song-bold", size: int = 40
) -> None:
    """Writes a title around a point's x, from its y on."""
    x = middle[0] - font(face, size).getlength(text) / 2
    draft.write((round(x), middle[1]), text, face=face, size=size)
