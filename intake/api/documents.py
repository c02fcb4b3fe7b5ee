"""Documents: their fields with provenance, the pictures of their pages, and setting one aside.

>>> sorted(route.path for route in router.routes)[0]
'/v1/claims/{claim_id}/documents'
"""

from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from intake.acts.reach import claim_of, keep_to_own
from intake.acts.withdraw_document import withdraw_document
from intake.api.acting import Acting
from intake.api.who import ByCustomerOrStaff, ByInsurer, Here, resource
from intake.pictures import LONGEST, Pictures, enter_view, page_of
from intake.schemas.submissions import DocumentsTold, DocumentWithdrawn
from intake.views.originals import document_told
from storage.unit_of_work import UnitOfWork

router = resource("documents")


@router.get("/claims/{claim_id}/documents")
def list_all(claim_id: str, caller: ByInsurer, here: Here) -> DocumentsTold:
    """Every paper that was found, the withdrawn ones too."""
    with here.store.read(tenant=caller.tenant) as uow:
        claim = claim_of(uow, caller, claim_id)
        return DocumentsTold(documents=[document_told(one) for one in uow.documents.of_claim(claim.id)])


@router.get("/documents/{document_id}")
def show(document_id: str, caller: ByInsurer, here: Here) -> dict[str, Any]:
    """One paper, as `claims read --json` writes it, with `claim_id`, `original_id` and `withdrawn_at`."""
    with here.store.read(tenant=caller.tenant) as uow:
        document = uow.documents.get(document_id)
        keep_to_own(caller, document.claim_id, "document", document_id)
        return document_told(document)


@router.get("/documents/{document_id}/pages/{page}.png", response_class=Response)
def picture(
    document_id: str,
    page: Annotated[int, Path(ge=1, le=10_000)],
    request: Request,
    caller: ByInsurer,
    here: Here,
    longest: Annotated[int, Query(ge=64, le=LONGEST)] = 2000,
) -> Response:
    """A page of the paper, numbered as in its `pages`, its longer edge at most `longest` pixels. The look is audited."""
    pictures: Pictures = request.app.state.pictures
    view = page_of(here, caller, document_id, page)
    drawn = pictures.draw(view, longest)
    enter_view(here, caller, view)
    return Response(drawn, media_type="image/png")


@router.post("/documents/{document_id}/withdraw", response_model=DocumentWithdrawn)
def withdraw(document_id: str, caller: ByCustomerOrStaff, act: Acting) -> Response:
    """A wrong photo is set aside. The original stays, out of the claim."""

    def do(uow: UnitOfWork) -> DocumentWithdrawn:
        document = withdraw_document(uow, caller, document_id)
        return DocumentWithdrawn(id=document.id, claim_id=document.claim_id, withdrawn_at=document.withdrawn_at)

    return act.answer(do)
