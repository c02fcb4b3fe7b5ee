"""Which module reads which document type. A type without a module is recognised, its fields are not read yet.

>>> DocumentType.ID_CARD in readable_types()
True
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from extractors.documents import (
    bank_card,
    birth_cert,
    claim_form,
    cremation,
    death_cert,
    diagnosis_cert,
    discharge,
    drv_license,
    fee_list,
    hmt_permit,
    hukou,
    hukou_cancel,
    id_card,
    id_temp,
    imaging_report,
    inv_inpatient,
    inv_outpatient,
    marriage_cert,
    op_record,
    passport,
    pathology,
    poa,
    si_settlement,
    tax_invoice,
    traffic_agreement,
    traffic_liability,
    veh_license,
)
from extractors.page import ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Fields
from storage.model.finding import Finding


class DocumentModule(Protocol):
    """What every file in `extractors.documents` offers."""

    TYPE: DocumentType

    def extract(self, pages: Sequence[ReadPage], /) -> Fields: ...


@runtime_checkable
class FindingModule(Protocol):
    """A file that also says where a paper contradicts itself."""

    def read(self, pages: Sequence[ReadPage], /) -> tuple[Fields, tuple[Finding, ...]]: ...


_MODULES: tuple[DocumentModule, ...] = (
    id_card,
    id_temp,
    hmt_permit,
    bank_card,
    tax_invoice,
    inv_inpatient,
    inv_outpatient,
    op_record,
    diagnosis_cert,
    discharge,
    fee_list,
    si_settlement,
    hukou,
    birth_cert,
    marriage_cert,
    death_cert,
    hukou_cancel,
    cremation,
    pathology,
    imaging_report,
    drv_license,
    veh_license,
    traffic_liability,
    traffic_agreement,
    passport,
    poa,
    claim_form,
)


def readable_types() -> frozenset[DocumentType]:
    """The types whose fields are read."""
    return frozenset(module.TYPE for module in _MODULES)


def extract(type: DocumentType, pages: Sequence[ReadPage]) -> Fields:
    """The fields of a paper of that type, boxes in each page's upright frame; empty where no module reads it."""
    return read(type, pages)[0]


def read(type: DocumentType, pages: Sequence[ReadPage]) -> tuple[Fields, tuple[Finding, ...]]:
    """The fields, and what the paper says against itself where a module looks for that."""
    for module in _MODULES:
        if module.TYPE is type:
            return module.read(pages) if isinstance(module, FindingModule) else (module.extract(pages), ())
    return {}, ()
