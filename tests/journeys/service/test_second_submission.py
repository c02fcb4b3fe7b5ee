"""A second submission brings the message up to date; what says nothing new sends nothing."""

import pytest

from storage.model.document_type import DocumentType
from storage.model.records import MessageState
from tests.journeys.service.customers import Customer
from tests.journeys.service.papers import FEE_LIST, all_but_the_fee_list, one_paper, papers
from tests.journeys.service.processes import until
from tests.journeys.service.serving import Serving, go_on

pytestmark = pytest.mark.enable_socket

FIRST = (DocumentType.ID_CARD, DocumentType.INV_OUTPATIENT, DocumentType.OP_RECORD)


def test_the_next_message_asks_for_what_is_still_missing_and_the_last_says_that_all_is_there(
    serving: Serving,
) -> None:
    customer = Customer(serving)
    kept = customer.submit(*papers(*FIRST))
    customer.finish()
    first = customer.until_sent()
    assert set(customer.asks()) == {"bank_card", "fee_list"}
    kept += customer.submit(one_paper())
    customer.finish()
    second = customer.until_sent(2)
    assert set(customer.asks()) == {"fee_list"}
    kept += customer.submit(*papers(FEE_LIST))
    customer.finish()
    last = customer.until_sent(3)
    assert customer.asks() == {} and "收齐" in last.message.subject + last.message.text
    assert len({message.message.fingerprint for message in (first, second, last)}) == 3
    customer.assert_whole(kept, messages=3)
    assert [message.state for message in customer.messages()] == [MessageState.SENT] * 3
    assert customer.look("message")["number"] == 3


def test_a_submission_that_changes_nothing_asked_sends_nothing(serving: Serving) -> None:
    customer = Customer(serving)
    kept = customer.submit(*all_but_the_fee_list())
    customer.finish()
    customer.until_sent()
    kept += customer.submit(one_paper())
    customer.finish()
    until(lambda: _is_at_rest(customer), what="nothing left to do")
    customer.assert_whole(kept, messages=1)


def test_what_comes_before_the_message_leaves_rides_in_the_one_message(serving: Serving) -> None:
    customer = Customer(serving)
    held = customer.submit(one_paper(held=True))
    customer.finish()
    scratch = serving.holding()[1]
    more = customer.submit(*papers(*FIRST))
    customer.finish()
    go_on(scratch)
    customer.until_sent()
    assert set(customer.asks()) == {"fee_list"}
    customer.assert_whole([*held, *more], messages=1)


def _is_at_rest(customer: Customer) -> bool:
    """Read, assessed, and decided that there is nothing to say."""
    claim = customer.serving.door(customer.key).get(f"/v1/claims/{customer.claim_id}").json()
    states = claim["counts"]["originals"]
    return states["received"] + states["reading"] == 0 and claim["clocks"]["message_due_at"] is None
