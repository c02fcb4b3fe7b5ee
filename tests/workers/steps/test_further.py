"""G18: after the message a person finds that a further paper is needed: a reason, somebody who answers for it, counted."""

from dataclasses import replace

import pytest

from intake.acts.ask_further import Further, ask_further
from intake.acts.cannot_get import Given, cannot_get
from intake.acts.change_facts import change_facts
from intake.caller import Caller, Way
from intake.views.outcome import checklist_told
from storage.model.document_type import DocumentType
from storage.model.records import MessageCause, MessageState
from tests.validators.builders import a_paper, bank_card, bill, both_faces, fee_list, record
from tests.workers.world import World
from validators.errors import FactsInvalid
from workers.claim_clocks import history_of

MANAGER = Caller(actor="key:key_7", tenant="main", way=Way.STAFF, trace="trc_1")
REPORT = Further(paper=DocumentType.IMAGING_REPORT, reason="医生说拍过片", cause=MessageCause.NEW_FACT)


def told(world: World) -> str:
    """A claim whose first message said that all is there."""
    claim_id = world.open_claim({"insured.name": "张悦", "event.cause": "disease"})
    for paper in (both_faces(), bank_card(), bill(), record(), fee_list()):
        world.upload(claim_id, f"{paper.type.value}.jpg", paper)
    world.finish(claim_id)
    world.run()
    assert world.assessment(claim_id)["complete"] is True
    world.clock.move(days=1)
    return claim_id


def ask(world: World, claim_id: str, further: Further) -> None:
    with world.services.store.write() as uow:
        ask_further(uow, MANAGER, claim_id, further)
    world.run()
    world.clock.move(hours=2)
    world.run()


@pytest.mark.parametrize("cause", [MessageCause.NEW_FACT, MessageCause.OUR_MISS])
def test_the_next_message_asks_for_it_and_nothing_else(world: World, cause: MessageCause) -> None:
    claim_id = told(world)
    ask(world, claim_id, replace(REPORT, cause=cause))
    ask(world, claim_id, replace(REPORT, cause=cause, reason="还是那个原因"))
    first, second = world.messages(claim_id)
    assert (first.cause, second.cause, second.state) == (MessageCause.FIRST, cause, MessageState.SENT)
    assert [one["key"] for one in world.assessment(claim_id)["deficiencies"]] == ["further_imaging_report"]
    assert "检查报告单" in second.message.text and "很抱歉" in second.message.text
    assert "拍过片" not in second.message.text, "the reason is for ourselves"
    with world.services.store.read() as uow:
        (entry,) = [one for one in uow.audit.of_claim(claim_id) if one.action == "item.further"]
        assert (entry.actor, entry.subject) == ("key:key_7", "further_imaging_report")
        assert dict(entry.details) == {"person": "insured", "cause": cause.value}
        deducts = [one.deducts for one in history_of(uow, uow.claims.get(claim_id)).requests]
        assert deducts[-1] == (cause is MessageCause.NEW_FACT), "what was our fault pauses no clock"


def test_it_is_met_by_the_paper_or_given_up(world: World) -> None:
    claim_id = told(world)
    ask(world, claim_id, REPORT)
    report = a_paper(DocumentType.IMAGING_REPORT, patient_name="张悦", report_date="2026-04-05")
    world.upload(claim_id, "report.jpg", report)
    world.finish(claim_id)
    world.run()
    assert world.assessment(claim_id)["complete"] is True
    ask(world, claim_id, replace(REPORT, paper=DocumentType.RX))
    with world.services.store.write() as uow:
        cannot_get(uow, MANAGER, claim_id, Given(key="further_rx", reason="医院不给"))
    world.run()
    with world.services.store.read() as uow:
        states = {
            one["key"]: one["state"] for one in checklist_told(uow, uow.claims.get(claim_id), MANAGER).items
        }
    assert states["further_rx"] == "in_review"


def test_before_the_first_message_it_is_part_of_that(world: World) -> None:
    claim_id = world.open_claim({"insured.name": "张悦", "event.cause": "disease"})
    with world.services.store.write() as uow:
        ask_further(uow, MANAGER, claim_id, REPORT)
    world.upload(claim_id, "bill.jpg", bill())
    world.finish(claim_id)
    world.run()
    (only,) = world.messages(claim_id)
    assert only.cause is MessageCause.FIRST and "检查报告单" in only.message.text


def test_no_facts_can_ask_for_more(world: World) -> None:
    claim_id = world.open_claim({"insured.name": "张悦"})
    asked = {"claim.further": [{"type": "rx", "person": "insured", "reason": "x", "cause": "new_fact"}]}
    with pytest.raises(FactsInvalid, match=r"claim\.further"), world.services.store.write() as uow:
        change_facts(uow, MANAGER, claim_id, asked)
