"""SIGKILL to the API, at named steps of an upload: with a 202 everything is kept, without one nothing is half there."""

import hashlib
import socket
import threading
from pathlib import Path

import httpx
import pytest

from tests.journeys.service.customers import Customer
from tests.journeys.service.papers import Paper, all_but_the_fee_list, one_paper
from tests.journeys.service.processes import kill, until
from tests.journeys.service.rival import nobody_writes
from tests.journeys.service.serving import Serving

pytestmark = pytest.mark.enable_socket


def test_killed_while_the_bytes_come_in_nothing_is_recorded(serving: Serving) -> None:
    customer, paper = Customer(serving), one_paper()
    before = _drafts(serving)
    with _half_sent(serving, customer, paper):
        until(lambda: any(path.stat().st_size for path in _drafts(serving) - before), what="bytes on the disk")
        serving.kill("api")
    assert (customer.originals(), _stored(serving, customer)) == ([], set())
    assert "submission.received" not in customer.actions()
    serving.until_sound()
    _send_again_and_finish(customer, [paper], once="the-same")


def test_killed_when_the_bytes_are_safe_and_not_yet_recorded_the_same_upload_is_taken_once(
    serving: Serving,
) -> None:
    customer, paper = Customer(serving), one_paper()
    with nobody_writes(serving):
        sending = _in_background(customer, paper, "again")
        until(lambda: _stored(serving, customer), what="a file that nobody has recorded")
        serving.kill("api")
    sending.join(30)
    assert customer.originals() == []
    serving.until_sound()
    _send_again_and_finish(customer, [paper], once="again")


def test_killed_right_after_the_202_everything_goes_on(serving: Serving) -> None:
    customer = Customer(serving)
    kept = customer.submit(*all_but_the_fee_list())
    serving.kill("api")
    serving.until_sound()
    customer.finish()
    customer.until_sent()
    customer.assert_whole(kept)


def test_killed_at_any_moment_of_many_uploads_each_202_is_kept_and_each_repeat_taken_once(
    serving: Serving,
) -> None:
    customer, sent = Customer(serving), [one_paper() for _ in range(10)]
    promised: dict[str, str] = {}
    sending = threading.Thread(target=_insist, args=(serving, customer, sent, promised))
    sending.start()
    for count in (3, 7):
        until(lambda count=count: len(promised) >= count, what=f"{count} uploads")  # type: ignore[misc]
        kill(serving.part("api"))
    sending.join(180)
    assert len(promised) == len(sent)
    customer.finish()
    customer.until_sent()
    customer.assert_whole(list(promised.values()))
    assert {original.sha256 for original in customer.originals()} == {_sha256(paper) for paper in sent}
    assert customer.actions().count("submission.received") == len(sent)


def _insist(serving: Serving, customer: Customer, sent: list[Paper], promised: dict[str, str]) -> None:
    """As a sender should: the same key until there is an answer."""
    with httpx.Client(base_url=serving.url, headers=customer.door.headers, trust_env=False, timeout=10) as door:
        for number, paper in enumerate(sent):
            while str(number) not in promised:
                try:
                    answer = customer.send(paper, once=f"upload-{number}", door=door)
                except httpx.TransportError:
                    continue
                assert answer.status_code == 202, answer.text
                promised[str(number)] = answer.json()["files"][0]["original_id"]


def _send_again_and_finish(customer: Customer, sent: list[Paper], once: str) -> None:
    kept = customer.submit(*sent, once=once)
    assert customer.submit(*sent, once=once) == kept
    customer.finish()
    customer.until_sent()
    customer.assert_whole(kept)


def _in_background(customer: Customer, paper: Paper, once: str) -> threading.Thread:
    def send() -> None:
        with pytest.raises(httpx.TransportError):
            customer.send(paper, once=once)

    thread = threading.Thread(target=send)
    thread.start()
    return thread


def _half_sent(serving: Serving, customer: Customer, paper: Paper) -> socket.socket:
    """An upload that stops half-way: more than the server gathers before it writes."""
    size = len(paper.content) * 2 + 1_000_000
    head = (
        f"POST /v1/claims/{customer.claim_id}/submissions HTTP/1.1\r\nHost: here\r\n"
        f"Authorization: Bearer {customer.token}\r\nContent-Type: image/png\r\nContent-Length: {size}\r\n\r\n"
    )
    wire = socket.create_connection(("127.0.0.1", int(serving.settings["CLAIMS_PORT"])), timeout=10)
    wire.sendall(head.encode() + paper.content + bytes(600_000))
    return wire


def _drafts(serving: Serving) -> set[Path]:
    """What is coming in."""
    return set((serving.data / "originals" / ".incoming").glob("*"))


def _stored(serving: Serving, customer: Customer) -> set[str]:
    """What is safe in the store for this claim."""
    return set(serving.services.store.originals.names("main", customer.claim_id))


def _sha256(paper: Paper) -> str:
    return hashlib.sha256(paper.content).hexdigest()
