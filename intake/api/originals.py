"""Originals: the verdict on each, the bytes for auditors, and those that could not be read.

>>> sorted(route.path for route in router.routes)[0]
'/v1/originals'
"""

from typing import Annotated, Literal

from fastapi import Query, Response
from fastapi.responses import StreamingResponse

from intake.acts.reach import keep_to_own
from intake.acts.retry_original import retry_original
from intake.api.acting import Acting
from intake.api.who import ByAllThree, ByAuditor, ByOperator, Here, resource
from intake.schemas.submissions import OriginalTold, QuarantinedPage, QuarantinedTold
from intake.viewing import headers_of, view_original
from intake.views.originals import original_told, quarantined_told
from storage.model.submission import OriginalState

router = resource("originals")

_Purpose = Annotated[str, Query(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$")]


@router.get("/originals")
def list_quarantined(
    state: Literal["quarantined"],
    caller: ByOperator,
    here: Here,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> QuarantinedPage:
    """What could not be read in spite of every attempt, the oldest first."""
    with here.store.read(tenant=caller.tenant) as uow:
        found = uow.originals.in_state(OriginalState(state), limit)
    return QuarantinedPage(originals=[quarantined_told(original) for original in found])


@router.get("/originals/{original_id}")
def show(original_id: str, caller: ByAllThree, here: Here) -> OriginalTold:
    """How far it is, and once it was read what a claimant is told of each paper in it."""
    with here.store.read(tenant=caller.tenant) as uow:
        original = uow.originals.get(original_id)
        keep_to_own(caller, original.claim_id, "original", original_id)
        return original_told(uow, original)


@router.get("/originals/{original_id}/content", response_class=StreamingResponse)
def content(original_id: str, purpose: _Purpose, caller: ByAuditor, here: Here) -> StreamingResponse:
    """The bytes as received. `purpose` is a code or a reference number, without names; it stands in the audit chain."""
    viewed = view_original(here, caller, original_id, purpose)
    return StreamingResponse(
        viewed.chunks, headers=headers_of(viewed.original), media_type="application/octet-stream"
    )


@router.post("/originals/{original_id}/retry", status_code=202, response_model=QuarantinedTold)
def retry(original_id: str, caller: ByOperator, act: Acting) -> Response:
    """Has a quarantined original read again."""
    return act.answer(lambda uow: quarantined_told(retry_original(uow, caller, original_id)), 202)
