"""The same thing twice, in a row and at once: there is one of everything."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import dramatiq
import httpx
import pytest

from storage.model.ids import IdKind, new_id
from tests.journeys.service.customers import Customer
from tests.journeys.service.papers import FEE_LIST, all_but_the_fee_list, one_paper, papers
from tests.journeys.service.processes import until
from tests.journeys.service.serving import Serving
from workers.actors import ASSESS, DELIVER, READ, declare
from workers.broker import backlog, make_broker

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def queue(serving: Serving) -> dramatiq.Broker:
    """The true queue, as something else that sends to it."""
    broker = make_broker(serving.broker_url)
    declare(broker, serving.services, None, None)  # type: ignore[arg-type]
    return broker


def test_every_message_of_the_queue_delivered_three_times(serving: Serving, queue: dramatiq.Broker) -> None:
    customer = Customer(serving)
    kept = customer.submit(*all_but_the_fee_list())
    _thrice(queue, "read_original", *kept)
    _thrice(queue, "assess_claim", customer.claim_id)
    customer.finish()
    _thrice(queue, "compose_message", customer.claim_id)
    message = customer.until_sent()
    _thrice(queue, "deliver_message", message.id)
    _thrice(queue, "read_original", *kept)
    _thrice(queue, "compose_message", customer.claim_id)
    _until_all_is_done(queue)
    customer.assert_whole(kept)
    assert customer.actions().count("reading.begun") == len(kept)


def test_the_same_rows_of_the_outbox_three_times(serving: Serving, queue: dramatiq.Broker) -> None:
    customer = Customer(serving)
    kept = customer.submit(*all_but_the_fee_list())
    customer.finish()
    for _ in range(3):
        with serving.services.store.write() as uow:
            for original_id in kept:
                uow.outbox.add("read_original", original_id, new_id(IdKind.TRACE))
            for step in ("assess_claim", "compose_message"):
                uow.outbox.add(step, customer.claim_id, new_id(IdKind.TRACE))
    customer.until_sent()
    _until_all_is_done(queue)
    customer.assert_whole(kept)


def test_the_same_upload_with_the_same_key_in_a_row_and_at_once(serving: Serving) -> None:
    customer, sent = Customer(serving), all_but_the_fee_list()
    with ThreadPoolExecutor(8) as threads:
        at_once = list(threads.map(lambda _: _sent_until_taken(customer, sent), range(8)))
    in_a_row = [_sent_until_taken(customer, sent) for _ in range(2)]
    assert len({str(answer.json()) for answer in (*at_once, *in_a_row)}) == 1, "one answer, ten times"
    customer.finish()
    customer.until_sent()
    customer.assert_whole([file["original_id"] for file in in_a_row[0].json()["files"]])
    assert customer.actions().count("submission.received") == 1


def test_the_same_bytes_in_two_uploads_are_one_original(serving: Serving) -> None:
    customer, paper, other = Customer(serving), one_paper(), papers(FEE_LIST)[0]
    [first] = customer.submit(paper)
    again = customer.submit(paper, other)
    assert again[0] == first
    customer.finish()
    customer.until_sent()
    customer.assert_whole(again)
    counted = Counter(customer.actions())
    assert (counted["submission.received"], counted["original.received"]) == (2, 2)


def test_a_key_that_comes_with_other_bytes_is_refused_and_nothing_kept(serving: Serving) -> None:
    customer, first, other = Customer(serving), one_paper(), one_paper()
    [kept] = customer.submit(first, once="one")
    refused = customer.send(other, once="one")
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert [original.id for original in customer.originals()] == [kept]


def _thrice(queue: dramatiq.Broker, step: str, *subjects: str) -> None:
    for subject in subjects:
        for _ in range(3):
            queue.get_actor(step).send(subject, new_id(IdKind.TRACE))


def _until_all_is_done(queue: dramatiq.Broker) -> None:
    until(lambda: not any(backlog(queue, name) for name in (READ, ASSESS, DELIVER)), what="an empty queue")  # type: ignore[arg-type]


def _sent_until_taken(customer: Customer, sent: list) -> httpx.Response:  # type: ignore[type-arg]
    """More than a few uploads of one claim at a time are told to come back."""
    with httpx.Client(
        base_url=customer.serving.url, headers=customer.door.headers, trust_env=False, timeout=60
    ) as door:
        while (answer := customer.send(*sent, once="the-same", door=door)).status_code == 429:
            assert answer.headers["Retry-After"]
    assert answer.status_code == 202, answer.text
    return answer
