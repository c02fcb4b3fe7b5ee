"""Lines run together: a sentence that wraps is one text, and every part of it knows its ink.

>>> from storage.model.extraction import Box
>>> told = Run.of([Line("来我院消化内", Box(0, 0, 120, 20)), Line("科就诊", Box(0, 30, 60, 50))])
>>> told.text, [line.text for line in told.cut(3, 7)]
('来我院消化内科就诊', ['消化内', '科'])
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.lines import cut
from extractors.page import Line


@dataclass(frozen=True, slots=True)
class Run:
    """A text and the lines that it was put together from, each with its place in the text."""

    text: str
    parts: tuple[tuple[int, Line], ...]

    @classmethod
    def of(cls, lines: Sequence[Line], gap: str = "") -> "Run":
        text = ""
        parts = []
        for line in lines:
            text += gap if text else ""
            parts.append((len(text), line))
            text += line.text
        return cls(text, tuple(parts))

    def cut(self, start: int, end: int) -> list[Line]:
        """The ink between two places of the text."""
        found = []
        for place, line in self.parts:
            left, right = max(start, place), min(end, place + len(line.text))
            if left < right and (part := cut(line, left - place, right - place)).text:
                found.append(part)
        return found
