"""A person of ours finds that one more paper is needed, after the lists were held against the claim.

The law wants one request, so a second one needs a reason and somebody who answers for it: the reason is kept sealed with
the claim's facts, the chain says who. Whose fault it is that it comes late is counted: `new_fact` or `our_miss`.

>>> Further(paper=DocumentType.IMAGING_REPORT, reason="术后复查要看片", cause=MessageCause.NEW_FACT).person
'insured'
"""

from dataclasses import dataclass, replace
from typing import Literal

from intake.acts.reach import living_claim
from intake.acts.record import Deed, record
from intake.acts.stir import stir
from intake.caller import Caller
from storage.model.document_type import DocumentType
from storage.model.records import MessageCause
from storage.unit_of_work import UnitOfWork
from validators.claim.further import FACT, PREFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """Which paper of whom, why it is needed, and why only now."""

    paper: DocumentType
    reason: str
    cause: Literal[MessageCause.NEW_FACT, MessageCause.OUR_MISS]
    person: str = "insured"


def ask_further(uow: UnitOfWork, caller: Caller, claim_id: str, asked: Further) -> None:
    """The claim is assessed anew with that row; the same paper of the same person is asked for once.

    Raises NotFound, Conflict.
    """
    claim = living_claim(uow, caller, claim_id)
    known = claim.facts.get(FACT, [])
    if any((row["type"], row["person"]) == (asked.paper.value, asked.person) for row in known):
        return
    row = {
        "type": asked.paper.value,
        "person": asked.person,
        "reason": asked.reason,
        "cause": asked.cause.value,
    }
    details = {"person": asked.person, "cause": asked.cause.value}
    deed = Deed(claim_id=claim_id, action="item.further", subject=PREFIX + asked.paper.value, details=details)
    record(uow, caller, deed)
    stir(uow, caller, replace(claim, facts={**claim.facts, FACT: [*known, row]}))
