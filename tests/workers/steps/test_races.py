"""Things that happen while a step is at work: what it knows is then old, and is not taken for new."""

import threading

import pytest

from storage.model.claim import ClaimState
from tests.validators.builders import adult_papers, bill
from tests.workers.world import World
from workers.steps import assess_claim as assessing


def test_an_assessment_of_what_was_is_not_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    claim_id = world.open_claim()
    world.run()
    judge = assessing.assess

    def slow(*args: object, **named: object) -> object:
        monkeypatch.setattr(assessing, "assess", judge)
        world.learn(claim_id, event__place="学校")
        world.do("assess_claim", claim_id)
        return judge(*args, **named)  # type: ignore[arg-type]

    world.learn(claim_id, event__cause="accident")
    monkeypatch.setattr(assessing, "assess", slow)
    world.do("assess_claim", claim_id)
    with world.services.store.read() as uow:
        latest = uow.assessments.latest(claim_id)
        revision = uow.claims.get(claim_id).revision
    assert latest is not None
    assert latest.revision == revision, "the older one, which came later, is not the latest"


def test_an_upload_while_a_message_is_due_is_waited_for(world: World) -> None:
    claim_id = world.open_claim()
    papers = adult_papers()
    world.upload(claim_id, "first.jpg", *papers[:3])
    world.finish(claim_id)
    world.do("assess_claim", claim_id)
    world.upload(claim_id, "second.jpg", *papers[3:])
    world.run()
    assert world.messages(claim_id) == [], "an upload takes the finish back"
    world.finish(claim_id)
    world.run()
    assert len(world.messages(claim_id)) == 1
    assert world.state(claim_id) is ClaimState.COMPLETE


def test_many_threads_at_the_same_steps_make_one_message(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    world.finish(claim_id)
    world.lose_outbox()

    def all_steps() -> None:
        world.do("read_original", original_id)
        world.do("assess_claim", claim_id)
        world.do("compose_message", claim_id)
        for message in world.messages(claim_id):
            world.do("deliver_message", message.id)

    threads = [threading.Thread(target=all_steps) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    world.run()
    assert len(world.messages(claim_id)) == len(world.basket.sent) == 1
    assert world.actions(claim_id).count("original.read") == 1
    with world.services.store.read() as uow:
        assert len(uow.documents.of_claim(claim_id)) == 1
