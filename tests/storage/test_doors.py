"""What the doors and the workers keep: API keys, replies, heartbeats."""

import datetime as dt
from dataclasses import replace

import pytest

from storage.errors import Conflict, NotFound
from storage.model.access import ApiKey, Scope
from storage.model.ids import IdKind, new_id
from storage.model.records import Beat
from storage.store import Store
from tests.storage.stores import START

LATER = START + dt.timedelta(hours=1)


def _key(**changes: object) -> ApiKey:
    given = ApiKey(
        id=new_id(IdKind.KEY),
        tenant="main",
        name="claims system",
        scopes=frozenset({Scope.SYSTEM, Scope.AUDITOR}),
        secret_sha256="ab" * 32,
        created_at=START,
    )
    return replace(given, **changes)  # type: ignore[arg-type]


def test_a_key_is_kept_listed_and_revoked_once(store: Store) -> None:
    first, second = _key(), _key(created_at=LATER, expires_at=LATER, scopes=frozenset())
    with store.write() as uow:
        uow.keys.add(second)
        uow.keys.add(first)
        assert uow.keys.all() == [first, second]
        uow.keys.revoke(first.id, START)
        uow.keys.revoke(first.id, LATER)
        assert uow.keys.get(first.id) == replace(first, revoked_at=START)
        assert uow.keys.get(second.id) == second


def test_a_key_that_is_not_there_or_there_already(store: Store) -> None:
    key = _key()
    with store.write() as uow:
        for ask in (uow.keys.get, lambda id: uow.keys.revoke(id, START)):
            with pytest.raises(NotFound):
                ask(key.id)
        uow.keys.add(key)
        with pytest.raises(Conflict):
            uow.keys.add(key)
        with pytest.raises(Conflict):
            uow.keys.add(_key(tenant="other"))


def test_a_repeated_request_gets_the_same_reply(store: Store) -> None:
    with store.write() as uow:
        uow.idempotency.put("POST /claims", "k1", "digest", 201, b'{"id": "clm_1"}')
        uow.idempotency.put("POST /other", "k1", "digest", 200, b"")
        with pytest.raises(Conflict):
            uow.idempotency.put("POST /claims", "k1", "another", 201, b"{}")
    with store.read() as uow:
        assert uow.idempotency.get("POST /claims", "k1") == ("digest", 201, b'{"id": "clm_1"}')
        assert uow.idempotency.get("POST /other", "k1") == ("digest", 200, b"")
        assert uow.idempotency.get("POST /claims", "k2") is None


def test_a_worker_has_one_last_heartbeat(store: Store) -> None:
    with store.write() as uow:
        uow.beats.put("wrk_2", START, {"queue": "read"})
        uow.beats.put("wrk_1", START, {})
        uow.beats.put("wrk_2", LATER, {"queue": "assess"})
        assert uow.beats.all() == [
            Beat(worker="wrk_1", at=START, details={}),
            Beat(worker="wrk_2", at=LATER, details={"queue": "assess"}),
        ]
