"""Receiving under named faults: whatever fails, the sender is told, nothing of the upload is recorded, and the same upload
sent again is received once."""

import errno
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Response

from storage.database import Database
from storage.errors import StoreFull
from storage.model.access import Scope
from storage.originals.folder import FolderStore
from tests.intake.api.house import House, sent
from tests.storage.originals.disks import HalfWritten, Watched, failing
from tests.storage.stores import put_claim

FILES = [("a.jpg", b"\xff\xd8\xff made-up one"), ("b.jpg", b"\xff\xd8\xff made-up two")]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = House(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize(("code", "status"), [(errno.ENOSPC, 507), (errno.EIO, 503)])
def test_every_step_of_the_disk_may_fail(house: House, code: int, status: int) -> None:
    secret, steps = house.key(Scope.SYSTEM), Watched(lambda number, step: None)
    for disk in (Watched(lambda number, step: None), steps):
        _on(house, disk)
        assert sent(house.caller(secret), _claim(house), FILES).status_code == 202
    harmless, failed = set(), ""
    for number, step in enumerate(steps.taken):
        claim_id = _claim(house)
        _on(house, failing(number, code))
        answer = sent(house.caller(secret), claim_id, FILES)
        if answer.status_code == 202:
            harmless.add(step)
            continue
        assert answer.status_code == status, step
        _nothing_is_recorded(house, claim_id)
        assert [path for path in house.leftovers() if claim_id in path.parts] == [], step
        failed = claim_id
    _received_once(house, failed, secret)
    assert harmless <= {"remove", "close"}


def test_a_disk_that_fills_up_on_the_way(house: House) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    _on(house, HalfWritten(room=100))
    answer = sent(house.caller(secret), claim_id, [*FILES, ("c.jpg", b"x" * 3_000_000)])
    assert (answer.status_code, answer.json()["code"]) == (507, "store_full")
    assert house.leftovers() == []
    _nothing_is_recorded(house, claim_id)
    _received_once(house, claim_id, secret)


@pytest.mark.parametrize(
    "place",
    ["originals_index.OriginalsIndex.add", "outbox.Outbox.add", "events.Events.add", "audit.Audit.append"],
)
def test_a_database_that_fills_up_on_the_way(house: House, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)

    with monkeypatch.context() as patched:
        patched.setattr(f"storage.{place}", _full)
        answer = sent(house.caller(secret), claim_id, FILES, Idempotency_Key=claim_id)
    assert (answer.status_code, answer.json()["code"]) == (507, "store_full")
    _nothing_is_recorded(house, claim_id)
    assert house.leftovers() == [], "what was safe already is taken back"
    _received_once(house, claim_id, secret)


def test_what_another_upload_put_there_is_not_taken_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    assert sent(house.caller(secret), claim_id, FILES[:1]).status_code == 202
    kept = house.leftovers()
    with monkeypatch.context() as patched:
        patched.setattr("storage.originals_index.OriginalsIndex.add", _full)
        assert sent(house.caller(secret), claim_id, FILES).status_code == 507
    assert house.leftovers() == kept
    _received_once(house, claim_id, secret, submissions=2)


def test_what_another_upload_takes_back_meanwhile_is_not_promised(house: House) -> None:
    """Between the moment when its bytes are found to be there already and the moment when they are recorded."""
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)

    def taken_back(_: int, step: str) -> None:
        if step == "sync_folder":
            for path in house.leftovers():
                path.unlink()

    _on(house, Watched(taken_back))
    _is_away(sent(house.caller(secret), claim_id, FILES))
    _nothing_is_recorded(house, claim_id)
    _received_once(house, claim_id, secret)


def test_a_database_that_another_process_has_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.WAIT_SECONDS", 0.1)
    house = House(tmp_path)
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    other = sqlite3.connect(house.store.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    _is_away(sent(house.caller(secret), claim_id, FILES))
    _nothing_is_recorded(house, claim_id)
    other.execute("ROLLBACK")
    other.close()
    _received_once(house, claim_id, secret)
    house.close()


def test_a_database_that_is_away(house: House, tmp_path: Path) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    here, house.store.database = house.store.database, Database(f"sqlite:///{tmp_path}/nowhere/claims.db")
    _is_away(sent(house.caller(secret), claim_id, FILES))
    house.store.database = here
    _received_once(house, claim_id, secret)


def test_a_store_that_is_away(house: House, tmp_path: Path) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    (tmp_path / "file").write_bytes(b"")
    house.store.originals = FolderStore(tmp_path / "file" / "originals")
    _is_away(sent(house.caller(secret), claim_id, FILES))
    house.store.originals = FolderStore(house.services.settings.originals_folder)
    _received_once(house, claim_id, secret)


def test_every_file_is_safe_before_anything_is_recorded(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    claim_id, secret = house.opened(), house.key(Scope.SYSTEM)
    order: list[str] = []
    _on(house, Watched(lambda _, step: order.append(step)))
    write = type(house.store).write

    def noted(store: object, tenant: str = "main") -> object:
        order.append("transaction")
        return write(store, tenant)  # type: ignore[arg-type]

    monkeypatch.setattr("storage.store.Store.write", noted)
    assert sent(house.caller(secret), claim_id, FILES).status_code == 202
    assert order.count("sync") == order.count("link") == 2
    assert order.index("transaction") == len(order) - 1


def _claim(house: House) -> str:
    with house.store.write() as uow:
        claim_id = put_claim(uow).id
        uow.consents.add(claim_id, "1", "operator", uow.now, {})
    return claim_id


def _on(house: House, disk: Watched | HalfWritten) -> None:
    house.store.originals = FolderStore(house.services.settings.originals_folder, disk)


def _nothing_is_recorded(house: House, claim_id: str) -> None:
    with house.store.read() as uow:
        assert uow.submissions.of_claim(claim_id) == []
        assert uow.originals.of_claim(claim_id) == []
        assert uow.claims.get(claim_id).first_upload_at is None
    assert set(house.actions(claim_id)) <= {"claim.opened", "consent.given"}
    assert not any(step == "read_original" and subject for step, subject in _steps_of(house, claim_id))


def _full(*_: object, **__: object) -> None:
    raise StoreFull("The disk of the database is full.")


def _received_once(house: House, claim_id: str, secret: str, submissions: int = 1) -> None:
    house.store.originals = FolderStore(house.services.settings.originals_folder)
    answer = sent(house.caller(secret), claim_id, FILES, Idempotency_Key=claim_id)
    assert answer.status_code == 202, answer.text
    with house.store.read() as uow:
        assert len(uow.submissions.of_claim(claim_id)) == submissions
        seal = uow.claims.seal(claim_id)
        originals = uow.originals.of_claim(claim_id)
    contents = [house.store.originals.read("main", claim_id, one.sha256, seal) for one in originals]
    assert contents == [content for _, content in FILES]
    assert json.dumps(answer.json()["files"]).count("original_id") == 2


def _steps_of(house: House, claim_id: str) -> list[tuple[str, str]]:
    with house.store.read() as uow:
        mine = {original.id for original in uow.originals.of_claim(claim_id)}
    return [(step, subject) for step, subject in house.steps() if subject in mine]


def _is_away(answer: Response) -> None:
    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert answer.headers["Retry-After"] == "5"
