"""A wrong photo is set aside: the document no longer counts, the original stays as it was received.

>>> import inspect
>>> list(inspect.signature(withdraw_document).parameters)
['uow', 'caller', 'document_id']
"""

from intake.acts.reach import keep_to_own, living_claim
from intake.acts.record import Deed, record
from intake.acts.stir import stir
from intake.caller import Caller
from storage.model.records import StoredDocument
from storage.unit_of_work import UnitOfWork


def withdraw_document(uow: UnitOfWork, caller: Caller, document_id: str) -> StoredDocument:
    """The document, withdrawn. Raises NotFound, Conflict."""
    document = uow.documents.get(document_id)
    keep_to_own(caller, document.claim_id, "document", document_id)
    claim = living_claim(uow, caller, document.claim_id)
    if document.withdrawn_at is not None:
        return document
    uow.documents.withdraw(document_id, uow.now)
    record(uow, caller, Deed(claim_id=document.claim_id, action="document.withdrawn", subject=document_id))
    stir(uow, caller, claim)
    return uow.documents.get(document_id)
