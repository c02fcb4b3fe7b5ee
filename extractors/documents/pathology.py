"""病理检查报告, 病理诊断报告: histology, stains, what the tissue is.

>>> extract([])
{}
"""

from collections.abc import Sequence

from extractors.medical.reports import fields_of
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields

TYPE = DocumentType.PATHOLOGY


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the report."""
    return fields_of(pages, "pathology")
