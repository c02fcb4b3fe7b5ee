"""What is still needed: the list, and what can be said about it: finish, cannot, one more.

>>> sorted(route.path for route in router.routes)[0]
'/v1/claims/{claim_id}/checklist'
"""

from typing import Annotated

from fastapi import Path, Response

from intake.acts.ask_further import Further, ask_further
from intake.acts.cannot_get import Given, cannot_get
from intake.acts.finish_claim import finish_claim
from intake.acts.reach import claim_of
from intake.api.acting import Acting
from intake.api.who import ByAllThree, ByCustomerOrStaff, ByReviewer, Here, resource
from intake.schemas.claims import CannotAsked, ClaimBrief, FurtherAsked
from intake.schemas.outcome import ChecklistTold
from intake.views.claims import claim_brief
from intake.views.outcome import checklist_told
from storage.unit_of_work import UnitOfWork

router = resource("checklist")


@router.get("/claims/{claim_id}/checklist")
def show(claim_id: str, caller: ByAllThree, here: Here) -> ChecklistTold:
    """The list with the state of each item, as last assessed."""
    with here.store.read(tenant=caller.tenant) as uow:
        return checklist_told(uow, claim_of(uow, caller, claim_id), caller)


@router.post("/claims/{claim_id}/finish", status_code=202, response_model=ClaimBrief)
def finish(claim_id: str, caller: ByAllThree, act: Acting) -> Response:
    """That is all the customer has: the message is composed as soon as everything is read. A later upload takes it back."""
    return act.answer(lambda uow: claim_brief(finish_claim(uow, caller, claim_id)), 202)


@router.post("/claims/{claim_id}/items", status_code=202, response_model=ChecklistTold)
def further(claim_id: str, asked: FurtherAsked, caller: ByReviewer, act: Acting) -> Response:
    """One more paper, found to be needed only now: the reason is kept, the next message asks for it."""

    def do(uow: UnitOfWork) -> ChecklistTold:
        wanted = Further(paper=asked.type, reason=asked.reason, cause=asked.cause, person=asked.person)
        ask_further(uow, caller, claim_id, wanted)
        return checklist_told(uow, claim_of(uow, caller, claim_id), caller)

    return act.answer(do, 202)


@router.post("/claims/{claim_id}/items/{key}/cannot", status_code=202, response_model=ChecklistTold)
def cannot(
    claim_id: str,
    key: Annotated[str, Path(max_length=64)],
    asked: CannotAsked,
    caller: ByCustomerOrStaff,
    act: Acting,
) -> Response:
    """The customer cannot get what this item asks for: a person of ours looks at it."""

    def do(uow: UnitOfWork) -> ChecklistTold:
        given = Given(key=key, reason=asked.reason, person=asked.person, scope=asked.scope)
        cannot_get(uow, caller, claim_id, given)
        return checklist_told(uow, claim_of(uow, caller, claim_id), caller)

    return act.answer(do, 202)
