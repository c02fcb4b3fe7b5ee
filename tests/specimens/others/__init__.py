"""Papers by another hand: layouts that were held back once, and serve development now that they were looked at.

>>> all(len(layouts) >= 1 for layouts in LAYOUTS.values())
True
"""

from tests.specimens.others import (
    bank_card,
    diagnosis_cert,
    discharge,
    fee_list,
    id_card,
    inv_outpatient,
    op_record,
    tax_invoice,
)
from tests.specimens.salted import salted_layouts

LAYOUTS = salted_layouts(
    id_card, bank_card, inv_outpatient, op_record, diagnosis_cert, discharge, fee_list, tax_invoice
)
