"""What is away is named by /readyz with a remedy, and no longer named once it is back; uploads are taken meanwhile."""

import contextlib
import os
import signal
from collections.abc import Iterator

import pytest

from tests.journeys.service.customers import Customer
from tests.journeys.service.disks import read_only
from tests.journeys.service.papers import all_but_the_fee_list
from tests.journeys.service.processes import until
from tests.journeys.service.serving import Serving

pytestmark = pytest.mark.enable_socket


def test_everything_in_place_is_ready(serving: Serving) -> None:
    answer = serving.door().get("/readyz")
    assert (answer.status_code, answer.json()["is_ready"], answer.json()["reasons"]) == (200, True, [])
    assert serving.door().get("/healthz").json() == {"status": "alive"}


def test_workers_that_were_killed_are_named_until_others_are_there(serving: Serving) -> None:
    with _stopped(serving.process.pid):
        for pid in serving.parts("worker"):
            os.kill(pid, signal.SIGKILL)
        until(lambda: _wrong(serving) == {"workers": "no_workers"}, what="named workers")
        customer = Customer(serving)
        kept = customer.submit(*all_but_the_fee_list())
        customer.finish()
    until(lambda: _wrong(serving) == {}, what="workers again")
    customer.until_sent()
    customer.assert_whole(kept)


def test_a_queue_that_is_stuck_is_named_until_it_answers(serving: Serving) -> None:
    with _stopped(serving.part("valkey")):
        assert _wrong(serving) == {"broker": "broker_unavailable"}
    until(lambda: _wrong(serving) == {}, what="a queue again")


def test_a_store_that_cannot_be_written_is_named_and_refuses_uploads_whole(serving: Serving) -> None:
    customer, sent = Customer(serving), all_but_the_fee_list()
    with read_only(serving.data / "originals"):
        assert _wrong(serving)["store"] == "store_unavailable"
        refused = customer.send(*sent)
        assert (refused.status_code, refused.json()["code"]) == (503, "store_unavailable")
        assert refused.headers["Retry-After"]
    assert (_wrong(serving), customer.originals()) == ({}, [])
    kept = customer.submit(*sent)
    customer.finish()
    customer.until_sent()
    customer.assert_whole(kept)


def _wrong(serving: Serving) -> dict[str, str]:
    """What is named, each with its code; every reason says what to do."""
    answer = serving.door().get("/readyz").json()
    assert all(reason["message"] and reason["remedy"] for reason in answer["reasons"])
    return {reason["check"]: reason["code"] for reason in answer["reasons"]}


@contextlib.contextmanager
def _stopped(pid: int) -> Iterator[None]:
    """It stands still, alive: a supervisor that starts nothing anew, a queue that does not answer."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)
