"""Uploads over a true connection: who is not let in is not listened to, and whoever hangs up leaves nothing behind."""

import re
import time

import pytest

from intake.upload.slots import UploadSlots
from storage.model.access import Scope
from tests.intake.api.house import House
from tests.intake.api.server import Wire, chunk, serving, until

MEBIBYTE = b"x" * 1_048_576
PART = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.jpg"\r\n\r\n'
MULTIPART = "Content-Type: multipart/form-data; boundary=b"

pytestmark = pytest.mark.enable_socket


def test_nobody_is_answered_before_the_body_is_read(house: House) -> None:
    claim_id = house.opened()
    with serving(house.app) as port, Wire(port) as wire:
        wire.head(_path(claim_id), "ck_nobody", f"Content-Length: {300 * len(MEBIBYTE)}", MULTIPART)
        wire.push(PART)
        wire.push(MEBIBYTE, 300)
        said = wire.answer()
    assert (_status(said), _code(said)) == (401, "unauthorized")
    assert b"connection: close" in said.lower()
    assert wire.sent < 20 * len(MEBIBYTE)


def test_whoever_asks_first_sends_nothing(house: House) -> None:
    claim_id = house.opened(has_consent=False)
    secret = house.key(Scope.SYSTEM)
    with serving(house.app) as port, Wire(port) as wire:
        wire.head(_path(claim_id), secret, "Content-Length: 1000", MULTIPART, "Expect: 100-continue")
        said = wire.answer()
    assert (_status(said), _code(said)) == (409, "consent_required")
    assert b"100 Continue" not in said


def test_an_announced_length_beyond_the_limit_is_refused_at_once(house: House) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    with serving(house.app) as port, Wire(port) as wire:
        began = time.monotonic()
        wire.head(_path(claim_id), secret, "Content-Length: 999999999999", MULTIPART)
        said = wire.answer()
        assert time.monotonic() - began < 1
    assert (_status(said), _code(said)) == (413, "body_too_large")


def test_a_body_that_announces_nothing_is_cut_at_the_limit(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.receive._WRAPPING", 0)
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    house.services.settings.__dict__["most_bytes"] = 3 * len(MEBIBYTE)
    with serving(house.app) as port, Wire(port) as wire:
        wire.head(_path(claim_id), secret, "Transfer-Encoding: chunked", MULTIPART)
        wire.push(chunk(PART))
        wire.push(chunk(MEBIBYTE), 300)
        said = wire.answer()
    assert (_status(said), _code(said)) == (413, "body_too_large")
    assert wire.sent < 30 * len(MEBIBYTE)
    assert house.leftovers() == []


def test_a_json_body_that_announces_nothing_is_cut_too(house: House) -> None:
    with serving(house.app) as port, Wire(port) as wire:
        kind = "Content-Type: application/json"
        wire.head("/v1/claims", house.key(Scope.SYSTEM), "Transfer-Encoding: chunked", kind)
        wire.push(chunk(MEBIBYTE), 300)
        said = wire.answer()
    assert (_status(said), _code(said)) == (413, "body_too_large")
    assert wire.sent < 30 * len(MEBIBYTE)


def test_whoever_hangs_up_leaves_nothing_behind(house: House) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    with serving(house.app) as port, Wire(port) as wire:
        wire.head(_path(claim_id), secret, f"Content-Length: {4 * len(MEBIBYTE)}", MULTIPART)
        wire.push(PART + MEBIBYTE)
        until(lambda: house.leftovers() != [])
        wire.close()
        until(lambda: house.leftovers() == [])
        until(lambda: house.app.state.upload_slots == UploadSlots())
    with house.store.read() as uow:
        assert uow.submissions.of_claim(claim_id) == []


def test_a_slow_sender_is_let_go_and_held_no_thread(house: House) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    house.app.state.upload_slots = UploadSlots(idle_seconds=0.2)
    with serving(house.app) as port, Wire(port) as wire:
        wire.head(_path(claim_id), secret, "Content-Length: 1000000", MULTIPART)
        wire.push(PART + b"x" * 100)
        said = wire.answer()
    assert (_status(said), _code(said)) == (408, "slow_request")
    assert house.leftovers() == []


def test_a_trickle_has_an_end_too(house: House) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    house.app.state.upload_slots = UploadSlots(idle_seconds=5, longest_seconds=0.5)
    with serving(house.app) as port, Wire(port) as wire:
        wire.head(_path(claim_id), secret, "Content-Length: 1000000", MULTIPART)
        for _ in range(12):
            wire.push(b"x")
            time.sleep(0.1)
        said = wire.answer()
    assert (_status(said), _code(said)) == (408, "slow_request")


def test_a_whole_upload_arrives_and_the_connection_lives_on(house: House) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    body = PART + 3 * MEBIBYTE + b"\r\n--b--\r\n"
    with serving(house.app) as port, Wire(port) as wire:
        for _ in range(2):
            wire.head(_path(claim_id), secret, f"Content-Length: {len(body)}", MULTIPART)
            wire.push(body)
            said = wire.answer()
            assert _status(said) == 202
            assert b"connection: close" not in said.lower()
    assert len(house.leftovers()) == 1


def _path(claim_id: str) -> str:
    return f"/v1/claims/{claim_id}/submissions"


def _status(said: bytes) -> int:
    return int(said.split(b" ", 2)[1])


def _code(said: bytes) -> str:
    found = re.search(rb'"code":"(\w+)"', said)
    assert found, said
    return found.group(1).decode()
