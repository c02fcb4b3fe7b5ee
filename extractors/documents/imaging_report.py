"""影像检查报告: CT, MR, DR, ultrasound, endoscopy, what was seen and what it means.

>>> extract([])
{}
"""

from collections.abc import Sequence

from extractors.medical.reports import fields_of
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields

TYPE = DocumentType.IMAGING_REPORT


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the report."""
    return fields_of(pages, "imaging_report")
