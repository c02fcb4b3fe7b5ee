"""Claims that vanished, rows given to another tenant, and how far one verification looks."""

import datetime as dt
from pathlib import Path

import pytest

from storage.verify import verify_claim
from tests.storage.checks.histories import History, a_history, end_day, named, opened
from tests.storage.stores import put_claim


@pytest.fixture
def kept(tmp_path: Path) -> History:
    return a_history(tmp_path)


def test_a_vanished_claim_is_found_by_what_still_names_it(kept: History) -> None:
    kept.remove(kept.first)
    told = [fault for fault in kept.found() if fault.what == "claim_vanished"]
    assert [fault.said.split(", but ")[1] for fault in told] == [
        "audit_root_heads still names it.",
        "its originals are still in the store.",
    ]
    assert {fault.claim_id for fault in told} == {kept.first}
    assert {"claim_vanished", "root_contradicted"} == {
        fault.what for fault in verify_claim(kept.store, kept.first)
    }


def test_a_vanished_claim_without_originals_and_roots_is_found_by_its_chain(kept: History) -> None:
    kept.attack("DELETE FROM audit_root_heads", "DELETE FROM audit_roots")
    kept.remove(kept.first, "audit_entries")
    for path in (kept.folder / "originals" / "main" / kept.first).iterdir():
        path.unlink()
    (kept.folder / "originals" / "main" / kept.first).rmdir()
    assert [fault.said for fault in kept.found()] == [
        f"{kept.first} vanished from the table of claims, but audit_entries still names it."
    ]


def test_a_claim_given_to_another_tenant_is_found(kept: History) -> None:
    kept.attack("UPDATE claims SET tenant = 'other' WHERE id = :id", id=kept.first)
    assert ("tenant_changed", "audit_entries") in named(kept.found())


def test_every_tenant_has_claims_and_roots_of_its_own(kept: History) -> None:
    with kept.store.write("other") as uow:
        claim = put_claim(uow)
        uow.audit.append(claim.id, "key:key_2", "claim.opened", claim.id)
    kept.clock.move(days=1)
    for tenant in ("main", "other"):
        with kept.store.write(tenant) as uow:
            assert uow.roots.make(kept.clock.now.date() - dt.timedelta(days=1)) is not None
    assert kept.found() == []
    kept.attack("UPDATE audit_root_heads SET seq = 2 WHERE tenant = 'other'")
    assert sorted(kept.whats()) == ["root_contradicted", "root_edited"]
    assert verify_claim(kept.store, kept.first) == []


def test_verifying_one_claim_tells_nothing_of_others_nor_of_days_without_it(kept: History) -> None:
    third = opened(kept.store)
    end_day(kept.store, kept.clock)
    for _ in range(2):
        with kept.store.write() as uow:
            uow.audit.append(kept.first, "operator", "original.viewed", kept.first)
        end_day(kept.store, kept.clock)
    kept.attack("UPDATE audit_roots SET mac = digest WHERE day = '2026-11-28'")
    kept.attack("DELETE FROM audit_roots WHERE day = '2026-11-29'")
    kept.attack("UPDATE audit_entries SET digest = '' WHERE claim_id = :id AND seq = 2", id=kept.first)
    kept.attack("UPDATE events SET tenant = 'other' WHERE claim_id = :id", id=kept.first)
    kept.attack("UPDATE documents SET tenant = 'other' WHERE claim_id = :id", id=kept.first)
    kept.remove(third)
    assert {fault.claim_id for fault in kept.found()} == {kept.first, third, None}
    assert verify_claim(kept.store, kept.second) == []
