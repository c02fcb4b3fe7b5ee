"""SIGKILL to whoever reads, at named steps: every paper is read once in the end, and no paper is blamed that is innocent."""

import os
import signal

import pytest

from storage.model.access import Scope
from storage.model.submission import OriginalState
from tests.journeys.service.customers import Customer
from tests.journeys.service.papers import all_but_the_fee_list, one_paper
from tests.journeys.service.processes import is_waiting, kill, until
from tests.journeys.service.rival import nobody_writes
from tests.journeys.service.serving import Serving, go_on

pytestmark = pytest.mark.enable_socket


def test_a_worker_killed_while_reading_is_replaced_and_the_paper_read(serving: Serving) -> None:
    customer = Customer(serving)
    [held] = customer.submit(one_paper(held=True))
    others = customer.submit(*all_but_the_fee_list())
    customer.finish()
    reader, _ = serving.holding()
    kill(serving.worker_over(held))
    until(lambda: not serving.held() or reader not in serving.held(), what="its reader dies with it")
    go_on(serving.holding()[1])
    customer.until_sent()
    customer.assert_whole([held, *others])
    assert serving.original(held).attempts == 2
    assert customer.actions().count("reading.begun") == 1 + 1 + len(others)


def test_a_worker_killed_between_reading_and_settling_reads_again(serving: Serving) -> None:
    customer = Customer(serving)
    [held] = customer.submit(one_paper(held=True))
    customer.finish()
    reader, scratch = serving.holding()
    worker = serving.worker_over(held)
    with nobody_writes(serving):
        go_on(scratch)
        until(lambda: (scratch / "read").exists() and is_waiting(reader), what="the reader has answered")
        kill(worker)
    assert serving.original(held).state is OriginalState.READING
    go_on(serving.holding()[1])
    customer.until_sent()
    customer.assert_whole([held])
    assert serving.original(held).attempts == 2


def test_a_reader_killed_once_reads_again_and_the_paper_is_not_blamed(serving: Serving) -> None:
    customer = Customer(serving)
    [held] = customer.submit(one_paper(held=True))
    customer.finish()
    reader, _ = serving.holding()
    os.kill(reader, signal.SIGKILL)
    until(lambda: serving.held() and reader not in serving.held(), what="another reader")
    go_on(serving.holding()[1])
    customer.until_sent()
    customer.assert_whole([held])
    assert "original.quarantined" not in customer.actions()


def test_a_paper_that_kills_every_reader_is_set_apart_and_an_operator_has_it_read(serving: Serving) -> None:
    customer = Customer(serving)
    others = customer.submit(*all_but_the_fee_list()[2:])
    id_card = customer.submit(all_but_the_fee_list()[0])
    [deadly] = customer.submit(one_paper(held=True))
    customer.finish()
    for _ in range(2):
        reader, scratch = serving.holding()
        go_on(scratch, "die")
        until(lambda reader=reader: reader not in serving.held(), what="the reader's end")  # type: ignore[misc]
    customer.until_sent()
    customer.assert_whole([*others, *id_card, deadly], quarantined=[deadly])
    assert "bank_card" not in customer.asks(), "what nobody could read may be it, so it is not asked for"
    _operator_retries(serving, deadly)
    go_on(serving.holding()[1])
    until(lambda: serving.original(deadly).state is OriginalState.READ, what="the second chance")
    until(lambda: customer.look("checklist")["is_current"], what="an assessment of it")
    assert customer.asks() == {"fee_list": "missing"}
    assert len(customer.messages()) == 1, "nothing new to say"


def _operator_retries(serving: Serving, original_id: str) -> None:
    operator = serving.door(serving.key(Scope.OPERATOR))
    listed = operator.get("/v1/originals", params={"state": "quarantined"}).json()["originals"]
    assert original_id in [one["id"] for one in listed]
    assert operator.post(f"/v1/originals/{original_id}/retry").status_code == 202
