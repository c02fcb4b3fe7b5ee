"""The one message in force, all messages ever, and the release of one that is held.

>>> sorted(route.path for route in router.routes)
['/v1/claims/{claim_id}/message', '/v1/claims/{claim_id}/messages', '/v1/messages/{message_id}/release']
"""

from fastapi import Response

from intake.acts.reach import claim_of
from intake.acts.release_message import release_message
from intake.api.acting import Acting
from intake.api.who import ByAllThree, ByReviewer, Here, resource
from intake.schemas.outcome import MessagesTold, MessageTold, ReleaseAsked
from intake.views.outcome import message_in_force, message_told, messages_told

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
        return messages_told(uow, claim_of(uow, caller, claim_id), caller)


@router.post("/messages/{message_id}/release", status_code=202, response_model=MessageTold)
def release(message_id: str, asked: ReleaseAsked, caller: ByReviewer, act: Acting) -> Response:
    """Sends a held message, with the reason why it asks only now. 409 `not_held` for any other."""
    return act.answer(lambda uow: message_told(release_message(uow, caller, message_id, asked.reason)), 202)
