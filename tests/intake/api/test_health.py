"""Health: this process lives; whether papers can be read is told with reasons and remedies."""

from pathlib import Path

import pytest

from intake.readiness import FRESH
from storage.database import Database
from storage.errors import StoreUnavailable, TransientError
from tests.intake.api.house import House
from workers.alive import here

READY = {"engine": "ready", "broker": "ok", "code": None}


@pytest.fixture(autouse=True)
def broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.valkey.ping", lambda url: None)


def test_it_lives(house: House) -> None:
    assert house.plain.get("/healthz").json() == {"status": "alive"}


def test_it_is_ready_when_everything_is_in_place(house: House) -> None:
    _beat(house, READY)
    answer = house.plain.get("/readyz")
    assert (answer.status_code, answer.json()["is_ready"], answer.json()["reasons"]) == (200, True, [])
    assert set(answer.json()["checks"].values()) == {"ok"}
    assert list(answer.json()["checks"])[:2] == ["database", "schema"]


def test_a_worker_that_still_loads_its_engine_counts(house: House) -> None:
    _beat(house, {**READY, "engine": "loading"})
    assert house.plain.get("/readyz").status_code == 200


def test_without_a_sign_of_life_it_is_not_ready(house: House) -> None:
    assert _wrong(house) == {"workers": "no_workers"}
    _beat(house, READY)
    house.clock.now += FRESH
    assert _wrong(house) == {"workers": "no_workers"}


def test_an_engine_that_does_not_start_is_named(house: House) -> None:
    _beat(house, {**READY, "engine": "unavailable", "code": "engine_missing"})
    assert _wrong(house) == {"engine": "engine_unavailable"}


def test_a_broker_that_is_away_is_named(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(url: str) -> None:
        raise TransientError("broker_unavailable", "The broker does not answer.", "Start it.")

    monkeypatch.setattr("workers.valkey.ping", away)
    _beat(house, READY)
    assert _wrong(house) == {"broker": "broker_unavailable"}


def test_a_store_that_is_away_is_named(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: object) -> None:
        raise StoreUnavailable("The folder of originals does not work: read-only.", "Mount it for writing.")

    monkeypatch.setattr("storage.originals.folder.FolderStore.check", away)
    _beat(house, READY)
    assert _wrong(house) == {"store": "store_unavailable"}
    assert house.plain.get("/readyz").json()["reasons"][0]["remedy"] == "Mount it for writing."


def test_a_database_that_is_away_is_named(house: House, tmp_path: Path) -> None:
    house.store.database = Database(f"sqlite:///{tmp_path}/nowhere/claims.db")
    found = _wrong(house)
    assert (found["database"], found["schema"]) == ("store_unavailable", "schema_wrong")


def test_too_little_room_is_named(tmp_path: Path) -> None:
    house = House(tmp_path, free_bytes=2**60)
    _beat(house, READY)
    assert _wrong(house) == {"free_space": "store_full"}
    house.close()


@pytest.mark.parametrize(
    "end", [{"stopped": True}, {"place": here().rpartition(":")[0] + ":1"}], ids=["stopped", "killed"]
)
def test_a_worker_that_ended_is_missed_at_once(house: House, end: dict[str, object]) -> None:
    _beat(house, {**READY, "place": here()})
    assert house.plain.get("/readyz").status_code == 200
    _beat(house, {**READY, **end})
    assert _wrong(house) == {"workers": "no_workers"}


def _beat(house: House, details: dict[str, object]) -> None:
    with house.store.write() as uow:
        uow.beats.put("wrk_0123456789ab", uow.now, details)


def _wrong(house: House) -> dict[str, str]:
    answer = house.plain.get("/readyz")
    assert answer.status_code == 503
    reasons = answer.json()["reasons"]
    assert all(reason["message"] and reason["remedy"] for reason in reasons)
    return {reason["check"]: reason["code"] for reason in reasons}
