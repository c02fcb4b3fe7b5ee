"""Temporary resident identity card (临时居民身份证): the labels of the identity card, valid for three months.

By the rules on temporary identity cards (临时居民身份证管理办法, 公安部令第78号).

>>> from extractors.page import Line
>>> from storage.model.extraction import Box, Source
>>> page = ReadPage(number=1, width=400, height=300, turn=0, source=Source.OCR, lines=(
...     Line("签发机关 示范市公安局", Box(40, 200, 300, 224)), Line("有效期限 2026.02.01-2026.05.01", Box(40, 240, 380, 264))))
>>> extract([page])["valid_to"].grade
<Grade.AUTO: 'auto'>
"""

from collections.abc import Sequence

from extractors.cards.back import THREE_MONTHS
from extractors.documents import id_card
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields

TYPE = DocumentType.ID_TEMP


def extract(pages: Sequence[ReadPage]) -> Fields:
    """As on the identity card."""
    return id_card.faces_of(pages, spans=THREE_MONTHS)
