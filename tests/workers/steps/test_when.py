"""The clocks at work: a claim's message comes when the rule says, and once."""

from pathlib import Path

import pytest

from storage.model.claim import ClaimState
from storage.model.reading import Reading
from tests.validators.builders import adult_papers, bill, record
from tests.workers.readers import Fails, Replays, engine_missing, reader_lost
from tests.workers.world import World


def test_an_hour_of_silence_sends_it(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    world.run()
    world.clock.move(minutes=59)
    world.run()
    assert world.messages(claim_id) == []
    world.clock.move(minutes=1)
    world.run()
    assert len(world.messages(claim_id)) == 1


def test_every_upload_starts_the_hour_anew_but_not_the_longest_time(tmp_path: Path) -> None:
    world = World(tmp_path / "quick", latest_hours=2.5)
    claim_id = world.open_claim()
    for number in range(3):
        world.upload(claim_id, f"{number}.jpg", bill())
        world.run()
        assert world.messages(claim_id) == []
        world.clock.move(minutes=50)
    first = world.claim(claim_id).first_upload_at
    assert first is not None
    assert world.clock.now == first + world.services.pace.latest
    world.run()
    assert len(world.messages(claim_id)) == 1


def test_what_cannot_be_read_in_time_is_looked_at_and_not_asked_for(world: World) -> None:
    claim_id = world.open_claim()
    for number, paper in enumerate(adult_papers()):
        world.upload(claim_id, f"{number}.jpg", paper)
    world.finish(claim_id)
    world.run(Fails(engine_missing))
    world.clock.move(hours=19)
    world.run(Fails(engine_missing))
    assert world.messages(claim_id) == []
    world.clock.move(hours=1)
    world.do("compose_message", claim_id)
    world.run(Fails(engine_missing))
    assert len(world.messages(claim_id)) == 1
    data = world.assessment(claim_id)
    assert data["deficiencies"] == []
    assert data["under_review"]
    assert world.state(claim_id) is ClaimState.READING


def test_what_was_read_after_the_time_was_up_is_told_in_a_next_message(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    world.run(Fails(engine_missing))
    world.clock.move(hours=20)
    world.do("compose_message", claim_id)
    world.run(Fails(engine_missing))
    assert len(world.messages(claim_id)) == 1
    world.clock.move(minutes=3)
    world.run()
    world.clock.move(minutes=60)
    world.run()
    first, second = world.messages(claim_id)
    assert first.message.fingerprint != second.message.fingerprint


def test_a_new_fact_after_the_message_brings_another(world: World) -> None:
    claim_id = world.open_claim({"event.cause": None})
    world.upload(claim_id, "bill.jpg", bill())
    world.finish(claim_id)
    world.run()
    world.learn(claim_id, event__cause="disease")
    world.run()
    assert len(world.messages(claim_id)) == 1
    world.clock.move(minutes=60)
    world.run()
    assert len(world.messages(claim_id)) == 2


def test_a_fact_that_changes_nothing_brings_none(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    world.finish(claim_id)
    world.run()
    world.learn(claim_id, event__place="学校")
    world.clock.move(hours=30)
    world.run()
    assert len(world.messages(claim_id)) == 1
    assert world.waiting() == []


def test_answers_before_any_paper_are_no_reason_to_write(world: World) -> None:
    claim_id = world.open_claim()
    world.learn(claim_id, event__place="学校")
    world.clock.move(hours=30)
    world.run()
    assert world.messages(claim_id) == []


def test_open_reviews_hold_it_where_that_is_wished(tmp_path_factory: pytest.TempPathFactory) -> None:
    world = World(tmp_path_factory.mktemp("held"), wait_for_reviews=True)
    claim_id = world.open_claim()
    for number, paper in enumerate(adult_papers()[:-1]):
        world.upload(claim_id, f"{number}.jpg", paper)
    world.upload(claim_id, "killer.pdf", record())
    chokes = _ChokesOnOne()
    chokes.papers = world.reader.papers
    world.run(chokes)
    world.finish(claim_id)
    world.clock.move(hours=19)
    world.run()
    assert world.state(claim_id) is ClaimState.IN_REVIEW
    assert world.messages(claim_id) == []
    world.clock.move(hours=2)
    world.do("compose_message", claim_id)
    assert len(world.messages(claim_id)) == 1


class _ChokesOnOne(Replays):
    def attempt(self, content: bytes, *, name: str, file_number: int) -> Reading:
        if name == "killer.pdf":
            raise reader_lost()
        return super().attempt(content, name=name, file_number=file_number)
