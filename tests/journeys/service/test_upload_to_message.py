"""From papers at the front door to the one message, and every byte kept."""

import pytest

from storage.model.access import Scope
from tests.journeys.service.customers import Customer
from tests.journeys.service.papers import all_but_the_fee_list
from tests.journeys.service.serving import Serving

pytestmark = pytest.mark.enable_socket


def test_a_claim_without_its_fee_list_gets_one_message_that_asks_for_it(serving: Serving) -> None:
    customer, sent = Customer(serving), all_but_the_fee_list()
    kept = customer.submit(*sent)
    customer.finish()
    message = customer.until_sent()
    assert customer.asks() == {"fee_list": "missing"}
    assert "还需要您补 1 样" in message.message.text and "费用清单" in message.message.text
    assert customer.look("message")["text"] == message.message.text
    assert len(customer.look("messages")["messages"]) == 1
    customer.assert_whole(kept)


def test_an_auditor_gets_the_bytes_that_were_sent_and_is_written_down(serving: Serving) -> None:
    customer, sent = Customer(serving), all_but_the_fee_list()
    kept = customer.submit(*sent)
    auditor = serving.door(serving.key(Scope.AUDITOR))
    for paper, original_id in zip(sent, kept, strict=True):
        address = f"/v1/originals/{original_id}/content"
        assert auditor.get(address, params={"purpose": "complaint-7"}).content == paper.content
        assert serving.door(customer.token).get(address, params={"purpose": "x"}).status_code == 403
    assert customer.actions().count("original.viewed") == len(sent)


def test_the_command_finds_everything_sound(serving: Serving) -> None:
    customer = Customer(serving)
    customer.submit(*all_but_the_fee_list())
    customer.finish()
    customer.until_sent()
    verified = serving.claims(f"audit verify {customer.claim_id}")
    assert (verified.returncode, verified.stdout[:6]) == (0, "Sound:"), verified.stdout
