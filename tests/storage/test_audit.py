"""The audit chain: linked, marked, and closed to whoever would change it."""

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.chain import Head, MarkedHead, head_mac
from storage.errors import Conflict, NotFound
from storage.model.audit import GENESIS, AuditEntry, Detail, digest_of
from storage.model.ids import IdKind, new_id
from storage.store import Store
from tests.storage.stores import SECRETS, START, Clock, open_store, put_claim

details = st.dictionaries(
    st.text("abc_", min_size=1, max_size=4),
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=6),
    max_size=3,
)


def test_entries_are_linked_and_the_head_is_marked(store: Store, clock: Clock) -> None:
    with store.write() as uow:
        claim, other = put_claim(uow), put_claim(uow)
        first = uow.audit.append(claim.id, "operator", "claim.opened", claim.id)
        uow.audit.append(other.id, "operator", "claim.opened", other.id)
    clock.move(microseconds=5)
    with store.write() as uow:
        second = uow.audit.append(claim.id, "key:key_1", "consent.given", claim.id, {"version": "1", "n": 2})
        found = uow.audit.of_claim(claim.id)
        head = uow.audit.head(claim.id)
        of_other = uow.audit.head(other.id)
    assert found == [first, second]
    assert (first.seq, first.previous, first.at) == (1, GENESIS, "2026-11-25T08:00:00.000000Z")
    assert (second.seq, second.previous, second.at) == (2, first.digest, "2026-11-25T08:00:00.000005Z")
    assert [digest_of(entry) for entry in found] == [entry.digest for entry in found]
    last = Head(claim.id, 2, second.digest)
    assert head == MarkedHead(last, head_mac(SECRETS.audit, last))
    assert of_other is not None
    assert of_other.head.seq == 1


@settings(max_examples=25)
@given(st.lists(details, min_size=1, max_size=4))
def test_whatever_an_entry_says_its_digest_holds_after_a_round_trip(
    tmp_path_factory: pytest.TempPathFactory, said: list[dict[str, Detail]]
) -> None:
    store = open_store(tmp_path_factory.getbasetemp() / "round-trips")
    with store.write() as uow:
        claim = put_claim(uow)
        for one in said:
            uow.audit.append(claim.id, "worker:wrk_1", "page.viewed", claim.id, one)
    with store.read() as uow:
        found = uow.audit.of_claim(claim.id)
    store.database.close()
    assert [dict(entry.details) for entry in found] == said
    assert _holds(found)


def _holds(chain: list[AuditEntry]) -> bool:
    previous = GENESIS
    for seq, entry in enumerate(chain, 1):
        if (entry.seq, entry.previous, entry.digest) != (seq, previous, digest_of(entry)):
            return False
        previous = entry.digest
    return True


def test_a_chain_needs_its_claim(store: Store) -> None:
    with store.write() as uow:
        with pytest.raises(NotFound):
            uow.audit.append(new_id(IdKind.CLAIM), "operator", "claim.opened", "clm_1")
        assert uow.audit.of_claim(new_id(IdKind.CLAIM)) == []
        assert uow.audit.head(new_id(IdKind.CLAIM)) is None


@pytest.fixture
def rooted(store: Store, clock: Clock) -> Store:
    """Two entries, and the root of their day."""
    with store.write() as uow:
        claim = put_claim(uow)
        for _ in range(2):
            uow.audit.append(claim.id, "operator", "page.viewed", claim.id)
    clock.move(days=1)
    with store.write() as uow:
        uow.roots.make(START.date())
    return store


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET actor = 'nobody' WHERE seq = 1",
        "UPDATE audit_entries SET seq = 9 WHERE seq = 2",
        "DELETE FROM audit_entries WHERE seq = 2",
        "DELETE FROM audit_entries",
        "INSERT OR REPLACE INTO audit_entries SELECT * FROM audit_entries WHERE seq = 2",
        "INSERT INTO audit_entries SELECT claim_id, 4, tenant, at, actor, action, subject, details, previous, digest"
        " FROM audit_entries WHERE seq = 2",
        "UPDATE audit_heads SET seq = 1",
        "UPDATE audit_heads SET seq = 2, digest = 'x'",
        "UPDATE audit_heads SET seq = 3, tenant = 'other'",
        "DELETE FROM audit_heads",
        "INSERT OR REPLACE INTO audit_heads SELECT claim_id, tenant, 1, digest, mac FROM audit_heads",
        "UPDATE audit_roots SET digest = 'x'",
        "DELETE FROM audit_roots",
        "INSERT OR REPLACE INTO audit_roots SELECT tenant, day, 0, digest, previous, mac FROM audit_roots",
        "INSERT INTO audit_roots SELECT tenant, '2026-11-24', 0, digest, previous, mac FROM audit_roots",
        "UPDATE audit_root_heads SET seq = 1",
        "DELETE FROM audit_root_heads",
        "INSERT OR REPLACE INTO audit_root_heads SELECT tenant, day, claim_id, 1, digest FROM audit_root_heads",
        "INSERT INTO audit_root_heads SELECT tenant, day, 'clm_2', 1, digest FROM audit_root_heads",
    ],
)
def test_the_database_itself_refuses_to_change_the_past(rooted: Store, statement: str) -> None:
    """Also to a client that is not ours and sets nothing."""
    rooted.database.close()
    stranger = sqlite3.connect(rooted.database.path)
    before = list(stranger.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        stranger.execute(statement)
    stranger.rollback()
    assert list(stranger.iterdump()) == before
    stranger.close()


def test_an_entry_that_does_not_follow_the_last_one_is_refused(rooted: Store) -> None:
    """As when the head was set forward behind the store's back."""
    with rooted.database.write() as connection:
        connection.exec_driver_sql("UPDATE audit_heads SET seq = 7")
    with rooted.write() as uow, pytest.raises(Conflict) as refused:
        uow.audit.append(uow.claims.page(None, 1)[0].id, "operator", "page.viewed", "x")
    assert refused.value.code == "only_grows"


def test_a_changed_entry_does_not_hold() -> None:
    """The check above can fail."""
    entry = AuditEntry(
        claim_id="clm_1",
        seq=1,
        at="2026-11-25T08:00:00.000000Z",
        actor="operator",
        action="claim.opened",
        subject="clm_1",
        previous=GENESIS,
        digest="",
    )
    entry = replace(entry, digest=digest_of(entry))
    assert _holds([entry])
    assert not _holds([replace(entry, actor="nobody")])
    assert not _holds([entry, entry])
