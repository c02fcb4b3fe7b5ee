"""Events: by cursor, none missed; and live for one claim."""

import json
import signal
import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from intake.cli.api import OPTIONS
from intake.web.live import LiveStreams
from intake.web.serving import Server
from storage.model.access import Scope
from tests.intake.api.house import House, sent
from tests.intake.api.server import serving, until
from tests.storage.stores import NAME


def test_events_are_read_by_cursor_and_tell_nothing_of_a_person(house: House) -> None:
    claim_id = house.opened(facts={"insured.name": NAME})
    sent(house.system(), claim_id, [(f"{NAME}.jpg", b"a")])
    system = house.system()
    kinds, after = [], 0
    while True:
        answer = system.get("/v1/events", params={"after": after, "limit": 2})
        assert NAME not in answer.text
        page = answer.json()
        kinds += [event["kind"] for event in page["events"]]
        after = page["next"]
        if not page["events"]:
            break
    assert kinds == ["claim.opened", "consent.given", "submission.received"]
    assert system.get("/v1/events", params={"after": after}).json() == {"events": [], "next": after}
    assert system.get("/v1/events", params={"after": -1}).status_code == 422


@pytest.mark.enable_socket
def test_a_claim_is_followed_live_and_a_returning_reader_misses_nothing(house: House) -> None:
    claim_id, other = house.opened(), house.opened()
    house.app.state.live_streams = LiveStreams(poll_seconds=0.02, quiet_seconds=0.05)
    headers = {"Authorization": f"Bearer {house.link(claim_id)}"}
    with (
        serving(house.app) as port,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers) as client,
    ):
        with client.stream("GET", f"/v1/claims/{claim_id}/events") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            lines = stream.iter_lines()
            assert [_next(lines)["event"] for _ in range(2)] == ["claim.opened", "consent.given"]
            sent(house.system(), other, [("b.jpg", b"b")])
            sent(house.system(), claim_id, [("a.jpg", b"a")])
            live = _next(lines)
            assert (live["event"], json.loads(live["data"])["claim_id"]) == ("submission.received", claim_id)
            assert any(line == ": still here" for line in lines)
        until(lambda: house.app.state.live_streams.open == 0)
        seen = {"Last-Event-ID": live["id"]}
        house.caller(house.link(claim_id)).post(f"/v1/claims/{claim_id}/finish")
        with client.stream("GET", f"/v1/claims/{claim_id}/events", headers=seen) as stream:
            assert _next(stream.iter_lines())["event"] == "claim.finished"


def test_a_stream_ends_by_itself_and_there_are_only_so_many(house: House) -> None:
    claim_id = house.opened()
    house.app.state.live_streams = LiveStreams(most=1, poll_seconds=0.01, seconds=0.05)
    link = house.caller(house.link(claim_id))
    assert link.get(f"/v1/claims/{claim_id}/events").status_code == 200
    house.app.state.live_streams = LiveStreams(is_ending=True)
    assert link.get(f"/v1/claims/{claim_id}/events").text == "retry: 2000\n\n"
    house.app.state.live_streams = LiveStreams(most=1, open=1)
    answer = link.get(f"/v1/claims/{claim_id}/events")
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")


@pytest.mark.enable_socket
def test_an_open_stream_does_not_hold_up_the_end(house: House) -> None:
    claim_id = house.opened()
    house.app.state.live_streams = LiveStreams(poll_seconds=0.02)
    headers = {"Authorization": f"Bearer {house.link(claim_id)}"}
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/v1/claims/{claim_id}/events"
    server = Server(uvicorn.Config(house.app, **OPTIONS), house.app.state.live_streams)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    until(lambda: server.started)
    with httpx.stream("GET", address, headers=headers) as stream:
        lines = stream.iter_lines()
        assert _next(lines)["event"] == "claim.opened"
        server.handle_exit(signal.SIGTERM, None)
        assert list(lines)[-1] == ""
    thread.join(3)
    assert not thread.is_alive()


def test_a_claim_that_is_not_there_is_not_followed(house: House) -> None:
    client = house.caller(house.key(Scope.SYSTEM))
    assert client.get("/v1/claims/clm_1/events").status_code == 404


def _next(lines: Iterator[str]) -> dict[str, str]:
    """The fields of the next event."""
    found: dict[str, str] = {}
    for line in lines:
        if line.startswith((":", "retry")):
            continue
        if not line and found:
            return found
        if line:
            name, _, value = line.partition(": ")
            found[name] = value
    raise AssertionError("the stream ended")
