"""Reads the rows that a claim's page needs, in one unit of work.

>>> import inspect
>>> list(inspect.signature(load_rows).parameters)
['uow', 'claim_id']
"""

from intake.pages.rows import Rows
from intake.shown import shown_to_claimant
from storage.unit_of_work import UnitOfWork
from workers.steps.look_at_original import LOOKED


def load_rows(uow: UnitOfWork, claim_id: str) -> Rows:
    """The rows of that claim. Raises NotFound."""
    return Rows(
        claim=uow.claims.get(claim_id),
        now=uow.now,
        consent=uow.consents.latest(claim_id),
        originals=tuple(uow.originals.of_claim(claim_id)),
        documents=tuple(uow.documents.of_claim(claim_id)),
        readings=tuple(uow.readings.of_claim(claim_id)),
        assessment=shown_to_claimant(uow, uow.assessments.latest(claim_id)),
        message=uow.messages.in_force(claim_id),
        cannots=tuple(uow.cannots.of_claim(claim_id)),
        sights={one: said["fault"] for one, said in uow.events.latest_by_original(claim_id, LOOKED).items()},
    )
