"""A later message that asks for what could have been asked before: held, hidden, released with a reason, counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from intake.acts.cannot_get import Given, cannot_get
from intake.acts.end_claim import withdraw_claim
from intake.acts.release_message import release_message
from intake.caller import Caller, Way
from intake.views.outcome import checklist_told, messages_told, questions_told
from storage.errors import Conflict
from storage.model.checklist import ItemState
from storage.model.claim import ClaimState
from storage.model.records import MessageCause, MessageState
from tests.validators.builders import bank_card, bill, record
from tests.workers.world import World
from validators.items.set_aside import set_aside
from workers.claim_clocks import history_of

REVIEWER = Caller(actor="key:key_1", tenant="main", way=Way.STAFF, trace="trc_1")
HELD, SENT, SUPERSEDED = MessageState.HELD, MessageState.SENT, MessageState.SUPERSEDED


@contextmanager
def rules_without(key: str) -> Iterator[None]:
    """As if an older version of the rules had let that item be."""

    def lenient(items, cannot):  # type: ignore[no-untyped-def]
        kept = set_aside(items, cannot)
        return tuple(replace(one, state=ItemState.SATISFIED) if one.key == key else one for one in kept)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("validators.assess.set_aside", lenient)
        yield


def missed(world: World) -> str:
    """A claim of which the first message did not ask for the bank card; a second one does."""
    claim_id = world.open_claim({"insured.name": "张悦"})
    with rules_without("bank_card"):
        world.upload(claim_id, "bill.jpg", bill())
        world.finish(claim_id)
        world.run()
    world.clock.move(days=1)
    world.upload(claim_id, "record.jpg", record())
    world.finish(claim_id)
    world.run()
    return claim_id


def states(world: World, claim_id: str) -> list[MessageState]:
    return [message.state for message in world.messages(claim_id)]


def seen_by(world: World, claim_id: str, way: Way) -> tuple[set[str], int]:
    """The items asked for, and how many messages, as somebody of that way sees them."""
    caller = replace(REVIEWER, way=way, claim_id=claim_id if way is Way.LINK else None)
    with world.services.store.read() as uow:
        claim = uow.claims.get(claim_id)
        shown = checklist_told(uow, claim, caller)
        return {one["key"] for one in shown.deficiencies}, len(messages_told(uow, claim, caller).messages)


def test_it_is_held_and_nobody_hears_of_it(world: World) -> None:
    claim_id = missed(world)
    first, second = world.messages(claim_id)
    assert (first.state, first.cause) == (SENT, MessageCause.FIRST)
    assert (second.state, second.cause) == (HELD, MessageCause.OUR_MISS)
    assert len(world.basket.sent) == 1
    assert world.state(claim_id) is ClaimState.IN_REVIEW
    asked, count = seen_by(world, claim_id, Way.SYSTEM)
    assert ("bank_card" in asked, count) == (True, 2)
    assert seen_by(world, claim_id, Way.LINK) == (asked - {"bank_card"}, 1)
    with world.services.store.read() as uow:
        held = [one for one in uow.audit.of_claim(claim_id) if one.action == "message.held"]
        assert [one.details["late"] for one in held] == ["bank_card/payee/claim"]
    world.learn(claim_id, event__place="学校")
    world.clock.move(hours=30)
    world.run()
    assert states(world, claim_id) == [SENT, HELD], "the same again is held once"
    assert world.events(claim_id).count("message.held") == 1


def test_a_question_that_comes_too_late_is_held_too(world: World) -> None:
    claim_id = world.open_claim({"insured.name": "张悦", "event.cause": None})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("validators.assess.put", lambda *_: ())
        world.upload(claim_id, "bill.jpg", bill())
        world.finish(claim_id)
        world.run()
    world.clock.move(days=1)
    world.upload(claim_id, "card.jpg", bank_card())
    world.finish(claim_id)
    world.run()
    assert states(world, claim_id) == [SENT, HELD]
    with world.services.store.read() as uow:
        held = [one for one in uow.audit.of_claim(claim_id) if one.action == "message.held"]
        assert [one.details["late"] for one in held] == ["event.cause"], "a card might have told the birth"
        claim = uow.claims.get(claim_id)
        by_link = replace(REVIEWER, way=Way.LINK, claim_id=claim_id)
        asked = [[one.key for one in questions_told(uow, claim, who).questions] for who in (REVIEWER, by_link)]
    assert asked == [["insured.birth", "event.cause"], ["insured.birth"]]


def test_it_leaves_with_a_reason_once(world: World) -> None:
    claim_id = missed(world)
    held = world.messages(claim_id)[1]
    with world.services.store.write() as uow:
        release_message(uow, REVIEWER, held.id, "上次漏看了")
    world.run()
    assert states(world, claim_id) == [SENT, SENT]
    assert world.state(claim_id) is ClaimState.WAITING_FOR_CUSTOMER
    assert seen_by(world, claim_id, Way.LINK) == seen_by(world, claim_id, Way.SYSTEM)
    with pytest.raises(Conflict, match="is sent"), world.services.store.write() as uow:
        release_message(uow, REVIEWER, held.id, "还是那个原因")
    with world.services.store.read() as uow:
        chain = uow.audit.of_claim(claim_id)
        entry = next(one for one in chain if one.action == "message.released")
        assert (entry.actor, entry.subject, dict(entry.details)) == ("key:key_1", held.id, {"number": 2})
        assert "上次漏看了" not in str(chain)
        deducts = [one.deducts for one in history_of(uow, uow.claims.get(claim_id)).requests]
        assert deducts == [True, False], "such a request pauses no clock"


@pytest.mark.parametrize("way_out", ["decided", "sent anyway", "ended"])
def test_what_need_not_be_asked_any_more_is_superseded(world: World, way_out: str) -> None:
    claim_id = missed(world)
    with world.services.store.write() as uow:
        if way_out == "decided":
            cannot_get(uow, REVIEWER, claim_id, Given(key="bank_card", reason="不需要"))
        if way_out == "ended":
            withdraw_claim(uow, REVIEWER, claim_id)
    if way_out == "sent anyway":
        world.upload(claim_id, "card.jpg", bank_card())
        world.finish(claim_id)
    world.clock.move(hours=2)
    world.run()
    assert states(world, claim_id)[1] is SUPERSEDED
    assert HELD not in states(world, claim_id)
    assert "bank_card" not in seen_by(world, claim_id, Way.LINK)[0]


def test_new_facts_and_answers_have_causes_of_their_own(world: World) -> None:
    claim_id = world.open_claim({"event.cause": None})
    world.upload(claim_id, "bill.jpg", bill())
    world.finish(claim_id)
    world.run()
    world.learn(claim_id, event__cause="accident", agent__present=True)
    world.run()
    world.clock.move(hours=2)
    world.run()
    world.upload(claim_id, "record.jpg", record())
    world.finish(claim_id)
    world.run()
    causes = [message.cause for message in world.messages(claim_id)]
    assert causes == [MessageCause.FIRST, MessageCause.NEW_FACT, MessageCause.FOLLOW_UP]
