"""Layouts by a third maker, drawn before this maker had seen a line of the readers: how papers of strangers fare.

They were read once before anything was mended on them; what that first reading said is told in the closing notes.

>>> all(len(layouts) >= 2 for layouts in LAYOUTS.values())
True
"""

from tests.specimens.salted import salted_layouts
from tests.specimens.strangers import (
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

LAYOUTS = salted_layouts(
    id_card,
    bank_card,
    tax_invoice,
    inv_outpatient,
    inv_inpatient,
    fee_list,
    diagnosis_cert,
    discharge,
    op_record,
    si_settlement,
)
