"""The one message in force, and all messages ever.

>>> sorted(route.path for route in router.routes)
['/v1/claims/{claim_id}/message', '/v1/claims/{claim_id}/messages']
"""

from intake.acts.reach import claim_of
from intake.api.who import ByAllThree, Here, resource
from intake.schemas.outcome import MessagesTold, MessageTold
from intake.views.outcome import message_in_force, message_told

router = resource("messages")


@router.get("/claims/{claim_id}/message")
def show(claim_id: str, caller: ByAllThree, here: Here) -> MessageTold:
    """The newest message; 404 `no_message_yet` before the first."""
    with here.store.read(tenant=caller.tenant) as uow:
        return message_in_force(uow, claim_of(uow, caller, claim_id))


@router.get("/claims/{claim_id}/messages")
def list_all(claim_id: str, caller: ByAllThree, here: Here) -> MessagesTold:
    """All of them, the oldest first."""
    with here.store.read(tenant=caller.tenant) as uow:
        claim = claim_of(uow, caller, claim_id)
        return MessagesTold(
            claim_id=claim.id, messages=[message_told(one) for one in uow.messages.of_claim(claim.id)]
        )
