"""医疗住院收费票据 (财政), paper or e-bill; see `bill`.

>>> extract([])
{}
"""

from collections.abc import Sequence

from extractors.medical.bill import read_bill
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields

TYPE = DocumentType.INV_INPATIENT


def extract(pages: Sequence[ReadPage]) -> Fields:
    return read_bill(pages)
