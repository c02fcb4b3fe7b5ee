"""The audit chain of a claim, for auditors.

>>> [route.path for route in router.routes]
['/v1/claims/{claim_id}/audit']
"""

from intake.acts.reach import claim_of
from intake.api.who import ByAuditor, Here, resource
from intake.schemas.outcome import ChainTold
from intake.views.outcome import entry_told

router = resource("audit")


@router.get("/claims/{claim_id}/audit")
def show(claim_id: str, caller: ByAuditor, here: Here) -> ChainTold:
    """Every entry, in order, exactly as its digest was made. `claims audit verify` says whether the chain holds."""
    with here.store.read(tenant=caller.tenant) as uow:
        claim = claim_of(uow, caller, claim_id)
        return ChainTold(
            claim_id=claim.id, entries=[entry_told(entry) for entry in uow.audit.of_claim(claim.id)]
        )
