"""道路交通事故认定书 of the police, general or summary procedure (道路交通事故处理程序规定).

>>> extract([])
{}
"""

from collections.abc import Sequence

from extractors.page import ReadPage
from extractors.vehicles.accidents import fields_of
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields

TYPE = DocumentType.TRAFFIC_LIABILITY


def extract(pages: Sequence[ReadPage]) -> Fields:
    """All fields of the paper."""
    return fields_of(pages)
