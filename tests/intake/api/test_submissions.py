"""Uploads through the front door: what is taken, what is refused, and that nothing is half there."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.errors import StoreFull, StoreUnavailable
from storage.model.access import Scope
from tests.intake.api.house import House, sent

JPEG, PDF = b"\xff\xd8\xff made-up picture", b"%PDF-1.7 made-up paper"


def test_a_submission_is_safe_recorded_and_to_be_read(house: House) -> None:
    claim_id = house.opened()
    answer = sent(house.caller(house.link(claim_id)), claim_id, [("票据.jpg", JPEG), ("清单.pdf", PDF)])
    assert answer.status_code == 202
    files = answer.json()["files"]
    assert [file["name"] for file in files] == ["票据.jpg", "清单.pdf"]
    assert [file["sha256"] for file in files] == [hashlib.sha256(one).hexdigest() for one in (JPEG, PDF)]
    with house.store.read() as uow:
        seal = uow.claims.seal(claim_id)
        (submission,) = uow.submissions.of_claim(claim_id)
        claim = uow.claims.get(claim_id)
    assert house.store.originals.read("main", claim_id, files[0]["sha256"], seal) == JPEG
    assert (submission.way, list(submission.originals)) == ("link", [file["original_id"] for file in files])
    assert (claim.state, claim.last_upload_at) == ("reading", house.clock())
    steps = [(step, file["original_id"]) for file in files for step in ("look_at_original", "read_original")]
    assert house.steps()[-4:] == steps
    assert house.actions(claim_id)[-3:] == ["original.received"] * 2 + ["submission.received"]


def test_the_same_bytes_twice_are_one_original_and_change_nothing(house: House) -> None:
    claim_id = house.opened()
    system = house.system()
    first = sent(system, claim_id, [("a.jpg", JPEG), ("b.jpg", JPEG)]).json()["files"]
    with house.store.read() as uow:
        before = uow.claims.get(claim_id)
    house.clock.move(minutes=5)
    again = sent(system, claim_id, [("c.jpg", JPEG)]).json()["files"]
    assert {file["original_id"] for file in (*first, *again)} == {first[0]["original_id"]}
    with house.store.read() as uow:
        assert uow.claims.get(claim_id) == before
        assert len(uow.submissions.of_claim(claim_id)) == 2
    assert len(house.leftovers()) == 1


def test_one_raw_body_is_one_file(house: House) -> None:
    claim_id = house.opened()
    headers = {"Content-Type": "image/jpeg", "X-File-Name": "%E7%A5%A8%E6%8D%AE.jpg"}
    answer = house.system().post(f"/v1/claims/{claim_id}/submissions", content=JPEG, headers=headers)
    assert answer.status_code == 202
    assert answer.json()["files"][0]["name"] == "票据.jpg"


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "multipart/mixed"])
def test_other_bodies_are_no_files(house: House, kind: str) -> None:
    claim_id = house.opened()
    headers = {"Content-Type": kind}
    answer = house.system().post(f"/v1/claims/{claim_id}/submissions", content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_no_file_is_an_error(house: House) -> None:
    claim_id = house.opened()
    system = house.system()
    empty = system.post(f"/v1/claims/{claim_id}/submissions", content=b"")
    nameless = system.post(f"/v1/claims/{claim_id}/submissions", data={"a": "b"}, files={"x": ("", b"")})
    assert [one.json()["code"] for one in (empty, nameless)] == ["no_files"] * 2


def test_one_file_too_large_is_left_out_and_the_others_are_taken(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limit_files(monkeypatch, 100)
    claim_id = house.opened()
    answer = sent(house.system(), claim_id, [("big.jpg", b"x" * 101), ("a.jpg", JPEG)])
    assert answer.status_code == 202
    big, small = answer.json()["files"]
    assert (big["name"], big["code"]) == ("big.jpg", "too_large")
    assert big["message"] and big["remedy"]
    assert small["sha256"] == hashlib.sha256(JPEG).hexdigest()
    assert len(house.leftovers()) == 1


def test_a_lone_file_too_large_is_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    _limit_files(monkeypatch, 100)
    claim_id = house.opened()
    headers = {"Content-Type": "image/jpeg"}
    raw = house.system().post(f"/v1/claims/{claim_id}/submissions", content=b"x" * 101, headers=headers)
    wrapped = sent(house.system(), claim_id, [("big.jpg", b"x" * 101)])
    assert [(one.status_code, one.json()["code"]) for one in (raw, wrapped)] == [(413, "file_too_large")] * 2
    _nothing_is_there(house, claim_id)


def test_limits_of_a_submission_and_of_a_claim(tmp_path: Path) -> None:
    house = House(tmp_path, most_files=2, most_originals=3, most_bytes=1000)
    claim_id, system = house.opened(), house.system()
    three = [(f"{number}.jpg", JPEG + bytes([number])) for number in range(3)]
    assert sent(system, claim_id, three).json()["code"] == "too_many_files"
    _nothing_is_there(house, claim_id)
    assert sent(system, claim_id, [("a.jpg", b"x" * 70_000)]).json()["code"] == "body_too_large"
    assert sent(system, claim_id, three[:2]).status_code == 202
    assert sent(system, claim_id, [three[2], ("4.jpg", b"4")]).json()["code"] == "too_many_originals"
    assert sent(system, claim_id, [three[2]]).status_code == 202
    assert sent(system, claim_id, [("5.jpg", b"5")]).json()["code"] == "too_many_originals"
    assert len(house.leftovers()) == 3
    house.close()


def test_consent_comes_first(house: House) -> None:
    claim_id = house.opened(has_consent=False)
    link = house.caller(house.link(claim_id))
    answer = sent(link, claim_id, [("a.jpg", JPEG)])
    assert (answer.status_code, answer.json()["code"]) == (409, "consent_required")
    assert link.post(f"/v1/claims/{claim_id}/consents", json={"version": "1"}).status_code == 201
    assert sent(link, claim_id, [("a.jpg", JPEG)]).status_code == 202


def test_an_ended_claim_takes_nothing(house: House) -> None:
    claim_id = house.opened()
    system = house.system()
    assert system.post(f"/v1/claims/{claim_id}/withdraw").json()["state"] == "withdrawn"
    answer = sent(system, claim_id, [("a.jpg", JPEG)])
    assert (answer.status_code, answer.json()["code"]) == (409, "claim_ended")


@pytest.mark.parametrize("cut", [1, 40, 130, 200])
def test_a_body_that_breaks_off_leaves_nothing(house: House, cut: int) -> None:
    claim_id = house.opened()
    body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.jpg"\r\n\r\n' + b"x" * 150
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = house.system().post(f"/v1/claims/{claim_id}/submissions", content=body[:cut], headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "broken_body")
    _nothing_is_there(house, claim_id)


def test_the_same_key_and_request_get_the_same_answer(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    _limit_files(monkeypatch, 100)
    claim_id = house.opened()
    system = house.system()
    files = [("a.jpg", JPEG), ("big.jpg", b"x" * 200)]
    first = sent(system, claim_id, files, Idempotency_Key="k1")
    again = sent(system, claim_id, files, Idempotency_Key="k1")
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    other = sent(system, claim_id, [("b.jpg", JPEG)], Idempotency_Key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert sent(system, claim_id, files, Idempotency_Key="").json()["code"] == "invalid_idempotency_key"
    assert sent(system, claim_id, files, Idempotency_Key="k" * 256).json()["code"] == "invalid_idempotency_key"
    with house.store.read() as uow:
        assert len(uow.submissions.of_claim(claim_id)) == 1


def test_a_repeat_is_known_also_after_the_claim_has_ended(house: House) -> None:
    claim_id = house.opened()
    system = house.system()
    first = sent(system, claim_id, [("a.jpg", JPEG)], Idempotency_Key="k1")
    system.post(f"/v1/claims/{claim_id}/close")
    again = sent(system, claim_id, [("a.jpg", JPEG)], Idempotency_Key="k1")
    assert (again.status_code, again.json()) == (202, first.json())


def test_equal_requests_at_the_same_time_get_one_answer(house: House) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)

    def send(_: int) -> str:
        answer = sent(house.caller(secret), claim_id, [("a.jpg", JPEG)], Idempotency_Key="k1")
        return json.dumps([answer.status_code, answer.json()])

    with ThreadPoolExecutor(3) as pool:
        answers = set(pool.map(send, range(3)))
    assert len(answers) == 1
    with house.store.read() as uow:
        assert len(uow.submissions.of_claim(claim_id)) == 1


def test_too_little_room_is_said_before_anything_is_read(tmp_path: Path) -> None:
    house = House(tmp_path, free_bytes=2**60)
    claim_id = house.opened()
    answer = sent(house.system(), claim_id, [("a.jpg", JPEG)])
    assert (answer.status_code, answer.json()["code"]) == (507, "store_full")
    house.close()


@pytest.mark.parametrize(
    ("error", "status"), [(StoreFull("There is no room left."), 507), (StoreUnavailable("It is away."), 503)]
)
def test_a_store_that_fails_while_receiving_leaves_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    claim_id = house.opened()

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("storage.originals.incoming.Incoming.write", fail)
    answer = sent(house.system(), claim_id, [("a.jpg", JPEG)])
    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) == (status == 503)
    _nothing_is_there(house, claim_id)


def test_a_locked_database_is_said_and_the_next_try_succeeds(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)

    def locked(*_: object, **__: object) -> None:
        raise StoreUnavailable("The database is busy.")

    with monkeypatch.context() as patched:
        patched.setattr("storage.store.Store.write", locked)
        answer = sent(house.caller(secret), claim_id, [("a.jpg", JPEG)])
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    with house.store.read() as uow:
        assert uow.submissions.of_claim(claim_id) == []
    assert sent(house.caller(secret), claim_id, [("a.jpg", JPEG)]).status_code == 202


def test_more_uploads_than_there_are_places_are_told_to_wait(house: House) -> None:
    claim_id = house.opened()
    house.app.state.upload_slots.most = 0
    answer = sent(house.system(), claim_id, [("a.jpg", JPEG)])
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
    assert answer.headers["Retry-After"].isdecimal()


def _limit_files(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    from extractors.limits import Limits

    small = Limits.default().with_values(file_bytes=most)
    monkeypatch.setattr(Limits, "default", staticmethod(lambda: small))


def _nothing_is_there(house: House, claim_id: str) -> None:
    assert house.leftovers() == []
    with house.store.read() as uow:
        assert uow.originals.of_claim(claim_id) == []
        assert uow.submissions.of_claim(claim_id) == []
    assert "submission.received" not in house.actions(claim_id)
