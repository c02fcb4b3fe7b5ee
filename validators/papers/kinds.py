"""What a paper of a type must show to serve, as data in `papers.toml`.

>>> needs_of(DocumentType.TAX_INVOICE), holder_fields(DocumentType.ID_CARD)
(('total', 'invoice_number'), ('name',))
>>> DocumentType.RX in PATIENT_PAPERS
True
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from storage.model.document_type import DocumentType

_DATA = Path(__file__).with_name("papers.toml")

BILLS = (DocumentType.INV_OUTPATIENT, DocumentType.INV_INPATIENT, DocumentType.TAX_INVOICE)
PATIENT_PAPERS = (
    DocumentType.INV_OUTPATIENT,
    DocumentType.INV_INPATIENT,
    DocumentType.OP_RECORD,
    DocumentType.DIAGNOSIS_CERT,
    DocumentType.FEE_LIST,
    DocumentType.RX,
    DocumentType.DISCHARGE,
    DocumentType.LAB_REPORT,
    DocumentType.IMAGING_REPORT,
    DocumentType.SI_SETTLEMENT,
)
IDENTITY = (
    DocumentType.ID_CARD,
    DocumentType.ID_TEMP,
    DocumentType.HMT_PERMIT,
    DocumentType.FPR_CARD,
    DocumentType.HM_TRAVEL,
    DocumentType.TW_TRAVEL,
    DocumentType.PASSPORT,
    DocumentType.MILITARY_ID,
)


@cache
def needs_of(kind: DocumentType, side: str = "needs") -> tuple[str, ...]:
    """The fields it must show; of a two-sided card, by side."""
    return tuple(_data().get(kind, {}).get(side, ()))


@cache
def holder_fields(kind: DocumentType) -> tuple[str, ...]:
    """The fields that name the person a paper is about."""
    return tuple(_data().get(kind, {}).get("holder", ()))


def names_on(kind: DocumentType) -> tuple[str, ...]:
    """The fields that name the people a paper is about, of which there may be several.

    >>> names_on(DocumentType.MARRIAGE_CERT)
    ('holder_name', 'spouse_name')
    """
    return tuple(_data().get(kind, {}).get("pair", ())) or holder_fields(kind)


@cache
def date_fields(kind: DocumentType) -> tuple[str, ...]:
    """The fields that say which day a paper belongs to, best first."""
    return tuple(_data().get(kind, {}).get("dates", ()))


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
