"""Layouts that the readers of papers were not made with: the honest measure of how well they read.

Whoever writes or tunes an extractor, a cue or a threshold does not look in here. Layouts that were looked at move
to `tests.specimens.others` and new ones take their place.

>>> all(len(layouts) >= 2 for layouts in LAYOUTS.values())
True
"""

import random
from collections.abc import Callable

from storage.model.document_type import DocumentType
from tests.specimens.heldback import (
    bank_card,
    diagnosis_cert,
    fee_list,
    id_card,
    inv_outpatient,
    op_record,
    tax_invoice,
)
from tests.specimens.sheet import Specimen

Layout = Callable[[random.Random], Specimen]


def _salted(name: str, layout: Layout) -> Layout:
    """The layout with people and illnesses of its own: one seed is somebody else on every layout."""
    return lambda rng: layout(random.Random(f"{name} {rng.getrandbits(64)}"))


LAYOUTS: dict[DocumentType, dict[str, Layout]] = {
    type: {name: _salted(name, layout) for name, layout in layouts.items()}
    for type, layouts in (
        (DocumentType.ID_CARD, id_card.LAYOUTS),
        (DocumentType.BANK_CARD, bank_card.LAYOUTS),
        (DocumentType.INV_OUTPATIENT, inv_outpatient.LAYOUTS),
        (DocumentType.OP_RECORD, op_record.LAYOUTS),
        (DocumentType.DIAGNOSIS_CERT, diagnosis_cert.LAYOUTS),
        (DocumentType.FEE_LIST, fee_list.LAYOUTS),
        (DocumentType.TAX_INVOICE, tax_invoice.LAYOUTS),
    )
}
