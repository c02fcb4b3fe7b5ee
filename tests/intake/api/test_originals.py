"""Originals: verdicts, bytes for auditors with the look in the chain first, and another try for what could not be read."""

import base64
import hashlib
from pathlib import Path

import httpx
import pytest

from storage.model.access import Scope
from storage.model.checklist import Tone, Verdict
from storage.model.reading import ReadingStatus, Refusal
from storage.model.submission import OriginalState
from tests.intake.api.house import House, sent
from tests.intake.api.server import serving
from tests.storage.stores import a_reading, an_assessment

BYTES = b"%PDF made-up " * 200_000


def test_a_verdict_follows_the_reading(house: House) -> None:
    claim_id, original_id = _sent(house)
    link = house.caller(house.link(claim_id))
    path = f"/v1/originals/{original_id}"
    fresh = link.get(path).json()
    assert (fresh["state"], fresh["reason"], fresh["verdicts"], fresh["name"]) == (
        "received",
        None,
        [],
        "票据.pdf",
    )
    _settled(house, original_id)
    assert link.get(path).json()["verdicts"] == []
    with house.store.write() as uow:
        (document,) = uow.documents.of_claim(claim_id)
        seen = {document.id: Verdict(Tone.AGAIN, "有反光。", "换个角度再拍。")}
        uow.assessments.add(claim_id, 1, _assessment(seen), uow.now)
    told = link.get(path).json()
    assert (told["state"], told["media_type"]) == ("read", "image/jpeg")
    assert told["verdicts"] == [
        {
            "document_id": document.id,
            "type": "id_card",
            "tone": "again",
            "text": "有反光。",
            "tip": "换个角度再拍。",
        }
    ]


def test_a_refused_file_says_why(house: House) -> None:
    claim_id, original_id = _sent(house)
    why = Refusal("encrypted_file", "这个文件有密码，打不开。", "请去掉密码后再传。")
    reading = a_reading(0, status=ReadingStatus.REFUSED, reason=why)
    with house.store.write() as uow:
        uow.originals.settle(original_id, None, OriginalState.READ, reading, "application/pdf")
    told = house.caller(house.link(claim_id)).get(f"/v1/originals/{original_id}").json()
    assert told["reason"] == {"code": why.code, "message": why.message, "remedy": why.remedy}
    assert [verdict["tone"] for verdict in told["verdicts"]] == ["refused"]


def test_the_bytes_come_as_received_and_the_look_is_in_the_chain(house: House) -> None:
    claim_id, original_id = _sent(house)
    auditor = house.caller(house.key(Scope.AUDITOR))
    answer = auditor.get(f"/v1/originals/{original_id}/content", params={"purpose": "complaint-7"})
    assert (answer.status_code, answer.content) == (200, BYTES)
    digest = base64.b64encode(hashlib.sha256(BYTES).digest()).decode()
    wanted = {
        "content-type": "application/octet-stream",
        "content-disposition": "attachment; filename*=UTF-8''%E7%A5%A8%E6%8D%AE.pdf",
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        "repr-digest": f"sha-256=:{digest}:",
        "content-length": str(len(BYTES)),
    }
    assert {name: answer.headers[name] for name in wanted} == wanted
    with house.store.read() as uow:
        entry, event = uow.audit.of_claim(claim_id)[-1], uow.events.after(0, 100)[-1]
    assert (entry.action, entry.subject, entry.details) == (
        "original.viewed",
        original_id,
        {"purpose": "complaint-7"},
    )
    assert entry.actor.startswith("key:key_")
    assert (event.kind, event.data) == (
        "original.viewed",
        {"original": original_id, "purpose": "complaint-7"},
    )


@pytest.mark.parametrize("query", ["", "?purpose=", "?purpose=for%20the%20boss", "?purpose=" + "x" * 101])
def test_a_look_without_a_purpose_is_refused(house: House, query: str) -> None:
    claim_id, original_id = _sent(house)
    answer = house.caller(house.key(Scope.AUDITOR)).get(f"/v1/originals/{original_id}/content{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "query.purpose"
    assert "original.viewed" not in house.actions(claim_id)


def test_a_look_that_cannot_be_written_down_shows_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage.errors import StoreUnavailable

    _, original_id = _sent(house)
    auditor = house.caller(house.key(Scope.AUDITOR))

    def locked(*_: object, **__: object) -> None:
        raise StoreUnavailable("The database is busy.")

    monkeypatch.setattr("storage.audit.Audit.append", locked)
    answer = auditor.get(f"/v1/originals/{original_id}/content", params={"purpose": "x"})
    assert answer.status_code == 503
    assert b"made-up" not in answer.content


@pytest.mark.enable_socket
def test_a_damaged_original_is_never_passed_off_as_whole(house: House) -> None:
    _, original_id = _sent(house)
    (path,) = house.leftovers()
    _flip_byte(path)
    headers = {"Authorization": f"Bearer {house.key(Scope.AUDITOR)}"}
    address = f"/v1/originals/{original_id}/content?purpose=x"
    with serving(house.app) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        with pytest.raises(httpx.RemoteProtocolError):
            client.get(address, headers=headers)
        _flip_byte(path, at=100)
        answer = client.get(address, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")


def test_the_chain_is_told_as_its_digests_were_made(house: House) -> None:
    from storage.model.audit import AuditEntry, digest_of

    claim_id, _ = _sent(house)
    entries = house.caller(house.key(Scope.AUDITOR)).get(f"/v1/claims/{claim_id}/audit").json()["entries"]
    assert [entry["action"] for entry in entries] == house.actions(claim_id)
    assert all(digest_of(AuditEntry(**entry)) == entry["digest"] for entry in entries)


def test_what_could_not_be_read_is_listed_and_tried_again(house: House) -> None:
    claim_id, original_id = _sent(house)
    operator = house.caller(house.key(Scope.OPERATOR))
    listed = "/v1/originals?state=quarantined"
    assert operator.get(listed).json() == {"originals": []}
    assert operator.post(f"/v1/originals/{original_id}/retry").json()["code"] == "not_quarantined"
    with house.store.write() as uow:
        uow.originals.settle(original_id, None, OriginalState.QUARANTINED, a_reading(0), "")
    (found,) = operator.get(listed).json()["originals"]
    assert (found["id"], "name" in found) == (original_id, False)
    assert operator.post(f"/v1/originals/{original_id}/retry").status_code == 202
    assert operator.get(listed).json() == {"originals": []}
    assert house.actions(claim_id)[-1] == "original.retried"
    assert house.steps()[-1] == ("read_original", original_id)


def _sent(house: House) -> tuple[str, str]:
    claim_id = house.opened()
    answer = sent(house.system(), claim_id, [("票据.pdf", BYTES)])
    return claim_id, str(answer.json()["files"][0]["original_id"])


def _settled(house: House, original_id: str) -> None:
    with house.store.write() as uow:
        uow.originals.settle(original_id, None, OriginalState.READ, a_reading(), "image/jpeg")


def _assessment(verdicts: dict[str, Verdict]):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(an_assessment(), verdicts=verdicts)


def _flip_byte(path: Path, at: int = -1) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)
