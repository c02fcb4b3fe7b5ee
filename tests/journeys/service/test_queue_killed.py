"""The queue killed, wiped and lost with work outstanding: it carries hints only, so everything is done once all the same."""

import os
import signal

import pytest
import redis

from tests.journeys.service.customers import Customer
from tests.journeys.service.outstanding import all_go_on, with_work_outstanding
from tests.journeys.service.papers import all_but_the_fee_list
from tests.journeys.service.processes import until
from tests.journeys.service.serving import Serving
from workers import valkey
from workers.actors import READ
from workers.broker import backlog, make_broker

pytestmark = pytest.mark.enable_socket


def test_killed_while_messages_wait_and_one_is_worked_on(serving: Serving) -> None:
    customer, kept = with_work_outstanding(serving)
    until(lambda: backlog(make_broker(serving.broker_url), READ) > len(serving.held()), what="waiting messages")
    serving.kill("valkey")
    until(lambda: valkey.answers(serving.queue_socket), what="another queue")
    all_go_on(serving, kept)
    customer.until_sent()
    customer.assert_whole(kept)
    assert len(customer.messages()) == 1


def test_wiped_with_work_outstanding_everything_is_still_done(serving: Serving) -> None:
    customer, kept = with_work_outstanding(serving)
    with redis.from_url(serving.broker_url) as client:
        assert client.flushall()
    all_go_on(serving, kept)
    customer.until_sent(seconds=90)
    customer.assert_whole(kept)


def test_a_queue_that_is_stuck_delays_no_upload_and_loses_nothing(serving: Serving) -> None:
    queue = serving.part("valkey")
    os.kill(queue, signal.SIGSTOP)
    try:
        customer = Customer(serving)
        kept = customer.submit(*all_but_the_fee_list())
        customer.finish()
    finally:
        os.kill(queue, signal.SIGCONT)
    customer.until_sent()
    customer.assert_whole(kept)
