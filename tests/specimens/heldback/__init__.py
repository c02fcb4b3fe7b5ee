"""Layouts that the readers of papers were not made with: the honest measure of how well they read.

Whoever writes or tunes an extractor, a cue or a threshold does not look in here. Layouts that were looked at move
to `tests.specimens.others` and new ones take their place.

>>> all(len(layouts) >= 2 for layouts in LAYOUTS.values())
True
"""

from tests.specimens.heldback import (
    bank_card,
    diagnosis_cert,
    discharge,
    fee_list,
    id_card,
    inv_inpatient,
    inv_outpatient,
    op_record,
    si_settlement,
    tax_invoice,
)
from tests.specimens.salted import salted_layouts

LAYOUTS = salted_layouts(
    id_card,
    bank_card,
    inv_outpatient,
    inv_inpatient,
    op_record,
    discharge,
    diagnosis_cert,
    fee_list,
    si_settlement,
    tax_invoice,
)
