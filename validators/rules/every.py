"""The rules across papers in the order of their numbers; V01, V04, V05, V08 and V09 stand with the people of the claim.

>>> [rule.__name__ for rule in RULES][:2]
['account_limit', 'policy_period']
"""

from collections.abc import Callable, Iterator

from storage.model.finding import Finding
from validators.claim.dossier import Dossier
from validators.rules import proofs, sums, times

RULES: tuple[Callable[[Dossier], Iterator[Finding]], ...] = (
    sums.account_limit,
    times.policy_period,
    times.stay_days,
    sums.lists_and_bills,
    proofs.hospitals,
    times.late_report,
    proofs.licences,
    proofs.accident_papers,
    proofs.invoice_files,
    times.death_order,
    proofs.copies,
    times.first_visit,
)
