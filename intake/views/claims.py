"""A claim as the API tells it: state, clocks, counts.

>>> import inspect
>>> list(inspect.signature(claim_told).parameters)
['uow', 'claim', 'pace']
"""

from collections import Counter

from intake.schemas.claims import ClaimBrief, ClaimTold, Counts
from intake.views.clocks import clocks_told
from storage.model.claim import Claim
from storage.model.submission import OriginalState
from storage.unit_of_work import UnitOfWork
from workers.clocks import Pace


def claim_brief(claim: Claim) -> ClaimBrief:
    return ClaimBrief(
        id=claim.id,
        claim_type=[kind.value for kind in claim.claim_types],
        external_ref=claim.external_ref,
        state=claim.state,
        locale=claim.locale,
        revision=claim.revision,
        opened_at=claim.opened_at,
    )


def claim_told(uow: UnitOfWork, claim: Claim, pace: Pace) -> ClaimTold:
    """The whole claim; `pace` is how long messages wait in this installation."""
    counts = _counts(uow, claim)
    return ClaimTold(
        **claim_brief(claim).model_dump(),
        channel=claim.channel.kind,
        facts=dict(claim.facts),
        list_version=claim.list_version,
        clocks=clocks_told(uow, claim, pace),
        counts=counts,
    )


def _counts(uow: UnitOfWork, claim: Claim) -> Counts:
    states = Counter(original.state.value for original in uow.originals.of_claim(claim.id))
    latest = uow.assessments.latest(claim.id)
    found = latest.data if latest else {}
    return Counts(
        submissions=len(uow.submissions.of_claim(claim.id)),
        originals={state.value: states[state.value] for state in OriginalState},
        documents=sum(document.withdrawn_at is None for document in uow.documents.of_claim(claim.id)),
        messages=len(uow.messages.of_claim(claim.id)),
        asks=len(found.get("deficiencies", ())),
        questions=len(found.get("questions", ())),
    )
