"""Claims and their keys."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from storage.errors import Conflict, NotFound, SealBroken
from storage.model.claim import Channel, ClaimState
from storage.store import Store
from storage.tables import claim_keys, claims
from tests.storage.stores import START, a_claim, put_claim


def test_a_claim_comes_back_as_it_was_given(store: Store) -> None:
    claim = a_claim(
        external_ref="CLAIM-2026-77",
        state=ClaimState.READING,
        revision=3,
        first_upload_at=START,
        last_upload_at=START + dt.timedelta(minutes=1, microseconds=7),
        finished_at=START.astimezone(dt.timezone(dt.timedelta(hours=8))),
    )
    with store.write() as uow:
        uow.claims.add(claim)
    with store.read() as uow:
        found = uow.claims.get(claim.id)
    assert found == claim
    assert found.finished_at is not None
    assert found.finished_at.tzinfo is dt.UTC


def test_a_channel_without_an_address_and_a_claim_without_facts(store: Store) -> None:
    claim = a_claim(channel=Channel("console"), facts={})
    with store.write() as uow:
        uow.claims.add(claim)
        assert uow.claims.get(claim.id) == claim


def test_a_time_without_a_zone_is_a_mistake(store: Store) -> None:
    with pytest.raises(sa.exc.StatementError, match="without a zone"), store.write() as uow:
        uow.claims.add(a_claim(opened_at=dt.datetime(2026, 11, 25)))


def test_pages_go_by_the_last_identifier_and_by_state(store: Store) -> None:
    with store.write() as uow:
        made = sorted(put_claim(uow, state=state).id for state in (ClaimState.OPEN, ClaimState.CLOSED) * 3)
    with store.read() as uow:
        first = uow.claims.page(None, 4)
        second = uow.claims.page(first[-1].id, 4)
        closed = uow.claims.page(None, 9, ClaimState.CLOSED)
    assert [claim.id for claim in (*first, *second)] == made
    assert len(first) == 4
    assert {claim.state for claim in closed} == {ClaimState.CLOSED}
    assert len(closed) == 3


def test_an_external_reference_names_one_claim(store: Store) -> None:
    with store.write() as uow:
        claim = put_claim(uow, external_ref="A-1")
        assert uow.claims.by_reference("A-1") == claim
        assert uow.claims.by_reference("A-2") is None
        with pytest.raises(Conflict):
            put_claim(uow, external_ref="A-1")
        put_claim(uow)
        put_claim(uow)


def test_a_saved_claim_is_the_new_one_but_its_revision_never_falls(store: Store) -> None:
    with store.write() as uow:
        claim = put_claim(uow)
        assert [uow.claims.bump(claim.id), uow.claims.bump(claim.id)] == [1, 2]
        changed = replace(claim, facts={"insured.name": "司马青"}, state=ClaimState.COMPLETE, finished_at=START)
        uow.claims.save(changed)
        assert uow.claims.get(claim.id) == replace(changed, revision=2)
        uow.claims.save(replace(changed, revision=9))
        assert uow.claims.get(claim.id).revision == 9


def test_what_is_not_there_is_not_found(store: Store) -> None:
    with store.write() as uow:
        claim = a_claim()
        for ask in (uow.claims.get, uow.claims.bump, uow.claims.seal):
            with pytest.raises(NotFound):
                ask(claim.id)
        with pytest.raises(NotFound):
            uow.claims.save(claim)


def test_a_claim_of_another_tenant_is_not_written(store: Store) -> None:
    with store.write() as uow, pytest.raises(Conflict):
        uow.claims.add(a_claim(tenant="other"))


def test_every_claim_has_a_key_of_its_own_and_without_it_nothing_opens(store: Store) -> None:
    with store.write() as uow:
        first, second = put_claim(uow), put_claim(uow)
    with store.database.write() as connection:
        assert len(set(connection.execute(sa.select(claim_keys.c.wrapped)).scalars())) == 2
        connection.execute(sa.delete(claim_keys).where(claim_keys.c.claim_id == first.id))
    with store.read() as uow:
        with pytest.raises(SealBroken, match="destroyed"):
            uow.claims.get(first.id)
        assert uow.claims.get(second.id) == second


def test_a_sealed_value_moved_to_another_claim_does_not_open(store: Store) -> None:
    with store.write() as uow:
        first, second = put_claim(uow), put_claim(uow)
    with store.database.write() as connection:
        facts = sa.select(claims.c.sealed_facts).where(claims.c.id == first.id).scalar_subquery()
        connection.execute(sa.update(claims).where(claims.c.id == second.id).values(sealed_facts=facts))
    with store.read() as uow, pytest.raises(SealBroken):
        uow.claims.get(second.id)
