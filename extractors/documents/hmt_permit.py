"""Residence permit for residents of Hong Kong, Macao and Taiwan (港澳台居民居住证), either face or both.

By the State Council's measures of 2018 (国办发〔2018〕81号): the identity card's layout without ethnicity; the other
face adds the number of the travel permit and the count of issues. Valid for five years.

>>> from extractors.page import Line
>>> from storage.model.extraction import Box, Source
>>> page = ReadPage(number=1, width=400, height=300, turn=0, source=Source.OCR, lines=(
...     Line("签发机关 示范市公安局", Box(40, 200, 300, 224)), Line("有效期限 2024.02.01-2029.02.01", Box(40, 240, 380, 264)),
...     Line("通行证号码 H12345678 签发次数 01", Box(40, 280, 380, 304))))
>>> {name: field.value for name, field in extract([page]).items() if name in ("permit_number", "issue_count")}
{'permit_number': 'H12345678', 'issue_count': 1}
"""

import re
from collections.abc import Sequence

from extractors import values
from extractors.cards.front import ALL
from extractors.cards.labels import cut_at_labels, plain
from extractors.documents import id_card
from extractors.fields import make
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Fields

TYPE = DocumentType.HMT_PERMIT

_PERMIT = re.compile(r"[HM]\d{8}(?:\d{2})?|\d{8}")
_SPANS = frozenset({60})


def extract(pages: Sequence[ReadPage]) -> Fields:
    """As on the identity card, without ethnicity, with the travel permit's number."""
    fields = id_card.faces_of(pages, spans=_SPANS, wanted=ALL - {"ethnicity"})
    if not fields:
        return fields
    told = {
        piece.key: piece.value
        for page in pages
        for line in plain(page.lines)
        for piece in cut_at_labels(line)
        if piece.value and piece.key in ("permit", "issues")
    }
    own = {"permit_number": _permit(told.get("permit")), "issue_count": _count(told.get("issues"))}
    return {**fields, **{name: field for name, field in own.items() if field}}


def _permit(line: Line | None) -> Field | None:
    if line is None:
        return None
    value = values.code(line.text)
    return make(value, [line], is_doubtful=not _PERMIT.fullmatch(value or ""))


def _count(line: Line | None) -> Field | None:
    match = re.fullmatch(r"(\d{1,3})次?", line.text.strip()) if line else None
    return make(int(match[1]), [line]) if line and match else None
