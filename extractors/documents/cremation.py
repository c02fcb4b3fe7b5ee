"""火化证明, 遗体火化证明书, 安葬证明: that somebody was cremated or buried (殡葬管理条例).

>>> extract([])
{}
"""

from collections.abc import Sequence

from extractors.certificates.deaths import fields_of
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields

TYPE = DocumentType.CREMATION


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields; the day of the cremation is no day of a death."""
    return fields_of(pages, "cremation")
