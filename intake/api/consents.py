"""Consent, before the first upload.

>>> [route.path for route in router.routes]
['/v1/claims/{claim_id}/consents']
"""

from fastapi import Response

from intake.acts.give_consent import give_consent
from intake.api.acting import Acting
from intake.api.who import ByCustomerOrSystem, resource
from intake.schemas.claims import ConsentAsked, ConsentTold
from storage.unit_of_work import UnitOfWork

router = resource("consents")


@router.post("/claims/{claim_id}/consents", status_code=201, response_model=ConsentTold)
def give(claim_id: str, asked: ConsentAsked, caller: ByCustomerOrSystem, act: Acting) -> Response:
    """Records consent to one version of the text. The same version again changes nothing."""

    def do(uow: UnitOfWork) -> ConsentTold:
        consent = give_consent(uow, caller, claim_id, asked.version)
        return ConsentTold(claim_id=claim_id, version=consent.version, at=consent.at)

    return act.answer(do, 201)
