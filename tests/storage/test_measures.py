"""What is counted over all claims of a tenant."""

import datetime as dt
from dataclasses import replace
from typing import Any

from storage.measures import Measures
from storage.messages import Composing
from storage.model.checklist import LOOKED_UP, ChecklistItem, ItemState
from storage.model.records import MessageCause, MessageState
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.storage.stores import START, a_message, an_assessment, put_claim


def item(state: ItemState, reason: str = "") -> ChecklistItem:
    return ChecklistItem(
        key="bill", state=state, person="insured", scope="claim", accepts=(), claim_types=(), reason=reason
    )


def assessed(uow: UnitOfWork, claim_id: str, *items: ChecklistItem, is_complete: bool = False) -> str:
    one = replace(an_assessment(), items=items, is_complete=is_complete)
    made = uow.assessments.add(claim_id, uow.claims.bump(claim_id), one, START)
    assert made is not None
    return made


def told(uow: UnitOfWork, claim_id: str, assessment_id: str, **composing: Any) -> None:
    """One that leaves, unless it is held."""
    how = Composing(**composing)
    made = uow.messages.add(claim_id, assessment_id, a_message(), START, how)
    uow.messages.mark(made.id, MessageState.COMPOSED, MessageState.SENT, START + dt.timedelta(hours=1))


def test_nothing_is_a_share_of_nothing(store: Store) -> None:
    with store.read() as uow:
        assert uow.measures.now() == Measures()
    assert (Measures().requests_per_claim, Measures().in_review_share) == (None, None)


def test_claims_are_counted_by_what_was_found_and_said(store: Store) -> None:
    with store.write() as uow:
        asked, at_once, unsaid = (put_claim(uow, external_ref=ref).id for ref in ("asked", "at once", "unsaid"))
        first = assessed(uow, asked, item(ItemState.MISSING), item(ItemState.NOT_APPLICABLE))
        told(uow, asked, first, cause=MessageCause.FIRST, asks=1)
        second = assessed(uow, asked, item(ItemState.IN_REVIEW), item(ItemState.SATISFIED))
        told(uow, asked, second, cause=MessageCause.FOLLOW_UP, asks=1)
        told(uow, asked, second, cause=MessageCause.OUR_MISS, asks=2, is_held=True)
        whole = assessed(
            uow, at_once, item(ItemState.SATISFIED), item(ItemState.WAIVED, LOOKED_UP), is_complete=True
        )
        told(uow, at_once, whole, cause=MessageCause.FIRST, asks=0)
        assessed(uow, unsaid, item(ItemState.MISSING))
        measures = uow.measures.now()
    assert (measures.told, measures.requests, measures.requests_per_claim) == (2, 2, 1.0)
    assert (measures.our_misses, measures.held, measures.our_miss_share) == (1, 1, 0.5)
    assert (measures.complete_at_first, measures.complete_at_first_share) == (1, 0.5)
    assert (measures.items, measures.in_review, measures.looked_up) == (5, 1, 1), "of the latest each"
    assert measures.claims == {"open": 3}
    assert measures.messages == {"sent": 3, "held": 1}


def test_another_tenants_claims_are_not_counted(store: Store) -> None:
    with store.write("other") as uow:
        claim_id = put_claim(uow).id
        told(uow, claim_id, assessed(uow, claim_id), cause=MessageCause.FIRST, asks=1)
    with store.read() as uow:
        assert uow.measures.now() == Measures()
