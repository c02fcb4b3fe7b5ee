"""The address that we listen on: refused by name before anything starts, asked until it is ready."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from intake.cli.listening import require_free, what_is_missing
from storage.errors import PermanentError

pytestmark = pytest.mark.enable_socket


class Probe(BaseHTTPRequestHandler):
    """A server whose readiness is what the test says."""

    status, body = 200, b""

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    """Of a running server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Probe) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_port_that_is_taken_is_named_with_a_way_out(port: int) -> None:
    with pytest.raises(PermanentError) as caught:
        require_free("127.0.0.1", port)
    assert caught.value.code == "port_taken"
    assert str(port) in caught.value.message and f"CLAIMS_PORT={port + 1}" in caught.value.remedy


def test_a_port_whose_last_server_has_just_ended_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()
    require_free("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_named() -> None:
    with pytest.raises(PermanentError) as caught:
        require_free("192.0.2.1", 8080)
    assert caught.value.code == "host_unknown" and "192.0.2.1" in caught.value.message


def test_nothing_is_missing_once_it_says_that_it_is_ready(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert what_is_missing("127.0.0.1", port) == ""
    assert what_is_missing("0.0.0.0", port) == ""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"reasons": [{"code": "no_worker", "message": "No worker is alive."}]}, "No worker is alive."),
        ({"reasons": ["a", "b"]}, "a; b"),
        ({}, "it is not ready yet"),
        ([1], "it is not ready yet"),
    ],
)
def test_what_it_waits_for_is_told_in_its_words(
    port: int, monkeypatch: pytest.MonkeyPatch, body: object, said: str
) -> None:
    monkeypatch.setattr(Probe, "status", 503)
    monkeypatch.setattr(Probe, "body", json.dumps(body).encode())
    assert what_is_missing("127.0.0.1", port) == said


def test_a_server_that_is_not_there_does_not_answer_yet() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert what_is_missing("127.0.0.1", port) == "it does not answer yet"
