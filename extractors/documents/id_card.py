"""Resident identity card (居民身份证), either face or both, on one page or several.

By the law on identity cards, articles 3 to 5: the portrait face bears name, sex, ethnicity, birth, address and
number; the emblem face the issuing authority and the validity.

>>> from extractors.page import Line
>>> from storage.model.extraction import Box, Source
>>> page = ReadPage(number=1, width=400, height=300, turn=0, source=Source.OCR, lines=(
...     Line("签发机关 示范市公安局", Box(40, 200, 300, 224)), Line("有效期限 2019.05.20-长期", Box(40, 240, 380, 264))))
>>> {name: field.value for name, field in extract([page]).items()}
{'side': 'emblem', 'authority': '示范市公安局', 'valid_from': '2019-05-20', 'valid_to': 'long_term'}
"""

from collections.abc import Sequence

from extractors.cards import emblem, portrait
from extractors.cards.back import USUAL_SPANS, back_fields
from extractors.cards.faces import side
from extractors.cards.front import ALL, front_fields
from extractors.page import ReadPage
from storage.model.document import QualityGrade
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Fields

TYPE = DocumentType.ID_CARD


def extract(pages: Sequence[ReadPage]) -> Fields:
    """The fields of the faces that are seen, wherever on the pages they are."""
    return faces_of(pages)


def faces_of(
    pages: Sequence[ReadPage], *, spans: frozenset[int] = USUAL_SPANS, wanted: frozenset[str] = ALL
) -> dict[str, Field]:
    """Both faces of a card of this layout; `spans` are the months that it may be valid for."""
    fronts = [face for page in pages if (face := portrait.find(page))]
    backs = [seen for page in pages if (seen := emblem.find(page))]
    front = max(fronts, key=lambda one: len(one.slots), default=None)
    back = max(backs, key=lambda one: len(one.authority) + len(one.validity), default=None)
    is_poor = any(page.quality.grade is QualityGrade.POOR for page in pages)
    fields = {"side": side(front, back, is_poor=is_poor)} if front or back else {}
    if front:
        fields |= front_fields(front, wanted)
    if back:
        fields |= back_fields(back, spans)
    return fields
