"""The clocks of stored claims: kept by the sweep, said once when near and once when over, paused by proven delivery only."""

from dataclasses import replace

from storage.model.claim import ClaimState, ClaimType
from storage.model.records import MessageState
from tests.validators.builders import adult_papers, bill
from tests.workers.world import World
from workers.claim_clocks import clocks_now, history_of
from workers.clock_watch import watch_clocks
from workers.sweep import Sweep


def sweep(world: World) -> None:
    Sweep(world.services, lambda queue: 0).round()


def said(world: World, claim_id: str) -> list[tuple[str, object]]:
    """What the chain says of clocks; the events say the same."""
    with world.services.store.read() as uow:
        entries = [one for one in uow.audit.of_claim(claim_id) if one.action.startswith("clock.")]
        events = [one for one in uow.events.after(0, 1000, claim_id) if one.kind.startswith("clock.")]
    assert [(one.action, one.details) for one in entries] == [(one.kind, one.data) for one in events]
    return [(one.action, one.details["clock"]) for one in entries]


def states(world: World, claim_id: str) -> list[str]:
    with world.services.store.read() as uow:
        clocks = clocks_now(uow, uow.claims.get(claim_id))
        return [clock.state_at(uow.now).value for clock in clocks]


def prove_delivery(world: World, claim_id: str) -> None:
    with world.services.store.write() as uow:
        message = uow.messages.in_force(claim_id)
        assert message is not None
        assert uow.messages.mark(message.id, MessageState.SENT, MessageState.DELIVERED, uow.now)


def test_a_clock_is_said_to_be_near_once_and_over_once(world: World) -> None:
    claim_id = world.open_claim(claim_types=(ClaimType.DEATH_ILLNESS,))
    sweep(world)
    assert said(world, claim_id) == []
    world.upload(claim_id, "bill.jpg", bill())
    expected = []
    for hours, news in (
        (21, []),
        (1.5, [("clock.near", "first_feedback")]),
        (2, [("clock.over", "first_feedback")]),
        (24 * 6, [("clock.near", "decision")]),
        (24 * 30, [("clock.over", "decision"), ("clock.over", "decision_complex")]),
    ):
        world.clock.move(hours=hours)
        expected += news
        for _ in range(2):
            sweep(world)
            assert said(world, claim_id) == expected, hours
    with world.services.store.read() as uow:
        assert {row.lane for row in uow.clocks.of_claims([claim_id])} == {"death"}


def test_the_law_waits_for_the_customer_only_while_delivery_is_proven(world: World) -> None:
    claim_id = world.open_claim()
    papers = adult_papers()
    world.upload(claim_id, "first.jpg", *papers[:3])
    world.finish(claim_id)
    world.run()
    world.clock.move(days=2)
    assert states(world, claim_id) == ["met", "running", "running"], "sent, but nobody knows whether it came"
    prove_delivery(world, claim_id)
    world.clock.move(days=30)
    sweep(world)
    assert states(world, claim_id) == ["met", "paused", "paused"]
    world.upload(claim_id, "second.jpg", papers[3])
    world.run()
    assert states(world, claim_id) == ["met", "paused", "paused"], "some of it has not come"
    world.clock.move(days=1)
    world.upload(claim_id, "third.jpg", *papers[4:])
    came = world.clock.now
    world.clock.move(hours=1)
    world.finish(claim_id)
    world.run()
    assert world.state(claim_id) is ClaimState.COMPLETE
    with world.services.store.read() as uow:
        history = history_of(uow, uow.claims.get(claim_id))
        assert [one.answered_at for one in history.requests] == [came]
    assert states(world, claim_id) == ["met", "running", "running"]
    sweep(world)
    assert said(world, claim_id) == []


def test_what_the_customer_cannot_get_is_answered_too(world: World) -> None:
    claim_id = world.open_claim()
    papers = adult_papers()
    world.upload(claim_id, "all but one.jpg", *papers[:-1])
    world.finish(claim_id)
    world.run()
    prove_delivery(world, claim_id)
    (asked,) = {item["key"] for item in world.assessment(claim_id)["deficiencies"]}
    world.clock.move(days=1)
    with world.services.store.write() as uow:
        uow.cannots.add(claim_id, asked, None, None, "医院不给", uow.now)
        claim = uow.claims.get(claim_id)
        uow.claims.save(replace(claim, revision=claim.revision + 1))
        uow.outbox.add("assess_claim", claim_id, "trc_1")
    world.run()
    assert states(world, claim_id) == ["met", "running", "running"]


def test_an_ended_claim_is_looked_at_once_more_and_then_left_alone(world: World) -> None:
    claim_id = world.open_claim()
    world.upload(claim_id, "bill.jpg", bill())
    world.clock.move(days=20)
    with world.services.store.write() as uow:
        uow.claims.save(replace(uow.claims.get(claim_id), state=ClaimState.CLOSED))
        uow.events.add(claim_id, "claim.closed", {})
    world.clock.move(days=1)
    with world.services.store.read() as uow:
        claims = uow.claims.page(None, 9)
    watch_clocks(world.services, claims)
    assert said(world, claim_id) == [], "there is nothing to hurry for any more"
    with world.services.store.read() as uow:
        kept = uow.clocks.of_claims([claim_id])
        assert uow.clocks.counted(uow.now) == {
            ("decision", "missed"): 1,
            ("decision_complex", "met"): 1,
            ("first_feedback", "missed"): 1,
        }
    world.clock.move(days=30)
    watch_clocks(world.services, claims)
    with world.services.store.read() as uow:
        assert uow.clocks.of_claims([claim_id]) == kept
