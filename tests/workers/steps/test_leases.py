"""Two readers at one original, and readers that come too late: one result is kept, with one set of documents."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from storage.errors import StoreUnavailable
from storage.model.submission import OriginalState
from tests.validators.builders import bill
from tests.workers.readers import Waits
from tests.workers.world import World
from workers.steps import read_original as reading
from workers.steps.leases import Renewing, begin


def test_a_second_delivery_while_one_reads_does_nothing(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    slow = _waiting(world)
    first = _in_thread(world, original_id, slow)
    world.do("read_original", original_id)
    assert world.reader.read == []
    slow.may_go_on.set()
    first.join(10)
    assert world.original(original_id).state is OriginalState.READ


def test_a_reader_that_comes_too_late_changes_nothing(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    slow = _waiting(world)
    first = _in_thread(world, original_id, slow)
    world.clock.move(seconds=61)
    world.do("read_original", original_id)
    before = world.actions(claim_id)
    slow.may_go_on.set()
    first.join(10)
    assert world.actions(claim_id) == before
    with world.services.store.read() as uow:
        assert len(uow.documents.of_claim(claim_id)) == 1
    assert world.original(original_id).attempts == 2


def test_a_lease_is_renewed_while_the_reader_works(world: World) -> None:
    world = _quick_leases(world)
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    lease = begin(world.services, original_id)
    assert lease is not None
    with Renewing(world.services, lease) as renewing:
        before = world.original(original_id).lease_until
        world.clock.move(seconds=0.2)
        _until(lambda: world.original(original_id).lease_until != before)
        assert not renewing.is_lost


def test_a_lost_lease_is_noticed(world: World) -> None:
    world = _quick_leases(world)
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    lease = begin(world.services, original_id)
    assert lease is not None
    with Renewing(world.services, lease) as renewing:
        with world.services.store.write() as uow:
            assert uow.originals.give_back(original_id, lease.owner, counted=True)
        _until(lambda: renewing.is_lost)


def test_a_reading_is_kept_when_the_store_comes_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    kept, tries = reading.settle_read, list[int]()

    def flaky(*args: object) -> bool:
        tries.append(1)
        if len(tries) < 3:
            raise StoreUnavailable("The database is busy.")
        return kept(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "settle_read", flaky)
    monkeypatch.setattr(reading.time, "sleep", lambda seconds: None)
    world.do("read_original", original_id)
    assert world.original(original_id).state is OriginalState.READ
    assert world.reader.read == ["bill.jpg"]


def _waiting(world: World) -> Waits:
    reader = Waits()
    reader.papers = world.reader.papers
    return reader


def _in_thread(world: World, original_id: str, reader: Waits) -> threading.Thread:
    thread = threading.Thread(target=world.do, args=("read_original", original_id), kwargs={"reader": reader})
    thread.start()
    assert reader.has_begun.wait(10)
    return thread


def _quick_leases(world: World) -> World:
    settings = world.services.settings.model_copy(update={"lease_seconds": 0.15})
    world.services = replace(world.services, settings=settings)
    return world


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)
