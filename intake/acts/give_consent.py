"""Consent, before anything is uploaded: to one version of the text, once.

>>> import inspect
>>> list(inspect.signature(give_consent).parameters)
['uow', 'caller', 'claim_id', 'version']
"""

from intake.acts.reach import living_claim
from intake.acts.record import Deed, record
from intake.caller import Caller
from storage.errors import Conflict
from storage.model.records import Consent
from storage.unit_of_work import UnitOfWork


def give_consent(uow: UnitOfWork, caller: Caller, claim_id: str, version: str) -> Consent:
    """The consent to that version of the text. Raises NotFound, Conflict."""
    living_claim(uow, caller, claim_id)
    known = uow.consents.latest(claim_id)
    if known is not None and known.version == version:
        return known
    uow.consents.add(claim_id, version, caller.actor, uow.now, {"way": caller.way.value})
    deed = Deed(claim_id=claim_id, action="consent.given", subject=claim_id, details={"version": version})
    record(uow, caller, deed)
    return Consent(claim_id=claim_id, version=version, by=caller.actor, at=uow.now)


def check_consent(uow: UnitOfWork, claim_id: str) -> None:
    """Raises Conflict `consent_required` while nobody has consented."""
    if uow.consents.latest(claim_id) is None:
        message = "Consent to the handling of the papers has not been given yet."
        raise Conflict("consent_required", message, "Record it first: POST /v1/claims/{id}/consents.")
