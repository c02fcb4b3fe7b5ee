"""Every layout of the types whose fields are read, by type and name: the frequent papers, and the further ones.

>>> sorted(layouts())[:3]
[<DocumentType.BANK_CARD: 'bank_card'>, <DocumentType.DIAGNOSIS_CERT: 'diagnosis_cert'>, <DocumentType.DISCHARGE: 'discharge'>]
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens.sheet import Specimen

Layout = Callable[[Random], Specimen]

_MODULES = (
    "id_card",
    "bank_card",
    "tax_invoice",
    "inv_outpatient",
    "inv_inpatient",
    "op_record",
    "discharge",
    "diagnosis_cert",
    "fee_list",
    "si_settlement",
)
_FURTHER = (
    "hukou",
    "birth_cert",
    "marriage_cert",
    "death_cert",
    "hukou_cancel",
    "cremation",
    "pathology",
    "imaging_report",
    "traffic_liability",
    "traffic_agreement",
    "drv_license",
    "veh_license",
    "passport",
    "poa",
    "claim_form",
)
"""Papers that a claim needs now and then. Their drawings remember their lines, so that reading them needs no engine."""


@cache
def layouts() -> Mapping[DocumentType, Mapping[str, Layout]]:
    """The layouts that reading was developed on."""
    return {DocumentType(name): import_module(f"tests.specimens.{name}").LAYOUTS for name in _MODULES}


@cache
def further() -> Mapping[DocumentType, Mapping[str, Layout]]:
    """The layouts of the papers that are rarer than those of `layouts()`."""
    return {DocumentType(name): import_module(f"tests.specimens.{name}").LAYOUTS for name in _FURTHER}


@cache
def others() -> Mapping[DocumentType, Mapping[str, Layout]]:
    """Layouts by another hand, held back until they were looked at."""
    return dict(import_module("tests.specimens.others").LAYOUTS)


@cache
def by_hand() -> Mapping[DocumentType, Mapping[str, Layout]]:
    """Forms that doctors and claimants fill with a pen."""
    return dict(import_module("tests.specimens.by_hand").LAYOUTS)


@cache
def held_back() -> Mapping[DocumentType, Mapping[str, Layout]]:
    """Layouts that nobody who wrote the reading has looked at: the figure on them is the honest one."""
    return dict(import_module("tests.specimens.heldback").LAYOUTS)


@cache
def strangers() -> Mapping[DocumentType, Mapping[str, Layout]]:
    """Layouts by a third hand, drawn before it had seen the readers."""
    return dict(import_module("tests.specimens.strangers").LAYOUTS)
