"""From an upload to its message: what each step leaves behind, and that twice is once."""

from dataclasses import replace

from storage.model.claim import ClaimState
from storage.model.records import MessageState
from storage.model.submission import OriginalState
from tests.validators.builders import adult_papers, bill, portrait, record
from tests.workers.world import World


def test_all_papers_and_finish_make_one_message_that_says_so(world: World) -> None:
    claim_id = world.open_claim()
    for number, paper in enumerate(adult_papers()):
        world.upload(claim_id, f"photo{number}.jpg", paper)
    world.finish(claim_id)
    world.run()
    (message,) = world.messages(claim_id)
    assert message.state is MessageState.SENT
    assert [outgoing.message for outgoing in world.basket.sent] == [message.message]
    assert world.state(claim_id) is ClaimState.COMPLETE
    assert "claim.complete" in world.events(claim_id)


def test_what_is_missing_is_asked_and_a_second_upload_brings_the_message_up_to_date(world: World) -> None:
    claim_id = world.open_claim()
    papers = adult_papers()
    world.upload(claim_id, "first.jpg", *papers[:3])
    world.finish(claim_id)
    world.run()
    assert world.state(claim_id) is ClaimState.WAITING_FOR_CUSTOMER
    world.upload(claim_id, "second.jpg", *papers[3:])
    world.finish(claim_id)
    world.run()
    first, second = world.messages(claim_id)
    assert first.message.fingerprint != second.message.fingerprint
    assert (first.state, second.state) == (MessageState.SENT, MessageState.SENT)
    assert world.state(claim_id) is ClaimState.COMPLETE


def test_every_step_twice_is_every_step_once(world: World) -> None:
    claim_id = world.open_claim()
    originals = [world.upload(claim_id, f"{number}.jpg", paper) for number, paper in enumerate(adult_papers())]
    world.finish(claim_id)
    world.run(times=2)
    assert len(world.basket.sent) == len(world.messages(claim_id)) == 1
    actions = world.actions(claim_id)
    assert actions.count("original.read") == len(originals)
    assert actions.count("message.composed") == actions.count("message.sent") == 1
    with world.services.store.read() as uow:
        assert len(uow.documents.of_claim(claim_id)) == len(originals)
        assessed = [e.details["revision"] for e in uow.audit.of_claim(claim_id) if e.action == "claim.assessed"]
    assert len(assessed) == len(set(assessed))


def test_the_chain_tells_the_whole_way(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "bill.jpg", bill())
    world.finish(claim_id)
    world.run()
    actions = world.actions(claim_id)
    expected = ["original.received", "reading.begun", "original.read", "claim.assessed"]
    expected += ["message.composed", "message.sent"]
    places = [actions.index(action) for action in expected[:3]] + [
        len(actions) - 1 - actions[::-1].index(action) for action in expected[3:]
    ]
    assert places == sorted(places)
    with world.services.store.read() as uow:
        chain = {entry.action: entry for entry in uow.audit.of_claim(claim_id)}
    assert chain["original.read"].subject == original_id
    assert chain["original.read"].details["documents"] == 1
    assert chain["original.read"].actor == f"worker:{world.services.name}"
    assert chain["message.composed"].details["complete"] is False


def test_a_refused_file_is_read_and_named_in_the_message(world: World) -> None:
    claim_id = world.open_claim()
    original_id = world.upload(claim_id, "locked.pdf", "encrypted_file")
    world.finish(claim_id)
    world.run()
    assert world.original(original_id).state is OriginalState.READ
    (message,) = world.messages(claim_id)
    assert "locked.pdf" in message.message.text


def test_a_paper_is_validated_as_the_command_line_does(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "card.jpg", portrait(number="110101199003070021"))
    world.run()
    with world.services.store.read() as uow:
        (stored,) = uow.documents.of_claim(claim_id)
    assert [finding.rule for finding in stored.document.findings] == ["V03"]


def test_the_state_follows_what_is_there(world: World) -> None:
    claim_id = world.open_claim()
    world.run()
    assert world.state(claim_id) is ClaimState.OPEN
    world.upload(claim_id, "record.jpg", record())
    assert world.state(claim_id) is ClaimState.READING
    world.run()
    assert world.state(claim_id) is ClaimState.WAITING_FOR_CUSTOMER


def test_finish_without_any_paper_still_tells_what_is_needed(world: World) -> None:
    claim_id = world.open_claim()
    world.finish(claim_id)
    world.run()
    (message,) = world.messages(claim_id)
    assert message.state is MessageState.SENT
    assert world.state(claim_id) is ClaimState.WAITING_FOR_CUSTOMER


def test_finish_again_without_anything_new_says_nothing_again(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    world.finish(claim_id)
    world.run()
    world.clock.move(minutes=5)
    world.finish(claim_id)
    world.run()
    assert len(world.messages(claim_id)) == 1
    assert world.claim(claim_id).finished_at is None


def test_an_ended_claim_gets_no_message(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    world.finish(claim_id)
    with world.services.store.write() as uow:
        uow.claims.save(replace(uow.claims.get(claim_id), state=ClaimState.WITHDRAWN))
    world.run()
    assert world.messages(claim_id) == []
    assert world.state(claim_id) is ClaimState.WITHDRAWN


def test_a_superseded_message_is_not_sent(world: World) -> None:
    claim_id = world.open_claim()
    world.finish(claim_id)
    world.do("assess_claim", claim_id)
    world.lose_outbox()
    world.do("compose_message", claim_id)
    (first,) = world.messages(claim_id)
    world.lose_outbox()
    world.upload(claim_id, "bill.jpg", bill())
    world.finish(claim_id)
    world.run()
    world.do("deliver_message", first.id)
    assert [message.state for message in world.messages(claim_id)] == [
        MessageState.SUPERSEDED,
        MessageState.SENT,
    ]
    assert len(world.basket.sent) == 1


def test_two_claims_share_nothing(world: World) -> None:
    mine, other = world.open_claim(), world.open_claim()
    world.upload(mine, "bill.jpg", bill())
    world.finish(mine)
    world.run()
    assert world.messages(other) == []
    assert world.state(other) is ClaimState.OPEN
