"""Papers whose values are written by hand, labels in print: what doctors and claimants fill in with a pen.

>>> all(LAYOUTS.values())
True
"""

from tests.specimens.by_hand import claim_form, diagnosis_cert, discharge, op_record, poa
from tests.specimens.salted import salted_layouts

LAYOUTS = salted_layouts(diagnosis_cert, op_record, discharge, claim_form, poa)
