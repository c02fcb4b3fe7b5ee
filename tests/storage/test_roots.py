"""Daily roots over the heads of what grew."""

import datetime as dt

import pytest

from storage.chain import Head, root_digest, root_mac
from storage.errors import Conflict
from storage.model.audit import GENESIS
from storage.store import Store
from tests.storage.stores import SECRETS, START, Clock, put_claim

DAY = START.date()
NEXT = DAY + dt.timedelta(days=1)


def _grow(store: Store, claim_id: str, times: int = 1) -> Head:
    with store.write() as uow:
        for _ in range(times):
            last = uow.audit.append(claim_id, "operator", "page.viewed", claim_id)
    return Head(claim_id, last.seq, last.digest)


def _claims(store: Store, count: int) -> list[str]:
    with store.write() as uow:
        return sorted(put_claim(uow).id for _ in range(count))


def test_a_root_is_over_the_last_heads_of_its_day_and_names_the_root_before(store: Store, clock: Clock) -> None:
    first, second, quiet = _claims(store, 3)
    heads = [_grow(store, first, 2), _grow(store, second)]
    clock.move(days=1)
    late = _grow(store, first)
    with store.write() as uow:
        root = uow.roots.make(DAY)
        assert uow.roots.heads(DAY) == heads
    clock.move(days=1)
    _grow(store, quiet)
    with store.write() as uow:
        later = uow.roots.make(NEXT)
        assert uow.roots.heads(NEXT) == [late]
    assert root is not None
    assert later is not None
    assert (root.claims, root.previous) == (2, GENESIS)
    assert root.digest == root_digest("main", DAY, heads, GENESIS)
    assert root.mac == root_mac(SECRETS.audit, "main", DAY, root.digest)
    assert (later.claims, later.previous) == (1, root.digest)


def test_a_day_has_one_root_and_an_empty_day_none(store: Store, clock: Clock) -> None:
    (claim_id,) = _claims(store, 1)
    _grow(store, claim_id)
    clock.move(days=3)
    with store.write() as uow:
        assert uow.roots.make(DAY - dt.timedelta(days=1)) is None
        made = uow.roots.make(DAY)
        assert uow.roots.make(NEXT) is None
        assert uow.roots.make(DAY) == made
        assert uow.roots.of_days() == [made]
        assert uow.roots.of_days(NEXT) == []
        assert uow.roots.of_days(DAY, DAY) == [made]
        assert uow.roots.heads(NEXT) == []


def test_the_first_and_the_last_moment_belong_to_their_day(store: Store, clock: Clock) -> None:
    (claim_id,) = _claims(store, 1)
    clock.now = dt.datetime(2026, 11, 25, 23, 59, 59, 999_999, dt.UTC)
    last = _grow(store, claim_id)
    clock.move(microseconds=1)
    first = _grow(store, claim_id)
    clock.move(days=1)
    with store.write() as uow:
        uow.roots.make(DAY)
        uow.roots.make(NEXT)
        assert (uow.roots.heads(DAY), uow.roots.heads(NEXT)) == ([last], [first])


def test_a_day_that_is_not_over_gets_no_root(store: Store, clock: Clock) -> None:
    (claim_id,) = _claims(store, 1)
    _grow(store, claim_id)
    for day in (DAY, NEXT):
        with store.write() as uow, pytest.raises(Conflict) as refused:
            uow.roots.make(day)
        assert refused.value.code == "day_not_over"


def test_roots_are_made_in_order(store: Store, clock: Clock) -> None:
    (claim_id,) = _claims(store, 1)
    _grow(store, claim_id)
    clock.move(days=1)
    _grow(store, claim_id)
    clock.move(days=1)
    with store.write() as uow:
        uow.roots.make(NEXT)
        with pytest.raises(Conflict) as refused:
            uow.roots.make(DAY)
    assert refused.value.code == "later_root"
