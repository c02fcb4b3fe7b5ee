"""Whatever does not move is put back on its way: lost messages, lost workers, lost timers."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.model.submission import OriginalState
from tests.validators.builders import bill
from tests.workers.world import NOON, World
from workers import alive
from workers.errors import BrokerUnavailable
from workers.sweep import Sweep


def empty(queue: str) -> int:
    return 0


def test_a_wiped_queue_loses_no_original(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    world.lose_outbox()
    world.clock.move(seconds=31)
    Sweep(world.services, empty).round()
    assert (original_id, "read_original") in _waiting(world)
    world.run()
    assert world.original(original_id).state is OriginalState.READ


def test_what_waits_in_the_queue_is_left_in_peace(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    world.lose_outbox()
    world.clock.move(minutes=5)
    Sweep(world.services, lambda queue: 7).round()
    assert _waiting(world) == []


def test_what_was_forgotten_for_long_is_asked_for_all_the_same(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    world.lose_outbox()
    world.clock.move(minutes=11)
    Sweep(world.services, lambda queue: 7).round()
    assert [step for _, step in _waiting(world)] == ["read_original"]


def test_what_is_to_be_tried_later_is_not_tried_before(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    world.lose_outbox()
    world.clock.move(minutes=11)
    with world.services.store.write() as uow:
        uow.outbox.add("read_original", original_id, "trc_1", uow.now + dt.timedelta(minutes=2))
    Sweep(world.services, empty).round()
    assert len(_waiting(world)) == 1


def test_the_same_is_not_asked_for_every_round(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    world.lose_outbox()
    world.clock.move(minutes=1)
    sweep = Sweep(world.services, empty)
    for _ in range(5):
        sweep.round()
    assert len(_waiting(world)) == 1


def test_a_lease_that_ran_out_is_somebody_elses(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    world.lose_outbox()
    with world.services.store.write() as uow:
        uow.originals.lease(original_id, "wrk_gone.1", uow.now + world.services.settings.lease, 2)
    sweep = Sweep(world.services, lambda queue: 7)
    sweep.round()
    assert _waiting(world) == []
    world.clock.move(seconds=61)
    sweep.round()
    world.run()
    original = world.original(original_id)
    assert (original.state, original.attempts) == (OriginalState.READ, 2)


def test_a_killed_workers_lease_is_freed_at_once(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    world.lose_outbox()
    _leased_by(world, original_id, _place_of_a_dead_process())
    Sweep(world.services, lambda queue: 7).round()
    original = world.original(original_id)
    assert (original.state, original.attempts) == (OriginalState.RECEIVED, 1), "the attempt counts"
    world.run()
    assert world.original(original_id).state is OriginalState.READ


def test_a_living_workers_lease_is_left_alone(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    world.lose_outbox()
    _leased_by(world, original_id, alive.here())
    Sweep(world.services, empty).round()
    assert world.original(original_id).state is OriginalState.READING


def test_a_number_that_is_used_anew_is_another_process() -> None:
    machine, pid, _ = alive.here().split(":")
    assert alive.is_gone(f"{machine}:{pid}:1")
    assert not alive.is_gone(f"{machine}:{pid}")
    assert not alive.is_gone("")


def test_a_lost_timer_a_lost_assessment_and_a_lost_delivery_come_again(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    for lost in ("assess_claim", "compose_message", "deliver_message"):
        _run_but(world, lost)
        world.clock.move(hours=1)
        _impatient(world).round()
        assert lost in [step for _, step in _waiting(world)], lost
    world.run()
    assert len(world.basket.sent) == 1
    _impatient(world).round()
    assert _waiting(world) == [], "where everything has been done nothing is asked for"


def test_all_claims_have_their_turn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.sweep.MOST_CLAIMS", 2)
    claims = [world.open_claim() for _ in range(5)]
    world.lose_outbox()
    sweep = _impatient(world)
    for _ in range(6):
        sweep.round()
    assert {subject for subject, _ in _waiting(world)} == set(claims)


def test_a_queue_that_is_away_puts_off_that_work_only(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    other = world.open_claim()
    world.lose_outbox()
    world.clock.move(minutes=1)

    def away(queue: str) -> int:
        raise BrokerUnavailable

    sweep = _impatient(world, away)
    sweep.round()
    sweep.round()
    assert _waiting(world) == [(other, "assess_claim")]


def test_days_that_are_over_get_their_roots(world: World) -> None:
    world.open_claim()
    world.clock.move(days=3)
    Sweep(world.services, empty).round()
    with world.services.store.read() as uow:
        assert [root.day for root in uow.roots.of_days()] == [NOON.date()]
    claim_id = world.open_claim()
    world.clock.move(days=1)
    Sweep(world.services, empty).round()
    with world.services.store.read() as uow:
        assert [root.day for root in uow.roots.of_days()] == [NOON.date(), NOON.date() + dt.timedelta(days=3)]
        assert [head.claim_id for head in uow.roots.heads(NOON.date() + dt.timedelta(days=3))] == [claim_id]


def test_leftovers_of_broken_off_uploads_go(world: World, tmp_path: Path) -> None:
    incoming = tmp_path / "originals/.incoming"
    incoming.mkdir(parents=True)
    old, new = incoming / "old", incoming / "new"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (0, 0))
    Sweep(world.services, empty).round()
    assert [path.name for path in incoming.iterdir()] == ["new"]


def _impatient(world: World, backlog: object = empty) -> Sweep:
    sweep = Sweep(world.services, backlog)  # type: ignore[arg-type]
    sweep._others.grace = 0.0
    return sweep


def _run_but(world: World, lost: str) -> None:
    """Runs what is due; that step is lost on the way."""
    while rows := world.lose_outbox():
        for row in rows:
            if row.step != lost:
                world.do(row.step, row.subject, row.trace)
    with world.services.store.write() as uow:
        uow.outbox.sent([row.id for row in world.waiting() if row.step == lost])


def _leased_by(world: World, original_id: str, place: str) -> None:
    with world.services.store.write() as uow:
        uow.beats.put("wrk_other", uow.now, {"place": place})
        uow.originals.lease(original_id, "wrk_other.1", uow.now + world.services.settings.lease, 2)


def _place_of_a_dead_process() -> str:
    told = "from workers import alive; print(alive.here())"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _waiting(world: World) -> list[tuple[str, str]]:
    return [(row.subject, row.step) for row in world.waiting()]
