"""What can go wrong while a file is read, and what becomes of it: counted or not, tried again or shown to a person."""

from pathlib import Path

import pytest

from storage.errors import Conflict
from storage.model.claim import ClaimState
from storage.model.document_type import DocumentType
from storage.model.submission import OriginalState
from tests.validators.builders import adult_papers, bill, portrait
from tests.workers.readers import Fails, a_bug, engine_missing, reader_lost
from tests.workers.world import World
from workers.errors import StepRefused


def test_a_reader_lost_once_is_another_try(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    reader = _failing(world, Fails(reader_lost, times=1))
    world.run(reader)
    original = world.original(original_id)
    assert (original.state, original.attempts) == (OriginalState.READ, 2)
    assert reader.read == ["bill.jpg", "bill.jpg"]


def test_a_file_that_loses_every_reader_is_quarantined_and_never_asked_for(world: World) -> None:
    claim_id = world.open_claim()
    for number, paper in enumerate(adult_papers()[:-1]):
        world.upload(claim_id, f"{number}.jpg", paper)
    world.run()
    original_id = world.upload(claim_id, "killer.pdf", bill())
    world.finish(claim_id)
    world.run(Fails(reader_lost))
    assert world.original(original_id).state is OriginalState.QUARANTINED
    assert world.state(claim_id) is ClaimState.IN_REVIEW
    data = world.assessment(claim_id)
    assert data["deficiencies"] == []
    assert data["under_review"]
    assert len(world.messages(claim_id)) == 1
    assert world.actions(claim_id).count("reading.begun") == 5 + 2
    assert _why_quarantined(world, claim_id) == "reader_lost"


def test_what_is_quarantined_shows_as_one_paper_for_a_person(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "killer.pdf", bill())
    world.run(Fails(reader_lost))
    with world.services.store.read() as uow:
        stored = uow.readings.of_original(original_id)
    assert stored is not None
    (paper,) = stored.reading.documents
    assert paper.type is DocumentType.OTHER
    assert [finding.rule for finding in paper.findings] == ["quarantined"]


def test_an_operator_tries_it_again_and_it_is_read(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "killer.pdf", bill())
    world.finish(claim_id)
    world.run(Fails(reader_lost))
    with world.services.store.write() as uow:
        uow.originals.retry(original_id)
        uow.outbox.add("read_original", original_id, "trc_1")
    world.run()
    original = world.original(original_id)
    assert (original.state, original.attempts) == (OriginalState.READ, 1)
    world.clock.move(minutes=61)
    world.run()
    assert len(world.messages(claim_id)) == 2, "what was in review the first time is asked after it"


def test_what_was_in_review_and_proves_complete_is_told(world: World) -> None:
    claim_id = world.open_claim()
    for number, paper in enumerate(adult_papers()[:-1]):
        world.upload(claim_id, f"{number}.jpg", paper)
    world.run()
    original_id = world.upload(claim_id, "list.pdf", adult_papers()[-1])
    world.finish(claim_id)
    world.run(Fails(reader_lost))
    with world.services.store.write() as uow:
        uow.originals.retry(original_id)
        uow.outbox.add("read_original", original_id, "trc_1")
    world.run()
    world.clock.move(minutes=61)
    world.run()
    first, second = world.messages(claim_id)
    assert first.message.fingerprint == second.message.fingerprint, "nothing was asked, nothing is"
    assert world.state(claim_id) is ClaimState.COMPLETE


def test_what_is_read_cannot_be_tried_again(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    world.run()
    with pytest.raises(Conflict), world.services.store.write() as uow:
        uow.originals.retry(original_id)


def test_a_missing_engine_is_not_the_papers_fault(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    reader = _failing(world, Fails(engine_missing, times=3))
    for _ in range(3):
        world.run(reader)
        original = world.original(original_id)
        assert (original.state, original.attempts) == (OriginalState.RECEIVED, 0)
        assert world.services.vitals.details()["code"] == "engine_missing"
        world.clock.move(seconds=130)
    world.run(reader)
    assert world.original(original_id).state is OriginalState.READ


def test_a_missing_engine_is_tried_ever_more_rarely(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    pauses = []
    for _ in range(8):
        world.run(Fails(engine_missing))
        (row,) = [row for row in world.waiting() if row.step == "read_original"]
        assert row.not_before is not None
        pauses.append((row.not_before - world.clock.now).total_seconds())
        world.clock.now = row.not_before
    assert pauses == [2, 4, 8, 16, 32, 64, 120, 120]


def test_a_fault_of_ours_is_counted_and_ends_with_a_person(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    world.run(Fails(a_bug("张悦")))
    assert world.original(original_id).state is OriginalState.QUARANTINED


def test_a_damaged_original_is_quarantined_without_another_try(world: World, tmp_path: Path) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    _flip_a_byte(tmp_path, claim_id)
    world.run()
    original = world.original(original_id)
    assert (original.state, original.attempts) == (OriginalState.QUARANTINED, 1)
    assert _why_quarantined(world, claim_id) == "original_damaged"


def test_a_lost_original_is_quarantined(world: World, tmp_path: Path) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    for path in (tmp_path / "originals/main" / claim_id).iterdir():
        path.unlink()
    world.run()
    assert _why_quarantined(world, claim_id) == "original_missing"


def test_a_stopping_worker_gives_back_what_it_could_not_finish(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    world.lose_outbox()
    world.services.vitals.is_stopping = True
    world.do("read_original", original_id, reader=Fails(reader_lost))
    original = world.original(original_id)
    assert (original.state, original.attempts) == (OriginalState.RECEIVED, 0)
    assert [row.step for row in world.waiting()] == ["read_original"]


def test_a_file_that_kills_whole_workers_runs_out_of_attempts(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "killer.pdf", portrait())
    for _ in range(2):
        _abandon_lease(world, original_id)
        world.clock.move(seconds=61)
    world.run()
    assert world.original(original_id).state is OriginalState.QUARANTINED
    assert _why_quarantined(world, claim_id) == "attempts_used_up"
    assert world.reader.read == []


def test_an_original_that_is_not_there_is_refused_for_good(world: World) -> None:
    with pytest.raises(StepRefused) as caught:
        world.do("read_original", "org_01m3250v00abcdefghjkmnpqrs")
    assert caught.value.code == "not_found"


def _failing(world: World, reader: Fails) -> Fails:
    reader.papers = world.reader.papers
    return reader


def _abandon_lease(world: World, original_id: str) -> None:
    """As a worker that was killed leaves it."""
    with world.services.store.write() as uow:
        assert uow.originals.lease(original_id, "wrk_0.1", uow.now + world.services.settings.lease, 2)


def _why_quarantined(world: World, claim_id: str) -> object:
    with world.services.store.read() as uow:
        (entry,) = [one for one in uow.audit.of_claim(claim_id) if one.action == "original.quarantined"]
    return entry.details["code"]


def _flip_a_byte(folder: Path, claim_id: str) -> None:
    (path,) = (folder / "originals/main" / claim_id).iterdir()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)
