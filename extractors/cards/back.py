"""Fields of the emblem face: authority, and validity of 5, 10 or 20 years or without end (law, article 5).

>>> from storage.model.extraction import Box
>>> line = Line("2019.05.20-2039.05.20", Box(140, 240, 380, 264))
>>> {name: field.value for name, field in back_fields(Emblem((), (line,), {}, ())).items()}
{'valid_from': '2019-05-20', 'valid_to': '2039-05-20'}
"""

import datetime as dt
import re
from collections.abc import Sequence

from extractors import values
from extractors.cards.emblem import Emblem
from extractors.fields import make
from extractors.layout.lines import squash
from extractors.page import Line
from storage.model.extraction import Field

CLEAR = 0.95
"""An authority has no check digit: below this score a person looks."""
USUAL_SPANS = frozenset({60, 120, 240})
THREE_MONTHS = frozenset({3})
"""Months between the first and the last day."""
_MARK_BEHIND = re.compile(r"(?<=局)(?:他用|仅供|仅用|复印|无效).*")
_AUTHORITY = re.compile(r"[\u3400-\u9fff]{3,}(?:局|厅|处|所)")


def back_fields(back: Emblem, spans: frozenset[int] = USUAL_SPANS) -> dict[str, Field]:
    """Authority and validity; a label without a readable value is `unread`."""
    fields: dict[str, Field] = {}
    if back.authority:
        text = squash("".join(line.text for line in back.authority)).strip(":.,·")
        value = _MARK_BEHIND.sub("", text)
        score = min(line.score for line in back.authority)
        is_plain = value == text and _AUTHORITY.fullmatch(value) and "机关" not in value and score >= CLEAR
        fields["authority"] = make(value or None, back.authority, is_doubtful=not is_plain)
    elif "authority" in back.labels:
        fields["authority"] = make(None, [back.labels["authority"]], raw="")
    fields |= _validity(back.validity, spans)
    if "validity" in back.labels and not back.validity:
        fields |= dict.fromkeys(("valid_from", "valid_to"), make(None, [back.labels["validity"]], raw=""))
    return fields


def _validity(lines: Sequence[Line], spans: frozenset[int]) -> dict[str, Field]:
    if not lines:
        return {}
    start, end = values.period(" ".join(line.text for line in lines))
    is_odd = not _is_span(start, end, spans)
    return {
        "valid_from": make(start, lines, is_doubtful=is_odd),
        "valid_to": make(end, lines, is_doubtful=is_odd),
    }


def _is_span(start: str | None, end: str | None, spans: frozenset[int]) -> bool:
    if start is None or end is None:
        return False
    if end == "long_term":
        return True
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    return months in spans and (first.day == last.day or first.day > 28)
