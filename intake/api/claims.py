"""Claims: opened, listed, shown; facts learned later; the end of their intake.

>>> sorted({route.path for route in router.routes})[0]
'/v1/claims'
"""

from typing import Annotated, Any

from fastapi import Body, Query, Response

from intake.acts.change_facts import change_facts
from intake.acts.end_claim import close_claim, withdraw_claim
from intake.acts.open_claim import NewClaim, open_claim
from intake.acts.reach import claim_of
from intake.api.acting import Acting
from intake.api.who import ByInsurer, Here, resource
from intake.links import upload_link
from intake.schemas.claims import ClaimAsked, ClaimOpened, ClaimPage, ClaimTold, Clocks
from intake.views.claims import claim_brief, claim_told
from intake.views.clocks import clocks_told
from storage.model.claim import Channel, ClaimState
from storage.unit_of_work import UnitOfWork

router = resource("claims")


@router.post("/claims", status_code=201, response_model=ClaimOpened)
def open_one(asked: ClaimAsked, caller: ByInsurer, act: Acting) -> Response:
    """Opens a claim. The same `external_ref` with the same content answers the claim there is, with a new link."""

    def do(uow: UnitOfWork) -> ClaimOpened:
        claim = open_claim(uow, caller, _new(asked))
        link = upload_link(act.services, claim.id)
        return ClaimOpened(id=claim.id, state=claim.state, upload_url=link.url, expires_at=link.expires_at)

    return act.answer(do, 201)


@router.get("/claims")
def list_all(
    caller: ByInsurer,
    here: Here,
    after: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    state: ClaimState | None = None,
) -> ClaimPage:
    """Claims, the oldest first. `after` is the `next` of the page before."""
    with here.store.read(tenant=caller.tenant) as uow:
        found = uow.claims.page(after, limit + 1, state)
    page = found[:limit]
    return ClaimPage(
        claims=[claim_brief(claim) for claim in page], next=page[-1].id if len(found) > limit else None
    )


@router.get("/claims/{claim_id}")
def show_one(claim_id: str, caller: ByInsurer, here: Here) -> ClaimTold:
    """One claim with its state, clocks and counts."""
    with here.store.read(tenant=caller.tenant) as uow:
        return claim_told(uow, claim_of(uow, caller, claim_id), here.pace)


@router.get("/claims/{claim_id}/clocks")
def show_clocks(claim_id: str, caller: ByInsurer, here: Here) -> Clocks:
    """Its clocks alone: what runs until when, what pauses it, and whether it comes before others."""
    with here.store.read(tenant=caller.tenant) as uow:
        return clocks_told(uow, claim_of(uow, caller, claim_id), here.pace)


@router.patch("/claims/{claim_id}/facts", response_model=ClaimTold)
def learn(
    claim_id: str, facts: Annotated[dict[str, Any], Body(min_length=1)], caller: ByInsurer, act: Acting
) -> Response:
    """Facts learned later; null takes one back. The claim is assessed anew."""
    return act.answer(
        lambda uow: claim_told(uow, change_facts(uow, caller, claim_id, facts), act.services.pace)
    )


@router.post("/claims/{claim_id}/close", response_model=ClaimTold)
def close(claim_id: str, caller: ByInsurer, act: Acting) -> Response:
    """The claim was taken over: nothing more is taken in."""
    return act.answer(lambda uow: claim_told(uow, close_claim(uow, caller, claim_id), act.services.pace))


@router.post("/claims/{claim_id}/withdraw", response_model=ClaimTold)
def withdraw(claim_id: str, caller: ByInsurer, act: Acting) -> Response:
    """The claimant no longer wants it: nothing more is taken in."""
    return act.answer(lambda uow: claim_told(uow, withdraw_claim(uow, caller, claim_id), act.services.pace))


def _new(asked: ClaimAsked) -> NewClaim:
    return NewClaim(
        claim_types=asked.claim_type,
        external_ref=asked.external_ref,
        locale=asked.locale,
        channel=Channel(asked.channel.kind, asked.channel.address),
        facts=asked.facts,
    )
