"""The queue killed, wiped and lost with work outstanding: it carries hints only, so everything is done once all the same."""

import os
import shutil
import signal

import pytest
import redis

from tests.journeys.service.customers import Customer
from tests.journeys.service.outstanding import all_go_on, with_work_outstanding
from tests.journeys.service.papers import all_but_the_fee_list
from tests.journeys.service.processes import until
from tests.journeys.service.serving import Serving
from workers import valkey

pytestmark = pytest.mark.enable_socket


def test_killed_while_messages_wait_and_some_are_worked_on(serving: Serving) -> None:
    customer, kept = with_work_outstanding(serving)
    serving.kill("valkey")
    until(lambda: valkey.answers(serving.queue_socket), what="another queue")
    all_go_on(serving, kept)
    customer.until_sent()
    customer.assert_whole(kept)


def test_wiped_and_its_files_removed_with_work_outstanding(serving: Serving) -> None:
    """What waited is missed after half a minute, and everything is done."""
    customer, kept = with_work_outstanding(serving)
    with redis.from_url(serving.broker_url) as client:
        assert client.flushall()
    serving.kill("valkey")
    shutil.rmtree(serving.data / "queue" / "appendonlydir")
    all_go_on(serving, kept)
    customer.until_sent()
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
