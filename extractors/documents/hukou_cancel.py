"""户口注销证明: a letter or a form of the police station that a registration ended (户口登记条例 8).

>>> extract([])
{}
"""

from collections.abc import Sequence

from extractors.certificates.deaths import fields_of
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields

TYPE = DocumentType.HUKOU_CANCEL


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields; the day of the cancellation is no day of a death."""
    return fields_of(pages, "hukou_cancel")
