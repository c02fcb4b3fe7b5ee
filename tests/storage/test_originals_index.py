"""What is known of originals: numbers, leases, and how their reading ends."""

import datetime as dt
from dataclasses import replace

import pytest

from storage.errors import Conflict, NotFound
from storage.model.ids import IdKind, new_id
from storage.model.reading import Reading, ReadingStatus, Refusal
from storage.model.submission import Original, OriginalState
from storage.store import Store
from tests.storage.stores import START, Clock, a_reading, an_original, put_claim, put_originals

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def original(store: Store) -> Original:
    with store.write() as uow:
        return put_originals(uow, put_claim(uow).id)[0]


def test_originals_are_numbered_within_their_claim(store: Store) -> None:
    with store.write() as uow:
        claim, other = put_claim(uow), put_claim(uow)
        first = put_originals(uow, claim.id, 2)
        later = put_originals(uow, claim.id, 1)
        assert uow.originals.next_number(other.id) == 1
        assert uow.originals.next_number(claim.id) == 4
    with store.read() as uow:
        assert uow.originals.of_claim(claim.id) == [*first, *later]
        assert uow.originals.get(later[0].id) == later[0]
        assert uow.originals.by_sha256(claim.id, first[1].sha256) == first[1]
        assert uow.originals.by_sha256(other.id, first[1].sha256) is None


def test_the_same_bytes_are_one_original_of_a_claim(store: Store, original: Original) -> None:
    again = replace(original, id=new_id(IdKind.ORIGINAL), number=2)
    with store.write() as uow, pytest.raises(Conflict):
        uow.originals.add(again)


def test_an_original_needs_its_claim(store: Store) -> None:
    lost = an_original(new_id(IdKind.CLAIM), new_id(IdKind.SUBMISSION))
    with store.write() as uow:
        for ask in (
            lambda: uow.originals.add(lost),
            lambda: uow.originals.get(lost.id),
            lambda: uow.originals.next_number(lost.claim_id),
            lambda: uow.originals.lease(lost.id, "a", START, 2),
            lambda: uow.originals.exhausted(lost.id, START),
            lambda: uow.originals.settle(lost.id, None, OriginalState.READ, None, ""),
            lambda: uow.originals.retry(lost.id),
        ):
            with pytest.raises(NotFound):
                ask()
        assert uow.originals.renew(lost.id, "a", START) is False
        assert uow.originals.give_back(lost.id, "a", counted=True) is False


def test_one_reader_has_the_lease_until_it_falls_silent(store: Store, clock: Clock, original: Original) -> None:
    with store.write() as uow:
        leased = uow.originals.lease(original.id, "a", START + MINUTE, 2)
        assert leased is not None
        assert (leased.state, leased.attempts, leased.lease_owner) == (OriginalState.READING, 1, "a")
        assert leased.lease_until == START + MINUTE
        assert uow.originals.lease(original.id, "b", START + MINUTE, 2) is None
        assert uow.originals.renew(original.id, "a", START + 2 * MINUTE)
        assert not uow.originals.renew(original.id, "b", START + 9 * MINUTE)
    clock.move(seconds=119)
    with store.write() as uow:
        assert uow.originals.lease(original.id, "b", clock.now + MINUTE, 2) is None
    clock.move(seconds=1)
    with store.write() as uow:
        taken = uow.originals.lease(original.id, "b", clock.now + MINUTE, 2)
        assert taken is not None
        assert taken.attempts == 2
        assert not uow.originals.renew(original.id, "a", clock.now + MINUTE)
        assert not uow.originals.give_back(original.id, "a", counted=False)
        assert not uow.originals.settle(original.id, "a", OriginalState.READ, a_reading(), "image/png")
        assert uow.originals.get(original.id) == taken


def test_a_file_that_kills_its_readers_is_exhausted(store: Store, clock: Clock, original: Original) -> None:
    for owner in ("a", "b"):
        with store.write() as uow:
            assert not uow.originals.exhausted(original.id, clock.now)
            assert uow.originals.lease(original.id, owner, clock.now + MINUTE, 2) is not None
            assert not uow.originals.exhausted(original.id, clock.now)
        clock.move(minutes=2)
    with store.write() as uow:
        assert uow.originals.lease(original.id, "c", clock.now + MINUTE, 2) is None
        assert uow.originals.exhausted(original.id, clock.now)
        assert uow.originals.settle(original.id, None, OriginalState.QUARANTINED, _refused(), "image/jpeg")
        assert not uow.originals.exhausted(original.id, clock.now)
        found = uow.readings.of_original(original.id)
        assert found is not None
        assert found.reading == replace(_refused(), file=original.name)


def test_fewer_attempts_than_before_exhaust_too(store: Store, clock: Clock, original: Original) -> None:
    with store.write() as uow:
        assert uow.originals.lease(original.id, "a", START + MINUTE, 3) is not None
    clock.move(minutes=2)
    with store.write() as uow:
        assert not uow.originals.exhausted(original.id, clock.now)
        assert uow.originals.lease(original.id, "b", clock.now + MINUTE, 1) is None
        assert uow.originals.exhausted(original.id, clock.now)


def test_nobody_settles_what_somebody_reads(store: Store, original: Original) -> None:
    with store.write() as uow:
        uow.originals.lease(original.id, "a", START + MINUTE, 2)
        assert not uow.originals.settle(original.id, None, OriginalState.QUARANTINED, None, "image/jpeg")
        assert uow.originals.settle(original.id, "a", OriginalState.READ, a_reading(), "image/png")
        assert not uow.originals.settle(original.id, "a", OriginalState.READ, a_reading(), "image/png")
        assert not uow.originals.settle(original.id, None, OriginalState.QUARANTINED, None, "image/png")
        assert len(uow.documents.of_claim(original.claim_id)) == 1
        settled = uow.originals.get(original.id)
        assert (settled.state, settled.media_type) == (OriginalState.READ, "image/png")
        assert (settled.lease_owner, settled.lease_until, settled.attempts) == (None, None, 1)


@pytest.mark.parametrize(("counted", "attempts"), [(True, 1), (False, 0)])
def test_what_is_given_back_is_free_at_once(
    store: Store, original: Original, counted: bool, attempts: int
) -> None:
    with store.write() as uow:
        uow.originals.lease(original.id, "a", START + MINUTE, 2)
        assert uow.originals.give_back(original.id, "a", counted=counted)
        assert uow.originals.get(original.id) == replace(original, attempts=attempts)
        assert uow.originals.lease(original.id, "b", START + MINUTE, 2) is not None


def test_a_retry_begins_anew_and_only_after_quarantine(store: Store, original: Original) -> None:
    with store.write() as uow:
        with pytest.raises(Conflict) as refused:
            uow.originals.retry(original.id)
        assert refused.value.code == "not_quarantined"
        uow.originals.lease(original.id, "a", START + MINUTE, 1)
        uow.originals.settle(original.id, "a", OriginalState.QUARANTINED, a_reading(2), "image/jpeg")
        uow.originals.retry(original.id)
        assert uow.originals.get(original.id) == original
        assert uow.readings.of_original(original.id) is None
        assert uow.documents.of_claim(original.claim_id) == []
        assert uow.originals.lease(original.id, "b", START + MINUTE, 1) is not None
        assert uow.originals.settle(original.id, "b", OriginalState.READ, a_reading(), "image/jpeg")


def test_what_does_not_move_is_stuck(store: Store, clock: Clock) -> None:
    with store.write() as uow:
        claim = put_claim(uow)
        waiting, read, dead, alive = put_originals(uow, claim.id, 4)
        uow.originals.lease(read.id, "a", START + MINUTE, 2)
        uow.originals.settle(read.id, "a", OriginalState.READ, a_reading(), "image/jpeg")
        uow.originals.lease(dead.id, "b", START + MINUTE, 2)
        uow.originals.lease(alive.id, "c", START + 9 * MINUTE, 2)
        assert uow.originals.stuck(START + dt.timedelta(seconds=29), 9) == []
        assert _ids(uow.originals.stuck(START + dt.timedelta(seconds=30), 9)) == [waiting.id]
        assert _ids(uow.originals.stuck(START + MINUTE, 9, older_than=3600)) == [dead.id]
        assert set(_ids(uow.originals.stuck(START + MINUTE, 9))) == {waiting.id, dead.id}
        assert len(uow.originals.stuck(START + MINUTE, 1)) == 1
        assert _ids(uow.originals.in_state(OriginalState.READ, 9)) == [read.id]


def _ids(found: list[Original]) -> list[str]:
    return [original.id for original in found]


def _refused() -> Reading:
    reason = Refusal("took_too_long", "读了太久。", "请重新拍一张。")
    return a_reading(0, status=ReadingStatus.REFUSED, reason=reason)


def test_an_original_that_came_in_another_knows_which(store: Store, original: Original) -> None:
    inside = an_original(original.claim_id, original.submission_id, 2, parent_id=original.id)
    with store.write() as uow:
        uow.originals.add(inside)
    with store.read() as uow:
        assert uow.originals.get(inside.id) == inside
        assert uow.originals.get(original.id).parent_id is None


def test_an_original_can_only_come_in_one_of_its_own_claim(store: Store, original: Original) -> None:
    with store.write() as uow:
        claim = put_claim(uow)
        (other,) = put_originals(uow, claim.id)
    for parent_id in (original.id, new_id(IdKind.ORIGINAL)):
        stray = an_original(claim.id, other.submission_id, 2, parent_id=parent_id)
        with store.write() as uow, pytest.raises(NotFound):
            uow.originals.add(stray)


def test_a_reading_keeps_the_names_of_what_was_inside(store: Store, original: Original) -> None:
    names = ("发票.pdf", "内.zip/清单.jpg")
    with store.write() as uow:
        uow.originals.settle(
            original.id, None, OriginalState.READ, a_reading(0, members=names), "application/zip"
        )
    with store.read() as uow:
        stored = uow.readings.of_original(original.id)
    assert stored is not None
    assert stored.reading.members == names
