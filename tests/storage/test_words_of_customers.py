"""Consents, what customers say they cannot get, and what insurers' systems say."""

import datetime as dt
from dataclasses import replace

import pytest

from storage.errors import NotFound
from storage.model.claim import ClaimState
from storage.model.ids import IdKind, new_id
from storage.model.records import Cannot, Consent
from storage.store import Store
from tests.storage.life import a_look_up
from tests.storage.stores import START, put_claim

SECOND = dt.timedelta(seconds=1)
LATER = START + dt.timedelta(hours=1)


def test_the_last_consent_holds(store: Store) -> None:
    with store.write() as uow:
        claim, other = put_claim(uow), put_claim(uow)
        uow.consents.add(claim.id, "2026-01", "link:" + claim.id, START, {"agent": "a browser"})
        uow.consents.add(claim.id, "2026-02", "key:key_1", LATER, {})
        assert uow.consents.latest(claim.id) == Consent(
            claim_id=claim.id, version="2026-02", by="key:key_1", at=LATER
        )
        assert uow.consents.latest(other.id) is None


def test_what_a_system_said_takes_the_place_of_what_it_said_before(store: Store) -> None:
    with store.write() as uow:
        claim, other = put_claim(uow), put_claim(uow)
        first = a_look_up(claim.id)
        uow.look_ups.keep(first)
        assert uow.look_ups.of_claim(claim.id) == [first]
        assert (uow.look_ups.due(START, 9), uow.look_ups.due(START - SECOND, 9)) == ([claim.id], [])
        last = replace(first, state="found", attempts=2, next_at=None, facts={"policy.start": "2024-05-01"})
        uow.look_ups.keep(last)
        assert (uow.look_ups.of_claim(claim.id), uow.look_ups.due(LATER, 9)) == ([last], [])
        assert uow.look_ups.of_claim(other.id) == []
        uow.look_ups.keep(a_look_up(other.id))
        uow.claims.save(replace(other, state=ClaimState.CLOSED))
        assert uow.look_ups.due(LATER, 9) == []


def test_what_cannot_be_got_is_kept_in_the_order_it_was_said(store: Store) -> None:
    with store.write() as uow:
        claim, other = put_claim(uow), put_claim(uow)
        uow.cannots.add(claim.id, "fee_list", "insured", "stay:1", "医院不给打印", START)
        uow.cannots.add(claim.id, "fee_list", None, None, "", LATER)
        assert uow.cannots.of_claim(claim.id) == [
            Cannot(
                claim_id=claim.id,
                key="fee_list",
                person="insured",
                scope="stay:1",
                reason="医院不给打印",
                at=START,
            ),
            Cannot(claim_id=claim.id, key="fee_list", person=None, scope=None, reason="", at=LATER),
        ]
        assert uow.cannots.of_claim(other.id) == []


def test_both_need_their_claim(store: Store) -> None:
    lost = new_id(IdKind.CLAIM)
    with store.write() as uow:
        with pytest.raises(NotFound):
            uow.consents.add(lost, "1", "operator", START, {})
        with pytest.raises(NotFound):
            uow.cannots.add(lost, "fee_list", None, None, "", START)
